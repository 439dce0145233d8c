#!/usr/bin/env bash
# Asks two strict judges who are not in Debian: pyHanko (AdES validation, ETSI EN 319 102-1) and
# veraPDF (PDF/A-3b), about every certificate at every level, and prints a table. Fails when one of
# them objects. Needs PyPI and Maven Central; keeps what it fetched in build/conformance.
set -euo pipefail
cd "$(dirname "$0")/.."

pyhanko=0.38.0
verapdf=1.28.2
work=build/conformance
certpress=build/release/cli/certpress

scripts/install-packages build fonts
for tool in java mvn python3; do
  command -v "$tool" >/dev/null || { echo "conformance: needs $tool" >&2; exit 1; }
done
mkdir -p "$work"
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet "pyhanko==$pyhanko"
jar=$work/greenfield-apps-$verapdf.jar
[ -f "$jar" ] || mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
  "-Dartifact=org.verapdf.apps:greenfield-apps:$verapdf" "-DoutputDirectory=$work" >/dev/null

cmake --preset release --log-level=WARNING >/dev/null
cmake --build --preset release --target certpress_cli >/dev/null
rm -rf "$work/keys" "$work"/*.pdf
"$certpress" keys demo "$work/keys" >/dev/null
"$certpress" templates list | while read -r id _; do
  "$certpress" render -t "$id" -d "templates/$id/samples/standard.json" -o "$work/$id.pdf"
  for level in b t lt lta; do
    "$certpress" sign "$work/$id.pdf" -o "$work/$id.$level.pdf" --profile "$work/keys/$level.yaml" 2>"$work/said" ||
      { cat "$work/said" >&2; exit 1; }
  done
done

# It fails for one file that is not PDF/A; conformance.py judges each file by what was written, and one without a line.
java -cp "$jar" org.verapdf.apps.GreenfieldCliWrapper --flavour 3b --format text "$work"/*.pdf \
  >"$work/verapdf.txt" || true
"$work/venv/bin/python" scripts/conformance.py "$work"
