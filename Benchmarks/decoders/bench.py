"""Same frames to both sides, five interleaved rounds, medians."""
import json
import random
import statistics
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree

import line_protocol_parser
import sipmessage
from dlt645.common.transform import bcd_to_float
from dlt645.protocol.protocol import DLT645Protocol
from loguru import logger
from pymodbus.framer import FramerRTU
from pymodbus.pdu import DecodePDU, register_message as register

logger.remove()
chance = random.Random(1)
framer = FramerRTU(DecodePDU(False))
total = lambda b: bytes([sum(b) & 255])


def fire():
    at = bytes([1, 2, 3, 4, 5, 26])
    body = b"\2\1" + bytes([1, 1, 40, 1, 0, chance.randrange(256), 0, 2, 0]) + "三号楼大堂感烟".encode("gb18030").ljust(31, b"\0") + at
    content = b"\1\0\1\1" + at + bytes(12) + len(body).to_bytes(2, "little") + b"\2" + body
    return b"@@" + content + total(content) + b"##"


def meter():
    frame = b"\x68\x10" + bytes(7) + b"\x81\x16\x1f\x90\0" + bytes([0x12, 0x34, 0x56, 0, 0x2C]) * 2 + bytes(7) + b"\0\0"
    return frame + total(frame) + b"\x16"


SIP = (b"MESSAGE sip:34020000002000000001@192.0.2.10 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.20:5060;rport;branch=z9hG4bK1\r\n"
       b"From: <sip:34020000001320000001@192.0.2.20>;tag=1\r\nTo: <sip:34020000002000000001@192.0.2.10>\r\nCall-ID: 1@192.0.2.20\r\n"
       b"CSeq: 20 MESSAGE\r\nMax-Forwards: 70\r\nContent-Type: Application/MANSCDP+xml\r\nContent-Length: 0\r\n\r\n")
XML = ("<Notify>\r\n<CmdType>Keepalive</CmdType>\r\n<SN>43</SN>\r\n<DeviceID>34020000001320000001</DeviceID>\r\n"
       "<Status>OK</Status>\r\n</Notify>\r\n").encode()
CASES = [
    ("modbus", "pymodbus 3.16.1", lambda: framer.buildFrame(register.ReadHoldingRegistersResponse(
        dev_id=1, registers=[chance.randrange(65536) for _ in range(20)])), lambda f: framer.handleFrame(f, 0, 0)),
    ("dlt645", "dlt645 3.2.0", lambda: bytes(DLT645Protocol.build_frame(bytes(6), 0x91, bytes.fromhex("0000010071234605"), 4)),
     lambda f: bcd_to_float(DLT645Protocol.deserialize(f).data[4:], "XXXXXX.XX", "little")),
    ("sip", "sipmessage 0.7.1", lambda: SIP, lambda f: sipmessage.Message.parse(f)),
    ("manscdp", "xml.etree (expat)", lambda: XML, lambda f: ElementTree.fromstring(f).find("CmdType").text),
    ("influx", "line-protocol-parser 2.0.1 (C++)", lambda: b"hall,floor=3 t=%d.5,h=40i 1700000000000000000" % chance.randrange(99),
     lambda f: line_protocol_parser.parse_line(f.decode())),
    ("thingsboard", "json (C)", lambda: b'{"ts":1772323200000,"values":{"t":%d.5,"h":40,"on":true}}' % chance.randrange(99),
     lambda f: json.loads(f)["values"]),
    ("gb26875", None, fire, None),
    ("cjt188", None, meter, None),
]
for kind, peer, make, read in CASES:
    frames = [make() for _ in range(1000)]
    text = "\n".join(frame.hex() for frame in frames)
    ours, theirs = [], []
    for _ in range(5):
        out = subprocess.run([sys.argv[1], kind, "60"], input=text, capture_output=True, text=True, check=True).stdout.split()
        assert int(out[0]) == 60000, (kind, out)
        ours.append(60000 / (int(out[1]) / 1e9))
        if read:
            start = time.perf_counter()
            for frame in frames:
                assert read(frame) is not None
            theirs.append(len(frames) / (time.perf_counter() - start))
    value, other = statistics.median(ours), statistics.median(theirs) if theirs else None
    print(json.dumps({"name": f"decoders.{kind}", "value": round(value), "unit": "frames/s", "peer": peer,
                      "peer_value": round(other) if other else None, "ratio": round(value / other, 1) if other else None,
                      "conditions": "one core, 1,000 frames of one kind, decoded to values, median of 5 interleaved rounds"}), flush=True)
