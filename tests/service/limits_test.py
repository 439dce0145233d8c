#!/usr/bin/env python3
"""Load, slowness and greed: what they cost the others."""
import json
import socket
import threading
import time
import unittest

from daemon import PERSON, RENDER, Daemon, ServiceTest, answers, body, main, read_all

GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
SLOW = {"dpi": 250}  # a picture that takes its time


class Slowness(ServiceTest):
    flags = ("--header-timeout", "0.6", "--idle-timeout", "0.8", "--body-timeout", "0.6", "--send-timeout", "0.6")

    def closes_within(self, connection, least, most):
        start = time.monotonic()
        data = read_all(connection)
        self.assertTrue(least <= time.monotonic() - start <= most, time.monotonic() - start)
        return data

    def test_who_says_nothing_is_closed(self):
        with self.daemon.connect() as c:
            self.assertEqual(self.closes_within(c, 0.4, 2), b"")

    def test_who_says_nothing_more_is_closed(self):
        with self.daemon.connect() as c:
            c.sendall(GET)
            self.assertEqual([a[0] for a in answers(self.closes_within(c, 0.6, 2.5))], [200])

    def test_a_head_that_trickles_is_closed(self):
        with self.daemon.connect() as c:
            stop = threading.Event()

            def trickle():
                try:
                    c.sendall(GET[:-2])
                    while not stop.wait(0.1):
                        c.sendall(b"X: y\r\n")
                except OSError:
                    pass
            sender = threading.Thread(target=trickle)
            sender.start()
            data = self.closes_within(c, 0.4, 2.5)
            stop.set()
            sender.join()
        self.assertTrue(data.startswith(b"HTTP/1.1 408 ") or data == b"", data)

    def test_a_body_that_trickles_is_closed(self):
        with self.daemon.connect() as c:
            c.sendall(f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      "Content-Length: 100\r\n\r\n{".encode())
            found = answers(self.closes_within(c, 0.4, 2.5))
        self.assertEqual([a[0] for a in found], [408])

    def test_a_body_that_keeps_its_pace_is_read(self):
        content = body(dpi=60) + b" " * 60000  # at 60 kB/s, for longer than the timeout
        with self.daemon.connect() as c:
            c.sendall(f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      f"Connection: close\r\nContent-Length: {len(content)}\r\n\r\n".encode())
            for i in range(0, len(content), 6000):
                c.sendall(content[i:i + 6000])
                time.sleep(0.1)
            self.assertEqual([a[0] for a in answers(read_all(c))], [200])

    def test_who_does_not_read_is_closed(self):
        request = GET.replace(b"/healthz", f"/v1/templates/{PERSON}/samples/standard.json".encode())
        before = self.daemon.metric("certpress_http_connections_closed_total", reason="send")
        with socket.socket() as c:
            c.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            c.connect(("127.0.0.1", self.daemon.port))
            c.sendall(request * 400)
            end = time.monotonic() + 20
            while self.daemon.metric("certpress_http_connections_closed_total", reason="send") == before:
                self.assertLess(time.monotonic(), end)
                time.sleep(0.1)

    def test_slow_ones_hold_no_worker(self):
        slow = [self.daemon.connect() for _ in range(40)]
        for c in slow:
            c.sendall(f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      "Content-Length: 1000\r\n\r\n{".encode())
        self.assertEqual(self.daemon.metric("certpress_workers_busy"), 0)
        self.assertEqual(self.daemon.render(dpi=66).status, 200)
        for c in slow:
            c.close()


class Numbers(unittest.TestCase):
    def test_there_are_limits_of_connections(self):
        one = Daemon("--max-connections", "8", "--max-connections-per-address", "5")
        try:
            held = [one.connect() for _ in range(5)]
            for c in held:
                c.sendall(GET)
                self.assertTrue(c.recv(4096).startswith(b"HTTP/1.1 200"))
            with one.connect() as sixth:
                self.assertEqual(read_all(sixth), b"")
            self.assertEqual(one.metric("certpress_http_connections_closed_total", reason="address"), 1)
            others = []  # from another address there is room for three
            for _ in range(4):
                c = socket.socket()
                c.bind(("127.0.0.2", 0))
                c.settimeout(10)
                c.connect(("127.0.0.1", one.port))
                try:
                    c.sendall(GET)
                    others.append((c, c.recv(4096)))
                except ConnectionError:
                    others.append((c, b""))
            self.assertEqual([bool(data) for _, data in others], [True] * 3 + [False])
            held.pop().close()
            end = time.monotonic() + 10
            while not one.raw(GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")):
                self.assertLess(time.monotonic(), end)
            for c in held + [c for c, _ in others]:
                c.close()
        finally:
            self.assertEqual(one.stop(), 0)

    def test_bodies_are_limited_all_together(self):
        one = Daemon("--max-all-bodies", "1MiB", "--max-body", "900KiB")
        try:
            head = (f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    "Content-Length: 800000\r\n\r\n").encode()
            first = one.connect()
            first.sendall(head + b" " * 700000)
            time.sleep(0.3)
            found = answers(one.raw(head + b" " * 800000))
            self.assertEqual([a[0] for a in found], [503])
            first.close()
            time.sleep(0.3)
            self.assertEqual(one.render(dpi=60).status, 200)
        finally:
            self.assertEqual(one.stop(), 0)


class Overload(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon("--workers", "1", "--queue", "2", "--render-cache", "0", "--deadline", "60")

    def tearDown(self):
        self.assertEqual(self.daemon.stop(), 0)

    def busy(self, count):
        """Requests that take their time, each on a thread of its own; their answers."""
        found = []
        threads = [threading.Thread(target=lambda: found.append(self.daemon.render(**SLOW))) for _ in range(count)]
        for thread in threads:
            thread.start()
        return threads, found

    def wait_for_queue(self, length):
        end = time.monotonic() + 20
        while self.daemon.metric("certpress_queue_length") < length:
            self.assertLess(time.monotonic(), end)

    def test_a_full_queue_refuses_at_once(self):
        threads, found = self.busy(3)
        self.wait_for_queue(2)
        start = time.monotonic()
        refused = self.daemon.render(**SLOW)
        taken = time.monotonic() - start
        self.assertEqual((refused.status, refused.codes()), (429, ["http/queue-full"]))
        self.assertGreaterEqual(int(refused["Retry-After"]), 1)
        self.assertLess(taken, 0.2)
        self.assertEqual(self.daemon.get("/healthz").status, 200)
        for thread in threads:
            thread.join()
        self.assertEqual([a.status for a in found], [200] * 3)

    def test_work_of_who_went_away_is_dropped(self):
        threads, _ = self.busy(1)
        before = self.daemon.metric("certpress_renders_total")
        content = body(**SLOW)
        gone = [self.daemon.connect() for _ in range(2)]
        for c in gone:
            c.sendall(f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      f"Content-Length: {len(content)}\r\n\r\n".encode() + content)
        for c in gone:
            c.close()
        for thread in threads:
            thread.join()
        self.daemon.wait_for("abandoned")
        self.assertEqual(self.daemon.render(dpi=60).status, 200)
        # The first, perhaps one that was begun before it was known, and the last.
        self.assertLessEqual(self.daemon.metric("certpress_renders_total") - before, 3)


class Deadline(unittest.TestCase):
    def test_what_cannot_be_done_in_time_is_told(self):
        one = Daemon("--workers", "1", "--deadline", "0.25", "--render-cache", "0")
        try:
            content, start = body(**SLOW), time.monotonic()
            request = (f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                       f"Connection: close\r\nContent-Length: {len(content)}\r\n\r\n").encode() + content
            waiting = [one.connect() for _ in range(30)]
            for c in waiting:
                c.sendall(request)
            found = [answers(read_all(c))[0] for c in waiting]
            late = [a for a in found if a[0] == 503]
            self.assertTrue(late, [a[0] for a in found])
            self.assertTrue(all(a[0] in (200, 503) for a in found))
            self.assertEqual(json.loads(late[0][2])["diagnostics"][0]["code"], "http/deadline")
            self.assertIn("retry-after", late[0][1])
            for c in waiting:
                c.close()
        finally:
            self.assertEqual(one.stop(), 0)


if __name__ == "__main__":
    main()
