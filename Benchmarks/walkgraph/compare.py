#!/usr/bin/env python3
"""Runs our measurements and the peers' in turn and prints the medians. usage: compare.py MEASURE FOLDER"""
import importlib.metadata, json, math, os, pathlib, statistics, subprocess, sys, tempfile, time
import osmium, pandas
try:
    import pandana
except ImportError:
    pandana = None

measure, folder = sys.argv[1], pathlib.Path(sys.argv[2])
ROUNDS = 3
def ours(*words): return json.loads(subprocess.check_output([measure, *map(str, words)]))
def clock(body):
    start = time.process_time(); value = body(); return (time.process_time() - start) * 1e3, value
def figure(name, value, unit, peer=None, peer_value=None, conditions=""):
    ratio = round(peer_value / value, 2) if peer_value else None
    print(json.dumps({"name": name, "value": round(value, 3), "unit": unit, "peer": peer,
                      "peer_value": round(peer_value, 3) if peer_value else None, "ratio": ratio, "conditions": conditions}), flush=True)

class Reader(osmium.SimpleHandler):
    """Keeps what a caller of ours gets too: positions, node lists and tags."""
    def __init__(self): super().__init__(); self.at, self.ways, self.tagged = {}, [], {}
    def node(self, n):
        self.at[n.id] = (n.location.lat, n.location.lon)
        if len(n.tags): self.tagged[n.id] = dict(n.tags)
    def way(self, w): self.ways.append(([n.ref for n in w.nodes], dict(w.tags)))
def read(path):
    reader = Reader(); reader.apply_file(str(path)); return reader
def metres(a, b):
    p, q = math.radians(a[0]), math.radians(b[0]); d = math.radians(b[1] - a[1])
    return 2 * 6371008.8 * math.asin(math.sqrt(math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(d / 2) ** 2))
WALKED = set("primary primary_link secondary secondary_link tertiary tertiary_link unclassified residential living_street service pedestrian track road footway path steps cycleway corridor elevator crossing".split())
def edges(reader, anyAccess):
    for refs, tags in reader.ways:
        foot = tags.get("foot"); allowed = foot in ("yes", "designated", "permissive")
        if foot == "no" or not (tags.get("highway") in WALKED or allowed and tags.get("highway") in ("trunk", "trunk_link", "bridleway")): continue
        if not anyAccess and not allowed and tags.get("access") in ("no", "private"): continue
        for a, b in zip(refs, refs[1:]):
            if a != b: yield a, b, metres(reader.at[a], reader.at[b])

quiet = f"medians of {ROUNDS} interleaved rounds, processor time of all threads, load {os.getloadavg()[0]:.1f}"
for name in ["beijing_haidian_cau_east.osm", "r5r_poa_osm.pbf"]:
    mine, peer, build = [], [], []
    for _ in range(ROUNDS):
        answer = ours("read", folder / name, 3)
        mine += answer["read_ms"][1:]; build += answer["network_ms"][1:]
        peer.append(clock(lambda: read(folder / name))[0])
    figure(f"read {name}", statistics.median(mine), "ms", f"pyosmium {importlib.metadata.version('osmium')} into Python values", statistics.median(peer), quiet)
    figure(f"network of {name}", statistics.median(build), "ms", conditions=quiet)

city = folder / "r5r_poa_osm.pbf"
reader = read(city)
rows = list(edges(reader, True))
numbers = sorted({a for a, _, _ in rows} | {b for _, b, _ in rows})
facilities = numbers[7::400]
with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
    listing.write("\n".join(map(str, facilities))); listing.flush()
    def network(rows, numbers, reach):
        frame = pandas.DataFrame(rows, columns=["from", "to", "length"])
        x = pandas.Series([reader.at[n][1] for n in numbers], index=numbers); y = pandas.Series([reader.at[n][0] for n in numbers], index=numbers)
        made = pandana.Network(x, y, frame["from"], frame["to"], frame[["length"]]); made.precompute(reach); return made
    if pandana:
        preparation, graph = clock(lambda: network(rows, numbers, 1000))
        x = pandas.Series([reader.at[n][1] for n in facilities]); y = pandas.Series([reader.at[n][0] for n in facilities])
    mine, peer = [], []
    for _ in range(ROUNDS):
        answer = ours("nearest", city, 1000, listing.name, 4); mine += answer["ms"][1:]
        if pandana:
            def ask(): graph.set_pois("f", 1000, 1, x, y); return graph.nearest_pois(1000, "f", num_pois=1)
            took, found = clock(ask); peer.append(took)
    note = f"{answer['nodes']} nodes, {answer['facilities']} facilities, 1,000 m; our cost tables are made anew in every round; {quiet}"
    if pandana:
        reached = found[1][found[1] < 1000]
        gap = abs(len(reached) - answer["reached"]) + abs(reached.sum() - answer["sum_mm"] / 1000) / max(1, len(reached))
        note += f"; mean difference of results {gap:.4f} m"
    figure("nearest facility for all nodes of Porto Alegre", statistics.median(mine), "ms", "pandana 0.8, question only" if pandana else None, statistics.median(peer) if pandana else None, note)
    if pandana: figure("the same with all preparation", statistics.median(mine), "ms", "pandana 0.8, Network + precompute + question", preparation + statistics.median(peer), note)
    answers = [ours("nearest", city, 0, listing.name, 4) for _ in range(ROUNDS)]
    name = "nearest facility for all nodes of Porto Alegre, without a limit"
    figure(name, statistics.median(ms for answer in answers for ms in answer["ms"][1:]), "ms", conditions=quiet)
    figure(name + ", best wall time", min(ms for answer in answers for ms in answer["wall_ms"][1:]), "ms", conditions=quiet)

town = folder / "beijing_haidian_cau_east.osm"
reader = read(town); rows = list(edges(reader, False)); numbers = sorted({a for a, _, _ in rows} | {b for _, b, _ in rows})
mine, peer = [], []
if pandana:
    preparation, graph = clock(lambda: network(rows, numbers, 3000))
    spots = [numbers[n::97] for n in range(20)]
for _ in range(ROUNDS):
    answer = ours("table", town, 6); mine += answer["ms"][1:]
    if pandana:
        def table():
            for n, spot in enumerate(spots):
                graph.set_pois(f"k{n}", 3000, 1, pandas.Series([reader.at[i][1] for i in spot]), pandas.Series([reader.at[i][0] for i in spot]))
                graph.nearest_pois(3000, f"k{n}", num_pois=1)
        peer.append(clock(table)[0])
note = f"{answer['homes']} homes (all nodes and buildings) x {answer['kinds']} kinds ({answer['kinds_of_the_map']} of the map), no limit for us; pandana: nodes only, 3,000 m, prepared in {preparation if pandana else 0:.0f} ms that are not counted; {quiet}"
figure("every home x 20 kinds, Beijing", statistics.median(mine), "ms", "pandana 0.8, questions only" if pandana else None, statistics.median(peer) if pandana else None, note)
