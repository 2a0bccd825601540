#!/usr/bin/env python3
"""Shows that each guard is held by a test: takes guards away, one at a time, and wants to see a
failing case. mutate_guards.py DATABASE [WORDS]

DATABASE has the module installed, as it is in this checkout; it is only copied. First the tests
have to pass with all guards there. WORDS: only guards whose names contain them. ODOO_BIN is the
command that runs Odoo, ADDONS_PATH its own addons. `guards.json` says what each guard is, and which
test is expected to miss it.
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
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE = "seitech_elearning"
# Before tests Odoo builds the scripts and styles of all pages, which takes longer than most of
# these. Built once and kept in the database, its copies have them.
BUILDING = "TestEmbed.test_policy"
KEEP = "INSERT INTO ir_config_parameter (key, value) VALUES ('ir_attachment.location', 'db')"
KEEP_NO_MORE = "DELETE FROM ir_config_parameter WHERE key = 'ir_attachment.location'"
SUMMARY = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")


def main(database, words=""):
    """:return: exit code: 0 if no guard could be taken away unnoticed"""
    guards = json.loads((ROOT / "scripts" / "guards.json").read_text(encoding="utf-8"))
    chosen = [guard for guard in guards if words in guard["guard"]]
    unnoticed = 0
    with prepared(database, chosen) as pattern:
        for guard in chosen:
            noticed, what = try_without(guard, pattern)
            unnoticed += not noticed
            say(f"{'noticed  ' if noticed else 'UNNOTICED'}  {guard['guard']}: {what}")
    say(f"{len(chosen) - unnoticed} noticed, {unnoticed} unnoticed")
    return 1 if unnoticed or not chosen else 0


@contextmanager
def prepared(database, guards):
    """:return: the name of a copy that tests start in at once
    :raise SystemExit: if a test fails although all guards are there
    """
    with copied(database, f"{database}_prepared") as copy:
        run("psql", "--quiet", "--dbname", copy, "--command", f"{KEEP_NO_MORE}; {KEEP}")
        run_tests(f"/{MODULE}:{BUILDING}", copy, ROOT / "addon")
        run("psql", "--quiet", "--dbname", copy, "--command", KEEP_NO_MORE)
        tests = ",".join(sorted({f"/{MODULE}:{guard['test']}" for guard in guards}))
        output = run_tests(tests, copy, ROOT / "addon")
        if count_failures(output) != 0:
            sys.exit(f"The tests do not pass as it is:\n{output[-5000:]}")
        yield copy


@contextmanager
def copied(database, copy):
    """Copy a database; the copy is dropped in the end.

    :return: its name
    """
    run("dropdb", "--if-exists", copy)
    run("createdb", "-T", database, copy)
    try:
        yield copy
    finally:
        run("dropdb", copy)


def try_without(guard, database):
    """Run the test of a guard in a copy of the module that lacks it.

    :param str database: as ``prepared``
    :return: whether a case failed, and which
    """
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "addon" / MODULE, Path(folder) / MODULE)
        take_away(guard, Path(folder) / MODULE / guard["file"])
        # Rules and views are data: only an update takes them over.
        update = ["-u", MODULE] if guard["file"].endswith((".xml", ".csv")) else []
        with copied(database, f"{database}_without_guard") as copy:
            output = run_tests(f"/{MODULE}:{guard['test']}", copy, folder, *update)
    failures = count_failures(output)
    if failures is None:
        return False, "the test did not run"
    case = re.search(r"^AssertionError: (.+)$", output, re.MULTILINE)
    return failures > 0, case[1][:150] if case else SUMMARY.search(output)[0]


def count_failures(output):
    """:return: how many cases failed; ``None`` if none were run"""
    summary = SUMMARY.search(output)
    if not summary or summary[3] == "0":
        return None
    return int(summary[1]) + int(summary[2])


def take_away(guard, path):
    """:raise SystemExit: if the guard is not there, exactly once"""
    text = path.read_text(encoding="utf-8")
    if text.count(guard["find"]) != 1:
        sys.exit(f"{guard['guard']}: not found once in {guard['file']}; put guards.json right")
    path.write_text(text.replace(guard["find"], guard["replace"]), encoding="utf-8")


def run_tests(tests, database, folder, *options):
    """:param str tests: as Odoo's `--test-tags`
    :param folder: where the module is
    :return: what Odoo logged
    """
    addons = ",".join(filter(None, [os.environ.get("ADDONS_PATH"), str(folder)]))
    process = subprocess.run(
        [
            *shlex.split(os.environ.get("ODOO_BIN", "odoo")),
            *("-d", database, f"--addons-path={addons}", f"--http-port={free_port()}"),
            *("--stop-after-init", f"--test-tags={tests}", *options),
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
