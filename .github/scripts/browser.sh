#!/usr/bin/env bash
# Sees to it that there is a Chromium, or a Chrome, which GitHub's machines bring along.
set -euo pipefail
if command -v google-chrome || command -v chromium || command -v chromium-browser; then exit 0; fi
sudo apt-get update -qq
sudo apt-get install -y -qq --no-install-recommends chromium
