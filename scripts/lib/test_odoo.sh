# shellcheck shell=bash
# The odoo layer: the module's Python tests by Odoo's own runner, in a copy of the template; and,
# unless a filter is given, the module's life from installing to uninstalling.

# What Odoo's log says at the start of a line of the given levels.
log_lines_of() {
    printf '^[0-9-]{10} [0-9:,]{12} [0-9]+ (%s) ' "$1"
}

test_odoo() {
    local filter="$1" tags
    tags="$(odoo_test_tags "$filter")"
    TEST_DATABASE="${TEST_PREFIX}_odoo_$$"
    # The layer is a subshell: its end drops what it made.
    leave_with leave_odoo_layer
    LIFECYCLE_DATABASE="${TEST_PREFIX}_life_$$"
    plan_steps "$([[ -n "$filter" ]] && echo 2 || echo 3)"
    step "Install in a copy of the template" test-odoo-install make_database "$TEST_DATABASE"
    step "Python tests ${filter:-of $MODULE}" test-odoo-run run_python_tests "$tags"
    [[ -n "$filter" ]] || step "Install, update, uninstall" test-odoo-life run_lifecycle
    report_python_tests "$STATE/logs/test-odoo-install.log" "$STATE/logs/test-odoo-run.log" \
        ${filter:+skip-life}
}

# Its findings are read from its log afterwards.
run_lifecycle() {
    ODOO_BIN="$(printf '%q ' "${ODOO_COMMAND[@]}")" XDG_DATA_HOME="$STATE/data/lifecycle" \
        /usr/bin/python3 scripts/check_lifecycle.py "$(template_name)" "$LIFECYCLE_DATABASE" 8>&- || true
}

leave_odoo_layer() {
    stop_ticker
    drop_database "$TEST_DATABASE"
    drop_database "$LIFECYCLE_DATABASE"
    rm -rf "$STATE/data/lifecycle"
}

# odoo_test_tags FILTER: a test file, a class or class.method, a test method, or Odoo's own notation.
odoo_test_tags() {
    local file
    case "$1" in
        "") printf '/%s\n' "$MODULE" ;;
        /* | *:*) printf '%s\n' "$1" ;;
        [A-Z]*) printf '/%s:%s\n' "$MODULE" "$1" ;;
        *)
            file="$(find "$MODULE_DIR/tests" -name "${1%.py}.py" | sed -n 1p)"
            if [[ -n "$file" ]]; then
                printf '/%s/%s\n' "$MODULE" "${file#"$MODULE_DIR"/}"
            else
                printf '/%s:.%s\n' "$MODULE" "$1"
            fi
            ;;
    esac
}

# The runner's exit code is 1 for a failed test; what counts is read from its log afterwards.
run_python_tests() {
    run_odoo -d "$TEST_DATABASE" -u "$MODULE" --test-tags "$1" --stop-after-init \
        --http-port="$(free_port)" --screenshots="$STATE/test-results/odoo" || true
}

# report_python_tests INSTALL_LOG RUN_LOG [skip-life]: a warning while installing counts as one failed
# test, and so does a run of no tests; the module's life counts as one test.
report_python_tests() {
    local totals failures errors total skipped failed passed
    totals="$(grep -Eo '[0-9]+ failed, [0-9]+ error\(s\) of [0-9]+ tests' "$2" | tail -n 1)" || true
    if [[ ! "$totals" =~ ^([0-9]+)\ failed,\ ([0-9]+)\ error\(s\)\ of\ ([0-9]+)\ tests$ ]]; then
        show_log_end "$2"
        echo "0 passed, 1 failed"
        return 1
    fi
    failures="${BASH_REMATCH[1]}" errors="${BASH_REMATCH[2]}" total="${BASH_REMATCH[3]}"
    skipped="$(grep -Ec "$(log_lines_of INFO)[^ ]+ odoo\.addons\.$MODULE\.tests[^:]*: skipped " "$2")" || true
    failed=$((failures + errors))
    # One test can fail several times over (subtests, tear-down): never count below zero.
    passed=$((total - skipped - failed))
    ((passed >= 0)) || passed=0
    ((failed == 0)) || show_blocks 'ERROR|CRITICAL' "$2"
    if grep -Eq "$(log_lines_of 'WARNING|ERROR|CRITICAL')" "$1"; then
        echo "  FAILED  the installation is not clean:"
        show_blocks 'WARNING|ERROR|CRITICAL' "$1"
        failed=$((failed + 1))
    fi
    if ((total == 0)); then
        echo "  FAILED  no test was run"
        failed=$((failed + 1))
    fi
    if [[ -z "${3:-}" ]]; then
        if [[ "$(tail -n 1 "$STATE/logs/test-odoo-life.log")" == "0 problems" ]]; then
            passed=$((passed + 1))
        else
            echo "  FAILED  install, update, uninstall:"
            sed 's/^/    /' "$STATE/logs/test-odoo-life.log"
            failed=$((failed + 1))
        fi
    fi
    echo "$passed passed, $failed failed$( ((skipped == 0)) || echo ", $skipped skipped")"
    ((failed == 0))
}

# show_blocks LEVELS LOG: log entries of those levels with the lines that belong to them; not what
# Debian's build of Odoo says about a library it leaves out.
show_blocks() {
    awk -v levels="^($1)$" '
        /^[0-9-]+ [0-9:,]+ [0-9]+ [A-Z]+ / { shown = ($4 ~ levels) }
        shown { print "    " $0 }
    ' "$2" | sed '\|Could not get content for mail/static/lib/selfie_segmentation/|d' | cut -c1-400 | sed -n 1,400p
}
