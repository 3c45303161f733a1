#!/usr/bin/env bash
# Puts the parts in a folder together: every report below results/, and the exit code of the whole run.
set -euo pipefail
npx playwright merge-reports --config playwright.config.ts "$1"
