# shellcheck shell=bash
# What people read, in every language.

# run_translations ARGUMENT…: with Odoo's Python package within reach.
run_translations() {
    PYTHONPATH="$(dirname -- "$(odoo_package_folder)")${PYTHONPATH:+:$PYTHONPATH}" \
        /usr/bin/python3 scripts/translations.py "$@"
}
