#!/usr/bin/env bash
# Makes code-scanning/<profile>.sarif. GitHub knows no suppressions and would show waived controls as open alerts, so
# they are left out there; results/<profile>/results.sarif keeps them.
set -euo pipefail
mkdir -p code-scanning
for file in results/*/results.sarif; do
  profile="$(basename "$(dirname "$file")")"
  jq '.runs[].results |= map(select(.suppressions == []))' "$file" > "code-scanning/$profile.sarif"
done
