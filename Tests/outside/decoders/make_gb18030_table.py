#!/usr/bin/env python3
"""Writes Sources/Decoders/Common/GB18030Table.swift from Python's own gb18030 codec (edition 2000)."""
import pathlib
import sys


def cell(lead, trail):
    return bytes([lead, trail]).decode("gb18030")


def literal(characters):
    out, width, line = [], 0, ""
    for character in characters:
        code = ord(character)
        plain = 0x80 <= code and not (0xE000 <= code <= 0xF8FF) and character.isprintable()
        piece = character if plain and code not in (0x3000, 0xAD) else "\\u{%X}" % code
        if len(line) + len(piece) > 100:
            out.append("        " + line + "\\")
            line = ""
        line += piece
    out.append("        " + line)
    return "\n".join(out)


symbols = [cell(r, c) for r in range(0xA1, 0xAA) for c in range(0xA1, 0xFF)]
hanzi = [cell(r, c) for r in range(0xB0, 0xF8) for c in range(0xA1, 0xFF)]
extra = [cell(r, c) for r in (0xA8, 0xA9) for c in range(0x40, 0xA1) if c != 0x7F]
unified = [chr(u) for u in range(0x4E00, 0x9FA6) if chr(u) not in set(hanzi)]
cells = [cell(r, c) for r in range(0x81, 0xA1) for c in range(0x40, 0xFF) if c != 0x7F]
cells += [cell(r, c) for r in range(0xAA, 0xFF) for c in range(0x40, 0xA1) if c != 0x7F]
assert cells[: len(unified)] == unified, "the two blocks of further hanzi follow Unicode's order"
tail = cells[len(unified):]
text = f'''/// The cells of GB 18030's two-byte area that follow no rule: 846 symbols, 6,768 hanzi of GB 2312, 192 further symbols, 101 others.
///
/// All other cells are computed. Written by `Tests/outside/decoders/make_gb18030_table.py`; the mapping is that of the
/// edition of 2000, to which ``GB18030`` applies the changes of 2005 and 2022.
enum GB18030Table {{
    /// Rows A1–A9, columns A1–FE.
    static let symbols = """
{literal(symbols)}
        """
    /// Rows B0–F7, columns A1–FE.
    static let hanzi = """
{literal(hanzi)}
        """
    /// Rows A8–A9, columns 40–A0 without 7F.
    static let furtherSymbols = """
{literal(extra)}
        """
    /// The last cells of rows AA–FE, columns 40–A0 without 7F, after the last unified hanzi.
    static let tail = """
{literal(tail)}
        """
}}
'''
pathlib.Path(sys.argv[1]).write_text(text.replace(
    "/// The cells of GB 18030's two-byte area that follow no rule: 846 symbols, 6,768 hanzi of GB 2312, 192 further symbols, 101 others.",
    "/// The 7,907 cells of GB 18030's two-byte area that follow no rule."))
print(len(symbols), len(hanzi), len(extra), len(unified), len(tail))
