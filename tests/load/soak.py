#!/usr/bin/env python3
"""Mixed load on certpressd for an hour: good, kept, bad, slow and aborted requests, signatures and their verification, a
reload every minute of which each fifth is of a broken template. A line a minute; at the end whether memory or descriptors
grew, and every answer that was not deserved.

soak.py CERTPRESSD CERTPRESS SOURCE_DIR OUT_DIR [MINUTES]    10 at least: the first tenth warms up"""
import collections
import http.client
import json
import os
import pathlib
import random
import signal
import statistics
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "service"))
import daemon  # noqa: E402
from daemon import PERMIT, PERSON, RENDER, Daemon, body, copied_home, demo_keys  # noqa: E402

PAUSE = 0.15  # of each client between two requests: the service is busy, and not flooded
JSON = {"Content-Type": "application/json"}


class Client(threading.Thread):
    """One kind of client. What came back is counted by kind and status; what should not have, is kept."""

    def __init__(self, soak, kind, number):
        super().__init__(daemon=True)
        self.soak, self.kind, self.random = soak, kind, random.Random(f"{kind} {number}")
        self.connection = None

    def run(self):
        while not self.soak.over.is_set():
            start = time.monotonic()
            try:
                status, deserved = getattr(self, self.kind)()
            except (OSError, http.client.HTTPException) as error:
                status, deserved = type(error).__name__, False
                self.connection = None
            self.soak.note(self.kind, status, deserved, time.monotonic() - start)
            self.soak.over.wait(PAUSE * self.random.uniform(0.5, 1.5))

    def ask(self, content, path=RENDER, headers=None):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.soak.one.port, timeout=60)
        self.connection.request("POST", path, content, headers or JSON)
        got = self.connection.getresponse()
        data = got.read()
        if got.headers.get("Connection") == "close":
            self.connection.close()
            self.connection = None
        return got, data

    def good(self):
        template = self.random.choice((PERMIT, PERSON))
        options = self.random.choice(({"dpi": 150}, {"dpi": 96}, {"width": 877}, {"format": "pdf"}, {"layer": "ink"},
                                      {"format": "jpeg", "quality": self.random.randrange(60, 95)}, {"format": "webp"}))
        record = dict(self.soak.samples[template])
        record["holder_name"] = "样例" + "".join(self.random.choices("甲乙丙丁戊己庚辛", k=4))
        got, data = self.ask(json.dumps({"record": record, **options}).encode(), f"/v1/templates/{template}/render")
        return got.status, got.status == 200 and len(data) > 1000

    def kept(self):
        got, _ = self.ask(body(dpi=150), headers={**JSON, "If-None-Match": getattr(self, "tag", '"none"')})
        self.tag = got.headers["ETag"]
        return got.status, got.status in (200, 304)

    def signed(self):
        got, pdf = self.ask(body(sign="seal", layer="both"))
        if got.status != 200:
            return got.status, False
        got, report = self.ask(pdf, "/v1/verify", {"Content-Type": "application/pdf"})
        return got.status, got.status == 200 and b'"valid"' in report

    def bad(self):
        content, path, expected = self.random.choice((
            (b"{", RENDER, 400), (b'{"record": {}}', RENDER, 422), (b"{}", "/v1/templates/no-such/render", 404),
            (body(dpi=5), RENDER, 422), (b"[" * 20000, RENDER, 400), (b" " * (3 << 20), RENDER, 413)))
        got, _ = self.ask(content, path)
        return got.status, got.status == expected

    def slow(self):
        content = body(dpi=60)
        with self.soak.one.connect(timeout=60) as c:
            c.sendall(f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                      f"Content-Length: {len(content)}\r\n\r\n".encode())
            for i in range(0, len(content), 200):
                c.sendall(content[i:i + 200])
                time.sleep(0.05)
            data = b""
            while piece := c.recv(20000):
                data += piece
                time.sleep(0.01)
        status = int(data.split(b" ", 2)[1])
        return status, status == 200

    def aborted(self):
        content = body(dpi=self.random.choice((96, 150, 300)))
        with self.soak.one.connect() as c:
            c.sendall(f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      f"Content-Length: {len(content)}\r\n\r\n".encode() + content[:self.random.randrange(len(content) + 1)])
            time.sleep(self.random.uniform(0, 0.02))
        return "gone", True


class Soak:
    def __init__(self, minutes):
        self.minutes, self.over, self.lock = minutes, threading.Event(), threading.Lock()
        self.counts, self.undeserved, self.times = collections.Counter(), [], []
        self.home = copied_home("soak-home")
        self.file = self.home / f"templates/{PERMIT}/template.yaml"
        self.original = self.file.read_text()
        self.one = Daemon("--home", str(self.home), "--signing-profiles", f"seal={demo_keys()}/lta.yaml", "--trust",
                          f"{demo_keys()}/test-root.pem", "--max-body", "2MiB", "--render-cache", "32MiB", "--page-memory", "192MiB",
                          "--log-level", "info")
        self.samples = {id: self.one.get(f"/v1/templates/{id}/samples/standard.json").json() for id in (PERMIT, PERSON)}

    def note(self, kind, status, deserved, seconds):
        with self.lock:
            self.counts[kind] += 1
            if kind == "good":
                self.times.append(seconds * 1000)
            if not deserved:
                self.undeserved.append((kind, status))

    def reload(self, minute):
        broken = minute % 5 == 4
        self.file.write_text(self.original.replace("version:", "versoin:", 1) if broken else self.original)
        before = len(self.one.events("reload-refused" if broken else "reloaded"))
        self.one.process.send_signal(signal.SIGHUP)
        end = time.monotonic() + 50
        while len(self.one.events("reload-refused" if broken else "reloaded")) == before:
            if time.monotonic() > end:
                self.undeserved.append(("reload", "no answer"))
                return
            time.sleep(0.1)

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.one.process.pid}/fd"))

    def run(self):
        clients = [Client(self, kind, i) for kind, many in (("good", 4), ("kept", 2), ("signed", 1), ("bad", 2), ("slow", 2),
                                                            ("aborted", 2)) for i in range(many)]
        for client in clients:
            client.start()
        memory, files = [], []
        print(f"{'minute':>6} {'requests':>9} {'undeserved':>10} {'p50 ms':>7} {'p99 ms':>7} {'MiB':>5} {'files':>5}", flush=True)
        start = time.monotonic()
        for minute in range(self.minutes):
            self.reload(minute)
            time.sleep(max(0, start + 60 * (minute + 1) - time.monotonic()))
            memory.append(self.one.memory() >> 10)
            files.append(self.descriptors())
            with self.lock:
                times, self.times = sorted(self.times), []
            print(f"{minute + 1:6} {sum(self.counts.values()):9} {len(self.undeserved):10} {statistics.median(times):7.1f} "
                  f"{times[len(times) * 99 // 100]:7.1f} {memory[-1]:5} {files[-1]:5}", flush=True)
            self.one.log[:] = [line for line in self.one.log if line["event"] != "request"]
        self.over.set()
        for client in clients:
            client.join(60)
        failed = self.one.events("failed")
        code = self.one.stop()
        self.file.write_text(self.original)
        tenth = self.minutes // 10
        early, late = statistics.mean(memory[tenth:3 * tenth]), statistics.mean(memory[-2 * tenth:])
        print("requests:", dict(self.counts), "undeserved:",
              dict(collections.Counter(self.undeserved)), "failed:", failed[:5], "exit code:", code)
        print(f"memory late / early {late / early:.3f}; descriptors at most {max(files[:3 * tenth])} early, {max(files[-2 * tenth:])} late")
        return not self.undeserved and not failed and code == 0 and late < 1.05 * early and max(files[-2 * tenth:]) <= max(files[:3 * tenth]) + 8


if __name__ == "__main__":
    daemon.program, daemon.command = sys.argv[1], sys.argv[2]
    daemon.source, daemon.out = pathlib.Path(sys.argv[3]).resolve(), pathlib.Path(sys.argv[4]).resolve()
    daemon.out.mkdir(parents=True, exist_ok=True)
    sys.exit(0 if Soak(int(sys.argv[5]) if len(sys.argv) > 5 else 60).run() else 1)
