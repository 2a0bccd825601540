# shellcheck shell=bash

command_shell() {
    open_demo_database
    # Not `run_odoo`: standard input is the person's.
    "${ODOO_COMMAND[@]}" shell --config="$(odoo_conf shell)" -d "$DB" --no-http --log-level=warn "$@"
}

# open_demo_database: quietly, for commands that only look into it.
open_demo_database() {
    check_settings
    make_state_folder
    leave_with leave_command
    [[ -n "${ODOO_BIN:-}" || -f "$ODOO_HOME/usr/bin/odoo" ]] ||
        fail "nothing is installed yet: ./scripts/dev.sh up does it."
    use_odoo
    hold_postgres
    with_lock postgres start_postgres >"$STATE/logs/postgres.log" 2>&1
    point_to_cluster
    database_exists "$DB" || fail "there is no database $DB yet: ./scripts/dev.sh up makes it."
}
