#!/usr/bin/env bash
# Builds the last commit twice, in two clean clones, and compares all Gatehouse jars byte by byte.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[[ $# -eq 0 ]] || {
  echo "$(basename "$0"): takes no arguments" >&2
  exit 2
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q . "$work/one"
git clone -q "$work/one" "$work/another"
for build in one another; do
  (cd "$work/$build" && ./mvnw -q -DskipTests package)
done
jars=0
while IFS= read -r jar; do
  cmp "$work/one/$jar" "$work/another/$jar"
  jars=$((jars + 1))
done < <(cd "$work/one" && find . -path '*/target/*.jar' -name 'gatehouse*.jar' -not -path '*/lib/*')
[[ $jars -gt 0 ]] || {
  echo "$(basename "$0"): the build created no jar" >&2
  exit 1
}
echo "all $jars jars are identical in both builds"
