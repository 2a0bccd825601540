# shellcheck shell=bash

command_update() {
    [[ $# == 1 && "$1" =~ ^[a-z0-9_]+$ ]] || fail "name one module, for example: update $MODULE"
    change_database "Update $1" update_in_database "$1"
}

update_in_database() {
    ensure_database_exists
    update_module "$1"
}

ensure_database_exists() {
    database_exists "$DB" || fail "there is no database $DB yet: ./scripts/dev.sh up makes it."
}

# change_database LABEL COMMAND…: does it with Odoo stopped, and starts Odoo again if it ran.
change_database() {
    local label="$1" running=
    shift
    check_settings
    leave_with leave_command
    ! server_pid "$DB" >/dev/null || running=yes
    plan_steps $((PROVISION_STEPS_WITH_ODOO + 3))
    provision node odoo postgres
    step "Build" build with_lock build build_front_end
    use_postgres
    # The lock is held until Odoo answers again: an `up` that follows the log waits for it.
    step "$label" database with_lock database change_then_restart "$running" "$@"
    [[ -z "$running" ]] || say "Odoo answers again: http://localhost:$(server_port "$DB")"
}

change_then_restart() {
    local running="$1" code
    shift
    stop_server "$DB"
    set +e
    (
        set -e
        "$@"
    )
    code=$?
    set -e
    # Also after a failure: people may want to look at what they have.
    if [[ -n "$running" ]]; then
        start_server_again "$DB"
        wait_for_server "$DB"
    fi
    return "$code"
}
