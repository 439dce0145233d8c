#!/usr/bin/env python3
"""Opens the report of a golden run in Chromium and uses it as an author would.

report_test.py PROGRAM SOURCE_DIR OUT_DIR"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

from webdriver import chromium

program, source, out = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()


def changed_home():
    """The shipped templates with three changes, and the repository's fonts and golden cases."""
    home = out / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(source / "templates", home / "templates")
    for folder in ("fonts", "golden"):
        (home / folder).symlink_to(source / folder)
    shared = home / "templates/shared/road-transport-permit.yaml"
    text = shared.read_text()
    for pattern, change in (
            (r"(name: seal, at: \[)([\d.]+)", lambda m: f"{m[1]}{float(m[2]) + 0.4:g}"),
            (r"(name: title, box: \[[\d.]+, )([\d.]+)", lambda m: f"{m[1]}{float(m[2]) + 0.2:g}"),
            (r"(long_value: \{font: song, size: )([\d.]+)", lambda m: f"{m[1]}{float(m[2]) + 0.5:g}")):
        text, count = re.subn(pattern, change, text)
        assert count == 1, pattern
    shared.write_text(text)
    return home


def make_report():
    report = out / "report.html"
    result = subprocess.run(
        [program, "golden", "report", "road-transport-operation-permit", "-o", str(report), "--lang", "en"],
        env={**os.environ, "CERTPRESS_HOME": str(changed_home())}, capture_output=True, text=True)
    assert result.returncode == 5, result
    assert "element seal: moved +0.40 mm right, same ink" in result.stdout, result.stdout
    return report


def check_report(browser, report):
    browser.open(report.as_uri())
    rows = browser.run("return document.querySelectorAll('#list a').length")
    assert rows > 5, rows
    browser.type("#filter", "filled-screen seal")
    browser.wait("return document.querySelectorAll('#list a').length === 1")
    browser.clear("#filter")
    browser.run("document.querySelector('#filter').dispatchEvent(new Event('input'))")

    # All cases, with those that passed; then back.
    browser.click("#chip-passed")
    assert browser.run("return document.querySelectorAll('#list a').length") > rows
    browser.click("#chip-passed")

    browser.run("show(data.cases.find((c) => c.name.endsWith('/filled-screen')))")
    browser.wait("return document.querySelectorAll('.sheet img').length === 2 && "
                 "document.querySelector('.sheet canvas')?.width > 1000")
    red = browser.run("""
        const c = document.querySelector('.sheet canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        let red = 0;
        for (let i = 0; i < d.length; i += 4) red += d[i] > 150 && d[i + 1] < 80;
        return red;""")
    assert red > 100, red
    assert browser.run("return document.querySelectorAll('.sheet rect.after').length") > 2
    browser.screenshot(out / "side-by-side.png")

    # A click on a change goes there: the seal's box fills the view.
    before = browser.run("return state.scale")
    browser.run("[...document.querySelectorAll('.changes button')].find((b) => b.textContent.startsWith('seal')).click()")
    assert browser.run("return state.scale") > 2 * before
    browser.screenshot(out / "zoomed.png")

    browser.keys("2")
    browser.wait("return !!document.querySelector('.swipe #slider, #slider')")
    half = browser.run("return getComputedStyle(document.querySelectorAll('.swipe img')[1]).clipPath")
    assert "50%" in half, half
    browser.run("const s = document.querySelector('#slider'); s.value = 20; s.dispatchEvent(new Event('input'))")
    assert "20%" in browser.run("return getComputedStyle(document.querySelectorAll('.swipe img')[1]).clipPath")
    browser.screenshot(out / "swipe.png")
    browser.keys("3")
    seen = set()
    end = time.monotonic() + 10
    while len(seen) < 2 and time.monotonic() < end:
        seen.add(browser.run("return getComputedStyle(document.querySelectorAll('.blink img')[1]).visibility"))
    assert seen == {"visible", "hidden"}, seen
    browser.keys("4")
    browser.wait("return document.querySelectorAll('.view').length === 1 && !!document.querySelector('.sheet canvas')")

    # Dark on wish, and Chinese.
    browser.run("document.documentElement.dataset.theme = 'light'")
    light = browser.run("return getComputedStyle(document.body).backgroundColor")
    browser.click("#theme")
    assert browser.run("return getComputedStyle(document.body).backgroundColor") != light
    browser.click("#language")
    assert "毫米" in browser.text(".changes")
    browser.keys("1")
    browser.screenshot(out / "dark.png")
    name = browser.text("h2")
    browser.keys("j")
    assert browser.text("h2") != name
    errors = browser.errors()
    assert errors == [], errors


def check_thousand(browser, report):
    """A report of a thousand cases is drawn and filtered at once."""
    html = report.read_text()
    begin = html.index('id="data">') + len('id="data">')
    end = html.index("</script>", begin)
    data = json.loads(html[begin:end])
    plain = [{k: v for k, v in case.items() if k not in ("expected", "actual")} for case in data["cases"]]
    data["cases"] = [{**plain[i % len(plain)], "name": f"province-{i % 34}/case-{i:04}"} for i in range(1000)]
    many = out / "thousand.html"
    many.write_text(html[:begin] + json.dumps(data, ensure_ascii=False).replace("<", "\\u003c") + html[end:])
    browser.open(many.as_uri())
    browser.click("#chip-passed")
    assert browser.run("return document.querySelectorAll('#list a').length") == 1000
    took = browser.run("""
        const start = performance.now();
        document.querySelector('#filter').value = 'case-0777';
        document.querySelector('#filter').dispatchEvent(new Event('input'));
        document.body.offsetHeight;
        return performance.now() - start;""")
    assert browser.run("return document.querySelectorAll('#list a').length") == 1
    assert took < 500, took


out.mkdir(parents=True, exist_ok=True)
page = make_report()
with chromium() as window:
    check_report(window, page)
    check_thousand(window, page)
print("report: works; pictures in", out)
