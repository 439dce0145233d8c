"""A small WebDriver client (W3C WebDriver, https://www.w3.org/TR/webdriver2/) for headless Chromium."""
import base64
import contextlib
import json
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # section 12.1: the key of an element's reference


class Browser:
    """One window of Chromium. `errors` collects what its console calls an error."""

    def __init__(self, driver_port, profile, width=1400, height=900):
        self._root = f"http://127.0.0.1:{driver_port}/session"
        options = {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                            "--hide-scrollbars", f"--user-data-dir={profile}", f"--window-size={width},{height}"]}
        answer = self._call("POST", "", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}})
        self._root += "/" + answer["sessionId"]

    def _call(self, method, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self._root + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def close(self):
        self._call("DELETE", "")

    def open(self, url):
        self._call("POST", "/url", {"url": url})

    def run(self, script, *arguments):
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def find(self, css):
        return self._call("POST", "/element", {"using": "css selector", "value": css})[ELEMENT]

    def click(self, css):
        self._call("POST", f"/element/{self.find(css)}/click", {})

    def type(self, css, text):
        self._call("POST", f"/element/{self.find(css)}/value", {"text": text})

    def clear(self, css):
        self._call("POST", f"/element/{self.find(css)}/clear", {})

    def keys(self, text):
        """Presses keys with nothing focused but the page."""
        strokes = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})

    def drag(self, start, end):
        """Presses the mouse at one place of the window (CSS pixels) and lets it go at another."""
        def move(place):
            return {"type": "pointerMove", "duration": 20, "x": int(place[0]), "y": int(place[1])}
        steps = [move(start), {"type": "pointerDown", "button": 0}, move(end), {"type": "pointerUp", "button": 0}]
        self._call("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": steps}]})

    def cdp(self, command, **parameters):
        """A command of the Chrome DevTools Protocol: what WebDriver has no words for."""
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def text(self, css):
        return self._call("GET", f"/element/{self.find(css)}/text")

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self._call("GET", "/screenshot")))

    def errors(self):
        log = self._call("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in log if entry["level"] == "SEVERE"]

    def wait(self, script, seconds=60.0, every=0.02):
        """Waits until the script's value is true, and returns it."""
        end = time.monotonic() + seconds
        while True:
            value = self.run(script)
            if value:
                return value
            if time.monotonic() > end:
                raise AssertionError(f"not within {seconds} s: {script}")
            time.sleep(every)


@contextlib.contextmanager
def chromium(**options):
    """A browser with a driver and a profile of its own. A missing one is an error, not a skipped test."""
    driver_path = shutil.which("chromedriver")
    if driver_path is None:
        raise SystemExit("chromedriver is missing: install chromium-driver (scripts/install-packages tests)")
    driver = subprocess.Popen([driver_path, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = None
        for line in driver.stdout:
            if found := re.search(r"on port (\d+)\.", line):
                port = int(found.group(1))
                break
        with tempfile.TemporaryDirectory() as profile:
            browser = Browser(port, profile, **options)
            try:
                yield browser
            finally:
                browser.close()
    finally:
        driver.terminate()
        driver.wait()
