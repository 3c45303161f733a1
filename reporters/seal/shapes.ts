import { Ajv, type ValidateFunction } from 'ajv';
import type { Envelope } from './envelope.ts';
import type { Manifest } from './manifest.ts';
import { STATEMENT, TEST_RESULT, type Statement } from './statement.ts';

/*
 * What verification needs of a bundle's own files. Whoever made the bundle may be somebody else than Plumbline, so
 * nothing in them is believed before its shape is known.
 */
const text = { type: 'string' };
const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const BASE64 = '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$';

function object(properties: Readonly<Record<string, object>>): object {
  return { type: 'object', required: Object.keys(properties), properties };
}

function list(items: object, minItems = 0): object {
  return { type: 'array', items, minItems };
}

const resource = object({ name: text, digest: object({ sha256: digest }) });

const ajv = new Ajv();

export const isManifest: ValidateFunction<Manifest> = ajv.compile<Manifest>(
  object({
    profile: object({ name: text, sha256: digest }),
    target: text,
    startedAt: text,
    completeness: text,
    result: text,
    signature: {
      ...object({ signed: { type: 'boolean' } }),
      if: object({ signed: { const: true } }),
      then: object({ keyid: digest }),
    },
    files: list(object({ path: text, bytes: { type: 'integer' }, sha256: digest })),
  }),
);

/** DSSE: at least one signature, the payload and the signatures in base64. A keyid may be left out. */
export const isEnvelope: ValidateFunction<Envelope> = ajv.compile<Envelope>(
  object({
    payload: { type: 'string', pattern: BASE64 },
    payloadType: text,
    signatures: list(
      {
        ...object({ sig: { type: 'string', pattern: BASE64 } }),
        properties: { keyid: text, sig: { type: 'string', pattern: BASE64 } },
      },
      1,
    ),
  }),
);

export const isStatement: ValidateFunction<Statement> = ajv.compile<Statement>(
  object({
    _type: { const: STATEMENT },
    subject: list(resource, 1),
    predicateType: { const: TEST_RESULT },
    predicate: object({ result: { enum: ['PASSED', 'WARNED', 'FAILED'] }, configuration: list(resource, 1) }),
  }),
);
