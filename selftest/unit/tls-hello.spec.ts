import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import net from 'node:net';
import { PassThrough } from 'node:stream';
import type { TlsOptions } from 'node:tls';
import { expect, test, type TestInfo } from '@playwright/test';
import { getExtensionData, readTlsClientHello, TLS_VERSIONS } from 'read-tls-client-hello';
import { encodeClientHello } from '../../probes/tls/client-hello.ts';
import { offerVersion } from '../../probes/tls/hello.ts';
import { tlsVersions, type TlsVersion } from '../../probes/tls/versions.ts';
import { closeServers, freePort, httpsServer, identity } from './tls-servers.ts';

const timeoutMs = 2_000;
const engine = 'nginx';

test.afterEach(closeServers);

function observe(port: number, version: TlsVersion = 'TLSv1.2') {
  return offerVersion({ host: 'shop.test', port, address: '127.0.0.1' }, version, { timeoutMs });
}

function parse(hello: Buffer) {
  const stream = new PassThrough();
  stream.write(hello);
  return readTlsClientHello(stream);
}

test.describe('ClientHello', () => {
  const names = {
    TLSv1: 'TLS 1.0',
    'TLSv1.1': 'TLS 1.1',
    'TLSv1.2': 'TLS 1.2',
    'TLSv1.3': 'TLS 1.3',
  } as const;
  for (const version of Object.keys(names) as (keyof typeof names)[]) {
    test(`for ${version} offers it and nothing else`, async () => {
      const hello = await parse(encodeClientHello({ version, serverName: 'shop.test' }));
      const offered = getExtensionData(hello, 'supported_versions')?.versions ?? [hello.version];
      expect(offered.map((code) => TLS_VERSIONS[code])).toEqual([names[version]]);
      expect(hello.cipherSuites.includes(0x1302)).toBe(version === 'TLSv1.3');
      expect(getExtensionData(hello, 'sni')).toEqual({ serverName: 'shop.test' });
    });
  }

  test('for SSLv3 offers it, without extensions', () => {
    const hello = encodeClientHello({ version: 'SSLv3', serverName: 'shop.test' });
    expect(hello.subarray(0, 3).toString('hex')).toBe('160300');
    expect(hello.subarray(9, 11).toString('hex')).toBe('0300');
    // Version, random, session id, suites and the one compression method are all there is.
    expect(hello).toHaveLength(9 + 2 + 32 + 1 + 2 + hello.readUInt16BE(44) + 2);
    expect(hello.includes('shop.test')).toBe(false);
  });

  test('has the extensions that a server decides by', async () => {
    const hello = await parse(encodeClientHello({ version: 'TLSv1.3', serverName: 'shop.test' }));
    expect(getExtensionData(hello, 'supported_groups')?.groups).toEqual(
      expect.arrayContaining([29, 23, 24, 25, 0x11ec]),
    );
    expect(getExtensionData(hello, 'signature_algorithms')?.algorithms).toEqual(
      expect.arrayContaining([0x0401, 0x0503, 0x0805, 0x0201]),
    );
    expect(getExtensionData(hello, 'key_share')).toEqual({ entries: [] });
    expect(hello.extensions.map(({ id }) => id)).toEqual(expect.arrayContaining([11, 23, 0xff01]));
  });

  test('has no SNI for an IP address', async () => {
    const { sent } = await offerVersion({ host: '127.0.0.1', port: await httpsServer({}) }, 'TLSv1.2', {
      timeoutMs,
    });
    expect(getExtensionData(await parse(Buffer.from(sent, 'hex')), 'sni')).toBeUndefined();
  });
});

test.describe('Node https', () => {
  const accepted = expect.objectContaining({ outcome: 'accepted' }) as unknown;
  const refused = expect.objectContaining({ outcome: 'refused' }) as unknown;
  const everything = { ciphers: 'DEFAULT@SECLEVEL=0' };
  const cases: [string, TlsOptions, unknown[]][] = [
    ['1.2 and later', { minVersion: 'TLSv1.2' }, [refused, refused, refused, accepted, accepted]],
    ['1.3 alone', { minVersion: 'TLSv1.3' }, [refused, refused, refused, refused, accepted]],
    [
      '1.2 alone',
      { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' },
      [refused, refused, refused, accepted, refused],
    ],
    [
      '1.0 and later',
      { minVersion: 'TLSv1', ...everything },
      [refused, accepted, accepted, accepted, accepted],
    ],
    [
      '1.0 alone',
      { minVersion: 'TLSv1', maxVersion: 'TLSv1', ...everything },
      [refused, accepted, refused, refused, refused],
    ],
    [
      '1.3 with P-521 alone',
      { minVersion: 'TLSv1.3', ecdhCurve: 'P-521' },
      [refused, refused, refused, refused, accepted],
    ],
  ];
  for (const [name, options, expected] of cases) {
    test(`with TLS ${name} is seen as it is`, async () => {
      const port = await httpsServer(options);
      expect(await Promise.all(tlsVersions.map((version) => observe(port, version)))).toEqual(expected);
    });
  }

  test('refuses by alert, and the alert is named', async () => {
    const port = await httpsServer({ minVersion: 'TLSv1.2' });
    expect(await observe(port, 'TLSv1')).toMatchObject({
      alert: { level: 'fatal', description: 70, name: 'protocol_version' },
      received: '15030100020246',
    });
  });

  test('refuses by answering with another version', async () => {
    const port = await httpsServer({ minVersion: 'TLSv1', maxVersion: 'TLSv1', ...everything });
    expect(await observe(port, 'TLSv1.2')).toMatchObject({ outcome: 'refused', answered: 'TLSv1' });
  });

  test('with TLS 1.0 that its security level forbids is inconclusive, with the reason', async () => {
    const port = await httpsServer({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=1' });
    const observation = await observe(port, 'TLSv1');
    expect(observation).toMatchObject({ outcome: 'inconclusive', alert: { name: 'internal_error' } });
    expect(observation).toHaveProperty('reason', expect.stringContaining('security level'));
  });
});

test.describe('nginx', () => {
  const installed = spawnSync(engine, ['-v']).status === 0;

  test('refuses and accepts by its own word', async ({}, testInfo) => {
    test.skip(!installed, 'nginx is not installed');
    const port = await freePort();
    const nginx = await startNginx(testInfo, port);
    try {
      const observations = await Promise.all(tlsVersions.map((version) => observe(port, version)));
      expect(observations.map(({ outcome }) => outcome)).toEqual([
        'refused',
        'refused',
        'refused',
        'accepted',
        'accepted',
      ]);
    } finally {
      nginx.kill();
      await once(nginx, 'exit');
    }
  });
});

async function startNginx(testInfo: TestInfo, port: number) {
  const { cert, key } = await identity();
  await writeFile(testInfo.outputPath('cert.pem'), cert);
  await writeFile(testInfo.outputPath('key.pem'), key);
  const at = (name: string) => JSON.stringify(testInfo.outputPath(name));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const configuration = `daemon off; master_process off; pid ${at('pid')}; events {}
    http {
      access_log off; ${temporary.map((name) => `${name}_temp_path ${at(name)};`).join(' ')}
      server {
        listen 127.0.0.1:${port} ssl; ssl_protocols TLSv1.2 TLSv1.3;
        ssl_certificate ${at('cert.pem')}; ssl_certificate_key ${at('key.pem')};
      }
    }`;
  await writeFile(testInfo.outputPath('nginx.conf'), configuration);
  const nginx = spawn(engine, ['-e', 'stderr', '-c', testInfo.outputPath('nginx.conf')], {
    stdio: 'ignore',
  });
  await expect(async () => {
    const socket = net.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
  }).toPass({ timeout: 5_000, intervals: [50] });
  return nginx;
}
