# shellcheck shell=bash

# Figures beside Odoo's own Discuss and Live Chat; tests/bench/README.md says what is measured and how.
command_bench() {
    leave_with leave_command
    plan_steps $((PROVISION_STEPS_WITH_ODOO + 3))
    provision node odoo postgres
    step "Build" build with_lock build build_front_end
    use_postgres
    step "Template database" template with_lock database ensure_template
    run_typescript tests/bench/run.ts --template "$(template_name)" --port "$(free_port)" "$@" 8>&-
}
