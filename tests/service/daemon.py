"""Starts certpressd as an operator would, and talks to it with Python's own HTTP client and with bare sockets.

The tests are called with the program, the source folder, and a folder to work in; main() reads these."""
import atexit
import functools
import gzip
import http.client
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest

import openapi

PERMIT = "road-transport-operation-permit"
PERSON = "practitioner-qualification-certificate"
RENDER = f"/v1/templates/{PERMIT}/render"

program = command = source = out = None


def main():
    global program, command, source, out
    program, command = sys.argv[1], sys.argv[2]
    source, out = pathlib.Path(sys.argv[3]).resolve(), pathlib.Path(sys.argv[4]).resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    result = unittest.main(argv=[sys.argv[0]] + sys.argv[5:], verbosity=2, exit=False).result
    sys.exit(0 if result.wasSuccessful() and end_shared() else 1)


def sample(template=PERMIT, name="standard"):
    return json.loads((source / f"templates/{template}/samples/{name}.json").read_text())


def body(**options):
    """A render request for the permit's sample."""
    return json.dumps({"record": sample(), **options}, ensure_ascii=False).encode()


def demo_keys():
    """A test authority, made once."""
    folder = out / "keys"
    if not folder.exists():
        subprocess.run([command, "keys", "demo", str(folder)], check=True, stdout=subprocess.DEVNULL)
    return folder


def copied_home(name="home"):
    """The two templates, which the test may change. A service starts faster with two than with all."""
    home = out / name
    if not home.exists():
        for folder in (PERMIT, PERSON, "shared", "codes"):
            shutil.copytree(source / "templates" / folder, home / "templates" / folder)
        (home / "fonts").symlink_to(source / "fonts")
    return home


@functools.cache
def description():
    return openapi.Description((source / "service/openapi.json").read_text())


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def __getitem__(self, name):
        return self.headers.get(name)

    def json(self):
        return json.loads(gzip.decompress(self.body) if self["Content-Encoding"] == "gzip" else self.body)

    def codes(self):
        return [d["code"] for d in self.json()["diagnostics"]]

    def __repr__(self):
        return f"{self.status} {dict(self.headers)} {self.body[:2000]}"


class Daemon:
    """A running certpressd on free ports."""

    def __init__(self, *flags, env=None, wrapper=(), **popen):
        arguments = [*wrapper, program, "--home", str(copied_home()), "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0", "--log-level", "debug"]
        self.log, self.ready = [], threading.Event()
        self.errors = open(out / "stderr.txt", "a+")
        started = self.errors.tell()
        self.process = subprocess.Popen(arguments + list(flags), stdout=subprocess.PIPE, stderr=self.errors, text=True,
                                        env={**os.environ, **(env or {})}, **popen)
        atexit.register(self._kill)  # a test that failed may not have ended it
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        if not self.ready.wait(120) or self.process.poll() is not None:
            self.process.kill()
            raise AssertionError((out / "stderr.txt").read_text()[started:])

    def _read(self):
        for line in self.process.stdout:
            entry = json.loads(line)  # every line is JSON
            self.log.append(entry)
            if entry["event"] == "listening":
                self.port = int(entry["address"].rsplit(":", 1)[1])
                self.metrics_port = int(entry["metrics_address"].rsplit(":", 1)[1])
                self.ready.set()
        self.ready.set()

    def _kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def events(self, name):
        return [e for e in list(self.log) if e["event"] == name]

    def wait_for(self, name, seconds=90, **members):
        """The log's lines of this event that have these members, once there is one."""
        end = time.monotonic() + seconds
        while True:
            found = [line for line in self.events(name) if members.items() <= line.items()]
            if found:
                return found
            if time.monotonic() > end:
                raise AssertionError(f"no {name} {members} in {self.log[-20:]}")
            time.sleep(0.01)

    def connect(self, port=None, timeout=30):
        connection = socket.create_connection(("127.0.0.1", port or self.port), timeout)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def request(self, method, path, body=None, headers=None, port=None, client=None):
        """One request by http.client, on a connection of its own unless there is a client."""
        one = client or http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=60)
        headers = dict(headers or {})
        if body is not None and "Content-Type" not in headers:
            headers["Content-Type"] = "application/json"
        one.request(method, path, body, headers)
        got = one.getresponse()
        answer = Answer(got.status, got.headers, got.read())
        if client is None:
            one.close()
        if port in (None, self.port):
            description().check(method, path, answer)
        return answer

    def get(self, path, **more):
        return self.request("GET", path, **more)

    def render(self, headers=None, client=None, **options):
        return self.request("POST", RENDER, body(**options), headers, client=client)

    def raw(self, data, port=None, timeout=30):
        """Everything that comes back for these bytes until the server closes or says no more for a while."""
        with self.connect(port, timeout) as connection:
            connection.sendall(data)
            return read_all(connection)

    def metric(self, name, **labels):
        text = self.get("/metrics", port=self.metrics_port).body.decode()
        total = 0.0
        for line in text.splitlines():
            match = re.fullmatch(r"(\w+)(?:\{(.*)\})? (\S+)", line)
            if match and match[1] == name and all(f'{k}="{v}"' in (match[2] or "") for k, v in labels.items()):
                total += float(match[3])
        return total

    def memory(self):
        return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{self.process.pid}/status").read_text())[1])

    def stop(self, sig=signal.SIGTERM, seconds=40):
        """Ends it, and returns its exit code. A sanitizer's complaint is one that is not 0."""
        if sig and self.process.poll() is None:
            self.process.send_signal(sig)
        code = self.process.wait(seconds)
        self.reader.join(10)
        self.errors.close()
        self.process.stdout.close()
        return code


def read_all(connection):
    data = b""
    try:
        while chunk := connection.recv(1 << 16):
            data += chunk
    except (TimeoutError, ConnectionResetError):
        pass
    return data


def answers(data):
    """The answers in a stream of bytes: (status, headers with small names, body)."""
    found = []
    while data:
        head, _, data = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in lines[1:])}
        status = int(lines[0].split()[1])
        length = int(headers.get("content-length", 0))
        found.append((status, headers, data[:length]))
        data = data[length:]
    return found


shared = {}  # daemons by their flags: to start one takes longer than most tests


def end_shared():
    """Ends them. Whether all ended well, without a failure that no client saw."""
    good = True
    for flags, one in shared.items():
        code, failed = one.stop(), one.events("failed")
        if code != 0 or failed:
            print(f"certpressd {flags}: exit code {code}, {failed}\n{(out / 'stderr.txt').read_text()}")
            good = False
    return good


class ServiceTest(unittest.TestCase):
    """Tests whose daemon may be shared with others."""
    flags = ()

    @classmethod
    def setUpClass(cls):
        if cls.flags not in shared:
            shared[cls.flags] = Daemon(*cls.flags)
        cls.daemon = shared[cls.flags]
