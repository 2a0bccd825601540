#!/usr/bin/env python3
"""Shows that each guard is held by a test: takes guards away, one at a time, and wants to see a
failing case. mutate_guards.py DATABASE [WORDS]

DATABASE has the module installed, as it is in this checkout; it is only copied. WORDS: only guards
whose names contain them. ODOO_BIN is the command that runs Odoo, ADDONS_PATH its own addons.
`guards.json` says what each guard is, and which test is expected to miss it.
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE = "seitech_elearning"
SUMMARY = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")


def main(database, words=""):
    """:return: exit code: 0 if no guard could be taken away unnoticed"""
    guards = json.loads((ROOT / "scripts" / "guards.json").read_text(encoding="utf-8"))
    chosen = [guard for guard in guards if words in guard["guard"]]
    unnoticed = 0
    for guard in chosen:
        noticed, what = try_without(guard, database)
        unnoticed += not noticed
        say(f"{'noticed  ' if noticed else 'UNNOTICED'}  {guard['guard']}: {what}")
    say(f"{len(chosen) - unnoticed} noticed, {unnoticed} unnoticed")
    return 1 if unnoticed or not chosen else 0


def try_without(guard, database):
    """Run the test of a guard in a copy of the module that lacks it.

    :return: whether a case failed, and which
    """
    copy = f"{database}_without_guard"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "addon" / MODULE, Path(folder) / MODULE)
        take_away(guard, Path(folder) / MODULE / guard["file"])
        run("dropdb", "--if-exists", copy)
        run("createdb", "-T", database, copy)
        try:
            output = run_test(guard, copy, folder)
        finally:
            run("dropdb", copy)
    summary = SUMMARY.search(output)
    if not summary:
        return False, "the test did not run"
    failed, errors, _total = map(int, summary.groups())
    case = re.search(r"^AssertionError: (.+)$", output, re.MULTILINE)
    return failed + errors > 0, case[1][:150] if case else summary[0]


def take_away(guard, path):
    """:raise SystemExit: if the guard is not there, exactly once"""
    text = path.read_text(encoding="utf-8")
    if text.count(guard["find"]) != 1:
        sys.exit(f"{guard['guard']}: not found once in {guard['file']}; put guards.json right")
    path.write_text(text.replace(guard["find"], guard["replace"]), encoding="utf-8")


def run_test(guard, database, folder):
    """:return: what Odoo logged"""
    addons = ",".join(filter(None, [os.environ.get("ADDONS_PATH"), folder]))
    # Rules and views are data: only an update takes them over.
    update = ["-u", MODULE] if guard["file"].endswith((".xml", ".csv")) else []
    process = subprocess.run(
        [
            *shlex.split(os.environ.get("ODOO_BIN", "odoo")),
            *("-d", database, f"--addons-path={addons}", f"--http-port={free_port()}"),
            *("--stop-after-init", f"--test-tags=/{MODULE}:{guard['test']}", *update),
        ],
        env={**os.environ, "SEITECH_FIRST_FAILURE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return process.stdout


def free_port():
    """:return: a port nobody listens on"""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def run(*command):
    """Run one of PostgreSQL's own commands."""
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def say(line):
    """Print a line at once: a run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
