"""Files as people send them, and as people should not: every one made here, none kept in the repository."""
import gzip
import io
import struct
import zlib

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, data, *more):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [png_chunk(b"IHDR", head), *more, png_chunk(b"IDAT", data), png_chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def exif():
    """What a telephone writes: turned by a quarter, its maker, where it was."""
    tags = Image.Exif()
    tags[0x0112] = 6
    tags[0x010F] = "Canary Camera"
    place = tags.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (30.0, 16.0, 1.0), "E", (120.0, 9.0, 2.0)
    return tags


def scene(width=800, height=600):
    """A picture whose upper left corner is red, so that one sees whether it stands upright."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    image.paste((220, 20, 20), (0, 0, width // 4, height // 4))
    return image


def saved(image, kind, **more):
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def pdf(pages=1, body=b"0 0 1 rg 20 20 100 100 re f", box=b"0 0 200 300", extra=b""):
    """A document by hand, with the table of its objects at the end."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [" + box + b"] /Contents 4 0 R /Resources << /XObject << /X0 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body),
    ]
    objects += forms(extra) if extra else []
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def forms(depth):
    """Forms each of which draws the next ten times: a page of 10 to the 9th drawings in two kilobytes."""
    made = []
    for number in range(9):
        last = number == 8
        body = b"0 0 200 300 re f " if last else b"/X1 Do " * 10
        inner = b"" if last else b" /Resources << /XObject << /X1 %d 0 R >> >>" % (6 + number)
        made.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 300]%s /Length %d >>\nstream\n%s\nendstream"
            % (inner, len(body), body))
    return made


ZIP_END = b"PK\x05\x06" + bytes(18)
# An archive with one stored file, as a reader of archives takes it.
ZIP = (
    b"PK\x03\x04\x0a" + bytes(21) + struct.pack("<HH", 1, 0) + b"x"
    + b"PK\x01\x02\x0a\x00\x0a" + bytes(21) + struct.pack("<H", 1) + bytes(16) + b"x"
    + b"PK\x05\x06" + bytes(4) + struct.pack("<HHIIH", 1, 1, 47, 31, 0))


def pictures():
    """Name → bytes: pictures with everything in them that must go."""
    image, tags = scene(), exif()
    return {
        "jpeg": saved(image, "JPEG", exif=tags, quality=90),
        "png": saved(image, "PNG", exif=tags),
        "webp": saved(image, "WEBP", exif=tags),
        "heic": saved(image, "HEIF", exif=tags),
    }


def told(document):
    """The same document with what programs write into it: who, with what, a script that runs at opening, an attachment."""
    metadata = b"<x:xmpmeta><dc:creator>Canary Author</dc:creator></x:xmpmeta>"
    objects = [
        b"<< /Author (Canary Author) /Producer (Canary Writer) /CreationDate (D:20260101) >>",
        b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(metadata), metadata),
        b"<< /S /JavaScript /JS (app.alert\\(\"Canary\"\\)) >>",
        b"<< /Type /EmbeddedFile /Length 6 >>\nstream\nCanary\nendstream",
        b"<< /Type /Filespec /F (Canary.txt) /EF << /F 23 0 R >> >>",
        b"<< /Type /Catalog /Pages 2 0 R /Metadata 21 0 R /OpenAction 22 0 R /Names << /EmbeddedFiles << /Names [(Canary.txt) 24 0 R] >> >> >>",
    ]
    places, out = [], document
    for number, each in enumerate(objects, 20):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start, before = len(out), document.rindex(b"startxref\n") + 10
    out += b"xref\n20 6\n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    last = int(document[before:].split(b"\n")[0])
    return out + b"trailer\n<< /Size 26 /Root 25 0 R /Info 20 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (last, start)


def kept():
    """Name → (bytes, media type): other kinds that are taken."""
    ogg = b"OggS\x00\x02" + bytes(20) + bytes([1, 19]) + b"OpusHead" + bytes(11)
    return {"pdf": (told(pdf()), "application/pdf"), "text": ("四楼灯不亮\n".encode(), "text/plain"), "ogg": (ogg, "audio/ogg")}


def hostile():
    """Name → (bytes, statuses that may answer): S-21, fifty files that must not be taken or must not run."""
    good = pictures()
    image = scene(64, 64)
    row = zlib.compress(bytes(3 * 64 + 1) * 64)
    bomb = zlib.compressobj(9)
    black = bomb.compress(bytes(1 << 20)) * 1 + bomb.flush()
    gif = saved(image.convert("P"), "GIF")
    cases = {
        "png 50,000 x 50,000": (png(50_000, 50_000, black), {413}),
        "png 65,535 x 65,535": (png(65_535, 65_535, black), {413, 400}),
        "png 2^31 wide": (png(2**31 - 1, 1, black), {413, 400}),
        "png without width": (png(0, 5, black), {400}),
        "png whose text unpacks to a gigabyte": (png(64, 64, row, text_bomb()), {201, 400}),
        "jpeg that says 65,500 x 65,500": (declared(good["jpeg"], 65_500, 65_500), {413, 400}),
        "pdf with a billion drawings": (pdf(body=b"/X0 Do", extra=b"x"), {400, 413, 201}),
        "pdf 14,400,000 points wide": (pdf(box=b"0 0 14400000 14400000"), {400, 201}),
        "pdf cut off": (pdf()[:150], {415, 400}),
        "pdf of nothing": (b"%PDF-1.4\n%%EOF\n", {400}),
        "pdf that is locked": (b"%PDF-1.4\n1 0 obj\n<< /Encrypt 2 0 R >>\nendobj\ntrailer << /Encrypt 1 0 R >>\n%%EOF\n", {400}),
        "pdf then zip": (pdf() + ZIP, {415}),
        "text before pdf": (b"hello\n" + pdf(), {415}),
        "empty": (b"", {400}),
        "one byte": (b"\xff", {415}),
        "gif": (gif, {415}),
        "gif with script": (gif + b"<script>alert(1)</script>", {415}),
        "gif that is a script": (b"GIF89a=1;alert(document.cookie)//" + gif[6:], {415}),
        "page behind the head of a gif": (b"GIF89a<html><script>alert(1)</script>", {415}),
        "pdf that is a page": (b"%PDF-1.4\n<html><script>alert(1)</script>\n" + pdf()[9:], {415}),
        "pdf with a page far inside": (pdf(body=b"% " + b"x" * 3000 + b" <html><script>alert(1)</script>\n0 0 9 9 re f"), {201}),
        "svg in gzip": (gzip.compress(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), {415}),
        "svg behind a comment": (b"<!-- x --><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", {415}),
        "zeros": (bytes(4096), {415}),
        "bmp": (saved(image, "BMP"), {415}),
        "tiff": (saved(image, "TIFF"), {415}),
        "ico": (saved(image, "ICO"), {415}),
        "zip": (ZIP, {415}),
        "docx-like": (ZIP.replace(b"x", b"w"), {415}),
        "elf": (b"\x7fELF\x02\x01\x01" + bytes(60), {415}),
        "windows program": (b"MZ\x90\x00" + bytes(60), {415}),
        "shell script": (b"#!/bin/sh\nid\n", {415}),
        "php": (b"<?php system('id');", {415}),
        "html": (b"<!doctype html><script>alert(1)</script>", {415}),
        "html behind blanks": (b" \r\n\t<html><body onload=alert(1)>", {415}),
        "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", {415}),
        "svg with a head": (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", {415}),
        "script in a text": (b"hello <SCRIPT>alert(1)</SCRIPT>", {415}),
        "postscript": (b"%!PS-Adobe-3.0\nshowpage\n", {415}),
        "rtf": (b"{\\rtf1 hello}", {415}),
        "binary text": (b"hello\x00world", {415}),
        "gb18030 text": ("灯不亮".encode("gb18030"), {415}),
        "utf-16 text": ("灯不亮".encode("utf-16"), {415}),
        "mp4 film": (box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", b"hdlrvide hdlrsoun"), {415}),
        "webm film": (b"\x1a\x45\xdf\xa3" + b"\x42\x82\x84webm" + b"A_OPUS V_VP9", {415}),
        "flac": (b"fLaC" + bytes(40), {415}),
        "avif-like": (box(b"ftyp", b"avif\0\0\0\0avifmif1") + box(b"meta", b""), {415}),
        "heic head alone": (box(b"ftyp", b"heic\0\0\0\0heicmif1"), {415}),
        "heic without a picture": (box(b"ftyp", b"heic\0\0\0\0heicmif1") + box(b"meta", bytes(12)), {400}),
    }
    for name in ("jpeg", "png", "webp", "heic"):
        cases[f"{name} then zip"] = (good[name] + ZIP, {415})
        cases[f"{name} cut in half"] = (good[name][: len(good[name]) // 2], {415, 400})
    cases["jpeg then zip with a comment"] = (good["jpeg"] + ZIP[:-2] + struct.pack("<H", 5) + b"hello", {415})
    cases["jpeg with a page in its comment"] = (comment(good["jpeg"], b"<html><script>alert(1)</script>"), {415})
    cases["jpeg with a document in its comment"] = (comment(good["jpeg"], b"%PDF-1.4"), {415})
    cases["png that is called jpeg inside"] = (b"\xff\xd8\xff" + good["png"], {415})
    cases["webp with a wrong length"] = (good["webp"] + b"\0\0", {415})
    cases["riff sound"] = (b"RIFF" + struct.pack("<I", 36) + b"WAVE" + bytes(32), {415})
    return cases


def box(kind, content):
    return struct.pack(">I", 8 + len(content)) + kind + content


def comment(jpeg, text):
    return jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(text) + 2) + text + jpeg[2:]


def declared(jpeg, width, height):
    """The same JPEG with another size in its head."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def text_bomb():
    """A compressed text chunk of a PNG: a megabyte of a gigabyte."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    data = b"".join(packer.compress(block) for _ in range(256)) + packer.flush()
    return png_chunk(b"zTXt", b"c\0\0" + data)
