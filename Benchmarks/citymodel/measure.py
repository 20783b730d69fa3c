"""Times are processor time: of the calls alone for cjio (import excluded), and for lifang as each name says."""
import json, os, pathlib, resource, statistics, subprocess, sys, tempfile, time

from cjio import cityjson

lifang, root = sys.argv[1], pathlib.Path(sys.argv[2])
data = os.environ.get("LIFANG_SHARED_DATA") or next(
    (f / "shared/data" for f in [root, *root.parents] if (f / "shared/data").is_dir()), None)
delft = pathlib.Path(data) / "twin/cityjson/cjio_delft.json"
work = tempfile.mkdtemp()


def ours(*arguments):
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([lifang, "twin", *arguments], check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - wall
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000, wall * 1000


def inside():
    """Processor time of reading the file, cutting and writing the GLB bytes, without the start of the process."""
    answer = subprocess.run([lifang, "twin", "convert", str(delft), work + "/d.glb", "--timings"], check=True,
                            capture_output=True, text=True)
    report = json.loads(answer.stdout)
    return sum(report[name] for name in ("cpu_ms_read", "cpu_ms_mesh", "cpu_ms_glb"))


def theirs(call):
    before = time.process_time()
    call()
    return (time.process_time() - before) * 1000


def load():
    return cityjson.load(str(delft))


rows = {"inside": [], "glb": [], "inspect": [], "load": [], "reader": [], "wall": []}
for _ in range(7):
    cpu, wall = ours("convert", str(delft), work + "/d.glb")
    rows["inside"].append(inside())
    rows["glb"].append(cpu)
    rows["wall"].append(wall)
    rows["load"].append(theirs(load))
    rows["inspect"].append(ours("inspect", str(delft), "--json")[0])
    rows["reader"].append(theirs(lambda: cityjson.reader(file=open(delft), ignore_duplicate_keys=False)))
middle = {name: statistics.median(values) for name, values in rows.items()}
conditions = f"Delft 1.46 MB, median of 7 interleaved runs, processor time, load {os.getloadavg()[0]:.1f}"


def line(name, value, peer, peer_value, unit="ms"):
    ratio = None if peer_value is None else round(peer_value / value, 2)
    print(json.dumps({"name": name, "value": round(value, 2), "unit": unit, "peer": peer,
                      "peer_value": None if peer_value is None else round(peer_value, 2), "ratio": ratio,
                      "conditions": conditions}))


line("CityJSON read + triangulate + GLB", middle["inside"], "cjio cityjson.load", middle["load"])
line("CityJSON read + triangulate + GLB, whole process", middle["glb"], "cjio cityjson.load", middle["load"])
line("CityJSON read + triangulate + GLB, wall", middle["wall"], None, None)
line("CityJSON validate + count, whole process", middle["inspect"], "cjio cityjson.load", middle["load"])
line("CityJSON validate + count, whole process", middle["inspect"], "cjio reader (JSON only)", middle["reader"])
