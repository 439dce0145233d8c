#!/usr/bin/env python3
"""Who may do what: tokens, TLS, client certificates, signatures and the audit log."""
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import ssl
import subprocess
import time
import unittest
import warnings

from daemon import PERMIT, PERSON, RENDER, Daemon, body, copied_home, demo_keys, main
import daemon


def sha256(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


def write(name, text):
    path = daemon.out / name
    path.write_text(text)
    return str(path)


def bearer(token):
    return {"Authorization": "Bearer " + token}


def access_file(name="access.yaml"):
    return write(name, f"""clients:
  - {{name: app, token: {sha256("app-token")}, templates: [{PERMIT}], profiles: [seal]}}
  - {{name: app, token: {sha256("app-token-2")}, templates: [{PERMIT}]}}
  - {{name: everything, token: {sha256("all-token")}, templates: all, profiles: all}}
  - {{name: prometheus, token: {sha256("ops-token")}, operator: true}}
""")


class Tokens(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.audit = daemon.out / "audit.jsonl"
        cls.daemon = Daemon("--access", access_file(), "--audit-log", str(cls.audit), "--trust",
                            f"{demo_keys()}/test-root.pem", "--signing-profiles",
                            f"seal={demo_keys()}/lta.yaml,other={demo_keys()}/b.yaml")

    @classmethod
    def tearDownClass(cls):
        assert cls.daemon.stop() == 0

    def test_without_a_token_there_is_nothing_but_the_page_and_probes(self):
        for path in ("/healthz", "/readyz", "/version", "/", "/openapi.json"):
            self.assertEqual(self.daemon.get(path).status, 200, path)
        for method, path in (("GET", "/v1/templates"), ("GET", f"/v1/templates/{PERMIT}"), ("POST", RENDER),
                             ("GET", f"/v1/templates/{PERMIT}/samples/standard.png"), ("POST", "/v1/verify")):
            answer = self.daemon.request(method, path, b"{}" if method == "POST" else None)
            self.assertEqual((answer.status, answer.codes()), (401, ["access/no-token"]), path)
            self.assertTrue(answer["WWW-Authenticate"].startswith("Bearer"))

    def test_a_wrong_token_is_refused(self):
        for wrong in ("app-toke", "app-tokens", "APP-TOKEN", sha256("app-token"), ""):
            answer = self.daemon.get("/v1/templates", headers=bearer(wrong))
            self.assertEqual(answer.status, 401, wrong)

    def test_several_tokens_are_alive_at_once(self):
        for token in ("app-token", "app-token-2"):
            self.assertEqual(self.daemon.render(bearer(token), dpi=60).status, 200)

    def test_a_client_sees_what_it_may_use(self):
        listed = self.daemon.get("/v1/templates", headers=bearer("app-token")).json()
        self.assertEqual([t["id"] for t in listed["templates"]], [PERMIT])
        self.assertEqual(listed["profiles"], ["seal"])
        listed = self.daemon.get("/v1/templates", headers=bearer("all-token")).json()
        self.assertEqual((len(listed["templates"]), listed["profiles"]), (2, ["other", "seal"]))
        answer = self.daemon.get(f"/v1/templates/{PERSON}", headers=bearer("app-token"))
        self.assertEqual((answer.status, answer.codes()), (403, ["access/template"]))

    def test_a_client_signs_by_its_profiles(self):
        answer = self.daemon.render(bearer("app-token"), sign="seal")
        self.assertEqual((answer.status, answer["Content-Type"]), (200, "application/pdf"))
        report = self.daemon.request("POST", "/v1/verify?require=LTA", answer.body,
                                     {**bearer("app-token"), "Content-Type": "application/pdf"}).json()
        self.assertEqual(report["verdict"], "valid")
        self.assertIn("holder_name", report["record"])
        for token, profile in (("app-token", "other"), ("app-token-2", "seal"), ("app-token", "x")):
            answer = self.daemon.render(bearer(token), sign=profile)
            self.assertEqual((answer.status, answer.codes()), (403, ["access/profile"]))
        answer = self.daemon.render(bearer("all-token"), sign="x")
        self.assertEqual((answer.status, answer.codes()), (422, ["request/unknown-profile"]))

    def test_each_signature_is_in_the_audit_log(self):
        def lines():
            return [json.loads(line) for line in self.audit.read_text().splitlines()]
        before = len(lines())
        first = self.daemon.render({**bearer("app-token"), "X-Request-Id": "audit-1"}, sign="seal", quality=3)
        again = self.daemon.render({**bearer("all-token"), "X-Request-Id": "audit-2"}, sign="seal", quality=3)
        self.assertEqual((first.body, first["ETag"]), (again.body, again["ETag"]))
        entries = lines()[before:]
        self.assertEqual([(e["client"], e["request_id"], e["kept"]) for e in entries],
                         [("app", "audit-1", False), ("everything", "audit-2", True)])
        for entry in entries:
            self.assertEqual(entry["sha256"], sha256(first.body))
            self.assertEqual((entry["template"], entry["profile"]), (PERMIT, "seal"))
        unchanged = self.daemon.render({**bearer("app-token"), "If-None-Match": first["ETag"]}, sign="seal", quality=3)
        self.assertEqual(unchanged.status, 304)
        for value in daemon.sample().values():
            if isinstance(value, str) and len(value) > 1:
                self.assertNotIn(value, self.audit.read_text())

    def test_the_tampered_and_the_unsigned_are_told(self):
        signed = self.daemon.render(bearer("app-token"), sign="seal").body
        plain = self.daemon.render(bearer("app-token"), format="pdf").body
        verify = {**bearer("app-token"), "Content-Type": "application/pdf"}
        for content, verdict in ((signed[:-40] + b"x" + signed[-39:], "invalid"), (plain, "unsigned"), (b"no", "not-pdf")):
            report = self.daemon.request("POST", "/v1/verify", content, verify)
            self.assertEqual((report.status, report.json()["verdict"]), (200, verdict))
            self.assertIsNone(report.json()["record"])
        self.assertEqual(self.daemon.request("POST", "/v1/verify?require=X", signed, verify).status, 400)

    def test_tokens_are_in_no_log(self):
        for token in ("app-token", "app-token-2", "wrong-token"):
            self.daemon.render({**bearer(token), "X-Request-Id": f"with-{token}"}, dpi=60)
            self.daemon.wait_for("request", request_id=f"with-{token}")
        logged = json.dumps([{k: v for k, v in line.items() if k != "request_id"} for line in self.daemon.log])
        for text in (logged, self.audit.read_text()):
            for token in ("app-token", "wrong-token", sha256("app-token")):
                self.assertNotIn(token, text)

    def test_a_token_that_is_taken_away_is_nobodys(self):
        file = write("access-2.yaml", f"clients: [{{name: a, token: {sha256('a')}, templates: all}}]")
        one = Daemon("--access", file)
        try:
            self.assertEqual(one.get("/v1/templates", headers=bearer("a")).status, 200)
            write("access-2.yaml", f"clients: [{{name: a, token: {sha256('b')}, templates: all}}]")
            one.process.send_signal(signal.SIGHUP)
            one.wait_for("reloaded")
            self.assertEqual(one.get("/v1/templates", headers=bearer("a")).status, 401)
            self.assertEqual(one.get("/v1/templates", headers=bearer("b")).status, 200)
        finally:
            self.assertEqual(one.stop(), 0)

    def test_new_tokens_come_with_their_digest(self):
        made = subprocess.run([daemon.program, "token"], capture_output=True, text=True, check=True)
        self.assertIn(sha256(made.stdout.strip()), made.stderr)


class Exposure(unittest.TestCase):
    def refusal(self, *flags):
        done = subprocess.run([daemon.program, *flags], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 3, done.stderr)
        return done.stderr

    def test_strangers_may_not_connect_when_anybody_may_sign(self):
        self.assertIn("config/exposed", self.refusal("--listen", "0.0.0.0:0"))
        self.assertIn("config/exposed", self.refusal("--metrics-listen", "0.0.0.0:0"))

    def test_a_right_that_is_misspelt_is_none(self):
        for value, code in (("yes", 3), ("True", 3), ("true", 0), ("false", 0)):
            file = write("access-5.yaml", f"clients: [{{name: a, token: {sha256('a')}, templates: all, operator: {value}}}]")
            done = subprocess.run([daemon.program, "--check-config", "--home", str(copied_home()), "--access", file],
                                  capture_output=True, text=True, timeout=120)
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertEqual("access/bad-value" in done.stderr, code == 3, done.stderr)

    def test_metrics_elsewhere_are_for_operators(self):
        one = Daemon("--access", access_file("access-3.yaml"), "--signing-profiles", f"seal={demo_keys()}/b.yaml", "--metrics-listen", "0.0.0.0:0")
        try:
            for token, status in (("ops-token", 200), ("app-token", 403)):
                self.assertEqual(one.get("/metrics", port=one.metrics_port, headers=bearer(token)).status, status)
            self.assertEqual(one.get("/metrics", port=one.metrics_port).status, 401)
            self.assertEqual(one.request("POST", "/-/reload", port=one.metrics_port, headers=bearer("app-token")).status, 403)
            self.assertEqual(one.get("/readyz", port=one.metrics_port).status, 200)
        finally:
            self.assertEqual(one.stop(), 0)


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_certificate(folder, name, issuer=None):
    """A certificate for 127.0.0.1, by itself or by the issuer."""
    folder.mkdir(exist_ok=True)
    key, pem = folder / f"{name}.key", folder / f"{name}.pem"
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", str(key), "-out",
            str(pem), "-days", "30", "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1",
            *(["-CA", str(folder / f"{issuer}.pem"), "-CAkey", str(folder / f"{issuer}.key"),
               "-addext", "basicConstraints=critical,CA:FALSE"] if issuer else []))
    os.chmod(key, 0o600)
    return str(pem), str(key)


class Tls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = daemon.out / "tls"
        cls.root, _ = make_certificate(cls.folder, "root")
        cls.certificate, cls.key = make_certificate(cls.folder, "server", "root")
        cls.client = make_certificate(cls.folder, "client", "root")
        cls.stranger = make_certificate(cls.folder, "stranger")

    def ask(self, one, path="/healthz", certificate=None, **context):
        tls = ssl.create_default_context(cafile=context.pop("root", self.root))
        with warnings.catch_warnings(action="ignore"):  # old versions are meant
            for name, value in context.items():
                setattr(tls, name, value)
        if certificate:
            tls.load_cert_chain(*certificate)
        client = http.client.HTTPSConnection("127.0.0.1", one.port, context=tls, timeout=30)
        try:
            client.request("GET", path)
            answer = client.getresponse()
            answer.certificate = client.sock.getpeercert()
            answer.data = answer.read()
            return answer
        finally:
            client.close()

    def test_what_is_said_is_enciphered(self):
        one = Daemon("--tls-certificate", self.certificate, "--tls-key", self.key)
        try:
            answer = self.ask(one, "/v1/templates")
            self.assertEqual(answer.status, 200)
            self.assertIn("max-age", answer.headers["Strict-Transport-Security"])
            with self.assertRaises((ssl.SSLError, ConnectionError)):
                self.ask(one, maximum_version=ssl.TLSVersion.TLSv1_1, minimum_version=ssl.TLSVersion.TLSv1)
            self.assertEqual(self.ask(one, maximum_version=ssl.TLSVersion.TLSv1_2).status, 200)
            self.assertEqual(one.raw(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")[:5], b"")  # nothing in the clear
            # curl, a client that is nobody's here.
            with open(daemon.out / "curl.json", "wb") as request:
                request.write(body(dpi=60))
            for version in ("--http1.1", "--http1.0"):
                got = subprocess.run(["curl", "-s", version, "--cacert", self.root, "-H", "Content-Type: application/json",
                                      "--data-binary", f"@{request.name}", f"https://127.0.0.1:{one.port}{RENDER}"],
                                     capture_output=True, check=True).stdout
                self.assertTrue(got.startswith(b"\x89PNG"))
        finally:
            self.assertEqual(one.stop(), 0)

    def test_a_new_certificate_is_used_after_a_reload(self):
        files = daemon.out / "tls-2"
        shutil.copytree(self.folder, files)
        one = Daemon("--tls-certificate", str(files / "server.pem"), "--tls-key", str(files / "server.key"))
        try:
            before = self.ask(one).certificate["serialNumber"]
            make_certificate(files, "server", "root")
            one.process.send_signal(signal.SIGHUP)
            one.wait_for("reloaded")
            after = self.ask(one).certificate["serialNumber"]
            self.assertNotEqual(before, after)
            os.chmod(files / "server.key", 0o644)
            one.process.send_signal(signal.SIGHUP)
            refused = one.wait_for("reload-refused")
            self.assertEqual(refused[0]["diagnostics"][0]["code"], "tls/exposed")
            self.assertEqual(self.ask(one).certificate["serialNumber"], after)
        finally:
            self.assertEqual(one.stop(), 0)

    def test_clients_need_a_certificate_when_it_is_said(self):
        one = Daemon("--tls-certificate", self.certificate, "--tls-key", self.key, "--tls-clients", self.root,
                     "--listen", "0.0.0.0:0")
        try:
            self.assertEqual(self.ask(one, "/v1/templates", self.client).status, 200)
            for certificate in (None, self.stranger):
                with self.assertRaises((ssl.SSLError, ConnectionError)):
                    self.ask(one, "/healthz", certificate)
        finally:
            self.assertEqual(one.stop(), 0)

    def test_a_certificate_can_be_a_client(self):
        der = ssl.PEM_cert_to_DER_cert(pathlib.Path(self.client[0]).read_text())
        file = write("access-4.yaml", f"clients: [{{name: press, certificate: {sha256(der)}, templates: [{PERMIT}]}}]")
        one = Daemon("--tls-certificate", self.certificate, "--tls-key", self.key, "--tls-clients", self.root,
                     "--access", file)
        try:
            listed = json.loads(self.ask(one, "/v1/templates", self.client).data)
            self.assertEqual([t["id"] for t in listed["templates"]], [PERMIT])
            other = make_certificate(self.folder, "other", "root")
            self.assertEqual(self.ask(one, "/v1/templates", other).status, 401)
        finally:
            self.assertEqual(one.stop(), 0)

    def test_a_handshake_that_does_not_come_is_not_awaited(self):
        one = Daemon("--tls-certificate", self.certificate, "--tls-key", self.key, "--header-timeout", "0.5")
        try:
            with one.connect() as c:
                start = time.monotonic()
                self.assertEqual(daemon.read_all(c), b"")
                self.assertLess(time.monotonic() - start, 3)
        finally:
            self.assertEqual(one.stop(), 0)


if __name__ == "__main__":
    main()
