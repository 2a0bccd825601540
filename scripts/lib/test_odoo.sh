# shellcheck shell=bash
# The odoo layer: the module's Python tests by Odoo's own runner, in a copy of the template. Without
# a filter: in two halves side by side, each with a database of its own, and beside them the module's
# life from installing to uninstalling.

# The files of the half that also gets the module's life; every other file is in the other half. To be
# changed when one half waits long for the other (the layer says how long each took).
FIRST_HALF=(
    test_access_matrix test_access_openings test_attachments test_bad_input test_companies test_history
    test_lifecycle test_link_previews test_openapi test_tokens
)

# What Odoo's log says at the start of a line of the given levels.
log_lines_of() {
    printf '^[0-9-]{10} [0-9:,]{12} [0-9]+ (%s) ' "$1"
}

test_odoo() {
    local filter="$1" logs="$STATE/logs"
    TEST_DATABASE="${TEST_PREFIX}_odoo_$$"
    FIRST_DATABASE="${TEST_PREFIX}_first_$$"
    LIFECYCLE_DATABASE="${TEST_PREFIX}_life_$$"
    # The layer is a subshell: its end drops what it made.
    leave_with leave_odoo_layer
    plan_steps 2
    step "Install in a copy of the template" test-odoo-install make_database "$TEST_DATABASE"
    if [[ -n "$filter" ]]; then
        step "Python tests $filter" test-odoo-run \
            run_python_tests "$TEST_DATABASE" "$(odoo_test_tags "$filter")"
        report_odoo_layer "$logs/test-odoo-run.log" ""
        return
    fi
    rm -f "$logs"/test-odoo-{first,life,halves}.log
    step "Python tests in two halves; install, update, uninstall" test-odoo-run run_halves
    sed 's/^/      /' "$logs/test-odoo-halves.log"
    report_odoo_layer "$logs/test-odoo-run.log" "$TEST_DATABASE" \
        "$logs/test-odoo-first.log" "$FIRST_DATABASE"
}

run_halves() {
    local started=$SECONDS tags others
    tags="$(printf "/$MODULE/tests/%s.py," "${FIRST_HALF[@]}")"
    # All but those, so that no test can be in neither.
    others="/$MODULE,$(printf -- "-/$MODULE/tests/%s.py," "${FIRST_HALF[@]}")"
    copy_database "$TEST_DATABASE" "$FIRST_DATABASE"
    leave_with end_beside
    beside "$STATE/logs/test-odoo-first.log" run_first_half "${tags%,}"
    run_python_tests "$TEST_DATABASE" "${others%,}"
    echo "all other files: $((SECONDS - started)) s" >>"$STATE/logs/test-odoo-halves.log"
    join_beside || true
}

run_first_half() {
    local started=$SECONDS
    run_python_tests "$FIRST_DATABASE" "$1"
    run_lifecycle >"$STATE/logs/test-odoo-life.log" 2>&1
    echo "${#FIRST_HALF[@]} files, install, update, uninstall: $((SECONDS - started)) s" \
        >>"$STATE/logs/test-odoo-halves.log"
}

# Its findings are read from its log afterwards.
run_lifecycle() {
    ODOO_BIN="$(printf '%q ' "${ODOO_COMMAND[@]}")" XDG_DATA_HOME="$STATE/data/lifecycle" \
        /usr/bin/python3 scripts/check_lifecycle.py "$(template_name)" "$LIFECYCLE_DATABASE" 8>&- || true
}

leave_odoo_layer() {
    stop_ticker
    drop_database "$TEST_DATABASE"
    drop_database "$FIRST_DATABASE"
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

# run_python_tests DATABASE TAGS: the runner's exit code is 1 for a failed test; what counts is read
# from its log afterwards.
run_python_tests() {
    run_odoo -d "$1" -u "$MODULE" --test-tags "$2" --stop-after-init \
        --http-port="$(free_port)" --screenshots="$STATE/test-results/odoo" || true
}

# report_odoo_layer {RUN_LOG DATABASE}…: a warning while installing counts as one failed test, and so
# does a run of no tests; the module's life, if it was lived, counts as one test. In a database that is
# given, what has failed is tried again.
report_odoo_layer() {
    local install="$STATE/logs/test-odoo-install.log" is_whole=
    (($# == 2)) || is_whole=yes
    PASSED=0 FAILED=0 SKIPPED=0 UNSTABLE=0
    for ((; $#; )); do
        count_python_tests "$1" "$2"
        shift 2
    done
    if grep -Eq "$(log_lines_of 'WARNING|ERROR|CRITICAL')" "$install"; then
        echo "  FAILED  the installation is not clean:"
        show_blocks 'WARNING|ERROR|CRITICAL' "$install"
        FAILED=$((FAILED + 1))
    fi
    [[ -z "$is_whole" ]] || count_lifecycle "$STATE/logs/test-odoo-life.log"
    echo "$PASSED passed, $FAILED failed$(
        ((SKIPPED == 0)) || echo -n ", $SKIPPED skipped"
        ((UNSTABLE == 0)) || echo -n ", $UNSTABLE unstable"
    )"
    ((FAILED == 0))
}

# count_python_tests LOG DATABASE: adds to PASSED, FAILED and SKIPPED, and shows what failed.
count_python_tests() {
    local totals total skipped failed passed
    totals="$(grep -Eo '[0-9]+ failed, [0-9]+ error\(s\) of [0-9]+ tests' "$1" | tail -n 1)" || true
    if [[ ! "$totals" =~ ^([0-9]+)\ failed,\ ([0-9]+)\ error\(s\)\ of\ ([0-9]+)\ tests$ ]]; then
        echo "  FAILED  the run did not come to its end:"
        show_log_end "$1"
        FAILED=$((FAILED + 1))
        return
    fi
    failed=$((BASH_REMATCH[1] + BASH_REMATCH[2])) total="${BASH_REMATCH[3]}"
    skipped="$(grep -Ec "$(log_lines_of INFO)[^ ]+ odoo\.addons\.$MODULE\.tests[^:]*: skipped " "$1")" || true
    # One test can fail several times over (subtests, tear-down): never count below zero.
    passed=$((total - skipped - failed))
    ((passed >= 0)) || passed=0
    if ((failed > 0)); then
        show_blocks 'ERROR|CRITICAL' "$1"
        if [[ -n "$2" ]] && try_python_tests_again "$1" "$2"; then
            passed=$((passed + failed)) failed=0
        fi
    fi
    if ((total == 0)); then
        echo "  FAILED  no test was run"
        failed=1
    fi
    PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + skipped))
}

# try_python_tests_again LOG DATABASE: up to three that failed, by themselves, as scripts/second_try.ts
# has it for the other layers; adds to UNSTABLE what passes then.
try_python_tests_again() {
    local names tags again="${1%.log}-again.log"
    ! grep -q 'ERROR: setUpClass' "$1" || return 1
    mapfile -t names < <(grep -E "$(log_lines_of ERROR)" "$1" |
        grep -Eo '(FAIL|ERROR): (Subtest )?[[:alnum:]_]+\.test_[[:alnum:]_]+' |
        grep -Eo '[[:alnum:]_]+\.test_[[:alnum:]_]+' | sort -u)
    ((${#names[@]} >= 1 && ${#names[@]} <= 3)) || return 1
    tags="$(printf "/$MODULE:%s," "${names[@]}")"
    run_python_tests "$2" "${tags%,}" >"$again" 2>&1
    grep -Eq ' 0 failed, 0 error\(s\) of [1-9][0-9]* tests' "$again" || return 1
    printf '  UNSTABLE %s: the second time it passed\n' "${names[@]}"
    UNSTABLE=$((UNSTABLE + ${#names[@]}))
}

# count_lifecycle LOG
count_lifecycle() {
    if [[ "$(tail -n 1 "$1" 2>/dev/null)" == "0 problems" ]]; then
        PASSED=$((PASSED + 1))
        return
    fi
    echo "  FAILED  install, update, uninstall:"
    sed 's/^/    /' "$1" || true
    FAILED=$((FAILED + 1))
}

# show_blocks LEVELS LOG: log entries of those levels with the lines that belong to them; not what
# Debian's build of Odoo says about a library it leaves out.
show_blocks() {
    awk -v levels="^($1)$" '
        /^[0-9-]+ [0-9:,]+ [0-9]+ [A-Z]+ / { shown = ($4 ~ levels) }
        shown { print "    " $0 }
    ' "$2" | sed '\|Could not get content for mail/static/lib/selfie_segmentation/|d' | cut -c1-400 | sed -n 1,400p
}
