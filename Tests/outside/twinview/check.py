#!/usr/bin/env python3
"""Opens the viewer in Chromium under its own policy and uses it by mouse and by keyboard. usage: check.py SITE SHOTS"""
import functools, http.server, pathlib, re, sys, threading, time
from playwright.sync_api import sync_playwright

site, shots = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
swift = pathlib.Path(__file__).parents[3] / "Sources/lifang/Engines/TwinView/TwinViewSite.swift"
policy = "".join(re.findall(r'"((?:default-src|img-src)[^"]*)"', swift.read_text()))
assert policy.startswith("default-src 'none'") and "frame-ancestors" in policy, policy

class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".glb": "model/gltf-binary"}
    def end_headers(self):
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()
    def log_message(self, *arguments): pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}/twin-view.html"
passed = failed = 0
def check(name, isTrue, extra=""):
    global passed, failed
    passed, failed = passed + bool(isTrue), failed + (not isTrue)
    print("ok  " if isTrue else "FAIL", name, extra if not isTrue else "")

with sync_playwright() as play:
    browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"])
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    troubles, outside = [], []
    page.on("console", lambda one: troubles.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: troubles.append(str(one)))
    page.on("request", lambda one: None if one.url.startswith((f"http://127.0.0.1:{server.server_port}/", "blob:", "data:")) else outside.append(one.url))
    def ready():
        for _ in range(300):
            if page.evaluate("document.documentElement.dataset.state"): break
            time.sleep(0.1)
        return page.evaluate("document.documentElement.dataset.state")
    page.goto(base)
    check("the model opens", ready() == "ready", troubles)
    time.sleep(1.5)
    page.screenshot(path=str(shots / "1-open.png"))
    triangles = lambda: int(page.evaluate("document.getElementById('canvas').dataset.triangles"))
    whole = triangles()
    check("all triangles are shown", whole == 240 * 12, whole)
    check("the list holds the first hundred", page.locator("#list button").count() == 100)
    check("the title is of the model", page.title() == "和睦里小区")
    page.locator("#list button").nth(3).click()
    check("a row selects", page.locator("#details dd").first.inner_text() == "1 幢 104 室", page.locator("#details").inner_text())
    check("the row says so", page.locator("#list button").nth(3).get_attribute("aria-pressed") == "true")
    time.sleep(1.5); page.screenshot(path=str(shots / "2-selected.png"))
    frame = page.locator("#canvas").bounding_box()
    page.locator("#canvas").press("Home"); time.sleep(1.5)
    page.mouse.click(frame["x"] + frame["width"] * 0.5, frame["y"] + frame["height"] * 0.52); time.sleep(0.5)
    text = page.locator("#details").inner_text()
    check("a click on the picture picks a thing", "幢" in text, text)
    page.locator("#canvas").press("Escape")
    check("Escape clears", "还没有选中" in page.locator("#details").inner_text())
    before = page.locator("#canvas").screenshot()
    for _ in range(4): page.locator("#canvas").press("ArrowLeft")
    time.sleep(1.5)
    check("arrow keys turn the picture", page.locator("#canvas").screenshot() != before)
    page.locator("#storeys input").nth(5).press("Space")
    check("a storey is hidden by keyboard", triangles() == whole - 40 * 12, triangles())
    page.select_option("#colour", "use"); time.sleep(0.5)
    check("the legend names the values", "住宅" in page.locator("#legend").inner_text() and page.locator("#legend li").count() >= 3)
    page.select_option("#axis", "x")
    page.locator("#cut").fill("600"); time.sleep(1.5)
    check("the section says its place", "米" in page.locator("#cut-at").inner_text())
    page.screenshot(path=str(shots / "3-coloured-cut.png"))
    page.select_option("#colour", "area")
    check("a number has five steps", page.locator("#legend li").count() == 5)
    page.locator("#language").click()
    check("the page speaks English", "Selected thing" in page.locator("#details-title").inner_text() and page.evaluate("document.documentElement.lang") == "en")
    check("the choices stay", page.input_value("#colour") == "area" and page.input_value("#axis") == "x")
    page.fill("#find", "8 幢 60")
    check("the search finds four homes", page.locator("#list button").count() == 4, page.locator("#found").inner_text())
    time.sleep(1.0); page.screenshot(path=str(shots / "4-english.png"))
    page.locator("#reset").click()
    check("reset brings all back", triangles() == whole and page.input_value("#axis") == "")
    order = []
    page.evaluate("document.activeElement.blur()"); page.mouse.click(5, 5)
    for _ in range(9):
        page.keyboard.press("Tab"); order.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    check("Tab reaches the picture and every tool", {"language", "canvas", "colour", "axis", "reset"} <= set(order), order)
    try:
        from axe_playwright_python.sync_playwright import Axe
        found = Axe().run(page).response["violations"]
        check("no violation of WCAG A and AA", not found, [(one["id"], [n["html"][:80] for n in one["nodes"]][:2]) for one in found])
    except ImportError:
        print("skip: axe is not installed")
    check("no error in the console", not troubles, troubles)
    check("nothing is asked of the outside", not outside, outside)
    page.set_viewport_size({"width": 390, "height": 844}); time.sleep(1.5)
    check("a phone has no sideways scroll", page.evaluate("document.documentElement.scrollWidth") <= 390)
    page.screenshot(path=str(shots / "5-phone.png"))
    (site / "model.glb").write_bytes(b"broken"); page.goto(base + "?lang=en")
    check("a broken model is said in words", ready() == "broken" and "cannot be opened" in page.locator("#notice").inner_text())
    check("and the list still works", page.locator("#list button").count() == 100)
    browser.close()
server.shutdown()
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
