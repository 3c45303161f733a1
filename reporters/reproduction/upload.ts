import type { Evidence } from '../../controls/index.ts';
import { curlLine } from './curl.ts';
import { isDetails, isText, seenTls, type Field } from './evidence.ts';
import { rawLine } from './openssl.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * A request whose body has a size alone: through curl where its head is true, byte for byte where the body stays away
 * or ends early. Undefined for what only a program of its own sends, such as contradicting lengths.
 */
export function uploadLine(evidence: Evidence, surroundings: Surroundings): string | undefined {
  const { sent, bodyBytes, tls, remoteAddress, subject } = evidence;
  if (!isText(sent) || typeof bodyBytes !== 'number' || !isText(remoteAddress)) return undefined;
  const head = parsed(sent);
  const entry = surroundings.entries[isDetails(tls) ? 'https' : 'http'];
  if (!head || entry === undefined) return undefined;
  const lengths = values(head.fields, 'content-length').map(Number);
  const codings = values(head.fields, 'transfer-encoding');
  if (values(head.fields, 'content-encoding').length > 0 || lengths.length + codings.length !== 1)
    return undefined;
  const [announced] = lengths;
  if (announced !== undefined && bodyBytes < announced)
    return rawLine(sent, isDetails(tls), surroundings, bodyBytes);
  const [, chunked] = /with (\d+) bytes in chunks/.exec(subject) ?? [];
  const size = announced ?? (chunked === undefined ? undefined : Number(chunked));
  if (size === undefined || (announced !== undefined && announced !== bodyBytes)) return undefined;
  return curlLine(
    {
      method: head.method,
      url: `${isDetails(tls) ? 'https' : 'http'}://${entry}${head.path}`,
      fields: head.fields.filter(([name, value]) => name.toLowerCase() !== 'host' || value !== entry),
      bodyBytes: size,
      httpVersion: '1.1',
      tls: seenTls(tls),
      remoteAddress,
    },
    surroundings,
  );
}

interface Head {
  readonly method: string;
  readonly path: string;
  readonly fields: readonly Field[];
}

/** A head that was sent whole: request line, fields, empty line. */
function parsed(sent: string): Head | undefined {
  const [, method, path, lines] = /^(\S+) (\/\S*) HTTP\/1\.1\r\n((?:[^\r\n]+\r\n)*)\r\n$/.exec(sent) ?? [];
  if (method === undefined || path === undefined || lines === undefined) return undefined;
  const fields = lines
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line): Field => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
  return { method, path, fields };
}

function values(fields: readonly Field[], wanted: string): string[] {
  return fields.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
}
