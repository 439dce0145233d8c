#!/usr/bin/env python3
"""The service on a machine that goes wrong under it: no descriptors, no memory, full disks, clocks that jump, fonts and
keys that disappear. It says what is wrong, gives nobody a wrong certificate, and serves again when the machine does."""
import http.client
import os
import pathlib
import resource
import shutil
import socket
import subprocess
import time
import unittest

from daemon import RENDER, Daemon, body, copied_home, demo_keys, main
import daemon

FONTS = pathlib.Path("/usr/share/fonts")
CLOCK = os.environ["CLOCK_SO"]
SOFTHSM = "/usr/lib/softhsm/libsofthsm2.so"


def cpu_seconds(one):
    fields = pathlib.Path(f"/proc/{one.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Machine(unittest.TestCase):
    def start(self, *flags, **more):
        one = Daemon(*flags, **more)
        self.addCleanup(lambda: self.assertEqual(one.stop(), 0))
        return one

    def test_no_more_descriptors_keep_nobody_out_for_long(self):
        one = self.start("--render-cache", "0", "--idle-timeout", "30", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)))
        crowd = [one.connect() for _ in range(120)]
        before = cpu_seconds(one)
        time.sleep(1)
        self.assertLess(cpu_seconds(one) - before, 0.5, "it turns in circles")
        for connection in crowd:
            connection.close()
        self.assertEqual(one.render(dpi=50).status, 200)
        self.assertEqual(one.events("failed"), [])

    def test_a_picture_that_does_not_fit_into_memory_is_refused_and_others_are_not(self):
        free = 64 << 20
        one = self.start("--render-cache", "0", "--workers", "1", "--max-pixels", "200000000")
        small = one.render(dpi=60)
        used = int(next(line for line in pathlib.Path(f"/proc/{one.process.pid}/status").read_text().splitlines()
                        if line.startswith("VmSize")).split()[1]) << 10
        resource.prlimit(one.process.pid, resource.RLIMIT_AS, (used + free, resource.RLIM_INFINITY))
        large = one.render(dpi=600)
        self.assertEqual((large.status, large["Content-Type"]), (503, "application/problem+json"), large)
        self.assertIn("Retry-After", large.headers)
        again = one.render(dpi=60)
        self.assertEqual((again.status, again.body), (200, small.body))

    def test_without_its_audit_log_nothing_signed_leaves(self):
        one = self.start("--signing-profiles", f"seal={demo_keys()}/b.yaml", "--audit-log", "/dev/full")
        answer = one.render(sign="seal")
        self.assertEqual((answer.status, answer["Content-Type"]), (500, "application/problem+json"))
        self.assertEqual(one.render(format="pdf").status, 200)

    def test_a_log_that_cannot_be_written_stops_nothing(self):
        with socket.socket() as one, socket.socket() as other:
            for listener in (one, other):
                listener.bind(("127.0.0.1", 0))
            ports = [listener.getsockname()[1] for listener in (one, other)]
        with open("/dev/full", "w") as full:
            process = subprocess.Popen([daemon.program, "--home", str(copied_home()), "--listen", f"127.0.0.1:{ports[0]}",
                                        "--metrics-listen", f"127.0.0.1:{ports[1]}"], stdout=full, stderr=full)
        try:
            for _ in range(600):
                try:
                    client = http.client.HTTPConnection("127.0.0.1", ports[0], timeout=60)
                    client.request("POST", RENDER, body(dpi=50), {"Content-Type": "application/json"})
                    break
                except ConnectionRefusedError:
                    time.sleep(0.1)
            self.assertEqual(client.getresponse().status, 200)
            client.close()
        finally:
            process.terminate()
        self.assertEqual(process.wait(30), 0)

    def test_a_cache_folder_full_of_garbage_is_not_believed(self):
        cache = daemon.out / "cache"
        first = self.start("--cache", str(cache))
        good = first.render(dpi=60).body
        first.stop()
        kept = [path for path in cache.rglob("*") if path.is_file()]
        self.assertGreater(len(kept), 0)
        for path in kept:
            path.write_bytes(os.urandom(path.stat().st_size))
        second = self.start("--cache", str(cache), "--render-cache", "0")
        self.assertEqual(second.render(dpi=60).body, good)
        shutil.rmtree(cache)
        cache.write_text("no folder")
        self.assertEqual(second.render(dpi=61).status, 200)
        self.assertEqual(second.render(dpi=60).body, good)


class FontFolder(unittest.TestCase):
    """Its fonts are changed and taken away: by an upgrade, by hand, in place."""

    def setUp(self):
        self.root = daemon.out / "fonts"
        shutil.rmtree(self.root, ignore_errors=True)
        for path in FONTS.rglob("*"):
            copy = self.root / path.relative_to(FONTS)
            if path.is_file() and path.suffix in (".ttc", ".ttf", ".otf"):
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.symlink_to(path.resolve())
        self.used = self.root / "opentype/noto/NotoSerifCJK-Regular.ttc"
        self.restore()
        self.daemon = Daemon("--font-root", str(self.root), "--render-cache", "0")
        self.before = self.daemon.render(dpi=60).body

    def restore(self):
        self.used.unlink(missing_ok=True)
        shutil.copyfile(FONTS / "opentype/noto/NotoSerifCJK-Regular.ttc", self.used)

    def tearDown(self):
        self.assertEqual(self.daemon.stop(), 0)

    def reload(self):
        return self.daemon.request("POST", "/-/reload", port=self.daemon.metrics_port)

    def test_what_was_opened_does_not_change(self):
        with open(self.used, "r+b") as file:  # in place, as cp does
            file.truncate(1000)
        self.assertEqual(self.daemon.render(dpi=61).status, 200)
        self.assertEqual(self.daemon.render(dpi=60).body, self.before)
        refused = self.reload()
        self.assertEqual(refused.status, 422)
        self.assertIn("font/differs", refused.codes())
        self.assertEqual(self.daemon.render(dpi=60).body, self.before)
        self.used.unlink()
        self.assertEqual(self.reload().status, 422)
        self.assertEqual(self.daemon.render(dpi=60).body, self.before)
        self.restore()
        self.assertEqual(self.reload().status, 200)
        self.assertEqual(self.daemon.render(dpi=60).body, self.before)


class Clock(unittest.TestCase):
    """Its clock jumps by years, forward and back, while it runs."""

    def test_only_what_is_dated_notices(self):
        clock = daemon.out / "clock"
        clock.write_text("0")
        one = Daemon("--signing-profiles", f"seal={demo_keys()}/b.yaml", "--render-cache", "0", "--deadline", "5",
                     env={"LD_PRELOAD": CLOCK, "CLOCK_FILE": str(clock)})
        try:
            with one.connect() as idle:
                good = one.render(dpi=60).body
                self.assertEqual(one.render(sign="seal").status, 200)
                for years, signed in ((30, False), (-9, False), (0, True)):
                    clock.write_text(str(years * 365 * 86400))
                    self.assertEqual(one.render(dpi=60).body, good)
                    answer = one.render(sign="seal")
                    self.assertEqual(answer.status == 200, signed, answer)
                    if not signed:
                        self.assertEqual(answer["Content-Type"], "application/problem+json")
                idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                self.assertIn(b"200 OK", daemon.read_all(idle)[:100])  # no time-out was taken for over
        finally:
            self.assertEqual(one.stop(), 0)


class Token(unittest.TestCase):
    """A key on a token that is pulled. Its return is tried in tests/unit/keys: SoftHSM itself does not notice it."""

    def test_a_token_that_is_gone_is_told_and_concerns_only_what_it_signs(self):
        folder = daemon.out / "token"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "tokens").mkdir(parents=True)
        (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n")
        env = {"SOFTHSM2_CONF": str(folder / "softhsm2.conf")}
        keys = demo_keys()
        for command in (["--init-token", "--free", "--label", "lab", "--so-pin", "5678", "--pin", "1234"],
                        ["--import", f"{keys}/test-signer-p256.key", "--token", "lab", "--label", "p256", "--id", "01", "--pin", "1234"]):
            subprocess.run(["softhsm2-util", *command], check=True, capture_output=True, env={**os.environ, **env})
        (folder / "pin").write_text("1234\n")
        (folder / "pin").chmod(0o400)
        (folder / "profile.yaml").write_text(f"""certpress-signing: 1
level: B
key: {{pkcs11: {SOFTHSM}, token: lab, label: p256, pin: {{file: pin}}}}
certificates: [{keys}/test-signer-p256.pem, {keys}/test-ca.pem, {keys}/test-root.pem]
""")
        one = Daemon("--signing-profiles", f"seal={folder}/profile.yaml", "--render-cache", "0", env=env)
        try:
            self.assertEqual(one.render(sign="seal").status, 200)
            (folder / "tokens").rename(folder / "pulled")
            (folder / "tokens").mkdir()
            answer = one.render(sign="seal")
            self.assertEqual((answer.status, answer.codes()), (502, ["signing/key-unavailable"]))
            self.assertEqual(one.render(dpi=50).status, 200)
        finally:
            self.assertEqual(one.stop(), 0)


if __name__ == "__main__":
    main()
