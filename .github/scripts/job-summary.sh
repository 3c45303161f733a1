#!/usr/bin/env bash
# Shows the summary of each profile on the job's page.
set -euo pipefail
cat results/*/summary.md >> "$GITHUB_STEP_SUMMARY"
