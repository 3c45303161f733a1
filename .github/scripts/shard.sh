#!/usr/bin/env bash
# Runs one part of a profile: PROFILE, SHARD and SHARDS name it. What it found goes to blob-report/.
set -euo pipefail
npx playwright test --project="$PROFILE" --shard="$SHARD/$SHARDS" --reporter=blob "$@"
