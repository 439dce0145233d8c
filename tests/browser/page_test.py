#!/usr/bin/env python3
"""Uses the page of certpressd in Chromium as its people would, and as its enemies would.

page_test.py CERTPRESSD CERTPRESS SOURCE_DIR OUT_DIR"""
import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import time

from webdriver import chromium

daemon, program, source, out = sys.argv[1], sys.argv[2], *(pathlib.Path(a).resolve() for a in sys.argv[3:5])
downloads = out / "downloads"
authority = out / "authority"
# With a region's code where the issuer's belongs, as some cities have issued them.
REGION_IDENTIFIER = "1.2.156.3005.2.11100000000019713D071.140100.650100199506150047.001.E"
CERTIFICATE = "practitioner-qualification-certificate"


@contextlib.contextmanager
def service(*flags):
    """A server on a port of its own; gives its address."""
    server = subprocess.Popen(
        [daemon, "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0", "--home", str(source),
         "--signing-profiles", f"test={authority}/lta.yaml", "--trust", f"{authority}/test-root.pem", *flags],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        for line in server.stdout:
            entry = json.loads(line)
            if entry["event"] == "listening":
                break
        yield f"http://{entry['address']}/"
    finally:
        server.terminate()
        server.communicate(timeout=20)


def screen(browser, width, height, phone=False):
    browser.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2 if phone else 1,
                mobile=phone)


def color_scheme(browser, scheme):
    browser.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])


def field(name, control="input"):
    return f"[data-field={name}] {control}"


def set_value(browser, css, text):
    """As typing does, at once."""
    browser.run("""const node = document.querySelector(arguments[0]); node.value = arguments[1];
        node.dispatchEvent(new Event('input', {bubbles: true}));""", css, text)


def note(browser, name):
    return browser.run("return document.querySelector(arguments[0]).textContent", field(name, ".note"))


def status(browser):
    return browser.text("#status")


def wait_for_status(browser, text):
    """Waits until the picture is that of the form as it is, or was refused, and this is said of it."""
    browser.wait("return document.querySelector('.view')?.ariaBusy === 'false' && "
                 f"document.querySelector('#status').textContent.includes({json.dumps(text)})")


def picture(browser):
    """What the shown picture looks like: its size, the shares of its pixels that are red and that are not white, a hash."""
    return browser.run("""
        const image = document.querySelector('.sheet img');
        const c = Object.assign(document.createElement('canvas'), {width: image.naturalWidth, height: image.naturalHeight});
        const g = c.getContext('2d');
        g.drawImage(image, 0, 0);
        const d = g.getImageData(0, 0, c.width, c.height).data;
        let red = 0, inked = 0, hash = 0;
        for (let i = 0; i < d.length; i += 4) {
          red += d[i] > 150 && d[i + 1] < 100 && d[i + 2] < 110;
          inked += d[i] < 245;
          hash = (hash * 31 + d[i] + 7 * d[i + 1]) | 0;
        }
        const n = c.width * c.height;
        return {width: c.width, height: c.height, red: red / n, inked: inked / n, hash};""")


def console_errors(browser):
    """But for answers that the page asks for to learn what is wrong."""
    return [one for one in browser.errors() if not any(f"status of {code}" in one for code in (401, 422))]


def open_editor(browser, url, template=CERTIFICATE):
    browser.open(url + "#make/" + template)
    wait_for_status(browser, "Up to date")


def check_gallery(browser, url):
    browser.open(url)
    browser.wait("return document.querySelectorAll('.card').length === 7 && "
                 "[...document.querySelectorAll('.card img')].every((image) => image.naturalWidth > 100)")
    assert browser.run("return document.documentElement.lang") == "en"
    browser.screenshot(out / "gallery.png")
    browser.click(f".card[href$={CERTIFICATE}]")
    wait_for_status(browser, "Up to date")
    assert browser.text("h1") == "Practitioner qualification certificate"
    browser.screenshot(out / "editor.png")


def check_filling(browser):
    before = picture(browser)
    set_value(browser, field("holder_name", "textarea"), "样例·改名")
    wait_for_status(browser, "Up to date")
    assert picture(browser)["hash"] != before["hash"]

    # What is normalised is told at its field.
    browser.clear(field("certificate_number"))
    browser.type(field("certificate_number"), "６50100199506150047")
    wait_for_status(browser, "Up to date")
    assert "standard form" in note(browser, "certificate_number"), note(browser, "certificate_number")

    # What is taken as it was issued, too: a region's code for the issuer's.
    identifier = browser.run(f"return document.querySelector('{field('certificate_id', 'textarea')}').value")
    set_value(browser, field("certificate_id", "textarea"), REGION_IDENTIFIER)
    wait_for_status(browser, "Up to date")
    assert "a region code stands where the issuer" in note(browser, "certificate_id"), note(browser, "certificate_id")
    set_value(browser, field("certificate_id", "textarea"), identifier)
    wait_for_status(browser, "Up to date")

    # A wrong value: the message at its field, the last good picture behind it, in both languages.
    good = picture(browser)
    browser.clear(field("id_number"))
    browser.type(field("id_number"), "650100199506150048")
    wait_for_status(browser, "The last good picture")
    assert "check character" in note(browser, "id_number"), note(browser, "id_number")
    assert picture(browser)["hash"] == good["hash"]
    assert browser.run(f"return document.querySelector('{field('id_number')}').ariaInvalid") == "true"
    browser.screenshot(out / "wrong.png")
    browser.click("#language")
    assert "校验码" in note(browser, "id_number"), note(browser, "id_number")
    assert browser.run("return document.documentElement.lang") == "zh-CN"
    assert "上一次正确的图像" in status(browser), status(browser)
    assert "从业资格证" in browser.text("h1")
    assert "18 位" in browser.run(f"return document.querySelector('[data-field=id_number]').title")
    browser.screenshot(out / "wrong-zh.png")
    browser.click("#language")

    # It may be right in itself, and not beside the others.
    set_value(browser, field("id_number"), "650100199506150047")
    wait_for_status(browser, "Up to date")
    set_value(browser, field("birth_date"), "1995-06-16")
    browser.wait(f"return document.querySelector('{field('id_number', '.note')}').textContent.includes('birth_date')")
    set_value(browser, field("birth_date"), "1995-06-15")

    # A period until 长期.
    browser.click(field("validity", "[type=checkbox]"))
    wait_for_status(browser, "Up to date")
    assert browser.run(f"return document.querySelectorAll('{field('validity', '[type=date]')}')[1].disabled")
    browser.run(f"document.querySelector('{field('validity', '[type=checkbox]')}').click()")
    wait_for_status(browser, "Up to date")


def check_haste(browser):
    """Whoever types fast sees the last of it: a late answer to an earlier question does not count."""
    address = browser.run(f"return document.querySelector('{field('address', 'textarea')}').value")
    set_value(browser, field("address", "textarea"), "甲" * 40)
    wait_for_status(browser, "Up to date")
    expected = picture(browser)
    for i in range(12):
        set_value(browser, field("address", "textarea"), "乙" * (i + 10))
        time.sleep(0.03 * (i % 4) * i)  # now and then long enough for a question
    set_value(browser, field("address", "textarea"), "甲" * 40)
    wait_for_status(browser, "Up to date")
    time.sleep(0.5)
    assert picture(browser) == expected
    set_value(browser, field("address", "textarea"), address)
    wait_for_status(browser, "Up to date")


def check_names(browser):
    """Whatever takes the focus has a name for people who do not see it."""
    for node in browser.cdp("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value")
        focusable = any(one["name"] == "focusable" and one["value"]["value"] for one in node.get("properties", []))
        if focusable and not node["ignored"] and role not in ("RootWebArea", "main"):
            assert node.get("name", {}).get("value"), node


def check_view(browser):
    whole = picture(browser)
    browser.run("document.querySelector('#layer-ink').click()")
    wait_for_status(browser, "Up to date")
    ink = picture(browser)
    assert ink["inked"] < whole["inked"] / 3, (ink, whole)
    browser.screenshot(out / "ink.png")
    browser.run("document.querySelector('#layer-stock').click()")
    wait_for_status(browser, "Up to date")
    stock = picture(browser)
    assert stock["hash"] not in (whole["hash"], ink["hash"]) and stock["red"] < whole["red"], (whole, stock, ink)
    browser.run("document.querySelector('#layer-both').click()")
    wait_for_status(browser, "Up to date")
    assert picture(browser) == whole

    # Zooming in asks for a finer picture; the grid has a line each millimetre there.
    for _ in range(5):
        browser.click("#zoom-in")
    browser.wait(f"return document.querySelector('.sheet img').naturalWidth > {1.5 * whole['width']}")
    browser.click("#grid")
    lines = browser.run("""
        const c = document.querySelector('.lines');
        const [w, h] = [c.width, c.height];
        let most = 0;
        for (let y = h / 2; y < h / 2 + 4; ++y) {  // not all of them on a line
          const row = c.getContext('2d').getImageData(0, Math.round(y), w, 1).data;
          let n = 0;
          for (let x = 1; x < w; ++x) n += row[4 * x + 3] > 0 && row[4 * x - 1] === 0;
          most = Math.max(most, n);
        }
        return most / (w / devicePixelRatio / (document.querySelector('.sheet').getBoundingClientRect().width / 210));""")
    assert 0.9 < lines < 1.1, lines
    browser.screenshot(out / "grid.png")
    # By the keyboard: the page moves and fits.
    browser.run("document.querySelector('.view').focus()")
    left = "return document.querySelector('.sheet').getBoundingClientRect().left"
    at = browser.run(left)
    browser.keys("\ue012")
    assert browser.run(left) == at + 40
    browser.keys("0")
    browser.click("#grid")


def downloaded(browser, press, seconds=20):
    shutil.rmtree(downloads, ignore_errors=True)
    downloads.mkdir()
    press()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        files = [path for path in downloads.iterdir() if not path.name.endswith((".crdownload", ".tmp"))
                 and not path.name.startswith(".")]
        if files and files[0].stat().st_size and browser.run("return !document.querySelector('#download').disabled"):
            return files[0]
        time.sleep(0.05)
    raise AssertionError("nothing was downloaded: " + browser.text("#saved"))


def download(browser, wanted):
    browser.run("document.querySelector('#format').value = arguments[0]", json.dumps(wanted, separators=(",", ":")))
    return downloaded(browser, lambda: browser.click("#download"))


def check_downloads(browser):
    png = download(browser, {"format": "png", "dpi": 300})
    data = png.read_bytes()
    assert data.startswith(b"\x89PNG") and struct.unpack(">II", data[16:24]) == (2480, 3508), data[:30]
    assert png.name == "中华人民共和国道路运输从业人员从业资格证.png", png.name
    assert "Saved" in browser.text("#saved")
    assert download(browser, {"format": "jpeg", "dpi": 300}).read_bytes().startswith(b"\xff\xd8\xff\xe0")
    pdf = download(browser, {"format": "pdf"})
    assert pdf.read_bytes().startswith(b"%PDF-1.7") and pdf.suffix == ".pdf"
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert "样例·改名" in text, text

    # What the service will not make at all is told where it was asked for; the form is not to blame.
    browser.run("""const o = document.createElement('option'); o.value = '{"format":"png","dpi":1200}';
        document.querySelector('#format').append(o); o.selected = true;""")
    browser.click("#download")
    browser.wait("return document.querySelector('#saved').textContent.includes('pixels')")
    assert browser.run("return document.querySelectorAll('.faulty, .stale').length") == 0

    # The same bytes as those of the command.
    record = json.loads((source / f"templates/{CERTIFICATE}/samples/standard.json").read_text())
    record["holder_name"] = "样例·改名"
    sample = out / "record"
    sample.mkdir(exist_ok=True)
    shutil.copy(source / f"templates/{CERTIFICATE}/samples/person.jpg", sample)
    (sample / "record.json").write_text(json.dumps(record))
    expected = subprocess.run([program, "render", "-t", CERTIFICATE, "-d", sample / "record.json", "-o", "-",
                               "--format", "png", "--dpi", "300"], capture_output=True, check=True,
                              env={**os.environ, "CERTPRESS_HOME": str(source)}).stdout
    assert hashlib.sha256(expected).digest() == hashlib.sha256(data).digest(), "not what the command renders"

    signed = download(browser, {"format": "pdf", "sign": "test"})
    return shutil.copy(signed, out / "signed.pdf")


def check_photo(browser):
    # Taken away: the field is required, and what is printed is not.
    browser.click(field("holder_photo", "button"))
    wait_for_status(browser, "1 required field is empty")
    # A file that is none, though its name says so.
    (out / "lie.jpg").write_text("this is no picture")
    browser.type(field("holder_photo", "[type=file]"), str(out / "lie.jpg"))
    wait_for_status(browser, "1 problem")
    assert len(note(browser, "holder_photo")) > 10
    assert "faulty" in browser.run("return document.querySelector('[data-field=holder_photo]').className")
    browser.screenshot(out / "no-photo.png")
    # One that is larger than any that is taken is not even sent.
    (out / "huge.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(11 * 2**20))
    browser.type(field("holder_photo", "[type=file]"), str(out / "huge.jpg"))
    browser.wait("return document.querySelector('.photo .fault')?.textContent.includes('10 MiB')")
    # One of few bytes and far too many pixels.
    subprocess.run([program, "render", "-t", "road-transport-operation-permit", "--blank", "--layer", "ink", "--dpi", "1000",
                    "-o", out / "pixels.png"], check=True, env={**os.environ, "CERTPRESS_HOME": str(source)})
    browser.type(field("holder_photo", "[type=file]"), str(out / "pixels.png"))
    browser.wait(f"return document.querySelector('{field('holder_photo', '.note')}').textContent.includes('large')")
    # A good one, dropped.
    browser.run("""
        const place = document.querySelector('.photo');
        const c = Object.assign(document.createElement('canvas'), {width: 300, height: 400});
        c.getContext('2d').fillStyle = '#3a7';
        c.getContext('2d').fillRect(0, 0, 300, 400);
        c.toBlob((blob) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([blob], 'green.png', {type: 'image/png'}));
          for (const name of ['dragenter', 'dragover', 'drop']) {
            place.dispatchEvent(new DragEvent(name, {dataTransfer, bubbles: true, cancelable: true}));
          }
        });""")
    browser.wait("return document.querySelector('.photo img').naturalWidth === 300")
    wait_for_status(browser, "Up to date")
    # Another one, chosen.
    without = picture(browser)
    browser.type(field("holder_photo", "[type=file]"), str(source / "templates/road-transport-certificate/samples/vehicle.jpg"))
    wait_for_status(browser, "Up to date")
    assert picture(browser)["hash"] != without["hash"]
    assert note(browser, "holder_photo") == ""


def check_clearing(browser):
    browser.click("#clear")
    wait_for_status(browser, "The blank form")
    blank = picture(browser)
    assert blank["red"] < 0.02, blank
    assert browser.run("return document.querySelectorAll('.faulty').length") == 0, "nobody has been there yet"
    browser.screenshot(out / "blank.png")
    shutil.rmtree(downloads, ignore_errors=True)
    downloads.mkdir()
    browser.click("#download")
    browser.wait("return document.querySelector('#saved').textContent.startsWith('Nothing was saved')")
    assert list(downloads.iterdir()) == []
    assert browser.run("return document.querySelectorAll('.faulty').length") > 8
    assert browser.run("return document.activeElement.closest('[data-field]').dataset.field") == "holder_name"
    browser.screenshot(out / "all-missing.png")
    for sample in ("stress", "rare-name"):
        browser.run("""const s = document.querySelector('#sample'); s.value = arguments[0];
            s.dispatchEvent(new Event('change'));""", sample)
        wait_for_status(browser, "Up to date")


def check_hostile_values(browser):
    """What a record says is text and nothing else."""
    browser.run("window.alert = () => { window.fooled = true; }")
    for evil in ('<img src=x onerror="alert(1)">', '</textarea><script>alert(1)</script>', '"><svg/onload=alert(1)>'):
        set_value(browser, field("address", "textarea"), evil)
        wait_for_status(browser, "Up to date")
    for attempt in ("document.createElement('script').textContent = 'window.fooled = true'",
                    "document.body.insertAdjacentHTML('beforeend', '<b>fooled</b>')"):
        refused = browser.run(f"try {{ {attempt}; return ''; }} catch (error) {{ return error.name; }}")
        assert refused == "TypeError", f"{attempt}: no text may become markup or a script"
    browser.run("""const style = document.createElement('style');
        style.textContent = 'body { display: none }';
        document.body.append(style);""")
    assert browser.run("return window.fooled") is None
    assert browser.run("return getComputedStyle(document.body).display") != "none"
    blocked = [one for one in browser.errors() if "Content Security Policy" in one]
    assert any("style" in one for one in blocked), blocked
    # A character that no font has, told by name.
    set_value(browser, field("address", "textarea"), "a\u0007b\U000f0000")
    browser.wait(f"return document.querySelector('{field('address', '.note')}').textContent.includes('U+F0000')")


def check_verifying(browser, url, signed):
    browser.open(url + "#verify")
    browser.wait("return !!document.querySelector('#pdf-drop')")
    browser.type("#verify [type=file]", str(signed))
    browser.wait("return !!document.querySelector('.verdict.valid')")
    report = browser.text("#result")
    for part in ("Valid", "certpress TEST signer", "time-stamping authority", "B-LTA", "Holder name", "样例·改名"):
        assert part in report, (part, report)
    browser.screenshot(out / "valid.png")
    browser.click("#language")
    report = browser.text("#result")
    for part in ("有效", "签章人", "姓名", "样例·改名"):
        assert part in report, (part, report)
    browser.screenshot(out / "valid-zh.png")
    browser.click("#language")

    data = bytearray(pathlib.Path(signed).read_bytes())
    data[data.index(b"\nstream", len(data) // 3) + 200] ^= 1  # of a picture or font
    (out / "tampered.pdf").write_bytes(data)
    browser.type("#verify [type=file]", str(out / "tampered.pdf"))
    browser.wait("return !!document.querySelector('.verdict.invalid')")
    report = browser.text("#result")
    assert "Not valid" in report and "signature/digest" in report and "样例" not in report, report
    browser.screenshot(out / "tampered.png")

    browser.type("#verify [type=file]", str(out / "lie.jpg"))
    browser.wait("return !!document.querySelector('.verdict.not-pdf')")
    unsigned = out / "unsigned.pdf"
    subprocess.run([program, "render", "-t", CERTIFICATE, "--blank", "-o", unsigned], check=True,
                   env={**os.environ, "CERTPRESS_HOME": str(source)})
    browser.type("#verify [type=file]", str(unsigned))
    browser.wait("return !!document.querySelector('.verdict.unsigned')")


def check_looks(browser, url):
    """On a phone, and in the dark: nothing hangs over, nothing is lost."""
    color_scheme(browser, "dark")
    screen(browser, 1400, 900)
    open_editor(browser, url, "road-transport-certificate")
    browser.screenshot(out / "dark.png")
    browser.open(url + "#verify")
    browser.wait("return !!document.querySelector('#pdf-drop')")
    browser.type("#verify [type=file]", str(out / "signed.pdf"))
    browser.wait("return !!document.querySelector('.verdict.valid')")
    browser.screenshot(out / "dark-verify.png")
    color_scheme(browser, "light")
    screen(browser, 390, 844, phone=True)
    overhang = "return document.documentElement.scrollWidth - innerWidth"
    assert browser.run(overhang) <= 0
    browser.screenshot(out / "phone-verify.png")
    browser.open(url + "#make")
    browser.wait("return document.querySelectorAll('.card').length === 7")
    assert browser.run(overhang) <= 0
    browser.click(".card[href$=road-transport-certificate]")
    wait_for_status(browser, "Up to date")
    assert browser.run(overhang) <= 0
    assert browser.run("return document.documentElement.scrollHeight - innerHeight") <= 0
    assert browser.run("return [...document.querySelectorAll('.form-pane *')].every((node) => "
                       "node.getBoundingClientRect().right <= innerWidth + 1 || node.closest('.unseen, .chips input, .switch'))")
    browser.screenshot(out / "phone-form.png")
    set_value(browser, field("plate"), "A1")
    browser.wait("return document.querySelector('.count').textContent === '1'")
    set_value(browser, field("plate"), "晋A12345")
    wait_for_status(browser, "Up to date")
    browser.click("#pane-certificate")
    browser.wait("return document.querySelector('.sheet').getBoundingClientRect().width > 300")
    assert browser.run(overhang) <= 0
    time.sleep(0.5)  # the finer picture
    browser.screenshot(out / "phone-picture.png")


def check_token(browser):
    """A service that asks for a token: a wrong one, then the right one."""
    made = subprocess.run([daemon, "token"], capture_output=True, text=True, check=True).stdout.split()
    token = made[0]
    access = out / "access.yaml"
    access.write_text("clients:\n  - name: office\n    token: " + hashlib.sha256(token.encode()).hexdigest() +
                      f"\n    templates: [{CERTIFICATE}]\n")
    with service("--access", str(access)) as url:
        screen(browser, 1400, 900)
        browser.open(url)
        browser.wait("return document.querySelector('#token-dialog').open")
        browser.screenshot(out / "token.png")
        browser.type("#token", "wrong")
        browser.click("#token-dialog button")
        browser.wait("return document.querySelector('#token-fault').textContent.includes('does not know')")
        browser.type("#token", token)
        browser.click("#token-dialog button")
        browser.wait("return document.querySelectorAll('.card').length === 1 && document.querySelector('.card img').naturalWidth > 100")
        open_editor(browser, url)
        assert browser.run("return document.querySelectorAll('#format optgroup').length") == 2, "it may not sign"


shutil.rmtree(out, ignore_errors=True)
out.mkdir(parents=True)
subprocess.run([program, "keys", "demo", authority], check=True, capture_output=True)
with chromium() as window:
    window.cdp("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
    screen(window, 1400, 900)
    color_scheme(window, "light")
    with service() as address:
        check_gallery(window, address)
        check_filling(window)
        check_haste(window)
        check_names(window)
        check_view(window)
        certificate = check_downloads(window)
        check_photo(window)
        check_clearing(window)
        assert console_errors(window) == [], console_errors(window)
        check_hostile_values(window)
        check_verifying(window, address, certificate)
        check_looks(window, address)
        assert console_errors(window) == [], console_errors(window)
    check_token(window)
    assert console_errors(window) == [], console_errors(window)
print("page: works; pictures in", out)
