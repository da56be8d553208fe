#!/usr/bin/env bash
# Pins each image in the Dockerfile to the digest that its tag has now: FROM NAME:TAG@sha256:...
# With --check, changes nothing and fails if an image has no digest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/common.sh

[[ $# -eq 0 || "$*" == --check ]] || fail "takes no arguments except --check"

# digest IMAGE: prints the digest of the index of all platforms, as the registry has it now.
digest() {
  docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$1" ||
    fail "the registry does not tell the digest of $1"
}

pinned=$(
  while IFS= read -r line; do
    if [[ $line =~ ^FROM\ ([^ @]+)(@[^ ]+)?(.*)$ ]]; then
      image=${BASH_REMATCH[1]} found=${BASH_REMATCH[2]} rest=${BASH_REMATCH[3]}
      if [[ $# -eq 0 ]]; then found=@$(digest "$image") || exit; fi
      [[ $found =~ ^@sha256:[0-9a-f]{64}$ ]] ||
        fail "the image $image has no digest in the Dockerfile; scripts/pin-images.sh adds it"
      line="FROM $image$found$rest"
    fi
    printf '%s\n' "$line"
  done <Dockerfile
)
[[ $# -gt 0 ]] || printf '%s\n' "$pinned" >Dockerfile
