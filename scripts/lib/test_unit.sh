# shellcheck shell=bash
# The unit layer: front-end code without Odoo.

test_unit() {
    run_typescript scripts/run_unit_tests.ts ${1:+"$1"} 8>&-
}
