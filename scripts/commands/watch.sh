# shellcheck shell=bash

. "$ROOT/scripts/commands/up.sh"

# `--dev=xml` makes Odoo look at the built files on every page load, so that reloading the page is
# enough after a compilation; `reload` restarts it when Python changes.
command_watch() {
    check_settings
    leave_with leave_watch
    if server_pid "$DB" >/dev/null; then
        say "Restarting Odoo in development mode."
        stop_server "$DB"
    fi
    bring_up --dev=xml,qweb,reload
    print_welcome
    say "Watching ts_src/. Odoo's log: ./scripts/dev.sh logs"
    node build.mjs --watch 8>&- &
    WATCHER_PID=$!
    wait "$WATCHER_PID"
}

WATCHER_PID=

leave_watch() {
    [[ -z "$WATCHER_PID" ]] || kill "$WATCHER_PID" 2>/dev/null || true
    leave_up
}
