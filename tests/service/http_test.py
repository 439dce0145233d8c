#!/usr/bin/env python3
"""HTTP itself: what any client may rely on, and what none gets away with."""
import gzip
import http.client

from daemon import PERMIT, RENDER, ServiceTest, answers, body, main, read_all

GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


def post(content, *headers, path=RENDER, host="localhost"):
    lines = [f"POST {path} HTTP/1.1", f"Host: {host}", "Content-Type: application/json", *headers]
    if content is not None:
        lines.append(f"Content-Length: {len(content)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (content or b"")


class Connections(ServiceTest):
    def test_many_requests_use_one_connection(self):
        client = http.client.HTTPConnection("127.0.0.1", self.daemon.port)
        self.daemon.get("/healthz", client=client)
        socket = client.sock
        for _ in range(3):
            self.assertEqual(self.daemon.render(client=client, dpi=60).status, 200)
            self.assertIs(client.sock, socket)
        client.close()

    def test_pipelined_requests_are_answered_in_their_order(self):
        slow = post(body(dpi=150, quality=41))  # rendered, while the others could be answered at once
        with self.daemon.connect() as c:
            c.sendall(GET + slow + GET + GET.replace(b"/healthz", b"/nowhere") +
                      GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
            found = answers(read_all(c))
        self.assertEqual([a[0] for a in found], [200, 200, 200, 404, 200])
        self.assertEqual(found[1][1]["content-type"], "image/png")

    def test_empty_lines_before_a_request_are_nothing(self):
        found = answers(self.daemon.raw(b"\r\n\r\n" + GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")))
        self.assertEqual([a[0] for a in found], [200])

    def test_old_clients_are_answered_and_their_connections_closed(self):
        found = answers(self.daemon.raw(b"GET /healthz HTTP/1.0\r\n\r\n"))
        self.assertEqual(found[0][0], 200)
        self.assertEqual(found[0][1]["connection"], "close")
        with self.daemon.connect() as c:
            for _ in range(2):
                c.sendall(b"GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                self.assertIn(b"Connection: keep-alive", c.recv(65536))

    def test_a_request_may_come_byte_by_byte(self):
        with self.daemon.connect() as c:
            for byte in GET:
                c.sendall(bytes([byte]))
            self.assertTrue(c.recv(65536).startswith(b"HTTP/1.1 200"))

    def test_absolute_targets_are_understood(self):
        data = GET.replace(b"GET /healthz", b"GET http://localhost/healthz")
        with self.daemon.connect() as c:
            c.sendall(data)
            self.assertTrue(c.recv(65536).startswith(b"HTTP/1.1 200"))


class Methods(ServiceTest):
    def test_head_is_get_without_the_body(self):
        for path in ("/v1/templates", f"/v1/templates/{PERMIT}", f"/v1/templates/{PERMIT}/samples/standard.png?dpi=60"):
            got, head = self.daemon.get(path), self.daemon.request("HEAD", path)
            self.assertEqual((head.status, head.body), (200, b""))
            for name in ("Content-Type", "Content-Length", "ETag"):
                self.assertEqual(head[name], got[name], name)

    def test_options_names_the_methods(self):
        answer = self.daemon.request("OPTIONS", RENDER)
        self.assertEqual((answer.status, answer["Allow"]), (204, "OPTIONS, POST"))
        self.assertEqual(self.daemon.request("OPTIONS", "/v1/templates")["Allow"], "OPTIONS, GET, HEAD")
        self.assertEqual(self.daemon.request("OPTIONS", "*").status, 204)
        self.assertIsNone(answer["Access-Control-Allow-Origin"])

    def test_other_methods_are_refused_with_those_that_are_not(self):
        for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH"):
            answer = self.daemon.request(method, RENDER)
            self.assertEqual((answer.status, answer["Allow"]), (405, "OPTIONS, POST"), method)
        self.assertEqual(self.daemon.request("BREW", RENDER).status, 501)

    def test_what_is_not_there_is_not_found(self):
        for path in ("/x", "/v1", "/v1/templates/x", f"/v1/templates/{PERMIT}/x", f"/v1/templates/{PERMIT}/samples/x.png",
                     f"/v1/templates/{PERMIT}/samples/standard.gif", "/etc/passwd"):
            self.assertEqual(self.daemon.get(path).status, 404, path)
        for path in (f"/v1/templates/{PERMIT}/samples/..%2F..%2Ftemplate.json", "/v1/templates/..%2fx"):
            self.assertEqual(self.daemon.get(path).status, 400, path)  # a slash inside a part is none
        self.assertEqual(self.daemon.request("POST", "/v1/templates/x/render", b"{}").codes(),
                         ["request/unknown-template"])


class Bodies(ServiceTest):
    flags = ("--max-body", "1MiB")

    def test_chunked_bodies_are_read(self):
        def chunks():
            data = body(dpi=60)
            for i in range(0, len(data), 100):
                yield data[i:i + 100]
        answer = self.daemon.request("POST", RENDER, chunks())
        self.assertEqual(answer.status, 200, answer)

    def test_who_expects_to_continue_is_told_to(self):
        content = body(dpi=60)
        with self.daemon.connect() as c:
            c.sendall(post(content, "Expect: 100-continue")[:-len(content)])
            self.assertEqual(c.recv(65536), b"HTTP/1.1 100 Continue\r\n\r\n")
            c.sendall(content)
            self.assertTrue(c.recv(12).startswith(b"HTTP/1.1 200"))

    def test_who_may_not_continue_is_not_told_to(self):
        for request, status in ((post(None, "Expect: 100-continue", "Content-Length: 2000000"), 413),
                                (post(None, "Expect: 100-continue", "Content-Length: 9", path="/x"), 404),
                                (post(None, "Expect: a-miracle", "Content-Length: 9"), 417)):
            found = answers(self.daemon.raw(request))
            self.assertEqual([(a[0], a[1]["connection"]) for a in found], [(status, "close")])

    def test_large_bodies_are_refused_and_the_answer_arrives(self):
        answer = self.daemon.request("POST", RENDER, b" " * (3 << 20))
        self.assertEqual((answer.status, answer.codes()), (413, ["http/body-too-large"]))
        answer = self.daemon.request("POST", RENDER, (b" " * 65536 for _ in range(40)))
        self.assertEqual((answer.status, answer.codes()), (413, ["http/body-too-large"]))

    def test_other_types_are_refused(self):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "", "application/pdf"):
            answer = self.daemon.request("POST", RENDER, b"{}", {"Content-Type": kind})
            self.assertEqual((answer.status, answer.codes()), (415, ["http/media-type"]), kind)
        answer = self.daemon.request("POST", RENDER, gzip.compress(b"{}"), {"Content-Encoding": "gzip"})
        self.assertEqual((answer.status, answer.codes()), (415, ["http/content-encoding"]))

    def test_a_parameter_of_a_type_does_not_matter(self):
        self.assertEqual(self.daemon.request("POST", RENDER, body(dpi=60),
                                             {"Content-Type": "application/json; charset=utf-8"}).status, 200)

    def test_a_get_has_no_body(self):
        self.assertEqual(self.daemon.request("GET", "/healthz", b"x").status, 413)


class Framing(ServiceTest):
    """Two readers of one request must see the same end of it: otherwise one can be smuggled in another."""

    def refused(self, data, *statuses):
        found = answers(self.daemon.raw(data + GET, timeout=5))
        self.assertEqual(len(found), 1, (data, found))
        self.assertIn(found[0][0], statuses, data)
        self.assertEqual(found[0][1].get("connection"), "close", data)

    def test_two_lengths_are_refused(self):
        self.refused(post(b"{}", "Transfer-Encoding: chunked"), 400)
        self.refused(post(b"{}", "Content-Length: 3"), 400)
        self.refused(post(None, "Content-Length: 2, 3"), 400)
        self.refused(post(None, "Content-Length: -1"), 400)
        self.refused(post(None, "Content-Length: +2"), 400)
        self.refused(post(None, "Content-Length: 99999999999999999999"), 400)

    def test_other_codings_are_refused(self):
        for coding in ("gzip, chunked", "chunked, identity", "x", "chunked, chunked", "xchunked"):
            self.refused(post(None, "Transfer-Encoding: " + coding) + b"0\r\n\r\n", 400)
        self.refused(post(None, "Transfer-Encoding: chunked").replace(b"1.1", b"1.0") + b"0\r\n\r\n", 400)

    def test_bad_chunks_are_refused(self):
        for chunk in (b"x\r\n\r\n", b"-1\r\n", b"2\r\n{}X0\r\n\r\n", b"ffffffffffffffffff\r\n", b"2;\n{}\r\n0\r\n\r\n"):
            self.refused(post(None, "Transfer-Encoding: chunked") + chunk, 400)

    def test_malformed_heads_are_refused(self):
        for head in (b"GET\r\n\r\n", b"GET  /healthz HTTP/1.1\r\n\r\n", b"\0\0\0\0\r\n\r\n", b"GET /\0 HTTP/1.1\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: x\r\nA\0: b\r\n\r\n",
                     b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n"):
            self.refused(head, 400)
        self.refused(b"GET / HTTP/1.1\nHost: x\n\n", 400, 505)
        self.refused(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 505)

    def test_large_heads_are_refused(self):
        self.refused(GET[:-2] + b"X: " + b"x" * 20000 + b"\r\n\r\n", 431)
        self.refused(GET[:-2] + b"X: y\r\n" * 5000 + b"\r\n", 431)
        answer = self.daemon.get("/" + "x" * 3000)
        self.assertEqual((answer.status, answer.codes()), (414, ["http/target-too-long"]))

    def test_targets_are_read_strictly(self):
        for target in ("/%", "/%zz", "/a%00", "//", "/v1//templates"):
            self.assertEqual(self.daemon.get(target).status, 400, target)


class Names(ServiceTest):
    def test_pages_of_other_sites_may_not_ask(self):
        for host in ("evil.example", "127.0.0.1.evil.example", f"evil.example:{self.daemon.port}"):
            answer = self.daemon.get("/v1/templates", headers={"Host": host})
            self.assertEqual((answer.status, answer.codes()), (421, ["http/host"]), host)
        for host in ("localhost", "127.0.0.1:1", "[::1]:80"):
            self.assertEqual(self.daemon.get("/healthz", headers={"Host": host}).status, 200, host)
        answer = self.daemon.get("/v1/templates", headers={"Origin": "http://evil.example"})
        self.assertEqual((answer.status, answer.codes()), (403, ["http/origin"]))
        own = f"http://127.0.0.1:{self.daemon.port}"
        self.assertEqual(self.daemon.get("/v1/templates", headers={"Origin": own}).status, 200)

    def test_requests_can_be_found_again(self):
        trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        answer = self.daemon.get("/healthz", headers={"X-Request-Id": "my-id", "traceparent": trace})
        self.assertEqual(answer["X-Request-Id"], "my-id")
        self.assertEqual(answer["traceparent"][:36], trace[:36])
        self.assertNotEqual(answer["traceparent"], trace)
        logged = self.daemon.wait_for("request", request_id="my-id")
        self.assertEqual(logged[0]["trace_id"], trace[3:35])
        answer = self.daemon.get("/nowhere", headers={"X-Request-Id": "{bad}"})
        self.assertNotEqual(answer["X-Request-Id"], "{bad}")
        self.assertTrue(answer.json()["instance"].endswith(answer["X-Request-Id"]))

    def test_every_answer_is_guarded(self):
        for path in ("/", "/v1/templates", "/nowhere"):
            answer = self.daemon.get(path)
            self.assertEqual(answer["X-Content-Type-Options"], "nosniff")
            self.assertIn("default-src 'none'", answer["Content-Security-Policy"])
            self.assertIn("frame-ancestors 'none'", answer["Content-Security-Policy"])
            self.assertEqual(answer["Referrer-Policy"], "no-referrer")
            self.assertIsNotNone(answer["Date"])


if __name__ == "__main__":
    main()
