#!/usr/bin/env python3
"""Installs, updates and uninstalls the module in a copy of a database, and looks for complaints in
Odoo's log and for anything left behind. check_lifecycle.py TEMPLATE DATABASE

TEMPLATE is a database with website_slides and without the module; it is only copied, to DATABASE,
which is dropped at the end. ODOO_BIN is the command that runs Odoo, ADDONS_PATH its own addons.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

MODULE = "seitech_elearning"
ADDONS = Path(__file__).resolve().parent.parent / "addon"

UNINSTALL = """
env["ir.module.module"].search([("name", "=", "seitech_elearning")]).button_immediate_uninstall()
"""

# What would be left of the module if something was, each as a query for names.
ORPHANS = {
    "tables, indexes, sequences": "SELECT relname FROM pg_class WHERE relname LIKE '%seitech%'",
    "functions": "SELECT proname FROM pg_proc WHERE proname LIKE '%seitech%'",
    "models": "SELECT model FROM ir_model WHERE model LIKE 'seitech%'",
    "fields": "SELECT name FROM ir_model_fields WHERE model LIKE 'seitech%'",
    "records": "SELECT model || ' ' || name FROM ir_model_data WHERE module = 'seitech_elearning'",
    "parameters": "SELECT key FROM ir_config_parameter WHERE key LIKE '%seitech%'",
    "sequences": "SELECT code FROM ir_sequence WHERE code LIKE '%seitech%'",
    "attachments": "SELECT name FROM ir_attachment WHERE res_model LIKE 'seitech%'",
    "scheduled actions": "SELECT cron_name FROM ir_cron WHERE cron_name LIKE '%Chat%'",
    "groups": "SELECT name->>'en_US' FROM res_groups_privilege WHERE name->>'en_US' LIKE '%Chat%'",
}


def main(template, database):
    """:return: exit code: 0 if there was nothing to complain about"""
    subprocess.run(["createdb", "-T", template, database], check=True)
    try:
        problems = [
            f"{step}: {line}"
            for step, arguments, script in (
                ("install", ["-i", MODULE, "--stop-after-init"], None),
                ("update", ["-u", MODULE, "--stop-after-init"], None),
                ("uninstall", None, UNINSTALL),
                ("install again", ["-i", MODULE, "--stop-after-init"], None),
                ("uninstall again", None, UNINSTALL),
            )
            for line in complaints(database, arguments, script)
        ]
        problems += [
            f"left behind: {kind}: {name}"
            for kind, query in ORPHANS.items()
            for name in names(database, query)
        ]
    finally:
        subprocess.run(["dropdb", "--force", database], check=True)
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    sys.stdout.write(f"{len(problems)} problems\n")
    return 1 if problems else 0


def complaints(database, arguments, script):
    """Run Odoo once, with arguments or with a script for its shell.

    :return: the lines of its log that are more than information
    """
    addons = ",".join(filter(None, [os.environ.get("ADDONS_PATH"), str(ADDONS)]))
    process = subprocess.run(
        [
            *shlex.split(os.environ.get("ODOO_BIN", "odoo")),
            *(["shell"] if script else []),
            *("-d", database, f"--addons-path={addons}", "--no-http"),
            *(arguments or []),
        ],
        input=script or "",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = re.findall(
        rf"^.* (?:WARNING|ERROR|CRITICAL) {database} .*$|^\w*Error: .*$",
        process.stdout,
        re.MULTILINE,
    )
    return lines or ([f"exit code {process.returncode}"] if process.returncode else [])


def names(database, query):
    """:return: what the query finds"""
    command = ["psql", "-XAt", "-d", database, "-c", query]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")[
        :-1
    ]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
