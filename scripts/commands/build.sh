# shellcheck shell=bash

command_build() {
    plan_steps $((PROVISION_STEPS + 1))
    provision node
    step "Build" build with_lock build force_build
}
