#!/usr/bin/env python3
"""Reads every golden page with html5lib, a parser by the HTML standard, in strict mode: no parse error, and no element out of its place.

Exit 0 or 1; last line "N passed, N failed"."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv-outside"
if pathlib.Path(sys.prefix) != VENV:
    if not (VENV / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    if subprocess.run([VENV / "bin" / "python", "-c", "import html5lib"], capture_output=True).returncode:
        subprocess.run([VENV / "bin" / "pip", "install", "-q", "html5lib==1.1"], check=True)
    sys.exit(subprocess.run([VENV / "bin" / "python", __file__]).returncode)

import html5lib  # noqa: E402

passed = failed = 0
for file in sorted((ROOT / "Tests" / "PagesTests" / "Golden").glob("*.html")):
    text = file.read_text("utf-8")
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(text)
    faults = [f"{code} at {place}" for place, code, _ in parser.errors]
    # A parser that repairs a page moves or adds elements: as many start tags must stand in the tree as in the text.
    written = len(re.findall(r"<[a-z]", text))
    read = sum(1 for element in tree.iter() if isinstance(element.tag, str))
    if written != read:
        faults.append(f"{written} start tags became {read} elements")
    if faults:
        failed += 1
        print(f"FAILED {file.name}: {faults[:5]}")
    else:
        passed += 1
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
