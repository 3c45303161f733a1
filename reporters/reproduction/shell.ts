/** What stands in evidence where a secret was. */
const REDACTED = '[redacted]';

/** A shell variable that a reader fills in, such as `$TOKEN`. */
export type Placeholder =
  'AUTHORIZATION' | 'COOKIE' | 'SECRET' | 'BODY' | 'CA' | 'CLIENT_CERT' | 'CLIENT_KEY';

/** Printable ASCII: what a line on a terminal shows as it is, and a shell passes on byte for byte. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/**
 * One word of a POSIX shell (IEEE Std 1003.1-2024 §2.2.2). Where a secret was redacted, the word takes the variable.
 * Throws for what is not printable ASCII: in single quotes nothing else is special.
 */
export function quoted(text: string, secret: Placeholder = 'SECRET'): string {
  if (!isPlain(text)) throw new RangeError('only printable ASCII can be quoted');
  return text
    .split(REDACTED)
    .map((part) => (part === '' ? '' : `'${part.replaceAll("'", `'\\''`)}'`))
    .join(`"$${secret}"`)
    .replace(/^$/, "''");
}

/** `printf` with the words that write these bytes, one character each (latin1); redacted secrets come from a variable. */
export function printed(bytes: string): string {
  const parts = bytes.split(REDACTED);
  const format = parts
    .map((part) => part.replace(/[^ -$&(-[\]-~]/g, (character) => ESCAPES[character] ?? octal(character)))
    .join('%s')
    // An option of printf would begin so.
    .replace(/^-/, octal);
  return ['printf', `'${format}'`, ...parts.slice(1).map(() => '"$SECRET"')].join(' ');
}

const ESCAPES: Readonly<Record<string, string>> = { '\r': '\\r', '\n': '\\n', '%': '%%', '\\': '\\\\' };

function octal(character: string): string {
  return `\\${(character.charCodeAt(0) & 0xff).toString(8).padStart(3, '0')}`;
}
