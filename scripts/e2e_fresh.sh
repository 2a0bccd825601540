#!/usr/bin/env bash
# What somebody has who begins: an Odoo with its courses, without demo data and without this module.
# e2e_fresh.sh start|stop. `start` prints the address; login and password are "admin".
set -euo pipefail

ROOT="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)"
# shellcheck source=/dev/null
. "$ROOT/scripts/lib/e2e_control.sh"
NAME="$SEITECH_SERVER-fresh"
DATABASE="${SEITECH_DB}_fresh"

start() {
    local port
    port="$(free_port)"
    drop_database "$DATABASE"
    run_odoo -d "$DATABASE" -i website_slides --stop-after-init --no-http >&2
    start_server "$NAME" "$DATABASE" "$port"
    wait_for_server "$NAME"
    printf 'http://localhost:%s\n' "$port"
}

case "${1:-}" in
    start) start ;;
    stop)
        stop_server "$NAME"
        drop_database "$DATABASE"
        rm -f "$STATE/run/$NAME".*
        ;;
    *) fail "e2e_fresh.sh knows start and stop." ;;
esac
