# shellcheck shell=bash

CHECKS=(types core-types lint format python xml odoo-names forbidden translations weights api-guide)

# All checks run, two at a time; then each one's result, and what the failed ones said.
command_check() {
    local fix="" name failed=
    case "${1:-}" in
        "") ;;
        --fix) fix=--fix ;;
        *) fail "check knows only --fix, not $1." ;;
    esac
    plan_steps "$PROVISION_STEPS_WITH_ODOO"
    provision node odoo
    ODOO_ADDONS="$(addons_folders)"
    export ODOO_ADDONS
    say ""
    for name in "${CHECKS[@]}"; do
        while (($(jobs -rp | wc -l) >= 2)); do
            wait -n || true
        done
        run_check "$name" "$fix" &
    done
    wait
    for name in "${CHECKS[@]}"; do
        report_check "$name" || failed=yes
    done
    [[ -z "$failed" ]]
}

# run_check NAME FIX: leaves its output and its result in .dev/logs.
run_check() {
    local log="$STATE/logs/check-$1.log" started=$SECONDS code=0
    "check_${1//-/_}" "$2" >"$log" 2>&1 </dev/null || code=$?
    printf '%s %s\n' "$code" "$((SECONDS - started))" >"$log.result"
}

report_check() {
    local code seconds
    read -r code seconds <"$STATE/logs/check-$1.log.result"
    if ((code == 0)); then
        say "$(printf 'ok      %-11s %s s' "$1" "$seconds")"
        return
    fi
    say "$(printf 'FAILED  %-11s %s s' "$1" "$seconds")"
    head -n 200 -- "$STATE/logs/check-$1.log" | sed 's/^/    /' >&3
    return 1
}

node_program() {
    local program="$1"
    shift
    "$ROOT/node_modules/.bin/$program" "$@"
}

check_types() {
    node_program tsc --noEmit
}

# model/ and engine/ again, without the DOM and without Node in reach.
check_core_types() {
    [[ ! -f ts_src/tsconfig.core.json ]] || node_program tsc --noEmit -p ts_src/tsconfig.core.json
}

check_lint() {
    node_program oxlint --format unix --type-aware --deny-warnings --report-unused-disable-directives \
        ${1:+"$1"} ts_src tests scripts build.mjs
}

check_format() {
    if [[ -n "$1" ]]; then
        node_program prettier --log-level warn --write .
    else
        node_program prettier --log-level warn --check .
    fi
}

check_python() {
    run_typescript scripts/check_python.ts ${1:+"$1"}
}

check_xml() {
    python3 scripts/check_xml.py addon ts_src
}

check_odoo_names() {
    run_typescript scripts/check_odoo_names.ts
}

check_forbidden() {
    run_typescript scripts/check_forbidden.ts
}

check_translations() {
    run_translations check
}

# doc/api/guide.md, made of openapi.json and the examples.
check_api_guide() {
    run_typescript scripts/api_guide.ts ${1:+"$1"}
}

# What each bundle weighs: more than its budget fails.
check_weights() {
    (cd -- "$ROOT" && node build.mjs --weigh)
}

# addons_folders: where Odoo's own addons are; a source checkout has a second folder of them.
addons_folders() {
    local package
    package="$(odoo_package_folder)"
    printf '%s:%s\n' "$package/addons" "$(dirname -- "$package")/addons"
}
