#!/usr/bin/env bash
# Fuzzes with libFuzzer under the address and undefined-behaviour sanitizers:
#
#   scripts/fuzz.sh [SECONDS] [TARGET...]    60 seconds, all targets, one on each processor
#
# What was found is in build/fuzz/findings/: reduce it (fuzz_TARGET -minimize_crash=1 FILE), put it into
# tests/fuzz/regressions/TARGET/, see the test fuzz.* fail, and mend the cause. Corpora grow in
# build/fuzz/corpus/ from run to run.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
[ $# -gt 0 ] && shift
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  mapfile -t targets < <(sed -n 's/^certpress_fuzz(\([a-z_]*\).*/\1/p' tests/fuzz/CMakeLists.txt)
fi

scripts/install-packages build fonts tests fuzz
cmake --preset fuzz -DBUILD_TESTING=ON --log-level=WARNING >/dev/null
cmake --build --preset fuzz --target certpress_cli "${targets[@]/#/fuzz_}"

work=build/fuzz
mkdir -p "$work/findings" "$work/logs"
tests/fuzz/make_seeds.py "$work/cli/certpress" "$work/seeds"

export ASAN_OPTIONS=allocator_may_return_null=0 LSAN_OPTIONS=suppressions=tests/support/lsan.supp:print_suppressions=0
fuzz_one() {
  local target=$1 corpus=$work/corpus/$1 log=$work/logs/$1 findings
  local options=(-max_total_time="$seconds" -timeout=15 -rss_limit_mb=3000 -print_final_stats=1
    -artifact_prefix="$work/findings/$target-")
  local folders=("$corpus" "$work/seeds/$target")
  mkdir -p "$corpus"
  [ -f "$work/seeds/$target.dict" ] && options+=(-dict="$work/seeds/$target.dict")
  [ -d "tests/fuzz/regressions/$target" ] && folders+=("tests/fuzz/regressions/$target")
  # A finding ends it with an error, and is a file; so is told below. What never ran is one too.
  "$work/tests/fuzz/fuzz_$target" "${options[@]}" "${folders[@]}" >"$log" 2>&1 || true
  findings=$(find "$work/findings" -name "$target-*" | wc -l)
  grep -q '^stat::number_of_executed_units' "$log" || findings=$((findings + 1))
  printf '%-16s %12s %8s %10s %8s %s\n' "$target" \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
    "$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")" \
    "$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)" \
    "$(find "$corpus" -type f | wc -l)" "$findings"
  [ "$findings" -eq 0 ]
}

printf '%-16s %12s %8s %10s %8s %s\n' target executions per_s edges corpus findings
export -f fuzz_one
export work seconds
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I TARGET bash -euo pipefail -c 'fuzz_one TARGET' ||
  { echo "see $work/findings and $work/logs"; exit 1; }
