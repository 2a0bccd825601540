# shellcheck shell=bash
# The e2e layer: browsers against a running Odoo of its own.

test_e2e() {
    E2E_SERVER="e2e-$$"
    TEST_DATABASE="${TEST_PREFIX}_e2e_$$"
    local port results="$STATE/test-results/e2e"
    rm -rf "$results"
    mkdir -p "$results"
    leave_with leave_e2e
    plan_steps 2
    step "Install in a copy of the template" test-e2e-install make_database "$TEST_DATABASE"
    port="$(free_port)"
    step "Odoo on port $port" test-e2e-start start_e2e_server "$port"
    SEITECH_URL="http://localhost:$port" SEITECH_DB="$TEST_DATABASE" SEITECH_RESULTS="$results" \
        SEITECH_LOG="$(server_log "$E2E_SERVER")" SEITECH_SERVER="$E2E_SERVER" \
        SEITECH_CTL="$ROOT/scripts/e2e_server.sh" \
        run_typescript scripts/run_e2e_tests.ts ${1:+"$1"} 8>&-
}

# With the modules that the tests install and take away again.
start_e2e_server() {
    start_server "$E2E_SERVER" "$TEST_DATABASE" "$1" --addons-path="$ROOT/addon,$ROOT/tests/e2e/addons"
    wait_for_server "$E2E_SERVER"
}

leave_e2e() {
    stop_ticker
    stop_server "$E2E_SERVER"
    drop_database "$TEST_DATABASE"
    mv -f "$(server_log "$E2E_SERVER")" "$STATE/test-results/e2e/server.log" 2>/dev/null || true
    rm -f "$STATE/run/$E2E_SERVER".*
}
