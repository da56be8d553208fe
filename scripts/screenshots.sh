#!/usr/bin/env bash
# Renders docs/images: each page and step, as a phone and as a desk shows it. Needs Node 20 and chromium.
set -euo pipefail
cd "$(dirname "$0")/.."

export CI=true # a missing tool is an error here
./mvnw -q -pl bootstrap -am verify -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=PagesIT -Dfailsafe.failIfNoSpecifiedTests=false "-Dscreenshots.folder=$PWD/docs/images"
ls docs/images
