#!/usr/bin/env bash
# Loads certpressd with wrk and prints one table: requests a second, milliseconds (p50, p95, p99), errors, CPU and memory,
# for what is rendered, what is signed and what is kept, in turns with the engine's own rate on the same cores; then the
# same with 2,000 idle and 500 slow connections open; then memory after 10,000 and 100,000 requests. One half of the cores
# is the service's and the engine's, the other the clients'; a machine needs two.
#
#   scripts/load.sh                    # some minutes
#   SECONDS_EACH=30 scripts/load.sh    # steadier figures
#   REQUESTS=20000 scripts/load.sh     # fewer for the memory (the tenth of it is the first look)
set -euo pipefail
cd "$(dirname "$0")/.."
each=${SECONDS_EACH:-4}
requests=${REQUESTS:-100000}
sample=templates/road-transport-operation-permit/samples/standard.json
template=road-transport-operation-permit
cores=$(($(nproc) / 2))
on_server=(taskset -c "0-$((cores - 1))")
on_client=(taskset -c "$cores-$(($(nproc) - 1))")

scripts/install-packages build fonts tests
cmake --preset release -DBUILD_TESTING=ON --log-level=WARNING >/dev/null
cmake --build --preset release --target certpressd certpress_cli engine_rate >/dev/null
work=out/load
mkdir -p "$work"
[ -d "$work/keys" ] || build/release/cli/certpress keys demo "$work/keys" >/dev/null
echo "{\"record\": $(cat $sample)}" >"$work/png.json"
echo "{\"record\": $(cat $sample), \"sign\": \"seal\"}" >"$work/pdf.json"

server=
# Ended by our signal, which is no failure.
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; server=; }; }
trap stop EXIT
start() {
  stop
  rm -f "$work/log.jsonl"  # of the one before
  "${on_server[@]}" build/release/service/certpressd --listen 127.0.0.1:0 --metrics-listen 127.0.0.1:0 --log-level info --queue 4096 --deadline 60 \
    --max-connections-per-address 10000 --signing-profiles "seal=$work/keys/b.yaml" "$@" >"$work/log.jsonl" 2>"$work/errors" &
  server=$!
  until grep -qs '"listening"' "$work/log.jsonl"; do kill -0 "$server"; sleep 0.1; done
  port=$(sed -n 's/.*"address":"127.0.0.1:\([0-9]*\)","metrics.*/\1/p' "$work/log.jsonl" | head -1)
  url=http://127.0.0.1:$port/v1/templates/$template/render
}
memory() { awk '/VmRSS/ {printf "%d", $2 / 1024}' "/proc/$server/status"; }
cpu() { awk '{print ($14 + $15) / 100}' "/proc/$server/stat"; }
# figures NAME CONNECTIONS SECONDS REQUEST.json [vary]: prints a row; leaves rate, p99, done, share (of CPU, ms a request).
figures() {
  local before line
  before=$(cpu)
  line=$("${on_client[@]}" wrk -t 1 -c "$2" -d "$3s" --timeout 60s -s tests/load/render.lua "$url" -- "$work/$4" "${5:-}" | grep ^figures)
  read -r _ rate p50 p95 p99 errors count <<<"$line"
  share=$(awk -v a="$before" -v b="$(cpu)" -v n="$count" 'BEGIN {printf "%.3f", (b - a) * 1000 / n}')
  printf '%-34s %9s %8s %8s %8s %7s %9s %9s\n' "$1" "$rate" "$p50" "$p95" "$p99" "$errors" "$share" "$(memory)"
}
# against_engine NAME REQUEST.json [PROFILE]: three turns of each, so that a busy moment of the machine meets both; leaves
# the best rates in "engine" and "service".
against_engine() {
  local turn own
  engine=0 service=0
  for turn in 1 2 3; do
    read -r own share < <("${on_server[@]}" build/release/tests/bench/engine_rate $template $sample "$cores" "$each" ${3:+"$3"})
    printf '%-34s %9.1f %44.3f\n' "engine alone, $1" "$own" "$share"
    figures "$1" $((2 * cores)) "$each" "$2"
    engine=$(larger "$engine" "$own") service=$(larger "$service" "$rate")
  done
}
larger() { awk -v a="$1" -v b="$2" 'BEGIN {print (a > b ? a : b)}'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }

printf '%-34s %9s %8s %8s %8s %7s %9s %9s\n' "" "per s" "p50 ms" "p95 ms" "p99 ms" errors "CPU ms" "MiB"
start --render-cache 0
against_engine "PNG 150, rendered" png.json
png=$(ratio "$service" "$engine")
against_engine "PDF, rendered and signed" pdf.json "$work/keys/b.yaml"
pdf=$(ratio "$service" "$engine")
figures "PNG 150, rendered, one client" 1 "$each" png.json
lone_render=$p99
start
curl -sf -o /dev/null -H 'Content-Type: application/json' --data-binary "@$work/png.json" "$url"
figures "PNG 150, kept" $((2 * cores)) "$each" png.json
figures "PNG 150, kept, one client" 1 "$each" png.json
lone_kept=$p99
echo
echo "service / engine, the best of three: PNG $png, signed PDF $pdf"

echo
echo "with 2,000 idle and 500 slow connections:"
crowd() {
  coproc CROWD { exec chrt -i 0 "${on_client[@]}" python3 tests/load/crowd.py "$port" 2000 500; }
  read -r -u "${CROWD[0]}" open
}
# The crowd is cut off in the middle of its requests, and says so by its exit code.
leave() { local pid=$CROWD_PID; exec {CROWD[1]}>&-; wait "$pid" || true; }
crowd
figures "PNG 150, kept, one client" 1 "$each" png.json
crowded_kept=$p99
leave
start --render-cache 0
crowd
figures "PNG 150, rendered, one client" 1 "$each" png.json
echo "p99 with / without ($open connections): kept $(ratio "$crowded_kept" "$lone_kept"), rendered $(ratio "$p99" "$lone_render")"
leave

echo
echo "memory, with a small cache, one request in twenty rendered:"
start --render-cache 32MiB
total=0
first=
while [ "$total" -lt "$requests" ]; do
  figures "after $total requests" $((4 * cores)) 5 png.json vary
  total=$((total + count))
  if [ -z "$first" ] && [ "$total" -ge $((requests / 10)) ]; then
    first=$(memory)
    echo "after $total requests: $first MiB"
  fi
done
echo "after $total requests: $(memory) MiB; ratio $(ratio "$(memory)" "$first")"
