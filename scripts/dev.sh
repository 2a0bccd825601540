#!/usr/bin/env bash
# The one door of this repository: installs, runs, checks, tests and packages the module.
# `./scripts/dev.sh help` lists the commands; each lives in scripts/commands/.
set -euo pipefail

ROOT="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)"
cd -- "$ROOT"

for part in common progress beside provision_packages provision_node provision_odoo provision build \
    postgres database module odoo proxied translations; do
    # shellcheck source=/dev/null
    . "$ROOT/scripts/lib/$part.sh"
done

command="${1:-help}"
shift || true
case "$command" in
    up | stop | status | logs | shell | psql | reset | install | update | build | watch | check | \
        test | bench | screenshots | i18n | package | help)
        # shellcheck source=/dev/null
        . "$ROOT/scripts/commands/$command.sh"
        "command_$command" "$@"
        ;;
    -h | --help)
        . "$ROOT/scripts/commands/help.sh"
        command_help
        ;;
    *)
        fail "there is no command \"$command\": ./scripts/dev.sh help lists them."
        ;;
esac
