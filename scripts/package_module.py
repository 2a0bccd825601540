"""Packs the module into a zip that unpacks into an Odoo addons folder; no Node is needed there."""

import ast
import sys
import zipfile
from pathlib import Path

# A fixed date and order make the same sources give the same bytes.
FIXED_DATE = (2020, 1, 1, 0, 0, 0)
LICENSE = Path(__file__).parent.parent / "LICENSE"
LEFT_OUT = {"__pycache__", ".DS_Store"}


def module_files(module: Path) -> list[Path]:
    """Returns every file that belongs into the package, sorted."""
    return sorted(
        path
        for path in module.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not LEFT_OUT & set(path.parts)
    )


def write_package(module: Path, folder: Path) -> Path:
    """Writes `<module>-<version>.zip` into the folder and returns its path."""
    manifest = ast.literal_eval((module / "__manifest__.py").read_text(encoding="utf-8"))
    target = folder / f"{module.name}-{manifest['version']}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for path in module_files(module):
            add_file(package, path, Path(module.name) / path.relative_to(module))
        # Whoever gets the module gets the terms it comes under.
        add_file(package, LICENSE, Path(module.name) / LICENSE.name)
    return target


def add_file(package: zipfile.ZipFile, path: Path, name: Path) -> None:
    """Adds a file under a name of its own."""
    entry = zipfile.ZipInfo(name.as_posix(), FIXED_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o100644 << 16
    package.writestr(entry, path.read_bytes())


if __name__ == "__main__":
    written = write_package(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"{written} ({written.stat().st_size // 1024} KB)")
