# shellcheck shell=bash
# What the scripts begin with by which an e2e test starts and stops servers. SEITECH_SERVER names the
# test's own; `dev.sh test e2e` sets it.

for part in common progress provision_packages provision_node provision_odoo postgres odoo database proxied; do
    # shellcheck source=/dev/null
    . "$ROOT/scripts/lib/$part.sh"
done

[[ "${SEITECH_SERVER:-}" == e2e-* ]] || fail "SEITECH_SERVER is not set: run the tests by ./scripts/dev.sh test e2e"
use_odoo
