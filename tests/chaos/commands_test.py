#!/usr/bin/env python3
"""The commands on a disk that is full or broken at every single change they make to it: what is there afterwards is
whole, what is said is the reason, and a run goes on to the same bytes.

commands_test.py CERTPRESS FAULTS_SO SOURCE_DIR OUT_DIR"""
import errno
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

certpress, faults, source, out = (pathlib.Path(a).resolve() for a in sys.argv[1:5])
PERMIT = "road-transport-operation-permit"
SAMPLE = source / f"templates/{PERMIT}/samples/standard.json"

CARD = """certpress: 1
id: card
title: 样例卡
version: 1.0.0
page: {size: [30, 20]}
fields:
  number: {label: 编号, kind: text, required: true, max_length: 12}
  holder_name: {label: 姓名, kind: name, required: true, max_length: 20}
elements:
  - {type: text, name: number, box: [2, 2, 26, 6], text: '{number}', size: 9}
  - {type: text, name: holder_name, box: [2, 10, 26, 6], text: '{holder_name}', size: 9}
"""


def run(*arguments, env=None):
    return subprocess.run([certpress, *arguments], capture_output=True, text=True, timeout=120,
                          env={**os.environ, "CERTPRESS_CACHE": "", "LC_ALL": "C.UTF-8", **(env or {})})


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Faults(unittest.TestCase):
    def setUp(self):
        self.folder = out / self.id().rsplit(".", 1)[1]
        shutil.rmtree(self.folder, ignore_errors=True)
        self.disk = self.folder / "disk"
        self.disk.mkdir(parents=True)

    def broken(self, number, error, lasting, arguments, env=None):
        """The command, whose so-manieth change to the disk fails."""
        fault = {"LD_PRELOAD": str(faults), "FAULT_UNDER": str(self.disk), "FAULT_AT": str(number),
                 "FAULT_ERRNO": str(error), "FAULT_COUNT": str(self.folder / "count"), **(env or {})}
        if lasting:
            fault["FAULT_LASTING"] = "1"
        return run(*arguments, env=fault)

    def empty_disk(self):
        shutil.rmtree(self.disk)
        self.disk.mkdir()

    def each_fault(self, arguments, check, code=0, env=None):
        """Runs the command with each of its changes failing, on an empty disk each time; check(error, what it gave)."""
        self.empty_disk()
        self.assertEqual(self.broken(0, 0, False, arguments, env).returncode, code)
        changes = int((self.folder / "count").read_text())
        self.assertGreater(changes, 0)
        for number in range(1, changes + 1):
            for error, lasting in ((errno.ENOSPC, True), (errno.EIO, False)):
                self.empty_disk()
                with self.subTest(change=f"{number} of {changes}", error=errno.errorcode[error]):
                    check(error, self.broken(number, error, lasting, arguments, env))

    def expect_reason(self, error, done):
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(os.strerror(error), done.stderr)
        self.assertNotIn("terminate", done.stderr)

    def expect_whole_or_nothing(self, arguments):
        def check(error, done):
            self.expect_reason(error, done)
            self.assertEqual(files(self.disk), {})  # and no half one beside it
        self.each_fault(arguments, check)

    def test_a_render_is_whole_or_not_there(self):
        for name in ("a.png", "a.pdf"):
            target = self.disk / name
            self.expect_whole_or_nothing(["render", "-t", PERMIT, "-d", SAMPLE, "-o", target])

    def test_a_render_that_fails_leaves_what_was_there(self):
        target = self.disk / "a.png"
        arguments = ["render", "-t", PERMIT, "-d", SAMPLE, "-o", target, "--dpi", "50"]
        self.broken(0, 0, False, arguments)
        changes = int((self.folder / "count").read_text())
        for number in range(1, changes + 1):
            target.write_text("the one before")
            with self.subTest(change=number):
                self.assertEqual(self.broken(number, errno.EIO, False, arguments).returncode, 1)
                self.assertEqual(files(self.disk), {"a.png": b"the one before"})

    def test_a_signature_is_whole_or_not_there(self):
        self.assertEqual(run("keys", "demo", self.folder / "keys").returncode, 0)
        unsigned, target = self.folder / "a.pdf", self.disk / "signed.pdf"
        self.assertEqual(run("render", "-t", PERMIT, "-d", SAMPLE, "-o", unsigned).returncode, 0)
        self.expect_whole_or_nothing(["sign", unsigned, "-o", target, "--profile", self.folder / "keys/b.yaml"])

    def test_keys_are_never_left_half_made(self):
        """Who tries again after a fault gets keys that work, or is told what is in the way."""
        arguments = ["keys", "demo", self.disk / "keys"]

        def check(error, done):
            self.expect_reason(error, done)
            again = run(*arguments)
            self.assertTrue(again.returncode == 0 or str(self.disk / "keys") in again.stderr, again.stderr)
        self.each_fault(arguments, check)

    def test_a_broken_cache_hurts_nobody(self):
        target = self.folder / "a.png"
        arguments = ["render", "-t", PERMIT, "-d", SAMPLE, "-o", target, "--dpi", "50"]
        self.assertEqual(run(*arguments).returncode, 0)
        whole = target.read_bytes()
        cache = {"CERTPRESS_CACHE": str(self.disk / "cache")}

        def check(_, done):
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(target.read_bytes(), whole)
            self.assertEqual(run(*arguments, env=cache).returncode, 0)  # whatever was left there
            self.assertEqual(target.read_bytes(), whole)
        self.each_fault(arguments, check, env=cache)

    def test_garbage_in_the_cache_is_not_taken(self):
        target, cache = self.folder / "a.png", {"CERTPRESS_CACHE": str(self.disk / "cache")}
        arguments = ["render", "-t", PERMIT, "-d", SAMPLE, "-o", target, "--dpi", "50"]
        self.assertEqual(run(*arguments, env=cache).returncode, 0)
        whole = target.read_bytes()
        kept = [path for path in (self.disk / "cache").rglob("*") if path.is_file()]
        self.assertGreater(len(kept), 0)
        for path in kept:
            good = path.read_bytes()
            middle = len(good) // 2
            for bad in (b"", good[:middle], good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1:], b"\0" * len(good),
                        good + b"x"):
                path.write_bytes(bad)
                done = run(*arguments, env=cache)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(target.read_bytes(), whole)
            path.unlink(missing_ok=True)
            path.mkdir()
            self.assertEqual(run(*arguments, env=cache).returncode, 0)
            self.assertEqual(target.read_bytes(), whole)
            path.rmdir()

    def expect_batch_goes_on(self, target):
        (self.folder / "card").mkdir()
        (self.folder / "card/template.yaml").write_text(CARD)
        (self.folder / "table.csv").write_text("编号,姓名\n" + "".join(f"{'' if i == 3 else i},王样例\n" for i in range(5)))
        arguments = ["batch", "-t", self.folder / "card", "-d", self.folder / "table.csv", "-o", target, "--dpi", "50",
                     "--serials", "A0001-A0009"]
        self.assertEqual(run(*arguments).returncode, 4)
        whole = files(self.disk)

        def check(error, done):
            self.expect_reason(error, done)
            for name, content in files(self.disk).items():
                if name.endswith((".png", ".pdf")):
                    self.assertEqual(content, whole[name], "under its final name there is a whole one")
            self.assertEqual(run(*arguments, "--resume").returncode, 4)
            self.assertEqual(files(self.disk), whole)
        self.each_fault(arguments, check, code=4)

    def test_a_batch_goes_on_to_the_same_bytes(self):
        self.expect_batch_goes_on(self.disk / "run")

    def test_a_run_of_one_pdf_goes_on_to_the_same_bytes(self):
        self.expect_batch_goes_on(self.disk / "run.pdf")

    def test_few_descriptors_are_told_and_leave_nothing_half(self):
        """Each number of free descriptors from none to enough."""
        target = self.disk / "a.png"
        script = 'ulimit -n "$1"; shift; exec "$@"'
        for limit in range(3, 40):
            done = subprocess.run(["bash", "-c", script, "-", str(limit), certpress, "render", "-t", PERMIT, "-d", SAMPLE,
                                   "-o", target, "--dpi", "50"], capture_output=True, text=True, timeout=60)
            if done.returncode == 0:
                self.assertEqual(list(files(self.disk)), ["a.png"])
                return
            if limit > 8:  # below, the loader itself cannot start the program
                self.assertIn(done.returncode, (1, 3), done.stderr)
                self.assertNotEqual(done.stderr, "")
            self.assertEqual(files(self.disk), {})
        self.fail("never enough")

    def test_little_memory_is_told_and_leaves_nothing_half(self):
        target = self.disk / "a.png"
        script = 'ulimit -v "$1"; shift; exec "$@"'
        told = 0
        for mebibytes in (*range(100, 700, 25), 4000):
            done = subprocess.run(["bash", "-c", script, "-", str(mebibytes * 1024), certpress, "render", "-t", PERMIT, "-d", SAMPLE,
                                   "-o", target, "--dpi", "600"], capture_output=True, text=True, timeout=60)
            if done.returncode == 0:
                self.assertEqual(list(files(self.disk)), ["a.png"])
                break
            self.assertEqual(files(self.disk), {})
            told += done.returncode == 1 and "memory" in done.stderr
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(told, 0)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]] + sys.argv[5:], verbosity=2)
