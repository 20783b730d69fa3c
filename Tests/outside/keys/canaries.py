"""S-31: what people tell stands in clear nowhere but on the pages of those who may read it.

Values of the made-up people of pii_synthetic are added, refused, looked for, opened, corrected, copied and erased through the
edges; then everything that is left behind is searched for them.
"""
import csv
import itertools
import json
import os
import re
import subprocess
import urllib.parse

import house

CONTROL = "canary-control-7431"


def people(count=60):
    """Names, numbers of telephones and of documents as the sentences of the sample hold them; nil without the sample."""
    sample = house.SHARED / "pii_synthetic" / "pii_samples.csv"
    if not sample.exists():
        return None
    found = {"name": [], "mobile": [], "id18": []}
    with sample.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for begin, end, kind in json.loads(row["spans_json"]):
                value = row["text"][begin:end]
                if kind in found and value not in found[kind]:
                    found[kind].append(value)
    names = [name for name in found["name"] if len(name) > 2]
    phones = [re.sub(r"\D", "", phone)[-11:] for phone in found["mobile"]]
    # There are few names in the sample; people may share one.
    return list(zip(itertools.cycle(names), dict.fromkeys(phones), found["id18"]))[:count]


class Watch:
    """A client that keeps what every answer said of where to go, and counts what it read."""

    def __init__(self, server, who):
        self.client, self.addresses, self.cookies = server.client(who), [], {}

    def ask(self, method, path, **fields):
        body = urllib.parse.urlencode(fields).encode() if method == "POST" else None
        headers = {"Sec-Fetch-Site": "same-origin"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.client.request(method, path, body, **headers)
        for name, value in answer.headers.items():
            if name.lower() == "location":
                self.addresses.append(value)
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        # Forms and links of the answer are addresses too.
        self.addresses += re.findall(r'(?:href|action|src)="([^"]*)"', answer.body.decode("utf-8", "replace"))
        return answer


def forms(value):
    """A value as it may stand in bytes: itself, escaped for an address, escaped in JSON."""
    return {value.encode(), urllib.parse.quote(value).encode(), json.dumps(value)[1:-1].encode()}


def holds(bytes_, values):
    return [value for value in values for form in forms(value) if form in bytes_]


def sign_in(resident, phone):
    shown = resident.ask("POST", "/sign-in/code", phone=phone)
    code = re.search(r"\b\d{6}\b", re.sub(r"<[^>]+>", " ", shown.body.decode()))
    return resident.ask("POST", "/sign-in", **{"phone": phone, "code": code[0], "consent": "yes", "return": "/me/data"})


def own_data(report, engine, server, name, phone):
    """A resident corrects the name, takes the copy, shows a proof and is erased."""
    resident = Watch(server, None)
    entered = sign_in(resident, phone)
    report.check(f"{engine.name}: a resident with a canary's number signs in", entered.status == 303, entered.body[:200])
    version = re.search(rb'name="version" value="(\d+)"', resident.ask("GET", "/me/data").body)
    if not report.check(f"{engine.name}: the page of my data has its form", version):
        return resident
    resident.ask("POST", "/me/data/details", name=name, version=version[1].decode())
    copy = resident.ask("GET", "/me/data/copy.json")
    report.check(
        f"{engine.name}: the own copy holds what was told", not {name, "+86" + phone} - set(holds(copy.body, [name, "+86" + phone])),
        copy.body[:300])
    resident.ask("GET", "/me/data/copy.csv")
    shown = resident.ask("POST", "/sign-in/proof/code")
    code = re.search(r"\b\d{6}\b", re.sub(r"<[^>]+>", " ", shown.body.decode()))
    resident.ask("POST", "/sign-in/proof", code=code[0] if code else "000000")
    erased = resident.ask("POST", "/me/data/erasure", sure="yes")
    report.check(f"{engine.name}: and is erased", erased.status == 303, (erased.status, erased.body[:200]))
    return resident


def at_the_desk(report, engine, server, sample):
    """The clerk adds, is refused, looks for and opens."""
    clerk, community = Watch(server, "shen"), server.community()
    desk = f"/desk/{community}/people"
    for name, phone, document in sample:
        clerk.ask("POST", desk, name=name, phone=phone)
        clerk.ask("POST", desk, name=name, phone=document)
        clerk.ask("POST", desk, name=document, phone=phone)
    met = [clerk.ask("POST", f"{desk}/search", q=phone) for _, phone, _ in sample[:10]]
    met += [clerk.ask("POST", f"{desk}/search", q=name) for name, _, _ in sample[:10]]
    report.check(f"{engine.name}: the clerk finds the canaries", all(b"/people/" in answer.body for answer in met))
    person = re.search(rf"{desk}/([0-9a-f-]{{36}})", met[0].body.decode())
    opened = clerk.ask("POST", f"{desk}/{person[1]}/readings", **{"purpose": "contact", "field-phone": "yes", "field-name": "yes"})
    report.check(f"{engine.name}: and opens one", sample[0][1].encode() in opened.body, opened.status)
    clerk.client.post(f"/api/v1/communities/{community}/people/search", {"words": sample[0][1]})
    # A careless program writes what it looks for into an address; the answer may say so to it, nobody else hears of it.
    for name, phone, document in sample[:5]:
        for path in (f"/matters/{document}", f"{desk}/{phone}", "/places?q=" + urllib.parse.quote(name), f"/c/{document}",
                     f"/api/v1/places?words={phone}", f"/api/v1/people/{document}", f"/nowhere/{phone}"):
            clerk.client.get(path)
        clerk.client.post("/api/v1/matters", {"place": phone, "kind": name, "words": CONTROL})
    return clerk


def pages_of_others(server):
    """What neighbours, other staff, administrators and guests read."""
    community, read = server.community(), b""
    for who in ("anna", "chen", "cheng", "gu", "fang", "qin", "jin", None):
        other = Watch(server, who)
        for path in ("/", "/places", "/matters", "/me", "/me/home", "/me/data", "/me/data/copy.json", "/notices", "/undelivered",
                     f"/places/{community}", f"/desk/{community}", f"/desk/{community}/people", f"/places/{community}/roles",
                     f"/places/{community}/keep", "/api/v1/matters", f"/api/v1/communities/{community}/people",
                     f"/api/v1/communities/{community}/matters", f"/api/v1/places/{community}/grants", "/privacy", "/rights"):
            read += other.ask("GET", path).body
    return read


def left_behind(engine, folder):
    """The bytes of the database and of its backup."""
    if engine.name == "sqlite":
        copy = folder / "canaries.sqlite"
        house.command("backup", copy, engine=engine)
        files = [*engine.folder.glob("lifang.sqlite*"), copy]
        return {file.name: file.read_bytes() for file in files if file.is_file() and file.stat().st_size}
    dump = subprocess.run(["pg_dump", "--inserts", "-d", engine.connection], capture_output=True, check=True).stdout
    # Bytes stand in a dump as hexadecimal digits; what they hold is searched as well.
    cells = b"\n".join(bytes.fromhex(cell.decode()) for cell in re.findall(rb"\\x((?:[0-9a-f]{2})+)", dump))
    return {"pg_dump": dump, "pg_dump, bytes": cells}


def canaries(report, engine, folder):
    sample = people()
    if not sample:
        return report.skip(f"{engine.name}: canaries", "shared/data/pii_synthetic is not here (LIFANG_SHARED_DATA)")
    os.environ["LIFANG_KEYS"] = str(folder / f"{engine.name}-canaries" / "lifang.keys")
    values = sorted({value for person in sample for value in person})
    report.check(f"{engine.name}: a hundred canaries", len(values) >= 100, len(values))
    with house.Server(engine, folder / f"{engine.name}-canaries.log") as server:
        clerk = at_the_desk(report, engine, server, sample[1:])
        resident = own_data(report, engine, server, *sample[0][:2])
        server.client("chen").report(server.place("demo-compound"), CONTROL)
        others = pages_of_others(server)
        metrics = server.client().get("/metrics").body
    addresses = "\n".join(clerk.addresses + resident.addresses).encode()
    journal = repr(engine.rows("SELECT * FROM journal_entry")).encode()
    places = {
        "log": server.log.read_bytes(), "journal": journal, "addresses": addresses, "pages of others": others, "metrics": metrics,
        **left_behind(engine, folder)}
    for name, bytes_ in places.items():
        found = holds(bytes_, values)
        report.check(f"{engine.name}: S-31: {name} hold no canary ({len(bytes_)} bytes)", not found and bytes_, found[:5])
    report.check(
        f"{engine.name}: what is not sealed is found, so the search sees", any(CONTROL.encode() in bytes_ for bytes_ in places.values()))
    report.check(f"{engine.name}: no error in the log", not server.errors(), server.errors())
