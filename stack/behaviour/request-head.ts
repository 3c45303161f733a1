import type { LoadedProfile } from '../../profiles/index.ts';

interface HeadLimit {
  /** Bytes from which on a request is refused. */
  readonly bytes: number;
  /** Status of the refusal. */
  readonly status: number;
}

/** How much of a request is read before its body. */
export interface RequestHeadBehaviour {
  /** The request target. */
  readonly uri: HeadLimit;
  /** All fields together. */
  readonly fields: HeadLimit;
  /** What the HTTP parser reads of both together; beyond, it answers 431 by itself. */
  readonly parserBytes: number;
}

/** Node's default. */
const PARSER_BYTES = 16 * 1024;

/** The limits of the profile; where it is silent, the parser's alone. */
export function requestHeadFor({ requestHead: { uri, fields } = {} }: LoadedProfile): RequestHeadBehaviour {
  return {
    uri: { bytes: uri?.bytes ?? Number.MAX_SAFE_INTEGER, status: uri?.status[0] ?? 414 },
    fields: { bytes: fields?.bytes ?? Number.MAX_SAFE_INTEGER, status: fields?.status[0] ?? 431 },
    // It counts them together, so it has to read both at their limit for this server to tell them apart.
    parserBytes: PARSER_BYTES + 2 * ((uri?.bytes ?? 0) + (fields?.bytes ?? 0)),
  };
}
