"""The pages of notices in Chromium: every mode at 360 px with axe, choices without JavaScript, the bell that counts by itself."""
import json

import house
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = {"inbox": "/notices", "choices": "/me/notices", "undelivered": "/undelivered"}
MODES = {"zh": {}, "en": {"language": "en"}, "elder": {"elder": True}, "elder-en": {"elder": True, "language": "en"}, "dark": {"dark": True},
         "wide": {"width": 1440}, "plain": {"script": False}}


def words(language):
    return json.loads((house.ROOT / "Sources/Pages/Strings" / f"Notices.{language}.json").read_text("utf-8"))


def context(browser, server, who, language="zh-Hans", width=360, script=True, elder=False, dark=False):
    opened = browser.new_context(
        viewport={"width": width, "height": 780}, java_script_enabled=script, color_scheme="dark" if dark else "light")
    opened.set_default_timeout(house.PATIENCE * 1000)
    cookies = {"lf_identity": who, "lf_language": language, **({"lf_mode": "elder"} if elder else {})}
    opened.add_cookies([{"name": name, "value": value, "url": server.base} for name, value in cookies.items()])
    return opened


def looks(report, server, folder, tell):
    """Draws every page in every mode; `tell` lets something happen that the bell must show."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            for mode, options in MODES.items():
                draw(report, browser, server, folder, mode, options)
            choose(report, browser, server)
            ring(report, browser, server, tell)
        finally:
            browser.close()


def draw(report, browser, server, folder, mode, options):
    axe = Axe()
    with context(browser, server, "shen", **options) as opened:
        page, faults = opened.new_page(), []
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        for name, path in PAGES.items():
            page.goto(server.base + path)
            page.screenshot(path=folder / f"{name}-{mode}.png", full_page=True)
            if not options.get("script", True):
                continue
            report.check(f"{name} {mode}: not wider than the screen", page.evaluate(WIDER) <= 0, page.evaluate(WIDER))
            found = [(each["id"], each["nodes"][0]["html"][:160]) for each in axe.run(page).response["violations"]]
            report.check(f"{name} {mode}: axe", not found, found)
        report.check(f"{mode}: no fault on the console", not faults, faults)


def choose(report, browser, server):
    """Anna, who has no JavaScript, mistypes her address, is told so, mends it and chooses mail for what she reported."""
    text = words("en")
    with context(browser, server, "anna", language="en", script=False) as opened:
        page = opened.new_page()
        page.goto(server.base + "/me/notices")
        report.check("choices: her language stands there", page.locator("input[name=language][value=en]").is_checked())
        page.locator("input[name=language][value=zh-Hans]").check()
        page.get_by_label(text["choices.email"], exact=True).fill("anna@example")
        page.locator('input[name="matter.progress"][value=email]').check()
        page.get_by_role("button", name=text["choices.keep"]).click()
        report.check("choices: what is wrong is said", text["choices.errorsEmail"] in page.content(), page.content()[-800:])
        report.check("choices: what was chosen stays", page.locator('input[name="matter.progress"][value=email]').is_checked())
        page.get_by_label(text["choices.email"], exact=True).fill("anna@example.org")
        page.get_by_role("button", name=text["choices.keep"]).click()
        report.check("choices: kept", text["choices.said"] in page.content(), page.content()[-800:])
        report.check("choices: and shown", page.get_by_label(text["choices.email"], exact=True).input_value() == "anna@example.org")
        report.check("choices: her new language", page.locator("input[name=language][value=zh-Hans]").is_checked())


def ring(report, browser, server, tell):
    """The bell counts without reloading."""
    with context(browser, server, "shen") as opened:
        page = opened.new_page()
        page.goto(server.base + "/")
        before = int(page.locator(".bell .count").text_content())
        page.wait_for_timeout(1_000)
        tell()
        page.wait_for_function("n => document.querySelector('.bell .count').textContent === String(n)", arg=before + 1)
        label = page.locator(".bell").get_attribute("aria-label")
        report.check("the bell says the number", str(before + 1) in label, label)
