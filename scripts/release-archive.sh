#!/usr/bin/env bash
# Builds the archive of the last commit in a clean clone, describes its origin (SLSA provenance), and
# signs both: scripts/release-archive.sh KEY REPOSITORY FOLDER
#   KEY         a private SSH key, such as one of ssh-keygen -t ed25519
#   REPOSITORY  the https URL of the public repository
#   FOLDER      a new folder for the files of the release
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/common.sh

[[ $# -eq 3 ]] || fail "needs KEY REPOSITORY FOLDER"
key=$1 repository=$2 folder=$3
[[ -f $key ]] || fail "there is no key $key"
# The URL becomes part of a JSON text, and must not contain a password.
[[ $repository =~ ^https://[A-Za-z0-9./_-]+$ ]] || fail "the repository must be an https URL without a user"
[[ ! -e $folder ]] || fail "$folder exists"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git -c advice.detachedHead=false clone -q . "$work/source"
commit=$(git -C "$work/source" rev-parse HEAD)
"$work/source/scripts/pin-images.sh" --check

started=$(date -u +%Y-%m-%dT%H:%M:%SZ)
(cd "$work/source" && ./mvnw -q -Pdist -DskipTests package)
finished=$(date -u +%Y-%m-%dT%H:%M:%SZ)

mkdir -p "$folder"
target=$work/source/dist/target
cp "$target"/gatehouse-*.tar.gz "$target"/gatehouse-*.bom.json "$target/SHA256SUMS" "$folder"
cd "$folder"
sha256sum --check --quiet SHA256SUMS

subjects=
while read -r sum name; do
  subjects+=${subjects:+, }$(printf '{"name": "%s", "digest": {"sha256": "%s"}}' "$name" "$sum")
done <SHA256SUMS
cat >gatehouse.provenance.json <<END
{
  "_type": "https://in-toto.io/Statement/v1",
  "subject": [$subjects],
  "predicateType": "https://slsa.dev/provenance/v1",
  "predicate": {
    "buildDefinition": {
      "buildType": "$repository/blob/$commit/scripts/release-archive.sh",
      "externalParameters": {"repository": "$repository", "commit": "$commit"},
      "resolvedDependencies": [{"uri": "git+$repository@$commit", "digest": {"gitCommit": "$commit"}}]
    },
    "runDetails": {
      "builder": {"id": "$repository#maintainers"},
      "metadata": {"startedOn": "$started", "finishedOn": "$finished"}
    }
  }
}
END
sha256sum gatehouse.provenance.json >>SHA256SUMS
ssh-keygen -q -Y sign -n gatehouse-release -f "$key" SHA256SUMS
echo "the release of $commit is in $folder"
