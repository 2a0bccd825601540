#!/usr/bin/env bash
# A second Odoo on the database of an e2e test, with several workers and behind nginx:
# e2e_proxy.sh start|stop. `start` prints the address and the file of the certificate.
set -euo pipefail

ROOT="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)"
# shellcheck source=/dev/null
. "$ROOT/scripts/lib/e2e_control.sh"

case "${1:-}" in
    start)
        provision_nginx >&2
        start_proxied "$SEITECH_SERVER-proxied" "$SEITECH_DB"
        ;;
    stop) stop_proxied "$SEITECH_SERVER-proxied" ;;
    *) fail "e2e_proxy.sh knows start and stop." ;;
esac
