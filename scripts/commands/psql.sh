# shellcheck shell=bash

. "$ROOT/scripts/commands/shell.sh"

command_psql() {
    open_demo_database
    psql -d "$DB" "$@"
}
