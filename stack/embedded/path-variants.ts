import type { PathVariant } from '../behaviour/client-identity.ts';

/** What a reader that allows a variant makes of a path. In this order, one undoes what another has uncovered. */
const READINGS: readonly (readonly [PathVariant, (path: string) => string])[] = [
  ['query', (path) => path.replace(/\?.*$/s, '')],
  ['encoding', decoded],
  ['matrix-parameter', (path) => path.replace(/;[^/?]*/g, '')],
  ['doubled-slash', (path) => path.replace(/\/{2,}/g, '/')],
  ['dot-segment', withoutDots],
  ['trailing-slash', (path) => (path.length > 1 ? path.replace(/\/+$/, '') : path)],
  ['case', (path) => path.toLowerCase()],
];

export const PATH_VARIANTS: readonly PathVariant[] = READINGS.map(([variant]) => variant);

/** The path as it is read by somebody who takes these variants for the path itself. */
export function readPath(path: string, variants: readonly PathVariant[]): string {
  return READINGS.filter(([variant]) => variants.includes(variant)).reduce(
    (read, [, reading]) => reading(read),
    path,
  );
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** RFC 3986 §5.2.4. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  return `/${kept.join('/')}`;
}
