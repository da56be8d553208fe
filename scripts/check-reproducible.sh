#!/usr/bin/env bash
# Makes a release of the last commit twice, in two clean clones, and compares all files byte by byte.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[[ $# -eq 0 ]] || {
  echo "$(basename "$0"): takes no arguments" >&2
  exit 2
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git -c advice.detachedHead=false clone -q . "$work/one"
git -c advice.detachedHead=false clone -q "$work/one" "$work/another"
for build in one another; do
  (cd "$work/$build" && ./mvnw -q -Prelease -Dmaven.test.skip deploy \
    -Dmaven.repo.local="$work/local" -Dmaven.repo.local.tail="$HOME/.m2/repository" \
    -DaltDeploymentRepository="local::file:$work/$build/repository")
done
# A snapshot has the time of its deployment in the names of its files, and in the metadata.
files() {
  (cd "$work/$1/repository" && find . -type f ! -name 'maven-metadata*' ! -name '*.md5' ! -name '*.sha1' | sort)
}
files=0
while IFS=' ' read -r file other; do
  cmp "$work/one/repository/$file" "$work/another/repository/$other"
  files=$((files + 1))
done < <(paste -d ' ' <(files one) <(files another))
[[ $files -gt 0 ]] || {
  echo "$(basename "$0"): the build created no file" >&2
  exit 1
}
echo "all $files files are identical in both releases"
