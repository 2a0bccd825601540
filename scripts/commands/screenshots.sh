# shellcheck shell=bash

# Pictures of the chat, from the Odoo that `up --detach` has started.
command_screenshots() {
    leave_with leave_command
    plan_steps "$PROVISION_STEPS"
    provision node browser
    server_pid "$DB" >/dev/null || fail "Odoo does not run: ./scripts/dev.sh up --detach starts it."
    PORT="$(server_port "$DB")" run_typescript scripts/screenshots.ts "$@" 8>&-
}
