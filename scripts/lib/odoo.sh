# shellcheck shell=bash
# Running Odoo: once for a task, or as a server that answers on a port.
#
# A server has a name; .dev/run/NAME.{conf,args,pid} and its log describe it. The configuration
# file's path in a process's command line proves that the process is ours.

# odoo_conf NAME: writes the configuration file of that name and prints its path.
odoo_conf() {
    local conf="$STATE/run/$1.conf" new
    # Renamed into place: another command may be reading it.
    new="$(mktemp "$conf.XXXXXX")"
    cat >"$new" <<CONF
[options]
addons_path = $ROOT/addon
data_dir = $STATE/data
list_db = False
workers = 0
max_cron_threads = 1
db_maxconn = 160
CONF
    mv "$new" "$conf"
    printf '%s\n' "$conf"
}

# run_odoo ARGUMENT…: one task in the foreground.
run_odoo() {
    "${ODOO_COMMAND[@]}" --config="$(odoo_conf task)" "$@" 8>&- 9>&-
}

# server_pid NAME: the server's process id, if it runs and is ours.
server_pid() {
    local pid
    pid="$(cat "$STATE/run/$1.pid" 2>/dev/null)" || return 1
    [[ "$pid" =~ ^[0-9]+$ ]] || return 1
    tr '\0' '\n' 2>/dev/null <"/proc/$pid/cmdline" |
        grep -Fx -e "--config=$STATE/run/$1.conf" >/dev/null || return 1
    printf '%s\n' "$pid"
}

# server_port NAME, server_database NAME: what it was last started with.
server_port() {
    sed -n 's/^--http-port=//p' "$STATE/run/$1.args" 2>/dev/null
}

server_database() {
    sed -n 's/^--database=//p' "$STATE/run/$1.args" 2>/dev/null
}

server_log() {
    printf '%s\n' "$STATE/logs/$1.log"
}

# servers: the names of this checkout's running servers.
servers() {
    local file name
    for file in "$STATE"/run/*.pid; do
        name="$(basename -- "$file" .pid)"
        ! server_pid "$name" >/dev/null || printf '%s\n' "$name"
    done
}

require_free_port() {
    local name
    ! port_is_free "$1" || return 0
    for name in $(servers); do
        [[ "$(server_port "$name")" != "$1" ]] ||
            fail "port $1 serves the database $(server_database "$name") of this checkout: ./scripts/dev.sh stop, or choose another PORT."
    done
    fail "port $1 is taken by another program; choose one that is free, for example PORT=$(($1 + 1)) ./scripts/dev.sh up."
}

# start_server NAME DATABASE PORT ARGUMENT…: returns once the process is there; see wait_for_server.
start_server() {
    local name="$1" database="$2" port="$3"
    shift 3
    require_free_port "$port"
    printf '%s\n' --database="$database" --db-filter="^$database\$" --http-port="$port" "$@" \
        >"$STATE/run/$name.args"
    [[ ! -f "$(server_log "$name")" ]] || mv "$(server_log "$name")" "$(server_log "$name").1"
    start_server_again "$name"
}

# start_server_again NAME: as it was started before.
start_server_again() {
    local name="$1" arguments pid
    mapfile -t arguments <"$STATE/run/$name.args"
    # A session of its own: Ctrl-C reaches dev.sh, which then stops it in order. Descriptor 8, the
    # hold on PostgreSQL, is inherited on purpose.
    setsid "${ODOO_COMMAND[@]}" --config="$(odoo_conf "$name")" "${arguments[@]}" \
        >>"$(server_log "$name")" 2>&1 </dev/null 3>&- 4>&- 7>&- 9>&- &
    pid=$!
    printf '%s\n' "$pid" >"$STATE/run/$name.pid"
    # Until exec the process still carries this shell's command line.
    until server_pid "$name" >/dev/null || ! kill -0 "$pid" 2>/dev/null; do
        sleep 0.05
    done
}

# wait_for_server NAME: until the login page answers.
wait_for_server() {
    local deadline=$((SECONDS + 240)) port
    port="$(server_port "$1")"
    until server_answers "$port"; do
        if ! server_pid "$1" >/dev/null; then
            tail -n 25 -- "$(server_log "$1")"
            fail "Odoo stopped while starting; its log is $(server_log "$1")"
        fi
        ((SECONDS < deadline)) || fail "Odoo does not answer on port $port; its log is $(server_log "$1")"
        sleep 0.3
    done
}

server_answers() {
    local status
    status="$(timeout 60 bash -c "exec 5<>/dev/tcp/127.0.0.1/$1 && printf 'GET /web/login HTTP/1.0\r\nHost: localhost:$1\r\n\r\n' >&5 && head -n 1 <&5" 2>/dev/null)" || return 1
    [[ "$status" == *" 200 "* || "$status" == *" 303 "* ]]
}

# stop_server NAME: politely, and after 15 s not.
stop_server() {
    local pid deadline=$((SECONDS + 15))
    pid="$(server_pid "$1")" || return 0
    # The whole group: ODOO_BIN may be a wrapper script.
    kill -TERM -- "-$pid" 2>/dev/null || true
    while server_pid "$1" >/dev/null; do
        if ((SECONDS >= deadline)); then
            kill_server "$1"
            return
        fi
        sleep 0.2
    done
    rm -f "$STATE/run/$1.pid"
}

# kill_server NAME: as a crash would.
kill_server() {
    local pid
    pid="$(server_pid "$1")" || return 0
    kill -KILL -- "-$pid" 2>/dev/null || true
    while server_pid "$1" >/dev/null; do
        sleep 0.1
    done
    rm -f "$STATE/run/$1.pid"
}
