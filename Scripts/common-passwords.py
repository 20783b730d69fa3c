#!/usr/bin/env python3
"""Makes Sources/SignIn/common-passwords.bin: marks of the 3,000 commonest passwords that have at least 8 characters.

usage: python3 -m venv .venv && .venv/bin/pip install zxcvbn==4.5.0 && .venv/bin/python Scripts/common-passwords.py

Source of the order: the frequency list of zxcvbn 4.5.0 (MIT), counted there from leaked passwords. Kept are only the first five
bytes of each SHA-256, sorted: enough to refuse, too little to read. Source of the number: OWASP ASVS 5.0, 6.2.4.
"""
import hashlib
import pathlib

from zxcvbn.frequency_lists import FREQUENCY_LISTS

COUNT = 3_000
CHARACTERS_MIN = 8


def commonest():
    return [word for word in FREQUENCY_LISTS["passwords"] if len(word) >= CHARACTERS_MIN][:COUNT]


if __name__ == "__main__":
    marks = sorted({hashlib.sha256(word.lower().encode()).digest()[:5] for word in commonest()})
    target = pathlib.Path(__file__).resolve().parents[1] / "Sources" / "SignIn" / "common-passwords.bin"
    target.write_bytes(b"".join(marks))
    print(f"{len(marks)} marks, {target.stat().st_size} bytes")
