#!/usr/bin/env python3
"""Throws broken requests at a service for some seconds (FUZZ_SECONDS, 8 by default; by hand for ten minutes): it must
neither fall nor fail, and must serve others all the while."""
import json
import os
import random
import socket
import threading
import time
import unittest

from daemon import PERSON, RENDER, Daemon, body, demo_keys, main, sample

SECONDS = float(os.environ.get("FUZZ_SECONDS", "8"))
SEED = int(os.environ.get("FUZZ_SEED", "0")) or random.randrange(1 << 30)


def post(content, path=RENDER, kind="application/json", *headers):
    return ("\r\n".join([f"POST {path} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}",
                         f"Content-Length: {len(content)}", *headers]) + "\r\n\r\n").encode() + content


def chunked(content, size=50):
    chunks = [content[i:i + size] for i in range(0, len(content), size)]
    return (f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Transfer-Encoding: chunked\r\n\r\n").encode() + \
        b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in chunks) + b"0\r\nTrailer: x\r\n\r\n"


def seeds():
    form = b"".join(b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % part for part in
                    ((b"record", json.dumps(sample(PERSON)).encode()), (b"dpi", b"50"), (b"holder_photo", b"\xff\xd8\xff")))
    return [b"GET /v1/templates?x=%41 HTTP/1.1\r\nHost: localhost\r\nAccept: a/b;q=0.5, */*\r\n\r\n",
            b"OPTIONS * HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            post(body(dpi=50), RENDER, "application/json", 'If-None-Match: W/"a", "b"', "Expect: 100-continue"),
            post(body(dpi=50, format="jpeg", quality=1)), chunked(body(dpi=50)),
            post(form + b"--b--\r\n", f"/v1/templates/{PERSON}/render", "multipart/form-data; boundary=b"),
            post((demo_keys() / "test-root.crl").read_bytes(), "/v1/verify?require=T", "application/pdf"),
            post(b'{"record": {"a": [[[[[1e999]]]]], "b": "\\ud800"}, "width": 1e99}')]


def mutated(random_, data):
    data = bytearray(data)
    for _ in range(random_.choice((1, 1, 2, 3, 8))):
        at = random_.randrange(len(data) + 1)
        what = random_.randrange(7)
        if what == 0 and data:
            data[at % len(data)] = random_.randrange(256)
        elif what == 1:
            data[at:at + random_.randrange(1, 20)] = b""
        elif what == 2:
            data[at:at] = bytes(random_.randrange(256) for _ in range(random_.randrange(1, 10)))
        elif what == 3:
            data[at:at] = data[at:at + random_.randrange(1, 200)] * random_.randrange(1, 5)
        elif what == 4:
            data[at:at] = random_.choice((b"\r\n", b"\n", b"\0", b"\r\n\r\n", b": ", b"Transfer-Encoding: chunked\r\n", b"%",
                                          b"Content-Length: 5\r\n", b'"', b"{", b"[" * 3000, b"\xff", b'"\\\r\n', b"--b\r\n", b"--b--"))
        elif what == 5:
            data = data[:at]
        elif data:
            numbers = [i for i, c in enumerate(data) if 48 <= c <= 57]
            if numbers:
                data[random_.choice(numbers)] = random_.choice(b"0123456789-")
    return bytes(data)


class Fuzz(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon("--max-body", "2MiB", "--body-timeout", "0.4", "--header-timeout", "0.4", "--log-level", "info")
        self.seeds = seeds()
        self.end = time.monotonic() + SECONDS
        self.sent, self.failures = 0, []

    def throw(self, number):
        random_, given = random.Random(SEED + number), self.seeds
        while time.monotonic() < self.end:
            try:
                with self.daemon.connect(timeout=5) as c:
                    for _ in range(random_.randrange(1, 4)):
                        c.sendall(mutated(random_, random_.choice(given)))
                        self.sent += 1
                    if random_.random() < 0.7:
                        c.shutdown(socket.SHUT_WR)
                    elif random_.random() < 0.3:
                        continue  # and closes at once
                    while data := c.recv(1 << 16):
                        if b"HTTP/1.1 500" in data:
                            self.failures.append(data)
            except (ConnectionError, BrokenPipeError, TimeoutError):
                pass

    def test_broken_requests_break_nothing(self):
        threads = [threading.Thread(target=self.throw, args=(i,)) for i in range(6)]
        for thread in threads:
            thread.start()
        while time.monotonic() < self.end:
            self.assertEqual(self.daemon.get("/healthz").status, 200)
            self.assertIn(self.daemon.render(dpi=50).status, (200, 429, 503))
            time.sleep(0.2)
        for thread in threads:
            thread.join()
        print(f"\n{self.sent} broken requests, seed {SEED}")
        self.assertEqual(self.failures, [])
        self.assertEqual(self.daemon.stop(), 0)
        self.assertEqual(self.daemon.events("failed"), [])
        self.assertGreater(self.sent, 20)


if __name__ == "__main__":
    main()
