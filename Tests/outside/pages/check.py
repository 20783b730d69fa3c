#!/usr/bin/env python3
"""Opens every golden page in Debian's Chromium under the product's own content security policy and looks for faults.

check.py [--vendor FOLDER] [--shots FOLDER] [--names a,b] [--widths 360,768,1440]

In light and dark, at each width: no axe violation, nothing wider than the screen, no message on the console, no request that leaves this
machine; at 360 px nothing to touch below 24 px (elder mode: 60 px) and no text below 18 px in elder mode. With --vendor (htmx/ and
icons/lucide.zip as laid out by set-up) also the live desk: its table is fetched again on an event and its side is left alone.
Exit 0 or 1; last line "N passed, N failed"."""
import argparse
import http.server
import pathlib
import re
import subprocess
import sys
import threading
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
VENV = ROOT / ".venv-outside"
NEEDS = ["playwright==1.65.2", "axe-playwright-python==0.1.8"]
if pathlib.Path(sys.prefix) != VENV:
    if not (VENV / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    if subprocess.run([VENV / "bin" / "python", "-c", "import playwright, axe_playwright_python"], capture_output=True).returncode:
        subprocess.run([VENV / "bin" / "pip", "install", "-q", *NEEDS], check=True)
    sys.exit(subprocess.run([VENV / "bin" / "python", __file__, *sys.argv[1:]]).returncode)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

ASSETS = ROOT / "Sources" / "Pages" / "Assets"
GOLDEN = ROOT / "Tests" / "PagesTests" / "Golden"
POLICY = "".join(re.findall(r'^ +\+? ?"(.*?)"$', (ROOT / "Sources/Pages/Assets.swift").read_text("utf-8"), re.M))
SMALL = """(min) => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .filter(e => { const r = (e.closest('label') || e.closest('.field-box') || e).getBoundingClientRect();
                 return r.width > 0 && !e.matches('.skip') && r.height < min; })
  .map(e => e.outerHTML.slice(0, 90))"""
TINY = """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().width > 1
  && [...e.childNodes].some(c => c.nodeType === 3 && c.textContent.trim())
  && parseFloat(getComputedStyle(e).fontSize) < 18).map(e => e.outerHTML.slice(0, 90))"""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    vendor = None
    sprite = b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'
    journal = threading.Event()
    stop = threading.Event()

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        path = urllib.parse.urlparse(self.path).path
        if path.endswith("/live"):
            return self.live()
        kind, body = self.find(path)
        self.send_response(200 if body is not None else 404)
        body = body or b""
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def find(self, path):
        if path == "/assets/lifang.css":
            return "text/css", b"".join((ASSETS / f"{n}.css").read_bytes() for n in ("tokens", "base", "components"))
        if path == "/assets/lifang.js":
            return "text/javascript", (ASSETS / "lifang.js").read_bytes()
        if path == "/assets/mark.svg":
            return "image/svg+xml", (ASSETS / "mark.svg").read_bytes()
        if path == "/assets/sprite.svg":
            return "image/svg+xml", self.sprite
        if path in ("/vendor/htmx/htmx.min.js", "/vendor/htmx/sse.min.js"):
            file = self.vendor / path.removeprefix("/vendor/") if self.vendor else None
            return "text/javascript", file.read_bytes() if file else b""
        if path == "/desk/c1":
            body = (GOLDEN / "desk.light.html").read_text("utf-8")
            if self.journal.is_set():
                body = body.replace("地下车库 B 区积水", "刚刚报来的事").replace("居民报了这件事", "旁边也变了")
            return "text/html; charset=utf-8", body.encode()
        theme, _, name = path.strip("/").partition("/")
        file = GOLDEN / f"{name}.html"
        if not file.is_file():
            return "text/plain", None
        return "text/html; charset=utf-8", file.read_text("utf-8").replace('data-theme="light"', f'data-theme="{theme}"').encode()

    def live(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b": open\n\n")
        self.wfile.flush()
        said = False
        while not self.stop.wait(0.1):
            if self.journal.is_set() and not said:
                said = True
                self.wfile.write(b'event: journal\ndata: {"position":1}\n\n')
                self.wfile.flush()
        self.close_connection = True


class Report:
    passed = failed = 0

    def check(self, name, faults):
        if faults:
            self.failed += 1
            print(f"FAILED {name}: {faults}")
        else:
            self.passed += 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--vendor", type=pathlib.Path)
    parser.add_argument("--shots", type=pathlib.Path)
    parser.add_argument("--names")
    parser.add_argument("--widths", default="360,768,1440")
    options = parser.parse_args()
    Handler.vendor = options.vendor
    if options.vendor:
        out = ROOT / ".venv-outside" / "sprite.svg"
        zipped = options.vendor / "icons" / "lucide.zip"
        subprocess.run([sys.executable, ROOT / "Scripts/sprite.py", zipped, ASSETS / "icons.txt", out], check=True)
        Handler.sprite = out.read_bytes()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    names = options.names.split(",") if options.names else sorted(file.stem for file in GOLDEN.glob("*.html"))
    report = Report()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for width in map(int, options.widths.split(",")):
            look(browser, base, names, width, options.shots, report)
        if options.vendor:
            live(browser, base, report)
        without_script(browser, base, report)
        browser.close()
    Handler.stop.set()
    print(f"{report.passed} passed, {report.failed} failed")
    sys.exit(1 if report.failed else 0)


def look(browser, base, names, width, shots, report):
    axe = Axe()
    context = browser.new_context(viewport={"width": width, "height": 780 if width < 1000 else 900})
    page = context.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(base) else faults.append(request.url))
    for name in names:
        for theme in ("light", "dark"):
            faults.clear()
            page.goto(f"{base}/{theme}/{name}", wait_until="load")
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                faults.append(f"{wide} px wider than the screen")
            is_elder = name.endswith(".elder")
            if width == 360:
                faults += [f"small: {e}" for e in page.evaluate(SMALL, 60 if is_elder else 24)]
                faults += [f"tiny: {e}" for e in page.evaluate(TINY)] if is_elder else []
            for violation in axe.run(page).response["violations"]:
                faults.append(f"axe {violation['id']}: {[node['html'][:100] for node in violation['nodes'][:3]]}")
            if shots:
                shots.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=shots / f"{name}-{width}-{theme}.png", full_page=width < 1000)
            report.check(f"{name} {theme} {width}", list(faults))
    context.close()


def live(browser, base, report):
    page = browser.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{base}/desk/c1", wait_until="load")
    page.wait_for_timeout(500)
    Handler.journal.set()
    page.get_by_text("刚刚报来的事").first.wait_for(timeout=10_000)
    if page.get_by_text("旁边也变了").count():
        faults.append("the side panel was replaced too")
    report.check("the desk follows the journal", faults)
    page.close()


def without_script(browser, base, report):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    sent = {}
    page.route("**/matters", lambda route: (sent.update(body=route.request.post_data), route.fulfill(status=200, body="ok")))
    page.goto(f"{base}/light/report.light")
    page.get_by_label("什么事？").fill("楼道灯不亮 <b>")
    page.get_by_label("照明").check(force=True)
    page.get_by_label("具体在哪儿").select_option("u2")
    page.get_by_role("button", name="送出").click()
    fields = dict(urllib.parse.parse_qsl(sent.get("body") or ""))
    expected = {"once": "0198-once", "words": "楼道灯不亮 <b>", "kind": "lamp", "place": "u2"}
    report.check("a report is sent without JavaScript", [] if fields == expected else [fields])
    context.close()


main()
