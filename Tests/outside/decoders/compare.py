"""What others write, lifang must read as they meant it; what others refuse, lifang must refuse. Fixed seed."""
import hashlib
import json
import os
import pathlib
import random
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import line_protocol_parser
import sdp_transform
import sipmessage
from dlt645.common.transform import float_to_bcd
from dlt645.config.variable_types import VARIABLE_TYPES
from dlt645.protocol.protocol import DLT645Protocol
from influxdb_client import Point
from loguru import logger
from pymodbus.framer import FramerRTU, FramerSocket
from pymodbus.pdu import DecodePDU, ExceptionResponse, bit_message as bit, register_message as register

logger.remove()
chance = random.Random(20260301)
passed = failed = 0


def check(name, condition, detail=""):
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print(f"failed: {name} {detail}"[:600])


def decode(protocol, data, *options):
    run = subprocess.run([os.environ["LIFANG"], "device", "decode", "--protocol", protocol, "--json", "--stdin", *options],
                         input=data, capture_output=True)
    return run.returncode, [json.loads(line) for line in run.stdout.decode().splitlines()], run.stderr.decode()


def modbus():
    address = lambda: chance.randrange(60000)
    words = lambda n: [chance.randrange(65536) for _ in range(n)]
    bits = lambda n: [chance.random() < 0.5 for _ in range(n)]
    for round_ in range(120):
        unit = chance.randrange(1, 248)
        base = {"dev_id": unit, "transaction_id": chance.randrange(65536)}
        a, n = address(), chance.randrange(1, 121)
        w, b = words(n), bits(n)
        kind = round_ % 12
        asks = kind % 2 == 0 or kind in (9, 11)
        message, want = [
            (register.ReadHoldingRegistersRequest(**base, address=a, count=n), {"function": 3, "address": a, "quantity": n}),
            (register.ReadHoldingRegistersResponse(**base, registers=w), {"function": 3, "registers": w}),
            (register.ReadInputRegistersRequest(**base, address=a, count=n), {"function": 4, "address": a, "quantity": n}),
            (register.ReadInputRegistersResponse(**base, registers=w), {"function": 4, "registers": w}),
            (bit.ReadCoilsRequest(**base, address=a, count=n), {"function": 1, "address": a, "quantity": n}),
            (bit.ReadDiscreteInputsResponse(**base, bits=b), {"function": 2, "bits": b + [False] * (-n % 8)}),
            (register.WriteMultipleRegistersRequest(**base, address=a, registers=w), {"function": 16, "address": a, "registers": w}),
            (register.WriteMultipleRegistersResponse(**base, address=a, count=n), {"function": 16, "address": a, "quantity": n}),
            (bit.WriteMultipleCoilsRequest(**base, address=a, bits=b), {"function": 15, "address": a, "quantity": n, "bits": b}),
            (bit.WriteSingleCoilRequest(**base, address=a, bits=b[:1]), {"function": 5, "address": a, "on": b[0]}),
            (register.WriteSingleRegisterRequest(**base, address=a, registers=w[:1]), {"function": 6, "address": a, "value": w[0]}),
            (register.ReadWriteMultipleRegistersRequest(read_address=a, read_count=n, write_address=a, write_registers=w,
                                                        dev_id=unit, transaction_id=base["transaction_id"]),
             {"function": 23, "address": a, "quantity": n, "writeAddress": a, "registers": w}),
        ][kind]
        for framer, protocol in ((FramerRTU, "modbus-rtu"), (FramerSocket, "modbus-tcp")):
            theirs = framer(DecodePDU(asks))
            frame = theirs.buildFrame(message)
            code, objects, error = decode(protocol, frame, "--direction", "request" if asks else "response")
            got = objects[0] if objects else {}
            want["unit"] = unit
            check("pymodbus " + type(message).__name__, code == 0 and all(
                (list(map(bool, got.get(k, []))) if k == "bits" else got.get(k)) == v for k, v in want.items()), (got, want, error))
            wrong = bytearray(frame)
            wrong[chance.randrange(len(wrong))] ^= 1 << chance.randrange(8)
            if protocol == "modbus-rtu":
                code, objects, _ = decode(protocol, bytes(wrong))
                check("a flipped bit is refused", code == 1 and not objects, wrong.hex())
    for code_ in (1, 2, 3, 4, 6, 10, 11):
        frame = FramerRTU(DecodePDU(False)).buildFrame(ExceptionResponse(3, code_, device_id=7))
        check("pymodbus exception", decode("modbus", frame)[1][0]["exception"] == code_)


def electricity():
    ours = [v for v in VARIABLE_TYPES if v["Di"][:4] in (
        "0201", "0202", "0203", "0204", "0205", "0206", "0207", "0208", "0209", "0280") and v["Di"] not in ("0280000B", "0280000C")]
    stream, want = b"", []
    for _ in range(20):
        for item in ours:
            digits = item["DataFormat"].replace(".", "")
            decimals = len(item["DataFormat"].split(".")[1]) if "." in item["DataFormat"] else 0
            value = chance.randrange(10 ** len(digits) // 10 * 7) / 10 ** decimals
            if item["Di"][:4] in ("0202", "0203", "0204", "0205", "0206") and chance.random() < 0.4:
                value = -value
            address = bytes(chance.randrange(10) * 16 + chance.randrange(10) for _ in range(6))
            data = bytes.fromhex(item["Di"])[::-1] + bytes(float_to_bcd(value, item["DataFormat"], "little"))
            stream += bytes(DLT645Protocol.build_frame(address, 0x91, data, chance.randrange(5)))
            want.append((item["Di"], address[::-1].hex(), data[::-1].hex(), value))
    code, objects, error = decode("dlt645", stream)
    check("dlt645: all frames of one stream", code == 0 and len(objects) == len(want), (len(objects), len(want), error[:200]))
    for got, (identifier, address, data, value) in zip(objects, want):
        number = [v for k, v in got.items() if k not in ("addr", "ctrl", "len", "data", "DI")]
        check("dlt645 " + identifier, got["DI"] == identifier.lower() and got["addr"] == address and got["data"] == data
              and len(number) == 1 and abs(number[0] - value) < 1e-6, (got, value))
    frame = bytes(DLT645Protocol.build_frame(bytes(6), 0x91, bytes.fromhex("0000010001020304"), 0))
    for place in range(len(frame)):
        wrong = bytearray(frame)
        wrong[place] ^= 0x04
        theirs = DLT645Protocol.deserialize_with_remaining(bytes(wrong))[1]
        check("dlt645 refuses with us", (decode("dlt645", bytes(wrong))[0] == 0) == (theirs is not None), wrong.hex())


def fire():
    """Frames packed here with Python's struct rules and codec, by the layout of the standard."""
    alphabet = "一二三四五六七八九十号楼层室感烟手报水泵Ａ𠮷é€ABC123-#"
    stamp = lambda: bytes([chance.randrange(60), chance.randrange(60), chance.randrange(24), chance.randrange(1, 29),
                           chance.randrange(1, 13), chance.randrange(100)])
    text_of = lambda t: f"20{t[5]:02d}-{t[4]:02d}-{t[3]:02d} {t[2]:02d}:{t[1]:02d}:{t[0]:02d}"
    stream, want = b"", []
    for serial in range(1500):
        objects, body = [], b""
        count = chance.randrange(1, 23)
        for _ in range(count):
            text = "".join(chance.choice(alphabet) for _ in range(chance.randrange(0, 20)))
            field = text.encode("gb18030")[:31]
            shown = field.decode("gb18030", "ignore").strip()
            if shown.encode("gb18030") != field[:len(shown.encode("gb18030"))]:
                continue
            system, address, kind, zone, place, state = (chance.randrange(256), chance.randrange(256), chance.randrange(256),
                                                         chance.randrange(65536), chance.randrange(65536), 1 << chance.randrange(9))
            at = stamp()
            body += bytes([system, address, kind]) + zone.to_bytes(2, "little") + place.to_bytes(2, "little")
            body += state.to_bytes(2, "little") + field.ljust(31, b"\0") + at
            objects.append({"system": system, "addr": address, "component": kind, "zone": zone, "position": place,
                            "text": shown, "at": text_of(at)})
        if not objects:
            continue
        at = stamp()
        source, target = chance.randrange(1 << 48), chance.randrange(1 << 48)
        content = serial.to_bytes(2, "little") + b"\1\1" + at + source.to_bytes(6, "little") + target.to_bytes(6, "little")
        content += (len(body) + 2).to_bytes(2, "little") + b"\2" + bytes([2, len(objects)]) + body
        stream += b"@@" + content + bytes([sum(content) & 255]) + b"##"
        want.append((serial, source, target, text_of(at), objects))
    code, objects, error = decode("gb26875", stream)
    check("gb26875: all frames of one stream", code == 0 and len(objects) == len(want), (len(objects), len(want), error[:300]))
    for got, (serial, source, target, at, inner) in zip(objects, want):
        read = [{k: v for k, v in o.items() if k != "state"} for o in got["adu"]["objects"]]
        check("gb26875 frame", (got["serial"], got["src"], got["dst"], got["time"]) == (serial, source, target, at)
              and read == inner, (read, inner))


def video():
    alphabet = "ABC 12三号楼𠮷<>&\"'é"
    for round_ in range(120):
        root = ElementTree.Element("Notify")
        words = {"CmdType": "Alarm", "SN": str(round_ + 1), "DeviceID": "34020000001310000001", "AlarmPriority": "1", "AlarmMethod": "5"}
        for name, value in words.items():
            ElementTree.SubElement(root, name).text = value
        text = "".join(chance.choice(alphabet) for _ in range(chance.randrange(1, 30))).strip()
        ElementTree.SubElement(root, "AlarmDescription").text = text
        encoding = chance.choice(["GB2312", "GBK", "GB18030", "UTF-8"])
        xml = f'<?xml version="1.0" encoding="{encoding}"?>\r\n'.encode()
        xml += ElementTree.tostring(root, "unicode").encode("utf-8" if encoding == "UTF-8" else "gb18030")
        request = sipmessage.Request("MESSAGE", sipmessage.URI.parse("sip:34020000002000000001@192.0.2.10"))
        for name, value in (("Via", "SIP/2.0/UDP 192.0.2.20:5060;rport;branch=z9hG4bK1"),
                            ("From", "<sip:34020000001320000001@192.0.2.20>;tag=1"),
                            ("To", "<sip:34020000002000000001@192.0.2.10>"), ("Call-ID", f"m{round_}@192.0.2.20"),
                            ("CSeq", f"{round_ + 1} MESSAGE"), ("Content-Type", "Application/MANSCDP+xml")):
            request.headers.add(name, value)
        request.body = xml
        code, objects, error = decode("gb28181", bytes(request))
        got = objects[0] if objects else {}
        check("sipmessage and ElementTree", code == 0 and got["manscdp"]["AlarmDescription"] == text
              and got["callId"] == f"m{round_}@192.0.2.20" and got["cseq"] == round_ + 1, (got, text, error))
    for round_ in range(60):
        password, nonce = str(chance.random()), f"{chance.getrandbits(64):x}"
        algorithm, name = chance.choice([(hashlib.md5, "MD5"), (hashlib.sha256, "SHA-256")])
        digest = lambda text: algorithm(text.encode()).hexdigest()
        uri = "sip:34020000002000000001@3402000000"
        response = digest(f"{digest(f'1:3402000000:{password}')}:{nonce}:{digest('REGISTER:' + uri)}")
        header = f'Digest username="1",realm="3402000000",nonce="{nonce}",uri="{uri}",response="{response}",algorithm={name}'
        text = (f"REGISTER {uri} SIP/2.0\r\nVia: SIP/2.0/UDP h\r\nFrom: <sip:1@h>\r\nTo: <sip:1@h>\r\nCall-ID: 1\r\n"
                f"CSeq: 2 REGISTER\r\nAuthorization: {header}\r\nContent-Length: 0\r\n\r\n").encode()
        check("hashlib digest", decode("gb28181", text, "--password", password)[0] == 0)
        check("hashlib digest, wrong password", decode("gb28181", text, "--password", password + "x")[0] == 1)
    for round_ in range(40):
        port, tcp = chance.randrange(1024, 65536), chance.random() < 0.5
        sdp = sdp_transform.write({
            "version": 0, "name": "Play", "timing": {"start": 0, "stop": 0}, "connection": {"version": 4, "ip": "192.0.2.30"},
            "origin": {"username": "34020000002000000001", "sessionId": 0, "sessionVersion": 0, "netType": "IN", "ipVer": 4,
                       "address": "192.0.2.30"},
            "media": [{"type": "video", "port": port, "protocol": "TCP/RTP/AVP" if tcp else "RTP/AVP", "payloads": "96 98",
                       "rtp": [{"payload": 96, "codec": "PS", "rate": 90000}, {"payload": 98, "codec": "H264", "rate": 90000}],
                       "fmtp": [], "direction": "recvonly", **({"setup": "passive"} if tcp else {})}]})
        text = (f"INVITE sip:2@h SIP/2.0\r\nVia: SIP/2.0/UDP h\r\nFrom: <sip:1@h>\r\nTo: <sip:1@h>\r\nCall-ID: 1\r\n"
                f"CSeq: 2 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: {len(sdp)}\r\n\r\n{sdp}").encode()
        code, objects, error = decode("gb28181", text)
        got = objects[0]["sdp"] if objects else {}
        check("sdp-transform", code == 0 and got["port"] == port and got["transport"] == ("tcp-passive" if tcp else "udp")
              and [p["mapping"] for p in got["payloads"]] == ["PS/90000", "H264/90000"], (got, error, sdp))


def lines():
    alphabet = "ab c,d=e\"f楼\\x"
    word = lambda: ("w" + "".join(chance.choice(alphabet) for _ in range(chance.randrange(0, 8))) + "z").replace("\\ ", "").replace(
        "\\,", "").replace("\\=", "")
    batch, want = [], []
    for round_ in range(1500):
        point = Point(word()).time(round_)
        for _ in range(chance.randrange(0, 4)):
            point.tag(word(), word())
        point.field("f", chance.choice([chance.uniform(-1e6, 1e6), chance.randrange(-10**12, 10**12), word(), True, False]))
        line = point.to_line_protocol()
        try:
            theirs = line_protocol_parser.parse_line(line)
        except line_protocol_parser.LineFormatError:
            continue
        batch.append(line)
        want.append(theirs)
    code, objects, error = decode("influx", "\n".join(batch).encode())
    check("influxdb-client: the whole batch", code == 0 and len(objects) == len(want), (len(objects), len(want), error))
    for got, theirs, line in zip(objects, want, batch):
        check("line-protocol-parser", got["measurement"] == theirs["measurement"] and got["fields"] == theirs["fields"]
              and got["tags"] == theirs["tags"] and got.get("timestamp") == theirs["time"], (line, got, theirs))


def vectors():
    """The shared reference vectors through the command: same keys, names and order; wrong ones refused."""
    places = [pathlib.Path(os.environ["LIFANG_SHARED_DATA"])] if "LIFANG_SHARED_DATA" in os.environ else [
        parent / "shared/data" for parent in pathlib.Path(__file__).resolve().parents]
    folder = next((place / "twin" for place in places if (place / "twin/gb26875/frames.json").exists()), None)
    if folder is None:
        print("vectors: skipped, the shared vectors are not here")
        return
    fire_frames = json.loads((folder / "gb26875/frames.json").read_text())
    meters = json.loads((folder / "meters/frames.json").read_text())
    for protocol, entry, good in [("gb26875", f, f["decoded"]["checksumOK"]) for f in fire_frames] + [
            (f["protocol"], f, f["checksum_ok"]) for f in meters["public"]]:
        code, objects, error = decode(protocol, bytes.fromhex(entry["hex"]))
        check(entry["name"], objects == [entry["decoded"]] and list(objects[0]) == list(entry["decoded"])
              and (code == 0) == good and bool(error) != good, (objects, code, error))
    for entry in meters["modbus_own"]:
        check(entry["name"], decode(entry["protocol"], bytes.fromhex(entry["hex"]))[0] == 0)
    expected = json.loads((folder / "gb28181/expected.json").read_text())
    for path in sorted((folder / "gb28181").glob("*.sip")):
        code, objects, error = decode("gb28181", path.read_bytes(), "--password", expected["password"])
        check(path.name, (code == 0) == ("bad" not in path.name) and len(objects) == 1, error)


for part in (vectors, modbus, electricity, fire, video, lines):
    before = passed, failed
    part()
    print(f"{part.__name__}: {passed - before[0]} passed, {failed - before[1]} failed", flush=True)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
