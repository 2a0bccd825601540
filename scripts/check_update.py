#!/usr/bin/env python3
"""Installs an earlier revision of the module, updates it to this one and compares what people have
written: check_update.py TEMPLATE DATABASE REVISION

TEMPLATE is a database with website_slides and without the module; it is only copied, to DATABASE,
which is dropped at the end. REVISION is what Git calls it. ODOO_BIN is the command that runs Odoo,
ADDONS_PATH its own addons. Exit code 1 if a row is gone or says something else.
"""

import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE = "seitech_elearning"
BUILT = Path(MODULE) / "static" / "src"
# Tables of Odoo that hold what the chat wrote.
OF_ODOO = ("rating_rating", "slide_channel_partner")
ROWS = "SELECT to_jsonb(t) FROM {table} t"
# What an update may write without changing what anybody said.
UNTOLD = ("write_date", "write_uid")


def main(template, database, revision):
    """:return: exit code"""
    subprocess.run(["createdb", "-T", template, database], check=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            extract(revision, Path(folder))
            run_odoo(database, Path(folder) / "addon", "-i", "--with-demo")
        before = {table: rows(database, table) for table in tables(database)}
        run_odoo(database, ROOT / "addon", "-u")
        problems = [
            problem
            for table, kept in before.items()
            for problem in differences(table, kept, rows(database, table))
        ]
    finally:
        subprocess.run(["dropdb", "--force", database], check=True)
    count = sum(map(len, before.values()))
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    sys.stdout.write(f"{count} rows in {len(before)} tables, {len(problems)} problems\n")
    return 1 if problems else 0


def extract(revision, folder):
    """The addon as it was, with the front end of today: no row depends on it."""
    archive = ["git", "-C", str(ROOT), "archive", revision, "addon"]
    packed = subprocess.run(archive, check=True, stdout=subprocess.PIPE).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
    shutil.copytree(ROOT / "addon" / BUILT, folder / "addon" / BUILT, dirs_exist_ok=True)


def run_odoo(database, addons, *arguments):
    path = ",".join(filter(None, [os.environ.get("ADDONS_PATH"), str(addons)]))
    command = shlex.split(os.environ.get("ODOO_BIN", "odoo"))
    what, *others = arguments
    options = ["-d", database, f"--addons-path={path}", "--no-http", "--stop-after-init"]
    subprocess.run(
        [*command, *options, what, MODULE, *others],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def tables(database):
    found = query(
        database,
        "SELECT relname FROM pg_class WHERE relname LIKE 'seitech%' AND relkind = 'r' ORDER BY 1",
    )
    return [*found, *OF_ODOO]


def rows(database, table):
    """:return: the rows of a table as dictionaries, each by all that names it"""
    found = [json.loads(line) for line in query(database, ROWS.format(table=table))]
    return {row.get("id") or json.dumps(row, sort_keys=True): row for row in found}


def differences(table, before, after):
    for key, row in before.items():
        now = after.get(key)
        if now is None:
            yield f"{table} {key}: gone"
            continue
        for column, value in row.items():
            if column not in UNTOLD and now.get(column) != value:
                yield f"{table} {key}: {column} was {value!r}, is {now.get(column)!r}"


def query(database, statement):
    command = ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statement]
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
