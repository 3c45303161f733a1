/** What the summary may use of the place that it is written to. */
export interface Terminal {
  readonly colour: boolean;
  /** Characters in a line; infinite where lines need no end, as in a file. */
  readonly columns: number;
}

/** FORCE_COLOR and NO_COLOR decide before the stream does, as everywhere else. */
export function terminalOf(stream: { readonly isTTY?: boolean; readonly columns?: number }): Terminal {
  const { FORCE_COLOR: forced, NO_COLOR: refused } = process.env;
  const wanted = forced === undefined ? !refused && stream.isTTY === true : !['0', 'false'].includes(forced);
  // A terminal that does not know its size says 0.
  return { colour: wanted, columns: stream.columns === 0 ? Infinity : (stream.columns ?? Infinity) };
}

/** The text in lines of at most `width` characters, broken at spaces; a longer word keeps a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
