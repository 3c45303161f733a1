import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Paths that nobody should get', () => {
  // ASVS v5.0.0-13.4.7: only files that are meant to be served are. WSTG-CONF-04: unreferenced files.
  test('environment files are not served', control('EXP-ENV-01'), async ({ intruder, required }) => {
    expect(await intruder.ask(required('exposure.paths.environment'))).toWithhold('environment file');
  });

  // ASVS v5.0.0-13.4.1: no source control metadata, such as .git or .svn, can be reached.
  test('version control data is not served', control('EXP-VCS-01'), async ({ intruder, required }) => {
    expect(await intruder.ask(required('exposure.paths.versionControl'))).toWithhold('version control data');
  });

  // ASVS v5.0.0-13.4.7: only files that are meant to be served are.
  test('private keys are not served', control('EXP-KEYS-01'), async ({ intruder, required }) => {
    expect(await intruder.ask(required('exposure.paths.keys'))).toWithhold('private key');
  });

  // ASVS v5.0.0-13.4.7, WSTG-CONF-04: old, backup and unreferenced files.
  test('backups are not served', control('EXP-BACKUP-01'), async ({ intruder, required }) => {
    expect(await intruder.ask(required('exposure.paths.backups'))).toWithhold('backup');
  });

  // ASVS v5.0.0-13.4.5: monitoring endpoints are not exposed unless that is meant.
  test('metrics are not served', control('EXP-METRICS-01'), async ({ intruder, required }) => {
    expect(await intruder.ask(required('exposure.paths.metrics'))).toWithhold('metrics');
  });

  // ASVS v5.0.0-13.4.5: the same for status pages; v5.0.0-13.4.2: and for debugging.
  test('status pages are not served', control('EXP-STATUS-01'), async ({ intruder, required }) => {
    expect(await intruder.ask(required('exposure.paths.status'))).toWithhold('status page');
  });

  // ASVS v5.0.0-13.4.3: no directory listings.
  test('directories show no listing', control('EXP-LISTING-01'), async ({ intruder, required }) => {
    expect(await intruder.ask(required('exposure.directories'))).toShowNo('directory listing');
  });
});
