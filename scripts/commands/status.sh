# shellcheck shell=bash

# Exit code 0 if Odoo runs on DB, else 1.
command_status() {
    local name
    make_state_folder
    for name in $(servers); do
        say "Odoo        running, http://localhost:$(server_port "$name"), database $(server_database "$name"), process $(server_pid "$name")"
    done
    server_pid "$DB" >/dev/null || say "Odoo        not running on database $DB"
    if has_own_server; then
        say "PostgreSQL  yours: ${PGUSER:-$(id -un)}@${PGHOST:-local}"
    elif cluster_is_running; then
        say "PostgreSQL  running, $(postgres_socket_folder)"
    else
        say "PostgreSQL  not running"
    fi
    say "Odoo is     ${ODOO_BIN:-$(odoo_here)}"
    say "Node.js     $(have node && node --version || echo "not installed")"
    say "Front end   $(is_built && echo built || echo "not built")"
    server_pid "$DB" >/dev/null
}

odoo_here() {
    if [[ -f "$ODOO_HOME/usr/bin/odoo" ]]; then
        echo "Debian's package, in .dev/odoo"
    else
        echo "not installed"
    fi
}
