"""Checks that every XML file of the sources is well-formed: check_xml.py FOLDER…"""

import sys
import xml.sax
from pathlib import Path

ENDINGS = {".xml", ".svg"}


def problems(folders: list[str]) -> list[str]:
    """Returns one line per file that does not parse."""
    found = []
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix not in ENDINGS:
                continue
            try:
                xml.sax.parse(str(path), xml.sax.ContentHandler())
            except xml.sax.SAXParseException as error:
                found.append(f"{path}:{error.getLineNumber()}: {error.getMessage()}")
    return found


if __name__ == "__main__":
    lines = problems(sys.argv[1:])
    print("\n".join(lines))
    sys.exit(1 if lines else 0)
