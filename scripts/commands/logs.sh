# shellcheck shell=bash

command_logs() {
    local log
    log="$(server_log "$DB")"
    [[ -f "$log" ]] || fail "there is no log of $DB yet: ./scripts/dev.sh up starts Odoo."
    exec tail -n 100 -F -- "$log"
}
