# shellcheck shell=bash
# PostgreSQL: the person's own server (PGHOST, PGUSER, PGPASSWORD), or a private cluster of this
# checkout on a Unix socket. The machine's own cluster is never touched.
#
# The private cluster runs as long as something uses it: every user holds a shared lock on
# .dev/run/postgres-users.lock (file descriptor 8; a detached Odoo inherits it), and whoever leaves
# last stops the server.

# A script started by another of ours inherits the private server's PGHOST; that is not "own".
OWN_SERVER=
if [[ -n "${PGHOST:-}${PGUSER:-}${PGPASSWORD:-}" && "${SEITECH_PRIVATE_SERVER:-}" != "$ROOT" ]]; then
    OWN_SERVER=yes
fi

has_own_server() {
    [[ -n "$OWN_SERVER" ]]
}

PG_LINK="$STATE/pg"
PG_USERS_LOCK="$STATE/run/postgres-users.lock"
HOLDS_POSTGRES=

postgres_packages() {
    if has_own_server; then
        have psql || printf '%s\n' "${POSTGRES_CLIENT_PACKAGES[@]}"
    else
        [[ -n "$(postgres_bin)" ]] || printf '%s\n' "${POSTGRES_PACKAGES[@]}"
    fi
}

# postgres_bin: the folder of the server's programs: of the version the cluster was made with, or
# else the newest.
postgres_bin() {
    local folder version
    if version="$(cat "$PG_LINK/data/PG_VERSION" 2>/dev/null)"; then
        folder="/usr/lib/postgresql/$version/bin"
        [[ ! -x "$folder/initdb" ]] || { printf '%s\n' "$folder" && return; }
    fi
    folder="$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)"
    if [[ -z "$folder" ]] && have pg_ctl; then
        folder="$(dirname -- "$(readlink -f -- "$(command -v pg_ctl)")")"
    fi
    [[ ! -x "$folder/initdb" ]] || printf '%s\n' "$folder"
}

# PostgreSQL refuses to run as root; the package brings a system user for it.
as_postgres_user() {
    if is_root; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# postgres_home: where the cluster really is. Root's checkout may lie below a folder that the
# system user cannot enter (a 0700 temporary folder, /root).
postgres_home() {
    readlink -f -- "$PG_LINK"
}

make_postgres_home() {
    [[ ! -d "$PG_LINK/." ]] || return 0
    rm -f "$PG_LINK"
    if ! is_root; then
        mkdir -m 700 "$PG_LINK"
        return
    fi
    if runuser -u postgres -- test -x "$STATE" 2>/dev/null; then
        install -d -m 700 -o postgres -g postgres "$PG_LINK"
        return
    fi
    local elsewhere="/var/lib/seitech-elearning-dev/$CHECKOUT_ID"
    say "      the system user postgres cannot enter $STATE: the cluster is in $elsewhere"
    # Left over from an earlier checkout at the same path; its file store is gone with it.
    rm -rf "$elsewhere"
    install -d -m 755 "$(dirname -- "$elsewhere")"
    install -d -m 700 -o postgres -g postgres "$elsewhere"
    ln -s "$elsewhere" "$PG_LINK"
}

# postgres_socket_folder: a socket's path may have 107 characters; a deep checkout gets a short one.
postgres_socket_folder() {
    local folder
    folder="$(postgres_home)/socket"
    if ((${#folder} > 88)); then
        folder="/tmp/seitech-$(id -u)-$CHECKOUT_ID"
    fi
    printf '%s\n' "$folder"
}

make_postgres_socket_folder() {
    local folder owner
    folder="$(postgres_socket_folder)"
    owner="$(is_root && echo postgres || id -un)"
    as_postgres_user mkdir -p -m 700 "$folder"
    [[ "$(stat -c %U "$folder")" == "$owner" && ! -L "$folder" ]] ||
        fail "$folder belongs to somebody else; it is needed for PostgreSQL's socket."
}

create_cluster() {
    local home bin
    home="$(postgres_home)"
    bin="$(postgres_bin)"
    [[ ! -f "$home/data/PG_VERSION" ]] || return 0
    # An initdb that was interrupted leaves a folder without the marker file.
    as_postgres_user rm -rf "$home/data" "$home/data.new"
    as_postgres_user "$bin/initdb" -D "$home/data.new" -U postgres -A trust -E UTF8 --locale=C.UTF-8
    as_postgres_user mv "$home/data.new" "$home/data"
}

cluster_is_running() {
    [[ -f "$PG_LINK/data/PG_VERSION" ]] &&
        as_postgres_user "$(postgres_bin)/pg_ctl" -D "$(postgres_home)/data" status >/dev/null 2>&1
}

start_cluster() {
    local home bin
    bin="$(postgres_bin)"
    [[ -n "$bin" ]] || fail "PostgreSQL is not installed."
    make_postgres_home
    point_to_cluster
    home="$(postgres_home)"
    create_cluster
    make_postgres_socket_folder
    if ! cluster_is_running; then
        # Closed descriptors: a server that kept them would hold our locks and our caller's pipe.
        as_postgres_user "$bin/pg_ctl" -D "$home/data" -l "$home/postgresql.log" -w -t 60 \
            -o "-c listen_addresses='' -c unix_socket_directories='$PGHOST' -c unix_socket_permissions=0700 -c synchronous_commit=off -c max_connections=200" \
            start 3>&- 4>&- 8>&- 9>&-
    fi
    PGUSER=postgres psql -XqAt -d postgres -c "SELECT 1 FROM pg_roles WHERE rolname = 'odoo'" | grep 1 >/dev/null ||
        PGUSER=postgres psql -Xq -d postgres -c "CREATE ROLE odoo LOGIN CREATEDB"
}

check_own_server() {
    local can_create
    [[ "${PGUSER:-}" != postgres ]] || fail "Odoo refuses the database user postgres: set PGUSER to another role with CREATEDB."
    can_create="$(psql -XqAt -d postgres -c 'SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user')" ||
        fail "the PostgreSQL of PGHOST=${PGHOST:-} PGUSER=${PGUSER:-} does not answer."
    [[ "$can_create" == t ]] || fail "the PostgreSQL role ${PGUSER:-$(id -un)} may not create databases."
}

# point_to_cluster: for every program that follows, the private cluster is "the" server.
point_to_cluster() {
    ! has_own_server || return 0
    unset PGPASSWORD PGDATABASE PGSERVICE PGSSLMODE
    PGHOST="$(postgres_socket_folder)"
    export PGHOST PGPORT=5432 PGUSER=odoo SEITECH_PRIVATE_SERVER="$ROOT"
}

start_postgres() {
    if has_own_server; then
        check_own_server
    else
        start_cluster
    fi
}

# use_postgres: shows one step; from then on a server is there until release_postgres.
use_postgres() {
    hold_postgres
    step "PostgreSQL" postgres with_lock postgres start_postgres
    point_to_cluster
}

hold_postgres() {
    if ! has_own_server && [[ -z "$HOLDS_POSTGRES" ]]; then
        exec 8>"$PG_USERS_LOCK"
        flock -s 8
        HOLDS_POSTGRES=yes
    fi
}

# What most commands have to put in order when they end.
leave_command() {
    stop_ticker
    release_postgres
}

# release_postgres: stops the private cluster unless something else still uses it.
release_postgres() {
    [[ -n "$HOLDS_POSTGRES" ]] || return 0
    HOLDS_POSTGRES=
    exec 8>&-
    (
        if flock -n 7; then
            stop_cluster
        fi
    ) 7>"$PG_USERS_LOCK"
}

stop_cluster() {
    ! cluster_is_running ||
        as_postgres_user "$(postgres_bin)/pg_ctl" -D "$(postgres_home)/data" -m fast -w -t 30 stop >/dev/null 7>&-
}
