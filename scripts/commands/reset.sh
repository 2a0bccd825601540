# shellcheck shell=bash

. "$ROOT/scripts/commands/up.sh"
. "$ROOT/scripts/commands/update.sh"

command_reset() {
    check_settings
    if [[ "${1:-}" != --yes ]]; then
        [[ -t 0 ]] || fail "reset deletes the database $DB: run it with --yes where nobody can be asked."
        local answer
        read -r -p "Delete the database $DB with everything in it and make a new one? [y/N] " answer
        [[ "$answer" == [yY]* ]] || {
            say "Nothing was changed."
            return
        }
    fi
    change_database "New demo database $DB" reset_database
}

reset_database() {
    ensure_template
    drop_database "$DB"
    ensure_demo_database
}
