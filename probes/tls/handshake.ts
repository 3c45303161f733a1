import { constants } from 'node:crypto';
import tls from 'node:tls';
import { connectionProblem } from '../http/connection-problem.ts';
import { Deadline } from '../http/deadline.ts';
import { contextTrusting } from '../http/trust.ts';
import type { ClientCertificate } from './client-certificate.ts';
import { peerOf, serverName, socketOptions, type Endpoint } from './endpoint.ts';

/** The kinds of key for which servers keep a certificate each. */
export type KeyType = 'ECDSA' | 'RSA';

interface HandshakeSettings {
  readonly timeoutMs: number;
  readonly ca?: string;
  readonly keyType?: KeyType;
  readonly client?: ClientCertificate | undefined;
  readonly onStaple?: (response: Buffer) => void;
}

/**
 * Completes a TLS handshake with whatever the server speaks. The caller destroys the socket.
 *
 * @param ca PEM, trusted beside Node's own roots
 * @param client presented where the server asks for a certificate
 * @param keyType offer signatures of this key type alone
 * @param onStaple asks for an OCSP response and gets the DER where one comes, before the handshake is complete
 * @throws ProbeError when the handshake is not complete within `timeoutMs`
 */
export function completeHandshake(
  endpoint: Endpoint,
  { timeoutMs, ca, keyType, client, onStaple }: HandshakeSettings,
): Promise<tls.TLSSocket> {
  const options = { ...tlsOptions(endpoint, { ca, keyType, client }), requestOCSP: onStaple !== undefined };
  return new Promise((resolve, reject) => {
    const peer = peerOf(endpoint);
    const deadline = new Deadline(timeoutMs, peer);
    const socket = tls.connect({ ...socketOptions(endpoint, timeoutMs), ...options });
    const fail = (error: Error) => {
      deadline.clear();
      socket.destroy();
      reject(error);
    };
    if (onStaple)
      socket.once('OCSPResponse', (response: Buffer | null) => {
        if (response) onStaple(response);
      });
    deadline.waitingFor = 'the connection';
    deadline.onExpiry(fail);
    socket.once('connect', () => {
      deadline.waitingFor = 'the TLS handshake';
    });
    socket.once('secureConnect', () => {
      deadline.clear();
      resolve(socket);
    });
    // It stays for the life of the socket: an alert after the handshake must not end the process.
    socket.on('error', (error: Error) => {
      fail(connectionProblem(error, peer, deadline.waitingFor));
    });
  });
}

function tlsOptions(
  endpoint: Endpoint,
  { ca, keyType, client }: { [K in 'ca' | 'keyType' | 'client']: HandshakeSettings[K] | undefined },
): tls.ConnectionOptions {
  const name = serverName(endpoint);
  return {
    ...(name !== undefined && { servername: name }),
    // Whether the certificate deserves trust is what is to be observed: it must not end the handshake.
    rejectUnauthorized: false,
    // Names are observed apart from trust; Node would report only the first of the two.
    checkServerIdentity: () => undefined,
    secureContext: contextTrusting(ca, { ...PERMISSIVE, ...(keyType && ALONE[keyType]), ...client }),
  };
}

/** With the usual settings old versions, weak keys and SHA-1 signatures fail here and look like a fault there. */
const PERMISSIVE: tls.SecureContextOptions = {
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
};

/** Suites choose the certificate up to TLS 1.2, signature algorithms in TLS 1.3. */
const ALONE: Readonly<Record<KeyType, tls.SecureContextOptions>> = {
  ECDSA: {
    ciphers: 'DEFAULT:!aRSA:!kRSA:!aDSS@SECLEVEL=0',
    sigalgs: 'ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:ECDSA+SHA1:ed25519:ed448',
  },
  RSA: {
    ciphers: 'DEFAULT:!aECDSA:!aDSS@SECLEVEL=0',
    sigalgs:
      'RSA-PSS+SHA256:RSA-PSS+SHA384:RSA-PSS+SHA512:RSA+SHA256:RSA+SHA384:RSA+SHA512:RSA+SHA1:rsa_pss_pss_sha256',
  },
};
