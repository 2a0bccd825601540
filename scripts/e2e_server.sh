#!/usr/bin/env bash
# Lets an e2e test stop and start the Odoo it talks to: e2e_server.sh stop|start|restart|kill9
# SEITECH_SERVER names the server; `dev.sh test e2e` sets it.
set -euo pipefail

ROOT="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)"
# shellcheck source=/dev/null
. "$ROOT/scripts/lib/e2e_control.sh"

start() {
    start_server_again "$SEITECH_SERVER"
    wait_for_server "$SEITECH_SERVER"
}

case "${1:-}" in
    stop) stop_server "$SEITECH_SERVER" ;;
    start) start ;;
    restart)
        stop_server "$SEITECH_SERVER"
        start
        ;;
    kill9) kill_server "$SEITECH_SERVER" ;;
    *) fail "e2e_server.sh knows stop, start, restart and kill9." ;;
esac
