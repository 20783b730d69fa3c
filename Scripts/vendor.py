#!/usr/bin/env python3
"""Fetches the browser libraries that pages load, checks every hash and lays the files out for serving.

usage: vendor.py DEST        (python 3.9 or later with pip; wheels are downloaded and unzipped, nothing is installed)

The lock beside this file pins wheels and files by SHA-256; anything else stops with its name. Nothing that is fetched is
ever committed. A folder that holds every file already, with the right hashes, is left as it is.
"""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).parent
LOCK = json.loads((HERE / "vendor.lock.json").read_text())


def digest(content):
    return hashlib.sha256(content).hexdigest()


def is_complete(folder):
    return all(
        (folder / name).is_file() and digest((folder / name).read_bytes()) == entry["sha256"]
        for name, entry in LOCK["files"].items()
    )


def requirement(wheel):
    name, version = wheel.split("-")[:2]
    return f"{name.replace('_', '-')}=={version}"


def fetch(folder):
    with tempfile.TemporaryDirectory() as temporary:
        wheels = [requirement(wheel) for wheel in LOCK["wheels"]]
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", temporary]
        subprocess.run(command + wheels, check=True)
        for wheel, expected in LOCK["wheels"].items():
            if digest((pathlib.Path(temporary) / wheel).read_bytes()) != expected:
                sys.exit(f"{wheel}: the hash is not the pinned one; nothing was kept")
        for name, entry in LOCK["files"].items():
            content = zipfile.ZipFile(pathlib.Path(temporary) / entry["wheel"]).read(entry["path"])
            if digest(content) != entry["sha256"]:
                sys.exit(f"{name}: the hash is not the pinned one")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def main():
    folder = pathlib.Path(sys.argv[1])
    if not is_complete(folder):
        fetch(folder)
    icons = HERE.parent / "Sources" / "Pages" / "Assets" / "icons.txt"
    sprite = folder / "icons" / "sprite.svg"
    subprocess.run([sys.executable, HERE / "sprite.py", folder / "icons" / "lucide.zip", icons, sprite], check=True)


main()
