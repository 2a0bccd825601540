# shellcheck shell=bash

for layer in unit odoo e2e; do
    . "$ROOT/scripts/lib/test_$layer.sh"
done

# Every layer runs, even after another one failed.
command_test() {
    local layers=(unit odoo e2e) filter="" layer failed=
    case "${1:-}" in
        "") ;;
        unit | odoo | e2e)
            layers=("$1")
            filter="${2:-}"
            ;;
        *) fail "test knows the layers unit, odoo and e2e, not $1." ;;
    esac
    (($# <= 2)) || fail "test takes one filter."
    leave_with leave_tests
    prepare_tests "${layers[@]}"
    : >"$STATE/logs/test-summary.log"
    if ((${#layers[@]} == 1)); then
        run_layer "${layers[0]}" "$filter" || failed=yes
    else
        run_all_layers || failed=yes
    fi
    if ((${#layers[@]} > 1)); then
        say ""
        cat "$STATE/logs/test-summary.log" >&3
    fi
    [[ -z "$failed" ]]
}

# Unit tests and Odoo's do not meet: they run side by side, and what the unit tests say is shown after
# Odoo's. The e2e tests measure time: they run alone.
run_all_layers() {
    local failed="" shown="$STATE/logs/test-unit-beside.log"
    beside "$shown" run_layer unit ""
    run_layer odoo "" || failed=yes
    join_beside || failed=yes
    cat "$shown" >&3
    run_layer e2e "" || failed=yes
    [[ -z "$failed" ]]
}

leave_tests() {
    end_beside
    leave_command
}

# prepare_tests LAYER…: everything the layers need, so that a layer only tests.
prepare_tests() {
    if [[ "$*" == unit ]]; then
        plan_steps $((PROVISION_STEPS + 1))
        provision node browser
        step "Build" build with_lock build build_front_end
        return
    fi
    plan_steps $((PROVISION_STEPS_WITH_ODOO + 3))
    provision node odoo postgres browser documents
    step "Build" build with_lock build build_front_end
    use_postgres
    step "Template database" template with_lock database prepare_databases
}

prepare_databases() {
    drop_abandoned_databases
    ensure_template
}

# run_layer LAYER FILTER: its output ends with "N passed, N failed"; that line and the seconds go
# into the summary.
run_layer() {
    local layer="$1" log="$STATE/logs/test-$1.log" started=$SECONDS code result
    say ""
    say "── $layer"
    set +e
    (
        set -e
        exec 3>&1
        leave_with stop_ticker
        "test_$layer" "$2"
    ) 2>&1 | tee -i "$log" 8>&-
    code=${PIPESTATUS[0]}
    set -e
    result="$(grep -aE '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1)" || true
    if [[ -z "$result" ]]; then
        result="0 passed, 1 failed"
        say "$result"
    fi
    printf '%-5s %s  (%d s)\n' "$layer" "$result" "$((SECONDS - started))" >>"$STATE/logs/test-summary.log"
    [[ "$code" == 0 && "$result" == *" 0 failed"* ]]
}
