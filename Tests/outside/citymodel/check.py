"""Checks `lifang twin` against pygltflib, trimesh, cjio, jsonschema, pyproj and plain Python. Last line: N passed, N failed."""
import json, math, os, pathlib, struct, subprocess, sys, tempfile

import numpy, pygltflib, trimesh
from pyproj import Transformer

lifang, root = sys.argv[1], pathlib.Path(sys.argv[2])
data = os.environ.get("LIFANG_SHARED_DATA")
if not data:
    for folder in [root, *root.parents]:
        if (folder / "shared/data").is_dir():
            data = folder / "shared/data"
            break
if not data:
    print("no shared data folder; set LIFANG_SHARED_DATA\n0 passed, 0 failed")
    sys.exit(0)
cityjson = pathlib.Path(data) / "twin/cityjson"
passed, failed = 0, 0


def check(name, good, note=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAILED", name, note)


def run(*arguments):
    return subprocess.run([lifang, "twin", *map(str, arguments)], capture_output=True, text=True)


def near(a, b, tolerance=1e-9):
    if isinstance(a, bool) or isinstance(b, bool) or a is None or b is None:
        return a == b
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= tolerance * max(1, abs(a))
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(near(x, y, tolerance) for x, y in zip(a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(near(a[k], b[k], tolerance) for k in a)
    return a == b


def surfaces(model):
    """Rings of real coordinates of every drawn surface: highest level of detail per object, no instances."""
    scale, move = model["transform"]["scale"], model["transform"]["translate"]
    points = [[v[i] * scale[i] + move[i] for i in range(3)] for v in model["vertices"]]
    for thing in model["CityObjects"].values():
        shapes = thing.get("geometry") or []
        best = max((str(g["lod"]) for g in shapes if "lod" in g), default=None)
        for shape in shapes:
            if shape["type"] == "GeometryInstance" or str(shape.get("lod")) != best:
                continue
            levels = {"MultiSurface": 0, "CompositeSurface": 0, "Solid": 1, "MultiSolid": 2, "CompositeSolid": 2}
            if shape["type"] not in levels:
                continue
            flat = shape["boundaries"]
            for _ in range(levels[shape["type"]]):
                flat = [item for part in flat for item in part]
            for surface in flat:
                yield [[points[i] for i in ring] for ring in surface]


def area(rings):
    """Area of a planar surface by vector areas: outer minus holes."""
    total = 0.0
    for number, ring in enumerate(rings):
        p = numpy.array(ring) - ring[0]
        vector = numpy.cross(p, numpy.roll(p, -1, axis=0)).sum(axis=0) / 2
        total += numpy.linalg.norm(vector) * (1 if number == 0 else -1)
    return total


def read_glb(path):
    glb = pygltflib.GLTF2().load(str(path))
    blob = glb.binary_blob()

    def values(index):
        accessor = glb.accessors[index]
        view = glb.bufferViews[accessor.bufferView]
        kind = {5126: "<f4", 5125: "<u4", 5123: "<u2"}[accessor.componentType]
        width = {"SCALAR": 1, "VEC3": 3}[accessor.type]
        found = numpy.frombuffer(blob, kind, accessor.count * width, view.byteOffset)
        return found.reshape(-1, width)

    table = (glb.extensions or {}).get("EXT_structural_metadata", {}).get("propertyTables", [{}])[0]
    ids = []
    if table:
        column = table["properties"]["id"]
        texts, starts = glb.bufferViews[column["values"]], glb.bufferViews[column["stringOffsets"]]
        offsets = struct.unpack_from(f"<{table['count'] + 1}I", blob, starts.byteOffset)
        text = blob[texts.byteOffset:texts.byteOffset + texts.byteLength]
        ids = [text[offsets[i]:offsets[i + 1]].decode() for i in range(table["count"])]
    return glb, values, ids


work = pathlib.Path(tempfile.mkdtemp())
expected = json.loads((cityjson / "EXPECTED.json").read_text())
names = sorted(name for name in expected if (cityjson / name).exists())

for name in names:
    answer = run("inspect", cityjson / name, "--json")
    found = json.loads(answer.stdout)
    wrong = [key for key in expected[name] if not near(expected[name][key], found.get(key))]
    check(f"{name}: counts", answer.returncode == 0 and not wrong, wrong)

# Lossless by plain Python, with decimals kept as text.
for name in names:
    end = ".city.jsonl" if name.endswith("jsonl") else ".city.json"
    out = work / ("copy" + end)
    run("convert", cityjson / name, out)
    if end == ".city.json":
        one, two = (json.loads(p.read_text(), parse_float=str) for p in (cityjson / name, out))
        check(f"{name}: lossless", one == two)
    else:
        again = json.loads(run("inspect", out, "--json").stdout)
        keys = ["version", "cityobjects", "by_type", "geometries", "lods", "surfaces", "features", "bbox"]
        check(f"{name}: sequence kept", all(near(expected[name].get(k), again.get(k)) for k in keys))

# cjio reads what was written and counts the same.
from cjio import cityjson as cjio

for name in names:
    if name.endswith("jsonl"):
        continue
    run("convert", cityjson / name, work / "cjio.city.json")
    with open(work / "cjio.city.json") as file:
        model = cjio.reader(file=file, ignore_duplicate_keys=False)
    check(f"{name}: cjio", len(model.j["CityObjects"]) == expected[name]["cityobjects"]
          and len(model.j["vertices"]) == expected[name]["vertices"])

# glTF through two independent readers.
for name in names:
    out = work / "mesh.glb"
    said = json.loads(run("convert", cityjson / name, out).stdout)
    glb, values, ids = read_glb(out)
    triangles, low, high, marks, total = 0, [math.inf] * 3, [-math.inf] * 3, set(), 0.0
    origin = glb.asset.extras["origin"]
    for mesh in glb.meshes:
        for part in mesh.primitives:
            p = values(part.attributes.POSITION).astype(float)
            i = values(part.indices).reshape(-1, 3)
            f = values(part.attributes._FEATURE_ID_0)
            n = values(part.attributes.NORMAL)
            check(f"{name}: indices within", len(i) == 0 or i.max() < len(p))
            check(f"{name}: unit normals", numpy.allclose(numpy.linalg.norm(n, axis=1), 1, atol=1e-5))
            check(f"{name}: min and max", numpy.allclose(glb.accessors[part.attributes.POSITION].min, p.min(axis=0))
                  and numpy.allclose(glb.accessors[part.attributes.POSITION].max, p.max(axis=0)))
            triangles += len(i)
            marks |= set(f.flatten().astype(int))
            low, high = numpy.minimum(low, p.min(axis=0)), numpy.maximum(high, p.max(axis=0))
            corner = p[i]
            vector = numpy.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
            total += numpy.linalg.norm(vector, axis=1).sum() / 2
    check(f"{name}: triangles", triangles == said["triangles"])
    if triangles:
        check(f"{name}: box", near(said["bbox"], [list(low + origin), list(high + origin)], 1e-12))
        check(f"{name}: feature numbers", marks <= set(range(len(ids))) and len(ids) == said["features"])
        scene = trimesh.load(str(out), force="scene", process=False)
        check(f"{name}: trimesh triangles", sum(len(g.faces) for g in scene.geometry.values()) == triangles)
        size = scene.bounds[1] - scene.bounds[0]
        check(f"{name}: trimesh box", numpy.allclose(size, [(high - low)[0], (high - low)[2], (high - low)[1]], atol=1e-4))
    if name.endswith(".json"):
        model = json.loads((cityjson / name).read_text())
        has_instance = any(g["type"] == "GeometryInstance" for o in model["CityObjects"].values() for g in o.get("geometry") or [])
        check(f"{name}: feature ids", set(ids) == {k for k, o in model["CityObjects"].items() if o.get("geometry")})
        if not has_instance:
            wanted = [area(rings) for rings in surfaces(model)]
            check(f"{name}: surfaces drawn", len(wanted) == said["surfaces"])
            # 32-bit positions and faces that are not quite flat leave a few parts in 100,000.
            check(f"{name}: area", abs(total - sum(wanted)) <= 2e-4 * max(1, sum(wanted)), (total, sum(wanted)))

# Tiles: every feature once.
run("tiles", cityjson / "cjio_delft.json", work / "tiles", "--corners", "20000")
tileset = json.loads((work / "tiles/tileset.json").read_text())
seen, uris = [], []


def visit(tile):
    if "content" in tile:
        uris.append(tile["content"]["uri"])
        seen.extend(read_glb(work / "tiles" / tile["content"]["uri"])[2])
    for child in tile.get("children", []):
        visit(child)


visit(tileset["root"])
check("tiles: version", tileset["asset"]["version"] == "1.1")
check("tiles: every object once", len(seen) == 570 and len(set(seen)) == 570, len(seen))
check("tiles: no file beside the tileset's", {str(p.relative_to(work / "tiles")) for p in (work / "tiles").rglob("*.glb")} == set(uris))

# Reference systems: PROJ gives the same points as the program, to the millimetre of its grid.
site = {"type": "FeatureCollection", "features": []}
for n in range(40):
    lon, lat = 73.6 + n * 1.55, 18.5 + (n * 7 % 31)
    site["features"].append({"type": "Feature", "id": str(n), "properties": {},
                             "geometry": {"type": "Point", "coordinates": [lon, lat]}})
for n in range(40):
    one = {"type": "FeatureCollection", "features": [site["features"][n]]}
    (work / "one.geojson").write_text(json.dumps(one))
    run("convert", work / "one.geojson", work / "one.city.json")
    model = json.loads((work / "one.city.json").read_text())
    code = int(model["metadata"]["referenceSystem"].split("/")[-1])
    v, t = model["vertices"][0], model["transform"]
    x, y = (v[i] * t["scale"][i] + t["translate"][i] for i in range(2))
    lon, lat = one["features"][0]["geometry"]["coordinates"]
    px, py = Transformer.from_crs("EPSG:4490", f"EPSG:{code}", always_xy=True).transform(lon, lat)
    check(f"PROJ EPSG:{code}", math.hypot(px - x, py - y) < 0.001, (px - x, py - y))
    run("convert", work / "one.city.json", work / "other.city.json", "--epsg", code - 21)
    other = json.loads((work / "other.city.json").read_text())
    v, t = other["vertices"][0], other["transform"]
    x, y = (v[i] * t["scale"][i] + t["translate"][i] for i in range(2))
    px, py = Transformer.from_crs("EPSG:4490", f"EPSG:{code - 21}", always_xy=True).transform(lon, lat)
    check(f"PROJ EPSG:{code - 21}", math.hypot(px - x, py - y) < 0.002, (px - x, py - y))
    run("convert", work / "one.city.json", work / "back.geojson")
    back = json.loads((work / "back.geojson").read_text())["features"][0]["geometry"]["coordinates"]
    check("GeoJSON there and back", math.hypot(back[0] - lon, back[1] - lat) < 1.5e-8)

# The CC0 schemas say the same of the good files of version 2.0.
import jsonschema

schema = json.loads((cityjson / "schemas/cityjson.min.schema.json").read_text())
validator = jsonschema.Draft7Validator(schema)
for name in names:
    if name.endswith(".json") and expected[name]["version"] == "2.0" and expected[name]["bytes"] < 200_000:
        run("convert", cityjson / name, work / "schema.city.json")
        check(f"{name}: schema", validator.is_valid(json.loads((work / "schema.city.json").read_text())))
(work / "hall.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [
    {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [
        [[120.1, 30.2], [120.101, 30.2], [120.101, 30.201], [120.1, 30.201], [120.1, 30.2]]]},
     "properties": {"height": 9.5, "名称": "大厅"}}]}))
run("convert", work / "hall.geojson", work / "hall.city.json")
check("extruded hall: schema", validator.is_valid(json.loads((work / "hall.city.json").read_text())))
run("convert", work / "hall.city.json", work / "hall.glb")
hall = trimesh.load(str(work / "hall.glb"), force="mesh")
hall.merge_vertices(merge_norm=True)
check("extruded hall: watertight", hall.is_watertight and hall.volume > 0)

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
