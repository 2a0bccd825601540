# shellcheck shell=bash
# Databases and their file stores: the template, its copies, the demo.

FILESTORE="$STATE/data/filestore"
# Databases made here for a while carry the checkout's name: people's servers are shared.
TEMPLATE_PREFIX="seitech_tpl_$CHECKOUT_ID"
TEST_PREFIX="seitech_test_$CHECKOUT_ID"

sql() {
    PGOPTIONS="-c client_min_messages=warning" psql -XqAt -v ON_ERROR_STOP=1 -d "${2:-postgres}" -c "$1" 8>&-
}

database_exists() {
    [[ "$(sql "SELECT 1 FROM pg_database WHERE datname = '$1'")" == 1 ]]
}

drop_database() {
    sql "DROP DATABASE IF EXISTS \"$1\" WITH (FORCE)"
    rm -rf "${FILESTORE:?}/$1"
}

# copy_database FROM TO
copy_database() {
    sql "CREATE DATABASE \"$2\" TEMPLATE \"$1\""
    # A file store's files never change, only come and go: links do. Across disks: copies.
    rm -rf "${FILESTORE:?}/$2"
    if [[ -d "$FILESTORE/$1" ]]; then
        cp -al "$FILESTORE/$1" "$FILESTORE/$2" 2>/dev/null || cp -a "$FILESTORE/$1" "$FILESTORE/$2"
    fi
    # What one database signs must not be valid in another.
    sql "UPDATE ir_config_parameter SET value = gen_random_uuid()::text WHERE key IN ('database.uuid', 'database.secret')" "$2"
}

# rename_database FROM TO: a database gets its final name only once it is complete.
rename_database() {
    sql "ALTER DATABASE \"$1\" RENAME TO \"$2\""
    rm -rf "${FILESTORE:?}/$2"
    [[ ! -d "$FILESTORE/$1" ]] || mv "$FILESTORE/$1" "$FILESTORE/$2"
}

# template_name: one template per Odoo, as another Odoo's database may not fit.
template_name() {
    printf '%s_%s\n' "$TEMPLATE_PREFIX" \
        "$({ printf '%s ' "${ODOO_COMMAND[@]}" && "${ODOO_COMMAND[@]}" --version; } 2>/dev/null | sha256sum | cut -c1-8)"
}

# ensure_template: a database with website_slides and demo data, built once.
ensure_template() {
    local name
    name="$(template_name)"
    if database_exists "$name"; then
        echo "there: $name"
        return
    fi
    mkdir -p "$FILESTORE"
    drop_database "${name}_new"
    run_odoo -d "${name}_new" -i website_slides --with-demo --stop-after-init --no-http
    rename_database "${name}_new" "$name"
}

# make_database NAME: a copy of the template with this module and its demo data installed.
make_database() {
    drop_database "$1"
    copy_database "$(template_name)" "$1"
    run_odoo -d "$1" -i "$MODULE" --with-demo --stop-after-init --no-http
    note_module_source "$1"
}

# drop_abandoned_databases: test databases of runs that could not clean up; their names end with the
# process id of the run.
drop_abandoned_databases() {
    local name
    for name in $(sql "SELECT datname FROM pg_database WHERE starts_with(datname, '$TEST_PREFIX')"); do
        kill -0 "${name##*_}" 2>/dev/null || drop_database "$name"
    done
}
