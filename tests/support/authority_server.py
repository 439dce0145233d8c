#!/usr/bin/env python3
"""An HTTP server with good and bad time-stamping authorities, OCSP responders and lists.

Prints its port. The good ones answer by `openssl ts -reply` and `openssl ocsp` with the files that
`certpress keys demo` made in the folder given as argument; the bad ones are what tests need."""
import http.server
import pathlib
import subprocess
import sys
import tempfile
import time

folder = pathlib.Path(sys.argv[1])


def tool(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def timestamp(request):
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        (work / "query").write_bytes(request)
        (work / "serial").write_text("01\n")
        (work / "tsa.cnf").write_text(
            f"[tsa]\ndefault_tsa = t\n[t]\nserial = {work}/serial\ncrypto_device = builtin\n"
            f"signer_cert = {folder}/test-tsa.pem\ncerts = {folder}/test-ca.pem\n"
            f"signer_key = {folder}/test-tsa.key\nsigner_digest = sha256\n"
            "default_policy = 2.999.1\ndigests = sha256\ness_cert_id_alg = sha256\n")
        tool("ts", "-reply", "-config", work / "tsa.cnf", "-queryfile", work / "query",
             "-out", work / "reply")
        return (work / "reply").read_bytes()


def ocsp(request):
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        (work / "query").write_bytes(request)
        index = ""
        for certificate in folder.glob("test-*.pem"):
            serial = subprocess.run(["openssl", "x509", "-in", certificate, "-noout", "-serial"],
                                    check=True, capture_output=True, text=True).stdout
            serial = serial.strip().removeprefix("serial=")
            index += f"V\t490101000000Z\t\t{serial}\tunknown\t/CN={certificate.stem}\n"
        (work / "index").write_text(index)
        tool("ocsp", "-index", work / "index", "-CA", folder / "test-ca.pem", "-rsigner",
             folder / "test-ocsp.pem", "-rkey", folder / "test-ocsp.key", "-reqin", work / "query",
             "-respout", work / "reply", "-ndays", "7")
        return (work / "reply").read_bytes()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, kind, body, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        request = self.rfile.read(int(self.headers["Content-Length"]))
        reply = "application/timestamp-reply"
        if self.path == "/tsa" and self.headers["Content-Type"] == "application/timestamp-query":
            self.answer(200, reply + "; charset=binary", timestamp(request))
        elif self.path == "/ocsp" and self.headers["Content-Type"] == "application/ocsp-request":
            self.answer(200, "application/ocsp-response", ocsp(request))
        elif self.path == "/moved":
            self.answer(307, "text/plain", b"", Location="/tsa")
        elif self.path == "/moved-to-file":
            self.answer(307, "text/plain", b"", Location="file:///etc/hostname")
        elif self.path == "/moved-to-https":
            self.answer(307, "text/plain", b"", Location="https://127.0.0.1:1/tsa")
        elif self.path == "/moved-for-ever":
            self.answer(307, "text/plain", b"", Location="/moved-for-ever")
        elif self.path == "/nonsense":
            self.answer(200, reply, b"<html>busy</html>")
        elif self.path == "/wrong-type":
            self.answer(200, "text/html", b"<html></html>")
        elif self.path == "/slow":
            time.sleep(20)
        elif self.path == "/large":
            self.answer(200, reply, b"x" * 100_000)
        else:
            self.answer(500, "text/plain", b"")

    def do_GET(self):
        file = folder / pathlib.Path(self.path).name
        if file.suffix == ".crl" and file.is_file():
            self.answer(200, "application/octet-stream", file.read_bytes())
        else:
            self.answer(404, "text/plain", b"")

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_port, flush=True)
server.serve_forever()
