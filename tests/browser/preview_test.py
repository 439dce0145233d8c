#!/usr/bin/env python3
"""Opens the preview of a template in Chromium and edits the template, as an author would.

preview_test.py PROGRAM SOURCE_DIR OUT_DIR"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

from webdriver import chromium

program, source, out = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
TEMPLATE = "road-transport-operation-permit"


def copied_home():
    home = out / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(source / "templates", home / "templates")
    (home / "fonts").symlink_to(source / "fonts")
    return home


def save(path, text):
    """As editors do: a new file, renamed over the old one."""
    new = path.with_suffix(".new")
    new.write_text(text)
    os.rename(new, path)
    return time.monotonic()


def shown_after(browser, saved, version):
    """Seconds from the save until the page shows a later version than this, with its picture."""
    browser.wait(f"return shown.version > {version}", every=0.004)
    return time.monotonic() - saved


def contention():
    """How much longer work takes here than its processor time, because the machine is shared: 1 on an idle one."""
    wall, own = time.monotonic(), time.thread_time()
    while time.thread_time() - own < 0.03:
        pass
    return max(1.0, (time.monotonic() - wall) / (time.thread_time() - own))


def version(browser):
    return browser.run("return shown.version")


def dark_pixels(browser):
    return browser.run("""
        const image = document.querySelector('#sheet img');
        const c = Object.assign(document.createElement('canvas'), {width: image.naturalWidth, height: image.naturalHeight});
        const g = c.getContext('2d');
        g.drawImage(image, 0, 0);
        const d = g.getImageData(0, 0, c.width, c.height).data;
        let n = 0;
        for (let i = 0; i < d.length; i += 4) n += d[i] < 90 && d[i + 1] < 90 && d[i + 2] < 90;
        return n / c.width / c.height;""")


def check_before_the_first_page(browser, url, own, original):
    """A template that is wrong from the start: its mistake is shown, the tools wait, and the page comes when it is mended."""
    browser.open(url)
    browser.wait("return !document.querySelector('#problems').hidden")
    browser.click("#grid")
    browser.click("#in")
    errors = browser.errors()
    assert errors == [], errors
    assert "txt:" in browser.text("#source .hit"), "the line of the first mistake is shown by itself"
    save(own, original)
    browser.wait("return shown.picture > 0 && document.querySelector('#sheet img')")
    browser.click("#grid")


def check_page(browser, url):
    browser.open(url)
    browser.wait("return shown.picture > 0 && document.querySelector('#sheet img')")
    assert "道路运输经营许可证" in browser.text("#title")
    names = browser.run("return [...document.querySelectorAll('#sample option')].map((o) => o.value)")
    assert names == ["rare-name", "standard", "stress", "blank"], names
    assert browser.run("return document.querySelector('#sample').value") == "standard"
    assert f"{TEMPLATE}/template.yaml" in browser.text("#file"), "the template's own file comes first"
    browser.screenshot(out / "page.png")

    filled = dark_pixels(browser)
    browser.run("const s = document.querySelector('#sample'); s.value = 'blank'; s.dispatchEvent(new Event('change'))")
    browser.wait("return document.querySelector('#sheet img').src.includes('sample=blank')")
    assert dark_pixels(browser) < filled
    browser.run("const s = document.querySelector('#sample'); s.value = 'standard'; s.dispatchEvent(new Event('change'))")
    browser.wait("return document.querySelector('#sheet img').src.includes('sample=standard')")

    # Zooming in asks for a finer picture.
    for _ in range(6):
        browser.click("#in")
    browser.wait("return /dpi=(200|300|400)/.test(document.querySelector('#sheet img').src)")
    browser.click("#grid")
    browser.click("#boxes")
    assert browser.run("""
        const c = document.querySelector('#lines');
        return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v > 0);""")
    browser.screenshot(out / "zoomed.png")
    browser.click("#fit")


def check_element(browser):
    """A click on an element shows its line: in the shared file, where it is written."""
    box = browser.run("""
        const r = document.querySelector('#elements [data-name=seal]').getBoundingClientRect();
        return [r.left + r.width / 2, r.top + r.height / 2];""")
    browser.drag(box, box)
    browser.wait("return !!document.querySelector('#source .hit')")
    assert "name: seal" in browser.text("#source .hit"), browser.text("#source .hit")
    assert "shared/road-transport-permit.yaml" in browser.text("#file")
    browser.screenshot(out / "element.png")


def check_measure(browser):
    """100 mm on the page measure 100 mm."""
    start, end = browser.run("""
        const v = document.querySelector('#view').getBoundingClientRect();
        const at = (x, y) => [v.left + look.x + x * look.scale, v.top + look.y + y * look.scale];
        return [at(50, 60), at(150, 60)];""")
    browser.click("#measure")
    browser.drag(start, end)
    text = browser.run("return document.querySelector('#tape text').textContent")
    length = float(re.match(r"([\d.]+) mm", text)[1])
    assert abs(length - 100) < 0.6, text
    browser.screenshot(out / "measure.png")
    browser.click("#measure")


def check_saving(browser, home):
    """What is saved is seen within 200 ms, were the machine idle: the YAML, a shared file, a sample."""
    shared = home / "templates/shared/road-transport-permit.yaml"
    original = shared.read_text()
    times = []
    idle = []  # times without what other work on the machine took
    for i in range(40):
        seen = version(browser)
        at = save(shared, original.replace("at: [213, 143]", f"at: [{150 + 2 * i}, 143]"))
        times.append(shown_after(browser, at, seen))
        idle.append(times[-1] / contention())
        left = browser.run("return parseFloat(document.querySelector('#elements [data-name=seal]').style.left)")
        assert abs(left - (150 + 2 * i) / 297 * 100) < 0.01, left
        if len(times) >= 8 and sorted(idle)[3] < 0.2:
            break
    print("from save to picture, ms:", " ".join(f"{1000 * t:.0f}" for t in times))
    print("without contention, ms:  ", " ".join(f"{1000 * t:.0f}" for t in idle))
    assert sorted(idle)[3] < 0.2, times
    seen = version(browser)
    shown_after(browser, save(shared, original), seen)

    sample = home / f"templates/{TEMPLATE}/samples/standard.json"
    seen = version(browser)
    before = dark_pixels(browser)
    shown_after(browser, save(sample, sample.read_text().replace("山西样例现代物流有限公司", "甲")), seen)
    assert dark_pixels(browser) < before


def check_errors(browser, home):
    """A mistake is shown with line and caret over the last good picture, and goes when it is mended."""
    own = home / f"templates/{TEMPLATE}/template.yaml"
    original = own.read_text()
    seen = version(browser)
    picture = browser.run("return shown.picture")
    shown_after(browser, save(own, original.replace("text: 道路运输经营许可证}", "txt: 道路运输经营许可证}")), seen)
    problem = browser.text("#problems")
    assert "template/unknown-key" in problem and "^" in problem and "did you mean 'text'" in problem, problem
    assert browser.run("return shown.picture") == picture, "the last good picture stays"
    assert browser.run("return document.querySelector('#sheet img').naturalWidth") > 100
    assert "txt:" in browser.text("#source .hit"), "the line of the first mistake is shown by itself"
    browser.run("showSource(Object.keys(state.sources)[0]); document.querySelector('#problems pre').click()")
    assert "txt:" in browser.text("#source .hit")
    browser.screenshot(out / "error.png")
    seen = version(browser)
    shown_after(browser, save(own, original), seen)
    assert browser.run("return document.querySelector('#problems').hidden")
    assert browser.run("return shown.picture") > picture


def check_server(url):
    assert urllib.request.urlopen(url + "state?sample=standard").status == 200
    for path, host, status in (("nowhere", None, 404), ("", "evil.example", 403), ("../etc/passwd", None, 404)):
        request = urllib.request.Request(url + path, headers={"Host": host} if host else {})
        try:
            urllib.request.urlopen(request)
            raise AssertionError(path)
        except urllib.error.HTTPError as error:
            assert error.code == status, (path, error.code)


out.mkdir(parents=True, exist_ok=True)
folder = copied_home()
template = folder / f"templates/{TEMPLATE}/template.yaml"
whole = template.read_text()
save(template, whole.replace("text: 道路运输经营许可证}", "txt: 道路运输经营许可证}"))
server = subprocess.Popen([program, "preview", TEMPLATE, "--lang", "en"], stdout=subprocess.PIPE, text=True,
                          env={**os.environ, "CERTPRESS_HOME": str(folder)})
try:
    address = server.stdout.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address), address
    with chromium() as window:
        check_before_the_first_page(window, address, template, whole)
        check_server(address)
        check_page(window, address)
        check_element(window)
        check_measure(window)
        check_saving(window, folder)
        check_errors(window, folder)
        errors = window.errors()
        assert errors == [], errors
        server.send_signal(signal.SIGINT)  # with a browser that is still connected
        assert server.wait(10) == 0
finally:
    if server.poll() is None:
        server.kill()
print("preview: works; pictures in", out)
