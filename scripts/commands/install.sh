# shellcheck shell=bash

. "$ROOT/scripts/commands/update.sh"

command_install() {
    [[ $# == 1 && "$1" =~ ^[a-z0-9_]+$ ]] || fail "name one module, for example: install $MODULE"
    change_database "Install $1" install_in_database "$1"
}

install_in_database() {
    ensure_database_exists
    install_module "$1"
}
