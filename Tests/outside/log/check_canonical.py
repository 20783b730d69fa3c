"""Compares our canonical JSON with PyPI's rfc8785 on random values and with ECMAScript (node) on random doubles."""
import json
import random
import shutil
import struct
import subprocess
import sys

import rfc8785

ours = sys.argv[1]
chance = random.Random(8785)


def canonical(lines):
    run = subprocess.run([ours, "log", "canonical"], input="\n".join(lines).encode(), capture_output=True, check=True)
    return run.stdout.decode().split("\n")[:-1]


def number():
    while True:
        value = struct.unpack("<d", chance.getrandbits(64).to_bytes(8, "little"))[0]
        if chance.random() < 0.3:
            value = round(chance.uniform(-1e6, 1e6), chance.randrange(8))
        if value == value and abs(value) != float("inf"):
            return value


def string():
    alphabets = ["abcXYZ019 _", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "里坊社区业主éöü€", "😀𝒳\ufb33\u0301\u2028"]
    return "".join(chance.choice(chance.choice(alphabets)) for _ in range(chance.randrange(8)))


def value(depth):
    kind = chance.randrange(7 if depth else 5)
    if kind == 0:
        return number()
    if kind == 1:
        return string()
    if kind == 2:
        return chance.choice([None, True, False])
    if kind == 3:
        return chance.randrange(-2**53 + 1, 2**53)
    if kind == 4:
        return chance.randrange(-1000, 1000)
    if kind == 5:
        return [value(depth - 1) for _ in range(chance.randrange(5))]
    return {string(): value(depth - 1) for _ in range(chance.randrange(6))}


values = [value(4) for _ in range(20000)]
got = canonical([json.dumps(v) for v in values])
wrong = [v for v, g in zip(values, got) if rfc8785.dumps(v).decode() != g]
print(f"{len(values)} values, {len(wrong)} differ from rfc8785", wrong[:2])
bad = len(wrong) or len(got) != len(values)
if shutil.which("node"):
    doubles = [number() for _ in range(300000)]
    text = [repr(d) for d in doubles]
    script = "const l=require('fs').readFileSync(0,'utf8').split('\\n');console.log(l.map(x=>JSON.stringify(Number(x))).join('\\n'))"
    node = subprocess.run(["node", "-e", script], input="\n".join(text).encode(), capture_output=True, check=True)
    wrong = [(a, b) for a, b in zip(canonical(text), node.stdout.decode().split("\n")) if a != b]
    print(f"{len(doubles)} doubles, {len(wrong)} differ from ECMAScript", wrong[:2])
    bad = bad or len(wrong)
sys.exit(1 if bad else 0)
