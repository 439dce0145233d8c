#!/usr/bin/env python3
"""The API does what its description says: every answer that the description names is got here, and every test of the
other files holds what it gets against it (daemon.py)."""
import json
import threading
import unittest

import jsonschema

from daemon import PERMIT, RENDER, Daemon, Answer, answers, body, demo_keys, main, read_all
from access_test import access_file, bearer
import daemon


class Coverage(unittest.TestCase):
    def raw(self, one, method, path, headers, content=b""):
        """A request that http.client would not make; its answer is held against the description."""
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
        with one.connect() as c:
            c.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
            status, found, text = answers(read_all(c))[0]
        answer = Answer(status, Insensitive(found), text)
        daemon.description().check(method, path, answer)
        return answer

    def ordinary(self, one):
        token = bearer("all-token")
        described = f"/v1/templates/{PERMIT}"
        for path in ("/healthz", "/readyz", "/version"):
            one.get(path)
        for path in ("/", "/openapi.json", described, described + "/schema", described + "/samples/standard.json",
                     described + "/samples/standard.png?dpi=60"):
            tag = one.get(path, headers=token)["ETag"]
            self.assertEqual(one.get(path, headers={**token, "If-None-Match": tag}).status, 304)
        one.get("/v1/templates", headers=token)
        for form in ("png", "jpeg", "webp", "pdf"):
            tag = one.render(token, dpi=60, format=form)["ETag"]
        self.assertEqual(one.render({**token, "If-None-Match": tag}, dpi=60, format="pdf").status, 304)
        one.request("POST", "/v1/verify", b"x", {**token, "Content-Type": "application/pdf"})

    def refused(self, one):
        token, pdf = bearer("all-token"), {"Content-Type": "application/pdf"}
        other = "/v1/templates/practitioner-qualification-certificate"
        for path in ("/v1/templates", f"/v1/templates/{PERMIT}", f"/v1/templates/{PERMIT}/schema",
                     f"/v1/templates/{PERMIT}/samples/standard.png"):
            self.assertEqual(one.get(path).status, 401)
        for path in (other, other + "/schema", other + "/samples/standard.json"):
            self.assertEqual(one.get(path, headers=bearer("app-token")).status, 403)
            self.assertEqual(one.get(path.replace("practitioner", "x"), headers=token).status, 404)
        one.get(f"/v1/templates/{PERMIT}/samples/standard.png?x=1", headers=token)
        one.get(f"/v1/templates/{PERMIT}/samples/standard.png?width=10", headers=token)
        one.get("/v1/templates", headers={**token, "Origin": "http://evil.example"})
        one.request("GET", "/v1/templates", b"x", token)
        for path, kind in ((RENDER, {}), ("/v1/verify", pdf)):
            self.assertEqual(one.request("POST", path, b"{}", kind).status, 401)
            self.assertEqual(one.request("POST", path, b"{}", {**token, "Content-Type": "text/plain"}).status, 415)
            self.assertEqual(one.request("POST", path, b"x" * (2 << 20), {**token, **kind}).status, 413)
        one.request("POST", "/v1/verify?require=x", b"x", {**token, **pdf})
        one.request("POST", other + "/render", b"{}", bearer("app-token"))
        one.request("POST", "/v1/templates/x/render", b"{}", token)
        one.request("POST", RENDER, b"{", token)
        one.request("POST", RENDER, b"{}", token)
        one.render({**token, "Accept": "text/html"})
        self.raw(one, "POST", RENDER, ["Expect: miracles", "Content-Type: application/json", "Content-Length: 0"])
        late = ["Authorization: Bearer all-token", "Content-Type: application/json", "Content-Length: 10"]
        self.assertEqual(self.raw(one, "POST", RENDER, late).status, 408)
        answer = one.render({**token}, sign="other")  # its authority does not answer
        self.assertEqual((answer.status, answer.codes()), (502, ["signing/timestamp-unavailable"]))

    def overloaded(self):
        """Queue full, and past the deadline, for each that renders."""
        requests = [("POST", RENDER, "application/json", body(dpi=300)),
                    ("GET", f"/v1/templates/{PERMIT}/samples/standard.png?dpi=301", "", b""),
                    ("POST", "/v1/verify", "application/pdf", b"x")]
        for flags, status in ((("--queue", "0", "--deadline", "60"), 429), (("--queue", "9", "--deadline", "0.05"), 503)):
            one = Daemon("--workers", "1", "--render-cache", "0", *flags)
            try:
                for method, path, kind, content in requests:
                    got = None
                    while got is None or got.status != status:
                        busy = [threading.Thread(target=one.render, kwargs={"dpi": 300}) for _ in range(2)]
                        for thread in busy:
                            thread.start()
                        while one.metric("certpress_workers_busy") == 0 and any(t.is_alive() for t in busy):
                            pass
                        got = self.raw(one, method, path, [f"Content-Type: {kind}", f"Content-Length: {len(content)}"],
                                       content)
                        for thread in busy:
                            thread.join()
            finally:
                self.assertEqual(one.stop(), 0)

    def ending(self):
        one = Daemon("--render-cache", "0", "--deadline", "60")
        with one.connect() as slow, one.connect() as late:
            late.sendall(b"GET /readyz HTTP/1.1\r\n")  # begun before the end, asked after
            content = body(dpi=300)
            slow.sendall(f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                         f"Content-Length: {len(content)}\r\n\r\n".encode() + content)
            one.process.terminate()
            one.wait_for("draining")
            late.sendall(b"Host: localhost\r\n\r\n")
            status, headers, text = answers(read_all(late))[0]
            daemon.description().check("GET", "/readyz", Answer(status, Insensitive(headers), text))
            read_all(slow)
        self.assertEqual(one.stop(None), 0)
        return status

    def test_every_answer_that_is_described_can_be_had(self):
        profile = daemon.out / "keys/mute.yaml"
        demo_keys()
        profile.write_text((daemon.out / "keys/t.yaml").read_text().split("timestamp:")[0] +
                           "timestamp: {url: 'http://127.0.0.1:9/', timeout: 1}\n")
        one = Daemon("--access", access_file(), "--max-body", "1MiB", "--body-timeout", "0.5",
                     "--signing-profiles", f"seal={demo_keys()}/b.yaml,other={profile}")
        try:
            self.ordinary(one)
            self.refused(one)
        finally:
            self.assertEqual(one.stop(), 0)
        open_one = Daemon()
        try:
            open_one.get("/v1/templates", headers={"Host": "evil.example"})
        finally:
            self.assertEqual(open_one.stop(), 0)
        self.overloaded()
        self.assertEqual(self.ending(), 503)
        missing = daemon.description().promises() - daemon.description().seen
        self.assertEqual(missing, set())

    def test_it_is_served_as_it_stands_in_the_repository(self):
        one = Daemon()
        try:
            self.assertEqual(one.get("/openapi.json").body, (daemon.source / "service/openapi.json").read_bytes())
        finally:
            self.assertEqual(one.stop(), 0)

    def test_samples_are_requests_that_the_schema_takes(self):
        document = daemon.description().document
        schema = {"$ref": "#/components/schemas/RenderRequest", "components": document["components"]}
        validator = jsonschema.Draft202012Validator(schema)
        validator.validate(json.loads(body(dpi=96, format="png", layer="ink", sign=None)))
        for bad in ({"dpi": 7}, {"colour": 1}, {"format": "gif"}, {"width": 1.5}, {"record": 1}):
            with self.assertRaises(jsonschema.ValidationError):
                validator.validate(bad)


class Insensitive(dict):
    def get(self, name, default=None):
        return super().get(name.lower(), default)


if __name__ == "__main__":
    main()
