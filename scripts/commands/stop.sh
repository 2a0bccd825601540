# shellcheck shell=bash

command_stop() {
    local name found=
    make_state_folder
    for name in $(servers); do
        found=yes
        stop_server "$name"
        say "Stopped Odoo ($name)."
    done
    if ! has_own_server && cluster_is_running; then
        found=yes
        stop_cluster
        say "Stopped PostgreSQL."
    fi
    [[ -n "$found" ]] || say "Nothing of this checkout is running."
}
