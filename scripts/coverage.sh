#!/usr/bin/env bash
# How much of the engine, the command and the service the tests run: lines and branches, by folder.
# Writes build/coverage/report/index.html, which shows every line. Arguments go to ctest, to run less
# than everything: scripts/coverage.sh -L part
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install-packages build fonts tests coverage

cmake --preset coverage -DBUILD_TESTING=ON --log-level=WARNING >/dev/null
cmake --build --preset coverage
find build/coverage -name '*.gcda' -delete
# A test that fails or runs too long in this slow build has run its lines all the same.
ctest --preset coverage -j "$(nproc)" --timeout 600 --output-log build/coverage/tests.log "$@" >/dev/null ||
  tail -n 20 build/coverage/tests.log >&2

mkdir -p build/coverage/report
gcovr --root . --object-directory build/coverage -j "$(nproc)" \
  --filter engine/ --filter cli/ --filter service/ \
  --exclude-throw-branches --exclude-unreachable-branches --gcov-ignore-parse-errors \
  --json-summary build/coverage/summary.json --html-details build/coverage/report/index.html >/dev/null
python3 - <<'PYTHON'
import collections
import json

folders = collections.defaultdict(lambda: [0, 0, 0, 0])
for file in json.load(open("build/coverage/summary.json"))["files"]:
    parts = file["filename"].split("/")
    counts = (file["line_covered"], file["line_total"], file["branch_covered"], file["branch_total"])
    for name in (parts[0], "/".join(parts[:2]) if parts[0] == "engine" and len(parts) > 2 else ""):
        if name:
            folders[name] = [a + b for a, b in zip(folders[name], counts)]
print(f"{'':20} {'lines':>16} {'branches':>24}")
for name, (lines, all_lines, branches, all_branches) in sorted(folders.items()):
    print(f"{name:20} {lines:6} of {all_lines:6} {lines / max(all_lines, 1):6.1%} "
          f"{branches:8} of {all_branches:6} {branches / max(all_branches, 1):6.1%}")
PYTHON
