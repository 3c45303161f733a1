import { expect, test } from '@playwright/test';
import { lackOfDatabase } from '../../fixtures/embedded-database.ts';
import { missingEmbeddedDatabase } from '../../stack/index.ts';

test.describe('The database beside the embedded stack', () => {
  const lack = (section: string, listenAddresses: [string, ...string[]] = ['127.0.0.1']) =>
    lackOfDatabase({ database: { listenAddresses } }, [section]);

  test('has no pgaudit, and listens on one address', () => {
    expect(lack('database.audit')).toContain('no pgaudit');
    expect(lack('database.audit.log')).toContain('no pgaudit');
    expect(lack('database.listenAddresses', ['10.0.0.5'])).toContain('127.0.0.1 alone');
  });

  test('has all else where the package is installed', () => {
    const missing = missingEmbeddedDatabase();
    test.skip(missing !== undefined, missing);
    expect(lack('database.tls.required')).toBeUndefined();
    expect(lack('database.listenAddresses')).toBeUndefined();
  });
});
