#!/usr/bin/env python3
"""Builds the icon sprite at set-up: sprite.py LUCIDE_ZIP ICON_LIST OUT.svg

LUCIDE_ZIP is lucide.zip out of the hash-pinned wheel; ICON_LIST has one icon name a line. The sprite is never committed.
Same input, same bytes. Stops with a sentence where an icon is missing or holds anything but plain shapes."""
import pathlib
import sys
import xml.etree.ElementTree as ET
import zipfile

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}
ATTRIBUTES = {"d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "points", "fill"}


def symbol(name, text):
    root = ET.fromstring(text)
    lines = []
    for shape in root:
        tag = shape.tag.removeprefix(SVG)
        if tag not in SHAPES or len(shape) or not set(shape.attrib) <= ATTRIBUTES:
            sys.exit(f"sprite.py: {name} holds something other than plain shapes: {tag} {sorted(shape.attrib)}")
        values = "".join(f' {key}="{value}"' for key, value in shape.attrib.items())
        if any(c in value for value in shape.attrib.values() for c in '<>&"'):
            sys.exit(f"sprite.py: {name} has an attribute that would need escaping")
        lines.append(f"<{tag}{values}/>")
    return f'<symbol id="{name}" viewBox="{root.attrib["viewBox"]}">{"".join(lines)}</symbol>'


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    archive, icons, out = sys.argv[1:]
    names = sorted(set(pathlib.Path(icons).read_text("utf-8").split()))
    with zipfile.ZipFile(archive) as zipped:
        held = {pathlib.PurePosixPath(name).name: name for name in zipped.namelist()}
        missing = [name for name in names if name + ".svg" not in held]
        if missing:
            sys.exit("sprite.py: not among the icons: " + ", ".join(missing))
        symbols = [symbol(name, zipped.read(held[name + ".svg"])) for name in names]
    text = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    pathlib.Path(out).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(out).write_text(text, "utf-8")


main()
