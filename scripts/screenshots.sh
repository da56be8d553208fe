#!/usr/bin/env bash
# Takes the screenshots in docs/images: each page and step, on a phone and on a desktop.
# Needs Node.js 20 and Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."

export CI=true # fails if a tool is missing
./mvnw -q -Pci -pl bootstrap -am verify -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=PagesIT -Dfailsafe.failIfNoSpecifiedTests=false "-Dscreenshots.folder=$PWD/docs/images"
ls docs/images
