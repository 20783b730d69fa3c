#!/usr/bin/env python3
"""Recounts an owners' vote from its published bundle, offline: python3 verify.py [folder]. Exit 0 when everything holds.

A second implementation beside the program that counted: standard library only. Area is in 0.01 m2, time in ms UTC.
"""
import base64, hashlib, json, os, sys
def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def need(holds, reason):
    if not holds: raise ValueError(reason)
def e64(data): return base64.b64encode(data).decode()
def b64(text): data = base64.b64decode(text, validate=True); need(e64(data) == text, "base64"); return data
def jcs(value): return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
def whole(text): need(abs(int(text)) < 2**53 and text != "-0", "number"); return int(text)
def refuse(text): raise ValueError("number " + text)
def load(data, what): value = json.loads(data.decode("utf-8"), parse_int=whole, parse_float=refuse, parse_constant=refuse); need(jcs(value) == data, what + " is not canonical JSON"); return value
def lines(data, what): need(data == b"" or data.endswith(b"\n"), what + " lacks its last newline"); return [load(line, what) for line in data.split(b"\n")[:-1]]
def keys(value, names, optional=""): have = set(value) if isinstance(value, dict) else set(); need(have - set(optional.split()) == set(names.split()), "fields of " + names)
def is_int(*values): return all(type(v) is int and v >= 0 for v in values)
# RFC 6962 tree; Ed25519 of RFC 8032, verification only.
def root(hashes):
    if not hashes: return sha()
    while len(hashes) > 1: hashes = [sha(b"\1", hashes[i], hashes[i + 1]) if i + 1 < len(hashes) else hashes[i] for i in range(0, len(hashes), 2)]
    return hashes[0]
P = 2**255 - 19; L = 2**252 + 27742317777372353535851937790883648493; D = -121665 * pow(121666, -1, P) % P
def ed_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P; c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P; e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P
def ed_mul(k, p):
    q = (0, 1, 1, 0)
    while k:
        if k & 1: q = ed_add(q, p)
        p, k = ed_add(p, p), k >> 1
    return q
def ed_point(data):
    y = int.from_bytes(data, "little"); sign, y = y >> 255, y & (1 << 255) - 1; x2 = (y * y - 1) * pow(D * y * y + 1, -1, P) % P; x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P: x = x * pow(2, (P - 1) // 4, P) % P
    need(y < P and (x * x - x2) % P == 0 and not (x == 0 and sign), "point")
    if x & 1 != sign: x = P - x
    return x, y, 1, x * y % P
ED_BASE = ed_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
def ed25519(key, message, signature):
    if len(key) != 32 or len(signature) != 64: return False
    try: a, r = ed_point(key), ed_point(signature[:32])
    except ValueError: return False
    s = int.from_bytes(signature[32:], "little"); h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L; p, q = ed_mul(s, ED_BASE), ed_add(r, ed_mul(h, a))
    return s < L and (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0
def policy(data):  # C2SP tlog-policy
    logs, names, quorum = {}, {}, None
    for words in (line.split() for line in data.decode().split("\n")):
        if not words or words[0].startswith("#"): continue
        if words[0] in ("log", "witness"):
            name, number, blob = words[1 if words[0] == "log" else 2].split("+", 2); blob = b64(blob); need(number == sha(name.encode(), b"\n", blob)[:4].hex() and len(blob) == 33, "policy key")
            if words[0] == "log": logs[name, number] = blob; need(blob[0] == 1, "log key")
            else: names[words[1]] = (name, number, blob); need(blob[0] == 4, "witness key")
        elif words[0] == "group": k = {"all": len(words) - 3, "any": 1}.get(words[2]) or int(words[2]); names[words[1]] = (k, words[3:]); need(all(n in names for n in words[3:]), "policy group")
        else: need(words[0] == "quorum" and quorum is None, "policy line"); quorum = words[1]
    return logs, names, quorum
def checkpoint(data, rules, first, last):  # V2: the log's signature, known cosignatures, a quorum of them in time
    logs, names, quorum = rules; text, _, tail = data.decode().rpartition("\n\n"); text += "\n"; body = text.encode(); seen, good, signed = set(), set(), False; origin, size, top = text.split("\n")[:3]
    need(text == f"{origin}\n{size}\n{top}\n" and tail.endswith("\n") and str(int(size)) == size, "checkpoint form")
    for line in tail[:-1].split("\n"):
        dash, name, blob = line.split(" "); raw = b64(blob); number = raw[:4].hex(); need(dash == "—" and (name, number) not in seen, "signature line"); seen.add((name, number))
        if (name, number) in logs: need(name == origin and ed25519(logs[name, number][1:], body, raw[4:]), "log signature"); signed = True; continue
        key = next((v[2] for v in names.values() if len(v) == 3 and v[:2] == (name, number)), None); need(key is not None and len(raw) == 76, "signature of an unknown key"); time = int.from_bytes(raw[4:12], "big")
        need(time < 2**63 and ed25519(key[1:], b"cosignature/v1\ntime %d\n" % time + body, raw[12:]), "cosignature")
        if first <= time <= last: good.add((name, number))
    def holds(name): item = names[name]; return item[:2] in good if len(item) == 3 else sum(map(holds, item[1])) >= item[0]
    need(signed and (quorum == "none" or holds(quorum)), "quorum missing"); return origin, int(size), b64(top)
def path(kind, n, width):
    groups = [f"{n % 1000:03d}"]
    while n >= 1000: n //= 1000; groups.insert(0, f"x{n % 1000:03d}")
    return f"tile/{kind}/" + "/".join(groups) + (f".p/{width}" if width < 256 else "")
def tree(files, size):  # V4: leaves, entries and chunk roots from the published pieces; each piece must be used
    count = (size + 255) // 256; wide = lambda n: min(256, size - 256 * n); used, entries, roots = set(), {}, []
    start = next((n for n in range(count) if path("entries", n, wide(n)) in files), count); full = size // 256; kept = []
    for n in range((full + 255) // 256):
        name = path(1, n, min(256, full - 256 * n)); data = files[name]; used.add(name); need(len(data) == 32 * min(256, full - 256 * n), name); kept += [data[i:i + 32] for i in range(0, len(data), 32)]
    hashes = {}
    for n in range(start, count):
        name, i, found = path("entries", n, wide(n)), 0, []; data = files[name]
        while i < len(data): width = int.from_bytes(data[i:i + 2], "big"); found.append(data[i + 2:i + 2 + width]); i += 2 + width
        leaves = [sha(b"\0", e) for e in found]; tile = path(0, n, wide(n)); used |= {name, tile}; need(i == len(data) and len(found) == wide(n) and b"".join(leaves) == files[tile], name); hashes[n] = leaves
        need(n >= full or root(leaves) == kept[n], "tile 1"); entries.update((256 * n + j, e) for j, e in enumerate(found))
    def head(at): full, rest = divmod(at, 256); return root(kept[:full] + ([root(hashes[full][:rest])] if rest else []))
    return start, entries, head, used
LAW = {"participation": "2/3", "ordinary": ">1/2", "special": ">=3/4", "revote": ("last", "first"), "paper_overrides": (True, False),
       "parking_counts": (True, False), "follow_majority": (True, False)}
CHOICES = ("agree", "against", "abstain", "invalid")
def check_election(el):
    keys(el, "id compound motions notice_at opens_at closes_at rules roll_root roll_size total_area total_heads policy_sha256 verifier_sha256")
    r = el["rules"]; keys(r, " ".join(LAW) + " proxy_max", "invalid_participates")
    need(all(r[k] == v if isinstance(v, str) else any(r[k] is x or type(r[k]) is str and r[k] == x for x in v) for k, v in LAW.items()), "rules")
    need((r["proxy_max"] is None or is_int(r["proxy_max"])) and type(r.get("invalid_participates", False)) is bool, "rules")
    need(is_int(el["notice_at"], el["opens_at"], el["closes_at"]) and el["notice_at"] < el["opens_at"] < el["closes_at"], "times"); need(el["motions"] != [] and type(el["id"]) is str, "motions")
    for no, m in enumerate(el["motions"], 1):
        keys(m, "no text_sha256 item278 class options"); need(is_int(m["no"], m["item278"]) and m["no"] == no and m["item278"] in range(1, 10), "motion")
        need(m["class"] == ("special" if m["item278"] in (6, 7, 8) else "ordinary"), "class of motion")
        need(m["options"] in (["agree", "against"], ["agree", "against", "abstain"]) and len(b64(m["text_sha256"])) == 32, "options")
def square_metres(a): return f"{a // 100}.{a % 100:02d}"
def count(el, roll, ballots, proxies, voids, batches, close):
    """The tally: ballots are (index, ballot, signed); everything else as in the bundle. Returns result.json's value."""
    units = {r["u"]: r for r in roll}; rules = el["rules"]; voided, disputed, spoiled = set(), set(), 0; status, held = {}, {}
    for index, v in voids:
        if "i" in v: voided.add(v["i"])
        elif "s" in v: spoiled += 1
        elif v["r"] == "disputed": disputed.add(v["u"])
        else: disputed.discard(v["u"])
    agents, valid = {}, []
    for index, p in proxies:
        mine = agents.setdefault(p["agent"], set())
        if p["u"] in mine or rules["proxy_max"] is None or len(mine) < rules["proxy_max"]: mine.add(p["u"]); valid.append((index, p))
    granted = {}
    for index, p in valid: granted.setdefault(p["u"], []).append((index, p))
    for index, b, signed in ballots:
        paper = b["ch"] == "paper"; at = b["s"][0] if paper else index; u = b["u"]; why = None
        if index in voided: why = "void"
        elif at > close: why = "late"
        elif b["t"] < el["opens_at"] or not paper and b["t"] >= el["closes_at"]: why = "out-of-window"
        elif units[u]["k"] is not None and not signed and not paper: why = "needs-signature"
        elif b["by"] == "proxy":
            last = next((p for i, p in reversed(granted.get(u, [])) if i < at), None)
            if last is None or last["x"] < b["t"] or not set(b["m"]) <= set(last["m"]): why = "proxy"
        if why is None and u in disputed: why = "disputed"
        if why is None: held.setdefault(u, []).append((index, b, "A" if signed else "C" if paper else "B"))
        status[index] = why or "superseded"
    chosen = {}
    for u, mine in held.items():
        mine = [x for x in mine if x[1]["by"] != "proxy"] or mine
        if rules["paper_overrides"]: mine = [x for x in mine if x[2] == "C"] or mine
        chosen[u] = mine[-1] if rules["revote"] == "last" else mine[0]; status[chosen[u][0]] = "counted"
    groups = sorted({r["g"] for r in roll}); total = sum(r["a"] for r in roll); refused = {}
    for s in status.values():
        if s not in ("counted", "superseded"): refused[s] = refused.get(s, 0) + 1
    def tally(m, choices, follow=False):
        area, heads, unit_count, mine = dict.fromkeys(CHOICES, 0), dict.fromkeys(CHOICES, 0), dict.fromkeys(CHOICES, 0), {}
        for u, c in choices.items():
            area[c] += units[u]["a"]; unit_count[c] += 1
            if c != "invalid" or rules.get("invalid_participates", False): g = mine.setdefault(units[u]["g"], {}); g[c] = g.get(c, 0) + units[u]["a"]
        for g in mine.values(): heads[next((c for c in CHOICES if 2 * g.get(c, 0) > sum(g.values())), "abstain")] += 1
        area["total"], heads["total"] = total, len(groups); area["part"] = sum(sum(g.values()) for g in mine.values()); heads["part"], heads["split"] = len(mine), sum(len(g) > 1 for g in mine.values())
        unit_count["part"] = sum(unit_count[c] for c in CHOICES if c != "invalid" or rules.get("invalid_participates", False)); tests, k, j, op = [], *((4, 3, ">=") if m["class"] == "special" else (2, 1, ">"))
        for rule, x, y, p, q, o in (("participation.area", area["part"], total, 3, 2, ">="), ("participation.heads", heads["part"], len(groups), 3, 2, ">="),
                                    (m["class"] + ".area", area["agree"], area["part"], k, j, op), (m["class"] + ".heads", heads["agree"], heads["part"], k, j, op)):
            tests.append({"rule": rule, "left": p * x, "op": o, "right": q * y, "holds": p * x >= q * y if o == ">=" else p * x > q * y})
        return {"area": area, "heads": heads, "units": unit_count, "checks": tests, "participation": tests[0]["holds"] and tests[1]["holds"],
                "passed": all(t["holds"] for t in tests)}
    motions = []
    for m in el["motions"]:
        no = str(m["no"]); cast = {u: x[1]["m"][no] for u, x in chosen.items() if no in x[1]["m"]}; r = tally(m, cast); out = {}
        r.update(no=m["no"], item278=m["item278"]); r["class"] = m["class"]; r["by_class"] = {}
        for c in "ABC":
            mine = [u for u in cast if chosen[u][2] == c]; r["by_class"][c] = {"units": len(mine), "area": sum(units[u]["a"] for u in mine), "agree_area": sum(units[u]["a"] for u in mine if cast[u] == "agree")}
        class_b = [u for u in cast if chosen[u][2] == "B"]; rest = {u: c for u, c in cast.items() if chosen[u][2] != "B"}
        def moved(base, us): return any(tally(m, {**base, **dict.fromkeys(us, c)})["passed"] != r["passed"] for c in ("agree", "against"))
        r["depends_on"] = {"class_b": moved(rest, class_b) or tally(m, rest)["passed"] != r["passed"], "disputes": moved(cast, disputed)}
        if rules["follow_majority"]:
            lead = [max(("agree", "against"), key=lambda c: r[s][c]) if r[s]["agree"] != r[s]["against"] else None for s in ("area", "heads")]
            side = lead[0] if lead[0] == lead[1] else None; more = {u: side for u in units if u not in cast and u not in disputed} if side else {}
            t = tally(m, {**cast, **more}); r["follow_majority"] = {"option": side, "units": len(more), "area": t["area"], "heads": t["heads"], "passed": t["passed"]}
        s, o, (k, j) = (("特别事项", ">=", (4, 3)) if m["class"] == "special" else ("一般事项", ">", (2, 1)))
        for zh in (True, False):
            yes = lambda t: (("成立" if t["holds"] else "不成立") if zh else ("holds" if t["holds"] else "fails"))
            ws = [f"{t['left']}{t['op']}{t['right']} {yes(t)}" if t["rule"].endswith("heads") else f"{square_metres(t['left'])}{t['op']}{square_metres(t['right'])} {yes(t)}" for t in r["checks"]]
            a, h = r["area"], r["heads"]; A, B, C = (square_metres(a[x]) for x in ("total", "part", "agree"))
            r["zh" if zh else "en"] = (
                f"议题{no}（民法典第二百七十八条第{m['item278']}项，{s}）：专有部分总面积{A}平方米，业主总人数{h['total']}人；参与表决{B}平方米（3×参与与2×总数：{ws[0]}），{h['part']}人（{ws[1]}）；同意{C}平方米（{k}×同意与{j}×参与：{ws[2]}），{h['agree']}人（{ws[3]}）。结论：{'通过' if r['passed'] else '未通过'}。"
                if zh else f"Motion {no} (Civil Code article 278 item {m['item278']}, {m['class']}): total {A} m² and {h['total']} heads; took part {B} m² (3×part to 2×total: {ws[0]}) and {h['part']} heads ({ws[1]}); agreed {C} m² ({k}×agree to {j}×part: {ws[2]}) and {h['agree']} heads ({ws[3]}). {'Passed' if r['passed'] else 'Not passed'}.")
        motions.append(r)
    done = list(status.values())
    return {"v": 1, "e": el["id"], "roll": {"units": len(roll), "area": total, "heads": len(groups)}, "motions": motions,
            "ballots": {"received": len(done), "counted": done.count("counted"), "superseded": done.count("superseded"), "refused": refused},
            "proxies": {"entries": len(proxies), "over_limit": len(proxies) - len(valid)},
            "paper": {"batches": len(batches), "sealed": sum(batches.values()), "spoiled": spoiled},
            "disputed": {"units": len(disputed), "area": sum(units[u]["a"] for u in disputed)}}
def read(folder):  # V1: every file is listed with its hash, and every listed file is there
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(base, name); need(os.path.isfile(full) and not os.path.islink(full), "odd file")
            with open(full, "rb") as f: found[os.path.relpath(full, folder).replace(os.sep, "/")] = f.read()
    sums = found.pop("SHA256SUMS", None); need(sums == b"".join(sha(found[n]).hex().encode() + b"  " + n.encode() + b"\n" for n in sorted(found)), "V1 SHA256SUMS"); return found
REASONS = {"i": ("withdrawn", "not-entitled", "forged", "duplicate", "error"), "u": ("disputed", "resolved"), "s": ("spoiled",)}
def is_scan(s): return type(s) is list and len(s) == 2 and is_int(*s)
def verify(files):
    el = load(files["election.json"], "election.json"); check_election(el); ident = el["id"]
    need(e64(sha(files["policy.txt"])) == el["policy_sha256"] and e64(sha(files["verify.py"])) == el["verifier_sha256"], "V2 policy or verifier"); rules, top = policy(files["policy.txt"]), 2**63 - 1
    first = checkpoint(files["checkpoints/roll"], rules, 0, (el["opens_at"] - 1) // 1000); closed = checkpoint(files["checkpoints/close"], rules, (el["closes_at"] + 999) // 1000, top)
    origin, size, final = checkpoint(files["checkpoints/final"], rules, 0, top); need(first[0] == closed[0] == origin and first[1] <= closed[1] <= size, "V3 checkpoints"); start, raw, head, used = tree(files, size)
    need(set(files) == used | set("election.json roll.ndjson ballots.ndjson proxies.ndjson voids.ndjson paper/batches.ndjson result.json policy.txt "
         "checkpoints/roll checkpoints/close checkpoints/final verify.py".split()), "V1 files of the bundle")
    need(head(size) == final, "V4 root"); need(all(at >= 256 * start and head(at) == h for _, at, h in (first, closed)), "V3 consistency")
    roll = lines(files["roll.ndjson"], "roll"); [keys(r, "u a g k") for r in roll]; names = [r["u"].encode() for r in roll]
    need(all(is_int(r["a"]) and 0 < r["a"] <= 10**10 and type(r["g"]) is str and r["g"] and r["u"] for r in roll), "V5 roll line"); need(0 < len(roll) <= 10**6 and sum(r["a"] for r in roll) <= 2 * 10**15, "V5 roll size")
    need(all(r["k"] is None or r["k"].startswith("ed25519:") and len(b64(r["k"][8:])) == 32 for r in roll), "V5 key"); need(names == sorted(set(names)), "V5 units of the roll"); units = {r["u"]: r for r in roll}
    roll_root = root([sha(b"\0", jcs(r)) for r in roll])
    need((e64(roll_root), len(roll), sum(r["a"] for r in roll), len({r["g"] for r in roll})) ==
         (el["roll_root"], el["roll_size"], el["total_area"], el["total_heads"]), "V5 roll and election")
    # V6: every entry of this vote in the log, in its order; nothing else bears its name.
    mine = {k: {} for k in ("roll", "roll.fix", "open", "ballot", "proxy", "paper-batch", "void", "close", "result")}; stage = 0
    shape = {"roll": "root n", "roll.fix": "root n approvals", "open": "h", "paper-batch": "root n", "close": "n", "result": "h"}
    for i, data in sorted(raw.items()):
        entry = load(data, "entry"); need(type(entry) is dict and entry.get("v") == 1 and is_int(entry["v"], entry["t"]) and type(entry["k"]) is str, "V6 entry")
        if entry.get("e") != ident: continue
        kind = entry["k"]; need(kind in mine, "V6 kind"); keys(entry, "v k t e " + shape.get(kind, "c")); mine[kind][i] = entry
        allowed = {0: ("roll",), 1: ("roll.fix", "open"), 2: ("ballot", "proxy", "paper-batch", "void", "close"), 3: ("ballot", "void", "result"), 4: ()}[stage]
        need(kind in allowed, "V6 order of entries"); stage += kind in ("roll", "open", "close", "result")
        if kind == "roll.fix": need(len({x for x in entry["approvals"] if len(b64(x)) == 32}) == len(entry["approvals"]) >= 2, "V5 two approvers")
    need(stage == 4, "V6 entries missing"); rolls = {**mine["roll"], **mine["roll.fix"]}; rolled, close, opened = max(rolls), min(mine["close"]), min(mine["open"])
    need((rolls[rolled]["root"], rolls[rolled]["n"]) == (el["roll_root"], el["roll_size"]), "V5 roll entry"); need(min(rolls) // 256 == start, "V4 range")
    need(mine["open"][opened]["h"] == e64(sha(files["election.json"])), "V5 election entry")
    need(rolled < first[1] and close < closed[1] <= min(mine["result"]) and mine["close"][close]["n"] == sum(i < close for i in mine["ballot"]), "V2 checkpoint or close")
    def opened_by(name, kind, field, extra=""):
        list_ = lines(files[name], name); last = -1; out = []
        for line in list_:
            keys(line, "index salt " + field, extra); i = line["index"]; salt = b64(line["salt"]); need(is_int(i) and i > last and i in mine[kind] and len(salt) == 32, "V6 " + name); last = i
            need(mine[kind][i]["c"] == e64(sha(b"lf/" + kind.encode() + b"/v1\n", salt, jcs(line[field]))), "V6 commitment in " + name)
            need(line[field].get("e") == ident and line[field].get("v") == 1, "V6 election of " + name); out.append((i, line[field], line))
        return out
    batches, scans = {}, {}
    for line in lines(files["paper/batches.ndjson"], "batches"):
        keys(line, "index scans"); i = line["index"]; entry = mine["paper-batch"].get(i); need(entry and i not in batches, "V10 batch")
        need(root([sha(b"\0", b64(x)) for x in line["scans"]]) == b64(entry["root"]) and entry["n"] == len(line["scans"]), "V10 sealed root")
        need(list(batches) == sorted(batches) and all(len(b64(x)) == 32 for x in line["scans"]), "V10 scans"); batches[i] = len(line["scans"])
    need(set(batches) == set(mine["paper-batch"]), "V10 batch missing"); voids = [x[:2] for x in opened_by("voids.ndjson", "void", "void")]; need(len(voids) == len(mine["void"]), "V6 void missing")
    def use(s): need(is_scan(s) and s[0] in batches and s[1] < batches[s[0]] and tuple(s) not in scans, "V10 scan"); scans[tuple(s)] = True
    for i, v in voids:
        kind = next((k for k in REASONS if k in v), ""); keys(v, "v e r " + kind); need(v["r"] in REASONS[kind], "V6 reason")
        if kind == "i": need(is_int(v["i"]) and v["i"] < i and v["i"] in mine["ballot"], "V6 void of what")
        elif kind == "u": need(v["u"] in units, "V7 unit")
        else: use(v["s"])
    proxies = [x[:2] for x in opened_by("proxies.ndjson", "proxy", "proxy")]; need(len(proxies) == len(mine["proxy"]), "V9 proxy missing"); legal = [str(m["no"]) for m in el["motions"]]
    for i, p in proxies:
        keys(p, "v e u agent m x d"); need(p["u"] in units and type(p["agent"]) is str and p["agent"] and is_int(p["x"]) and len(b64(p["d"])) == 32, "V9 proxy")
        need(p["m"] != [] and all(m in legal for m in p["m"]) and len(set(p["m"])) == len(p["m"]), "V9 motions")
    ballots = []
    for i, b, line in opened_by("ballots.ndjson", "ballot", "ballot", "sig"):
        keys(b, "v e u by ch m t n" + (" s" if b.get("ch") == "paper" else "")); need(b["u"] in units and is_int(b["t"]) and len(b64(b["n"])) == 16, "V7 ballot")
        need(b["by"] in ("owner", "coowner", "proxy", "guardian") and b["ch"] in ("web", "counter", "paper"), "V7 ballot"); key = units[b["u"]]["k"]
        need(b["m"] and all(k in legal and (v in el["motions"][int(k) - 1]["options"] or v == "invalid" and b["ch"] != "web") for k, v in b["m"].items()), "V7 options")
        if b["ch"] == "paper": use(b["s"]); need(b["s"][0] < i, "V10 batch after ballot")
        if "sig" in line: need(key and b["ch"] != "paper" and ed25519(b64(key[8:]), sha(b"lf/ballot/v1\n", jcs(b)), b64(line["sig"])), "V8 signature")
        ballots.append((i, b, "sig" in line))
    need(set(mine["ballot"]) <= {b[0] for b in ballots} | {v["i"] for _, v in voids if "i" in v}, "V6 ballot neither opened nor void"); need(len(scans) == sum(batches.values()), "V10 scans unaccounted")
    result = count(el, roll, ballots, proxies, voids, batches, close)
    need(jcs(result) == files["result.json"], "V13 result differs"); need(e64(sha(files["result.json"])) == mine["result"][min(mine["result"])]["h"], "V13 result entry"); return result
if __name__ == "__main__":
    try: result = verify(read(sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))))
    except Exception as error: print(f"REFUSED {type(error).__name__}: {error}"); sys.exit(1)
    for motion in result["motions"]: print(motion["zh"]); print(motion["en"])
