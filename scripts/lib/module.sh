# shellcheck shell=bash
# Which state of the sources a database has installed.

# module_source: what `-u` has to follow; built files are not part of it.
module_source() {
    hash_files "$MODULE_DIR"
}

# The note is the database's own comment: it comes and goes with the database.
note_module_source() {
    sql "COMMENT ON DATABASE \"$1\" IS '$MODULE $(module_source)'"
}

noted_module_source() {
    sql "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '$1'" |
        sed -n "s/^$MODULE //p"
}

# module_is_installed MODULE: in the demo database.
module_is_installed() {
    [[ "$(sql "SELECT state FROM ir_module_module WHERE name = '$1'" "$DB")" == installed ]]
}

# ensure_demo_database: the demo database with the module as it is in this checkout.
ensure_demo_database() {
    if ! database_exists "$DB"; then
        make_database "${DB}_new"
        rename_database "${DB}_new" "$DB"
    elif ! module_is_installed "$MODULE"; then
        install_module "$MODULE"
    elif [[ "$(noted_module_source "$DB")" != "$(module_source)" ]]; then
        update_module "$MODULE"
    fi
}

install_module() {
    run_odoo -d "$DB" -i "$1" --with-demo --stop-after-init --no-http
    # Odoo only warns about a name it does not know.
    module_is_installed "$1" || fail "Odoo finds no module $1 that it could install."
    [[ "$1" != "$MODULE" ]] || note_module_source "$DB"
}

update_module() {
    module_is_installed "$1" || fail "the module $1 is not installed in $DB: ./scripts/dev.sh install $1"
    run_odoo -d "$DB" -u "$1" --stop-after-init --no-http
    [[ "$1" != "$MODULE" ]] || note_module_source "$DB"
}
