"""Interleaved timing of our reader and IfcOpenShell: best of several rounds, so that a busy machine harms both alike."""
import json, os, subprocess, sys

OURS, DATA = sys.argv[1], sys.argv[2]
ROUNDS = int(os.environ.get("ROUNDS", "5"))
PEER = r"""
import ifcopenshell, ifcopenshell.geom, json, resource, sys, time
path, geometry = sys.argv[1], sys.argv[2] == "geometry"
start = time.perf_counter(); model = ifcopenshell.open(path); parse = time.perf_counter() - start
parsed = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
drawn = None
if geometry:
    settings = ifcopenshell.geom.settings(); settings.set("use-world-coords", True)
    iterator = ifcopenshell.geom.iterator(settings, model, 1)
    start = time.perf_counter()
    if iterator.initialize():
        while iterator.next(): pass
    drawn = time.perf_counter() - start
print(json.dumps({"parse_ms": parse * 1e3, "geometry_ms": drawn and drawn * 1e3, "rss_parse_kb": parsed}))
"""


def run(arguments):
    return json.loads(subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.splitlines()[-1])


def show(name, value, unit, peer, peer_value, ratio, conditions):
    print(json.dumps({"name": name, "value": round(value, 3), "unit": unit, "peer": peer,
                      "peer_value": round(peer_value, 3), "ratio": round(ratio, 2), "conditions": conditions}), flush=True)


peer_name = "IfcOpenShell " + subprocess.run(
    [sys.executable, "-c", "import ifcopenshell; print(ifcopenshell.version)"], capture_output=True, text=True).stdout.strip()
empty = run([OURS])["rss_kb"]
peer_empty = int(subprocess.run(
    [sys.executable, "-c", "import ifcopenshell, resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"],
    capture_output=True, text=True).stdout)
for name, geometry in [("web-ifc/duplex.ifc", True), ("web-ifc/AC20-FZK-Haus.ifc", True), ("bim-whale/LargeBuilding.ifc", False)]:
    path = os.path.join(DATA, name)
    if not os.path.exists(path):
        continue
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(run([OURS, path, "geometry" if geometry else "parse"]))
        theirs.append(run([sys.executable, "-c", PEER, path, "geometry" if geometry else "parse"]))
    size = os.path.getsize(path)
    conditions = "%s, %d bytes, one thread, best of %d interleaved rounds" % (name, size, ROUNDS)
    best = lambda rows, key: min(row[key] for row in rows)
    parse, peer_parse = best(ours, "parse_ms"), best(theirs, "parse_ms")
    show("ifc parse " + os.path.basename(name), parse, "ms", peer_name, peer_parse, peer_parse / parse, conditions)
    show("ifc parse rate " + os.path.basename(name), size / parse / 1e3, "MB/s", peer_name, size / peer_parse / 1e3,
         peer_parse / parse, conditions)
    if geometry:
        draw, peer_draw = best(ours, "geometry_ms"), best(theirs, "geometry_ms")
        show("ifc geometry " + os.path.basename(name), draw, "ms", peer_name, peer_draw, peer_draw / draw, conditions)
    memory = (best(ours, "rss_parse_kb") - empty) * 1024 / size
    peer_memory = (best(theirs, "rss_parse_kb") - peer_empty) * 1024 / size
    show("ifc memory over file " + os.path.basename(name), memory, "times the file", peer_name, peer_memory,
         peer_memory / memory if memory > 0 else 0, conditions + "; resident growth after parsing, file bytes included")
