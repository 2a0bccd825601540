# shellcheck shell=bash

# What people read: exported by Odoo itself from a database with the module, merged into the languages.
command_i18n() {
    leave_with leave_command
    plan_steps $((PROVISION_STEPS_WITH_ODOO + 6))
    provision node odoo postgres
    step "Build" build with_lock build build_front_end
    use_postgres
    step "Template database" template with_lock database ensure_template
    TEST_DATABASE="${TEST_PREFIX}_i18n_$$"
    leave_with leave_i18n
    step "Install in a copy of the template" i18n-install make_database "$TEST_DATABASE"
    step "Export" i18n-export export_sentences
    step "Merge" i18n-merge run_translations merge "$STATE/cache/$MODULE.pot"
    cat "$STATE/logs/i18n-merge.log" >&3
}

export_sentences() {
    "${ODOO_COMMAND[@]}" i18n export --config="$(odoo_conf task)" -d "$TEST_DATABASE" \
        -o "$STATE/cache/$MODULE.pot" "$MODULE" 8>&- 9>&-
}

leave_i18n() {
    drop_database "$TEST_DATABASE"
    leave_command
}
