import { expect, test } from '@playwright/test';
import { observePosture, type NamedDecisions, type TlsPosture } from '../../probes/tls/posture.ts';
import { scriptedServer, type Script } from './tls-scripted.ts';
import { closeServers, httpsServer } from './tls-servers.ts';

test.afterEach(closeServers);

const aes128 = 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256';
const aes256 = 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384';
const chacha = 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256';
const x25519 = 0x001d;
const p256 = 0x0017;
const p384 = 0x0018;

const script: Script = {
  suites: [0xc02f, 0xcca8, 0xc030],
  groups: [p384, x25519],
  schemes: [0x0401, 0x0804],
};

function observe(port: number): Promise<TlsPosture> {
  return observePosture({ host: 'shop.test', port, address: '127.0.0.1' }, { timeoutMs: 3_000 });
}

async function observeScript(changes: Partial<Script> = {}): Promise<TlsPosture> {
  return observe(await scriptedServer({ ...script, ...changes }));
}

function accepted(decisions: NamedDecisions = []): string[] {
  return decisions.filter(({ outcome }) => outcome === 'accepted').map(({ name }) => name);
}

function undecided(decisions: NamedDecisions = []): string[] {
  return decisions.filter(({ outcome }) => outcome === 'inconclusive').map(({ name }) => name);
}

test.describe('Suites', () => {
  test('are listed in the order of a server that has one', async () => {
    const { suites } = await observeScript({ prefersOwn: true });
    const list = suites['TLSv1.2'];
    expect(list).toMatchObject({ order: 'server', complete: true });
    expect(list?.suites.map(({ name }) => name)).toEqual([aes128, chacha, aes256]);
  });

  test('are listed in our order where the server follows the client', async () => {
    const { suites } = await observeScript();
    const list = suites['TLSv1.2'];
    expect(list).toMatchObject({ order: 'client', complete: true });
    expect(list?.suites.map(({ name }) => name)).toEqual([chacha, aes128, aes256]);
  });

  test('of a server whose own order looks like ours are told by asking it', async () => {
    const { suites } = await observeScript({ suites: [0xcca8, 0xc030, 0xc02f], prefersOwn: true });
    expect(suites['TLSv1.2']).toMatchObject({ order: 'server' });
  });

  test('have no order where there is one', async () => {
    const { suites } = await observeScript({ suites: [0xc02f] });
    expect(suites['TLSv1.2']).toMatchObject({ order: 'unknown', complete: true });
  });

  test('that are exotic are found too', async () => {
    const { suites } = await observeScript({ suites: [0xc02f, 0xd001, 0x16b7] });
    const names = suites['TLSv1.2']?.suites.map(({ name }) => name);
    expect(names).toContain('TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256');
    expect(names).toContain('TLS_CECPQ1_RSA_WITH_CHACHA20_POLY1305_SHA256');
  });
});

test.describe('Groups and signature algorithms', () => {
  for (const prefersOwn of [true, false]) {
    test(`are all found where the ${prefersOwn ? 'server' : 'client'} decides`, async () => {
      const { groups, signatureAlgorithms } = await observeScript({ prefersOwn });
      expect(accepted(groups['TLSv1.2'])).toEqual(['x25519', 'secp384r1']);
      expect(accepted(signatureAlgorithms['TLSv1.2'])).toEqual(['rsa_pss_rsae_sha256', 'rsa_pkcs1_sha256']);
      expect(undecided(groups['TLSv1.2'])).toEqual([]);
      expect(undecided(signatureAlgorithms['TLSv1.2'])).toEqual([]);
    });
  }

  test('are found beside the curve of an ECDSA certificate', async () => {
    const { groups } = await observeScript({
      suites: [0xc02b],
      schemes: [0x0403],
      groups: [p256, x25519, p384],
      certificateCurve: p256,
    });
    expect(accepted(groups['TLSv1.2'])).toEqual(['x25519', 'secp256r1', 'secp384r1']);
  });

  test('of TLS 1.3 are named by its HelloRetryRequest, post-quantum ones among them', async () => {
    const { groups, suites } = await observeScript({
      tls13: { suites: [0x1301, 0x1302], groups: [0x11ec, 0x11ed, x25519] },
    });
    expect(accepted(groups['TLSv1.3'])).toEqual(['X25519MLKEM768', 'SecP384r1MLKEM1024', 'x25519']);
    expect(suites['TLSv1.3']?.suites).toHaveLength(2);
  });

  test('of TLS 1.3 are undecided where the server asks for another key', async () => {
    const { signatureAlgorithms } = await observeScript({
      tls13: { suites: [0x1301], groups: [x25519] },
    });
    expect(accepted(signatureAlgorithms['TLSv1.3'])).toEqual([]);
    expect(undecided(signatureAlgorithms['TLSv1.3'])).toContain('ecdsa_secp256r1_sha256');
  });
});

test.describe('A ServerHello', () => {
  test('shows protocol, master secret, renegotiation and tickets', async () => {
    const extensions = '0010000500030268320017000000230000ff01000100';
    const posture = await observeScript({ extensions });
    expect(posture).toMatchObject({
      alpn: { outcome: 'selected', protocol: 'h2' },
      extendedMasterSecret: { outcome: 'present' },
      secureRenegotiation: { outcome: 'present' },
      tickets: { outcome: 'present' },
      compression: { outcome: 'absent' },
    });
  });

  test('shows that they are missing', async () => {
    expect(await observeScript({ compression: 1 })).toMatchObject({
      alpn: { outcome: 'none' },
      extendedMasterSecret: { outcome: 'absent' },
      secureRenegotiation: { outcome: 'absent' },
      tickets: { outcome: 'absent' },
      compression: { outcome: 'present' },
    });
  });

  test('comes at the second try where ALPN is refused', async () => {
    const { versions, alpn } = await observeScript({ refusesProtocols: true });
    expect(versions['TLSv1.2']).toEqual({ outcome: 'accepted' });
    expect(alpn).toEqual({ outcome: 'none' });
  });

  test('to a hello without features shows nothing of them', async () => {
    const posture = await observeScript({ refusesFeatures: true });
    expect(posture.versions['TLSv1.2']).toEqual({ outcome: 'accepted' });
    expect(posture.tickets).toMatchObject({ outcome: 'inconclusive' });
    expect(posture.compression).toMatchObject({ outcome: 'inconclusive' });
  });

  test('bears the downgrade sentinel where the server speaks TLS 1.3', async () => {
    const tls13 = { suites: [0x1301], groups: [x25519] };
    const random = `${'ab'.repeat(24)}444f574e47524401`;
    const present = await observeScript({ tls13, random });
    const absent = await observeScript({ tls13 });
    const alone = await observeScript({ random });
    expect(present.downgradeSentinel['TLSv1.2']).toEqual({ outcome: 'present' });
    expect(absent.downgradeSentinel['TLSv1.2']).toEqual({ outcome: 'absent' });
    expect(alone.downgradeSentinel['TLSv1.2']).toMatchObject({ outcome: 'not-applicable' });
  });
});

test.describe('TLS_FALLBACK_SCSV', () => {
  test('is refused by inappropriate_fallback', async () => {
    const { fallbackScsv } = await observeScript({ tls13: { suites: [0x1301], groups: [x25519] } });
    expect(fallbackScsv).toMatchObject({ outcome: 'refused', alert: { description: 86 } });
  });

  test('is not applicable where there is one version', async () => {
    expect(await observeScript()).toMatchObject({ fallbackScsv: { outcome: 'not-applicable' } });
  });
});

test.describe('Node https', () => {
  test('is seen as it is, within 45 connections', async () => {
    const port = await httpsServer({
      ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:TLS_AES_128_GCM_SHA256',
      ecdhCurve: 'X25519:P-256:P-384',
      honorCipherOrder: true,
    });
    const posture = await observe(port);
    expect(JSON.parse(JSON.stringify(posture))).toEqual(posture);
    expect(posture).toMatchObject({
      kind: 'tls-posture',
      versions: {
        SSLv2: { outcome: 'refused' },
        SSLv3: { outcome: 'refused' },
        TLSv1: { outcome: 'refused' },
        'TLSv1.1': { outcome: 'refused' },
        'TLSv1.2': { outcome: 'accepted' },
        'TLSv1.3': { outcome: 'accepted' },
      },
      fallbackScsv: { outcome: 'refused' },
      downgradeSentinel: { 'TLSv1.2': { outcome: 'present' } },
    });
    expect(posture.suites['TLSv1.2']?.suites).toHaveLength(2);
    expect(posture.suites['TLSv1.3']?.suites).toEqual([{ name: 'TLS_AES_128_GCM_SHA256', code: 0x1301 }]);
    expect(accepted(posture.groups['TLSv1.3'])).toEqual(['x25519', 'secp256r1', 'secp384r1']);
    expect(accepted(posture.signatureAlgorithms['TLSv1.3'])).toEqual(['ecdsa_secp256r1_sha256']);
    expect(posture.connections).toBeLessThanOrEqual(45);
    expect(posture.exchanges).toHaveLength(posture.connections);
  });
});
