import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { lookUpReference, SettingError } from '../../profiles/index.ts';
import { keyIdOf } from './envelope.ts';

/** A key that bundles are signed with. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** As {@link keyIdOf} makes it. */
  readonly id: string;
}

/** Setting that names the key. */
export const SIGNING_KEY = 'PLUMBLINE_SIGNING_KEY';

/**
 * The ed25519 key that `PLUMBLINE_SIGNING_KEY` names, as a profile names its secrets: `${file:/path/private.pem}` or
 * `${env:NAME}`. The key itself is PEM (PKCS #8) without a passphrase. Undefined where the setting is not made.
 *
 * @throws SettingError for what is no reference, names nothing, or is another kind of key; it never shows the key
 */
export function signingKey(environment: NodeJS.ProcessEnv = process.env): SigningKey | undefined {
  const setting = environment[SIGNING_KEY];
  if (setting === undefined || setting === '') return undefined;
  const found = lookUpReference(setting, environment);
  if (!found) {
    throw new SettingError(
      `${SIGNING_KEY} must name a key that is kept elsewhere: \${file:/path/private.pem} or \${env:NAME}`,
    );
  }
  if (!found.value) {
    throw new SettingError(`${SIGNING_KEY} needs the ${found.place}, which is missing or empty`);
  }
  return keyFrom(found.value, found.place);
}

function keyFrom(pem: string, place: string): SigningKey {
  if (/-----BEGIN PUBLIC KEY-----/.test(pem)) {
    throw new SettingError(`${SIGNING_KEY} needs a private key, and the ${place} holds a public one`);
  }
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(pem);
  } catch {
    throw new SettingError(
      `${SIGNING_KEY} needs an ed25519 key in PEM without a passphrase, which the ${place} does not hold`,
    );
  }
  if (privateKey.asymmetricKeyType !== 'ed25519') {
    throw new SettingError(
      `${SIGNING_KEY} needs an ed25519 key; the ${place} holds one of type ${String(privateKey.asymmetricKeyType)}`,
    );
  }
  return { privateKey, id: keyIdOf(createPublicKey(privateKey)) };
}
