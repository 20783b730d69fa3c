#!/usr/bin/env python3
"""Circles of XML and of PBF made by osmium; outlines judged by shapely; distances by an own search over pyosmium's reading."""
import heapq, json, math, pathlib, subprocess, sys
import osmium, shapely.geometry, shapely.validation

lifang, folder, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
truth = json.loads((folder / "EXPECTED.json").read_text())
passed = failed = 0
def check(name, isTrue, extra=""):
    global passed, failed
    passed, failed = passed + bool(isTrue), failed + (not isTrue)
    print("ok  " if isTrue else "FAIL", name, extra if not isTrue else "")

def circle(file, origin, *more):
    run = subprocess.run([lifang, "twin", "circle", "--osm", str(file), f"--origin={origin['lat']},{origin['lon']}", "--json", *more], capture_output=True, text=True)
    return json.loads(run.stdout) if run.returncode == 0 else {"error": run.stderr}

def same(a, b): return {k: v for k, v in a.items() if k != "bytes"} == {k: v for k, v in b.items() if k != "bytes"}

forms = {"dense": "pbf", "plain": "pbf,pbf_dense_nodes=false", "raw": "pbf,pbf_compression=none", "meta": "pbf,add_metadata=all"}
for name, numbers in truth.items():
    keys = ["walk_nodes", "walk_edges_undirected", "walk_km", "reach"]
    found = circle(folder / name, numbers["origin"])
    check(f"{name}: equal to the truth", all(found.get(k) == numbers[k] for k in keys), found)
    for form, option in forms.items():
        file = work / f"{name}.{form}.osm.pbf"
        subprocess.run(["osmium", "cat", "--no-progress", "-O", "-f", option, "-o", file, folder / name], check=True)
        check(f"{name}: {form} PBF is the same", same(circle(file, numbers["origin"]), found))
    areas = work / "areas.geojson"
    walk = ["--limits", "100,300,500,800,1000,3000", "--minutes", "5,10,15", "--outline", str(areas)]
    for profile in ["adult", "elder", "pram", "wheelchair"]:
        found = circle(folder / name, numbers["origin"], "--profile", profile, *walk)
        features = json.loads(areas.read_text())["features"]
        shapes = [shapely.geometry.shape(one["geometry"]) for one in features]
        check(f"{name}: {profile}: nine outlines, all valid", len(shapes) == 9 and all(s.is_valid and not s.is_empty for s in shapes), [shapely.validation.explain_validity(s) for s in shapes])
        check(f"{name}: {profile}: wider limits hold the narrower", all(a.area >= b.area for a, b in zip(shapes[:5], shapes[1:6])) and all(a.area >= b.area for a, b in zip(shapes[6:], shapes[7:])))
        here = shapely.geometry.Point(found["origin"]["lon"], found["origin"]["lat"])
        check(f"{name}: {profile}: the origin is inside", all(s.contains(here) for s in shapes))
        rings = [r for s in shapes for p in s.geoms for r in [p.exterior]]
        check(f"{name}: {profile}: outer rings turn left", all(r.is_ccw for r in rings))

class Reader(osmium.SimpleHandler):
    def __init__(self): super().__init__(); self.at, self.ways = {}, []
    def node(self, n): self.at[n.id] = (n.location.lat, n.location.lon)
    def way(self, w):
        if "highway" in w.tags: self.ways.append(([n.ref for n in w.nodes], dict(w.tags)))

def metres(a, b):
    p, q = map(math.radians, (a[0], b[0])); dx = math.radians(b[1] - a[1])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(dx / 2) ** 2
    return 2 * 6371008.8 * math.asin(math.sqrt(h))

# Porto Alegre, access not asked: the reached nodes by an own search with another reader.
reader = Reader(); reader.apply_file(str(folder / "r5r_poa_osm.pbf"))
walked = {"primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link", "unclassified", "residential", "living_street", "service", "pedestrian", "track", "road", "footway", "path", "steps", "cycleway", "corridor", "elevator", "crossing"}
graph = {}
for refs, tags in reader.ways:
    extra = tags["highway"] in ("trunk", "trunk_link", "bridleway") and tags.get("foot") in ("yes", "designated", "permissive")
    if (tags["highway"] in walked or extra) and tags.get("foot") != "no":
        for a, b in zip(refs, refs[1:]):
            length = metres(reader.at[a], reader.at[b])
            graph.setdefault(a, []).append((b, length)); graph.setdefault(b, []).append((a, length))
for origin in sorted(graph)[::9000]:
    best, queue = {origin: 0.0}, [(0.0, origin)]
    while queue:
        cost, node = heapq.heappop(queue)
        if cost > best[node] or cost > 3000: continue
        for other, length in graph[node]:
            if cost + length < best.get(other, 1e9): best[other] = cost + length; heapq.heappush(queue, (cost + length, other))
    place = {"lat": reader.at[origin][0], "lon": reader.at[origin][1]}
    found = circle(folder / "r5r_poa_osm.pbf", place, "--any-access", "--limits", "500,1000,2000,3000")
    expected = {str(m): {"nodes": sum(c <= m for c in best.values())} for m in (500, 1000, 2000, 3000)}
    check(f"Porto Alegre from {origin}: equal to an own search", found.get("reach") == expected, (found.get("reach"), expected))

for text, name in [(b"<osm><node id='1'", "cut XML"), (b"", "an empty file"), (b"PK\x03\x04" + b"x" * 100, "a zip")]:
    file = work / "broken.osm"; file.write_bytes(text)
    run = subprocess.run([lifang, "twin", "circle", "--osm", file, "--origin", "1,1"], capture_output=True, text=True)
    check(f"{name} is refused with status 1 and a reason", run.returncode == 1 and len(run.stderr) > 10, (run.returncode, run.stderr))
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
