import type { ControlResult, Run } from './run.ts';

/**
 * The run as JSON, indented for a person but for its evidence, of which each piece has a line of its own: indented too,
 * a run of a whole profile would be twice as large.
 */
export function runText({ controls, ...rest }: Run): string {
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  return `${head},\n  "controls": [\n${controls.map(controlText).join(',\n')}\n  ]\n}\n`;
}

function controlText({ evidence, ...rest }: ControlResult): string {
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '').replaceAll('\n', '\n    ');
  const pieces = evidence.map((piece) => `        ${JSON.stringify(piece)}`);
  const list = pieces.length === 0 ? '[]' : `[\n${pieces.join(',\n')}\n      ]`;
  return `    ${head},\n      "evidence": ${list}\n    }`;
}
