#!/usr/bin/env python3
"""What operators do to a service: configure it, watch it, reload it, end it and kill it, also under load."""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
import unittest

from daemon import PERMIT, RENDER, Daemon, ServiceTest, body, copied_home, demo_keys, main
import daemon


class Configuration(unittest.TestCase):
    def run_program(self, *flags, env=None):
        return subprocess.run([daemon.program, *flags], capture_output=True, text=True, timeout=120,
                              env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})})

    def test_everything_that_is_wrong_is_named_at_start(self):
        file = daemon.out / "wrong.yaml"
        file.write_text("lisen: 127.0.0.1:1\nqueue: many\n")
        done = self.run_program("--config", str(file), "--deadline", "0", env={"CERTPRESS_CASH": "1"})
        self.assertEqual(done.returncode, 3)
        for part in ("wrong.yaml:1:1: error: there is no setting 'lisen'", "did you mean 'listen'?", "wrong.yaml:2:8:",
                     "CERTPRESS_CASH", "--deadline"):
            self.assertIn(part, done.stderr)
        self.assertEqual(self.run_program("--lisen", "x").returncode, 2)

    def test_everything_that_is_named_is_tried(self):
        home = copied_home("broken-home")
        (home / f"templates/{PERMIT}/template.yaml").write_text("certpress: 1\nidd: x\n")
        (daemon.out / "access.yaml").write_text("clients: [{name: x}]")
        done = self.run_program("--check-config", "--home", str(home), "--access", str(daemon.out / "access.yaml"),
                                "--signing-profiles", "x=/nowhere.yaml", "--trust", "/nowhere.pem:/proc/version")
        self.assertEqual(done.returncode, 3)
        for code in ("template/unknown-key", "access/missing-key", "key/unreadable", "config/unreadable",
                     "verify/bad-root"):
            self.assertIn(code, done.stderr)
        done = self.run_program("--check-config", "--signing-profiles", f"seal={demo_keys()}/lta.yaml")
        self.assertEqual((done.returncode, done.stdout[:22]), (0, "configuration in order"), done.stderr)

    def test_the_example_and_the_papers_have_every_setting(self):
        example = daemon.source / "deploy/certpressd.yaml"
        done = self.run_program("--check-config", "--config", str(example))
        self.assertEqual(done.returncode, 0, done.stderr)
        papers = (daemon.source / "service/README.md").read_text()
        keys = set(re.findall(r"^  --([a-z-]+) [A-Z]", self.run_program("--help").stdout, re.M)) - {"config"}
        self.assertGreater(len(keys), 25)
        for key in keys:
            self.assertRegex(example.read_text(), rf"(?m)^(# )?{key}:", key)
            self.assertIn(f"`{key}`", papers)

    def test_an_address_that_is_taken_is_told(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            done = self.run_program("--listen", address)
        self.assertEqual(done.returncode, 1)
        self.assertIn(address, done.stderr)

    def test_settings_come_from_a_file_and_the_environment(self):
        file = daemon.out / "good.yaml"
        file.write_text("# all of it\nworkers: 1\nsigning-profiles:\n  seal: keys/lta.yaml\n")
        demo_keys()
        one = Daemon("--config", str(file), env={"CERTPRESS_QUEUE": "7"})
        try:
            self.assertEqual(one.metric("certpress_workers"), 1)
            self.assertEqual(one.get("/v1/templates").json()["profiles"], ["seal"])
            self.assertEqual(len(one.wait_for("test-profile")), 1)  # a profile for tests is told loudly
        finally:
            self.assertEqual(one.stop(), 0)


class Watching(ServiceTest):
    def test_probes_and_version(self):
        for port in (self.daemon.port, self.daemon.metrics_port):
            self.assertEqual(self.daemon.get("/healthz", port=port).json(), {"status": "alive"})
            self.assertEqual(self.daemon.get("/readyz", port=port).json(), {"status": "ready"})
            version = self.daemon.get("/version", port=port).json()
            self.assertIn("cairo", version["libraries"])

    def test_health_asks_a_running_service(self):
        address = f"127.0.0.1:{self.daemon.metrics_port}"
        done = subprocess.run([daemon.program, "health", "--metrics-listen", address], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, '{"status":"ready"}\n'))
        done = subprocess.run([daemon.program, "health", "--metrics-listen", "127.0.0.1:1"], capture_output=True)
        self.assertEqual(done.returncode, 1)

    def test_metrics_are_not_for_clients(self):
        self.assertEqual(self.daemon.get("/metrics").status, 404)
        self.assertEqual(self.daemon.request("POST", "/-/reload").status, 404)

    def test_metrics_tell_what_happened(self):
        before = self.daemon.metric("certpress_http_requests_total", route="/v1/templates/{id}/render", status="200")
        self.daemon.render(dpi=67)
        answer = self.daemon.get("/metrics", port=self.daemon.metrics_port)
        self.assertEqual(answer["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
        self.assertEqual(self.daemon.metric("certpress_http_requests_total", route="/v1/templates/{id}/render",
                                            status="200"), before + 1)
        text = answer.body.decode()
        for name in ("certpress_http_request_seconds_bucket", "certpress_render_seconds_count", "certpress_cache_bytes",
                     "certpress_http_connections ", "process_resident_memory_bytes", "certpress_build_info"):
            self.assertIn(name, text)
        # Every name is explained, and has a type.
        names = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
        self.assertEqual(names, {line.split()[2] for line in text.splitlines() if line.startswith("# HELP")})
        papers = (daemon.source / "service/README.md").read_text()
        for name in names:
            self.assertTrue(name.startswith("process_") or f"`{name}`" in papers, name)

    def test_every_event_is_in_the_papers(self):
        papers = (daemon.source / "service/README.md").read_text()
        events = set()
        for file in (daemon.source / "service").glob("*.cc"):
            events |= set(re.findall(r'LogLevel::k\w+, "([a-z-]+)"', file.read_text()))
            events |= set(re.findall(r'"event":"([a-z-]+)"', file.read_text()))
        self.assertGreater(len(events), 10)
        for event in events:
            self.assertIn(f"`{event}`", papers)

    def test_a_strangers_path_is_in_no_metric_and_in_no_log(self):
        for i in range(20):
            self.daemon.get(f"/stranger-{i}", headers={"X-Request-Id": f"unknown-{i}"})
        self.assertNotIn("stranger", self.daemon.get("/metrics", port=self.daemon.metrics_port).body.decode())
        self.daemon.wait_for("request", request_id="unknown-19")
        self.assertNotIn("stranger", json.dumps(self.daemon.log))


class Reloading(unittest.TestCase):
    def setUp(self):
        self.home = copied_home("home-" + self.id().rsplit(".", 1)[1])
        self.daemon = Daemon("--home", str(self.home))
        self.file = self.home / f"templates/{PERMIT}/template.yaml"
        self.original = self.file.read_text()

    def tearDown(self):
        self.assertEqual(self.daemon.stop(), 0)

    def reload(self):
        return self.daemon.request("POST", "/-/reload", port=self.daemon.metrics_port)

    def title(self):
        return self.daemon.get(f"/v1/templates/{PERMIT}").json()["version"]

    def test_a_changed_template_is_served_and_has_other_tags(self):
        first = self.daemon.render(dpi=60)
        self.file.write_text(self.original.replace("version: ", "version: 9.", 1))
        self.daemon.process.send_signal(signal.SIGHUP)
        self.daemon.wait_for("reloaded")
        self.assertTrue(self.title().startswith("9."))
        self.assertNotEqual(self.daemon.render(dpi=60)["ETag"], first["ETag"])
        self.file.write_text(self.original)
        self.assertEqual(self.reload().json(), {"status": "reloaded"})
        self.assertEqual(self.daemon.render(dpi=60)["ETag"], first["ETag"])

    def test_a_changed_shared_file_changes_the_tag(self):
        first = self.daemon.render(dpi=60)
        shared = self.home / "templates/shared/road-transport-permit.yaml"
        shared.write_text(shared.read_text() + "\n# a remark\n")
        self.reload()
        self.assertNotEqual(self.daemon.render(dpi=60)["ETag"], first["ETag"])

    def test_a_broken_template_keeps_the_old_under_load(self):
        failures, stop = [], threading.Event()

        def ask():
            client = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=60)
            while not stop.is_set():
                answer = self.daemon.render(client=client, dpi=60)
                if answer.status != 200:
                    failures.append(answer)
            client.close()
        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        self.file.write_text(self.original.replace("version:", "versoin:", 1))
        self.daemon.process.send_signal(signal.SIGHUP)
        refused = self.daemon.wait_for("reload-refused")[0]
        self.assertIn("template/unknown-key", [d["code"] for d in refused["diagnostics"]])
        answer = self.reload()
        self.assertEqual(answer.status, 422)
        self.assertIn("template/unknown-key", answer.codes())
        self.file.write_text(self.original.replace("version: ", "version: 9.", 1))
        self.daemon.process.send_signal(signal.SIGHUP)
        self.daemon.wait_for("reloaded")
        stop.set()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])
        self.assertTrue(self.title().startswith("9."))
        self.assertEqual(self.daemon.metric("certpress_reloads_total", result="refused"), 2)
        self.assertEqual(self.daemon.metric("certpress_reloads_total", result="done"), 1)


class Load:
    """Clients that ask without rest. What became of each request is known."""

    def __init__(self, port, clients):
        self.port, self.stop = port, threading.Event()
        self.lost, self.answered, self.refused = [], 0, 0
        self.threads = [threading.Thread(target=self.run, args=(i,)) for i in range(clients)]
        for thread in self.threads:
            thread.start()

    def run(self, number):
        count = 0
        while not self.stop.is_set():
            client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                client.connect()
            except ConnectionError:
                self.refused += 1  # nobody took the request
                self.stop.wait(0.01)
                continue
            try:
                while not self.stop.is_set():
                    count += 1
                    client.request("POST", RENDER, body(dpi=60 + count % 7 + number), {"Content-Type": "application/json"})
                    answer = client.getresponse()
                    data = answer.read()
                    if answer.status == 200 and len(data) == int(answer.headers["Content-Length"]):
                        self.answered += 1
                    else:
                        self.lost.append(answer.status)
                    if answer.headers.get("Connection") == "close":
                        break
            except (OSError, http.client.HTTPException) as error:
                self.lost.append(repr(error))
            finally:
                client.close()

    def end(self):
        self.stop.set()
        for thread in self.threads:
            thread.join()


class Ending(unittest.TestCase):
    def test_no_request_is_lost_when_it_ends_under_load(self):
        one = Daemon("--render-cache", "0", "--deadline", "60")
        load = Load(one.port, 12)
        while load.answered < 30:
            time.sleep(0.01)
        idle = one.connect()
        self.assertEqual(one.stop(), 0)
        self.assertTrue(one.events("drained"))
        load.end()
        idle.close()
        self.assertEqual(load.lost, [])
        self.assertGreater(load.answered, 30)

    def test_while_it_ends_it_is_not_ready(self):
        one = Daemon("--workers", "1", "--render-cache", "0", "--deadline", "60")
        content = body(dpi=300)
        with one.connect() as c:
            c.sendall(f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      f"Content-Length: {len(content)}\r\n\r\n".encode() + content)
            time.sleep(0.1)
            one.process.send_signal(signal.SIGTERM)
            one.wait_for("draining")
            self.assertEqual(one.get("/readyz", port=one.metrics_port).status, 503)
            self.assertEqual(one.get("/healthz", port=one.metrics_port).status, 200)
            self.assertIn(b"200 OK", daemon.read_all(c)[:100])
        self.assertEqual(one.stop(None), 0)

    def test_it_does_not_wait_for_ever(self):
        one = Daemon("--workers", "1", "--render-cache", "0", "--deadline", "60", "--drain-timeout", "0.2")
        content = body(dpi=350)
        with one.connect() as c:
            for _ in range(3):
                c.sendall(f"POST {RENDER} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                          f"Content-Length: {len(content)}\r\n\r\n".encode() + content)
            time.sleep(0.1)
            self.assertEqual(one.stop(), 1)

    def test_after_a_kill_the_next_one_serves(self):
        """With a socket that lives on, as under systemd, nobody is even refused."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            def start():
                # LISTEN_PID must be the program's own: the shell becomes it.
                return Activated(listener)
            one = start()
            load = Load(one.port, 6)
            while load.answered < 10:
                time.sleep(0.01)
            self.assertEqual(one.stop(signal.SIGKILL), -signal.SIGKILL)
            at_kill = load.answered
            two = start()
            while load.answered < at_kill + 10:
                time.sleep(0.01)
            load.end()
            self.assertEqual(load.refused, 0)
            # Only what the killed one had taken is gone.
            self.assertLessEqual(len(load.lost), 6, load.lost)
            self.assertEqual(two.stop(), 0)


class Activated(Daemon):
    """Started with a listening socket in hand (sd_listen_fds(3))."""

    def __init__(self, listener):
        def hand_in():
            os.dup2(listener.fileno(), 3)
        env = {"LISTEN_FDS": "1", "LISTEN_FDNAMES": "main"}
        super().__init__(env=env, preexec_fn=hand_in, pass_fds=(3,), wrapper=["sh", "-c", 'LISTEN_PID=$$ exec "$0" "$@"'])


class Notifications(unittest.TestCase):
    def test_systemd_is_told(self):
        path = str(daemon.out / "notify")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
            listener.bind(path)
            listener.settimeout(20)
            one = Daemon(env={"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "400000"})
            self.assertEqual(listener.recv(4096), b"READY=1")
            self.assertEqual(listener.recv(4096), b"WATCHDOG=1")
            one.process.send_signal(signal.SIGHUP)
            heard = []
            while "READY=1" not in heard:
                heard.append(listener.recv(4096).decode())
            self.assertTrue(any(h.startswith("RELOADING=1\nMONOTONIC_USEC=") for h in heard), heard)
            one.process.send_signal(signal.SIGTERM)
            while heard[-1] != "STOPPING=1":
                heard.append(listener.recv(4096).decode())
            self.assertEqual(one.stop(None), 0)


if __name__ == "__main__":
    main()
