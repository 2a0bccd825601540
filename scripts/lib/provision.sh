# shellcheck shell=bash
# What a command needs before it can work, as the first steps it shows.

# provision NEED…: needs are node, odoo, postgres, browser, documents (what their tests run). Shows one
# step per need, the last two excepted.
provision() {
    local packages=() need
    for need in "$@"; do
        case "$need" in
            node) mapfile -t -O "${#packages[@]}" packages < <(node_packages) ;;
            odoo) [[ -n "${ODOO_BIN:-}" ]] || packages+=("${ODOO_PACKAGES[@]}") ;;
            postgres) mapfile -t -O "${#packages[@]}" packages < <(postgres_packages) ;;
            documents) packages+=("${DOCUMENT_PACKAGES[@]}") ;;
            browser) [[ -x /usr/bin/chromium ]] || packages+=("${BROWSER_PACKAGES[@]}") ;;
        esac
    done
    check_settings
    make_state_folder
    if [[ " $* " == *" odoo "* && ! -d "$ODOO_HOME" && -z "${ODOO_BIN:-}" ]] || [[ ! -d node_modules ]]; then
        require_disk 3000
    fi
    if ((${#packages[@]} > 0)); then
        ask_for_sudo "${packages[@]}"
        step "Debian packages" packages with_lock provision install_packages "${packages[@]}"
    else
        step "Debian packages" packages true
    fi
    step "Node.js and npm packages" node with_lock provision provision_node
    [[ ! -x "$LOCAL_NODE/bin/node" ]] || PATH="$LOCAL_NODE/bin:$PATH"
    [[ " $* " == *" odoo "* ]] || return 0
    step "Odoo 19" odoo-provision with_lock provision provision_odoo
    use_odoo
}

# How many steps `provision` shows with Odoo among the needs, and without.
readonly PROVISION_STEPS_WITH_ODOO=3
readonly PROVISION_STEPS=2
