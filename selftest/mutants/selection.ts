import { catalogue } from '../../controls/index.ts';
import { mutants, type Mutant } from '../../stack/mutants/index.ts';

/** Carries the wanted names from the command line to the processes of the run, separated by spaces. */
export const WANTED = 'PLUMBLINE_MUTANTS';

/** Mutants by name, or by the family of the first control that catches them; all where nothing is named. */
export function selectedMutants(wanted: readonly string[]): [name: string, mutant: Mutant][] {
  const all = Object.entries(mutants);
  const unknown = wanted.filter((word) => !all.some((entry) => matches(entry, word)));
  if (unknown.length > 0) throw new Error(`no mutant and no family is named ${unknown.join(', ')}`);
  return wanted.length === 0 ? all : all.filter((entry) => wanted.some((word) => matches(entry, word)));
}

function matches([name, { kills }]: [string, Mutant], word: string): boolean {
  return name === word || catalogue[kills[0]].family === word;
}
