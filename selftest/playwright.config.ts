import { defineConfig } from '@playwright/test';

/** Proofs about the suite itself: rules, probes, profiles, whole runs. */
export default defineConfig({
  testDir: '.',
  // Written by the mutants' run, which has a configuration of its own.
  testIgnore: 'mutants/specs/**',
  outputDir: '../test-results/selftest',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  timeout: 60_000,
  globalTimeout: 40 * 60_000,
  reporter: process.env['CI'] ? 'dot' : 'line',
});
