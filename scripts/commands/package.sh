# shellcheck shell=bash

command_package() {
    plan_steps $((PROVISION_STEPS + 2))
    provision node
    step "Build" build with_lock build force_build
    step "Package" package make_package
    tail -n 1 "$STATE/logs/package.log" >&3
}

make_package() {
    mkdir -p dist
    python3 scripts/package_module.py "$MODULE_DIR" dist
}
