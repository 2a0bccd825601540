# shellcheck shell=bash
# The e2e layer: browsers against running Odoos of its own. Without a filter in two lanes side by side
# (E2E_LANES), each with a server and a database; tests/e2e/durations.json says how the files are shared out.

test_e2e() {
    local filter="${1:-}" count="${E2E_LANES:-2}"
    [[ "$count" =~ ^[1-9]$ ]] || fail "E2E_LANES=$count is not a number of lanes."
    RESULTS="$STATE/test-results/e2e"
    # A part of the tests is not worth a second server.
    [[ -z "$filter" ]] || count=1
    name_lanes "$count"
    rm -rf "$RESULTS"
    mkdir -p "$RESULTS"
    leave_with leave_e2e
    plan_steps 2
    step "Install in a copy of the template" test-e2e-install make_lane_databases
    find_lane_ports
    step "Odoo on port ${LANE_PORTS[*]}" test-e2e-start start_e2e_servers
    SEITECH_RESULTS="$RESULTS" SEITECH_CTL="$ROOT/scripts/e2e_server.sh" run_lanes "$filter" 8>&-
}

# name_lanes COUNT
name_lanes() {
    local lane
    LANE_DATABASES=() LANE_SERVERS=()
    for ((lane = 1; lane <= $1; lane++)); do
        LANE_DATABASES+=("${TEST_PREFIX}_e2e${lane}_$$")
        LANE_SERVERS+=("e2e-$lane-$$")
    done
}

find_lane_ports() {
    local lane
    LANE_PORTS=()
    for lane in "${!LANE_SERVERS[@]}"; do
        LANE_PORTS[lane]="$(free_port)"
    done
}

# The module is installed once; the other lanes get copies, as long as nobody is connected.
make_lane_databases() {
    local database
    make_database "${LANE_DATABASES[0]}"
    for database in "${LANE_DATABASES[@]:1}"; do
        copy_database "${LANE_DATABASES[0]}" "$database"
    done
}

# With the modules that the tests install and take away again.
start_e2e_servers() {
    local lane
    for lane in "${!LANE_SERVERS[@]}"; do
        start_server "${LANE_SERVERS[lane]}" "${LANE_DATABASES[lane]}" "${LANE_PORTS[lane]}" \
            --addons-path="$ROOT/addon,$ROOT/tests/e2e/addons,$MODULE_DIR/doc/examples"
    done
    for lane in "${!LANE_SERVERS[@]}"; do
        wait_for_server "${LANE_SERVERS[lane]}"
    done
}

# run_lanes FILTER
run_lanes() {
    local lane places=()
    for lane in "${!LANE_SERVERS[@]}"; do
        places+=("http://localhost:${LANE_PORTS[lane]}" "${LANE_DATABASES[lane]}"
            "${LANE_SERVERS[lane]}" "$(server_log "${LANE_SERVERS[lane]}")")
    done
    run_typescript scripts/run_e2e_tests.ts "$1" "${places[@]}"
}

leave_e2e() {
    local lane server
    stop_ticker
    for lane in "${!LANE_SERVERS[@]}"; do
        server="${LANE_SERVERS[lane]}"
        # Tests that were interrupted leave their own.
        stop_proxied "$server-proxied"
        stop_server "$server-fresh"
        drop_database "${LANE_DATABASES[lane]}_fresh"
        stop_server "$server"
        drop_database "${LANE_DATABASES[lane]}"
        mv -f "$(server_log "$server")" "$RESULTS/server-$((lane + 1)).log" 2>/dev/null || true
        mv -f "$(server_log "$server-proxied")" "$RESULTS/server-proxied.log" 2>/dev/null || true
        rm -f "$STATE/run/$server".*
    done
}
