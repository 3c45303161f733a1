import { readFileSync } from 'node:fs';
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';
import { ProfileError, type Position, type Problem } from './problem.ts';

/** A single YAML value, `null` included. */
type Leaf = string | number | boolean | null;

/** A YAML value that remembers where it was written, also after a merge with values of other files. */
export interface Node {
  value: Leaf | Node[] | Map<string, Node>;
  /** Start of the value. */
  at: Position;
  /** Start of the key under which it stands; missing for the root and in lists. */
  key?: Position;
}

/** Keys and list indices from the root to a node. */
export type Path = readonly (string | number)[];

/** Turns the nodes of one YAML document into a tree and collects what is wrong with it on the way. */
class TreeBuilder {
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #lines: LineCounter;

  constructor(file: string, lines: LineCounter) {
    this.#file = file;
    this.#lines = lines;
  }

  position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#file, line, column: col };
  }

  node(source: ParsedNode, key?: Position): Node {
    const at = this.position(source.range[0]);
    return { value: this.#value(source, at), at, ...(key && { key }) };
  }

  #value(source: ParsedNode, at: Position): Node['value'] {
    if (isMap(source)) return this.#map(source);
    if (isSeq(source)) return source.items.map((item) => this.node(item));
    if (isAlias(source)) {
      throw new ProfileError([{ at, message: 'aliases are not supported; use extends' }]);
    }
    return isScalar(source) ? (source.value as Leaf) : null;
  }

  #map(source: YAMLMap.Parsed): Map<string, Node> {
    const map = new Map<string, Node>();
    for (const pair of source.items) {
      const at = this.position(pair.key.range[0]);
      const name = isScalar(pair.key) ? String(pair.key.value) : '?';
      if (map.has(name)) this.problems.push({ at, message: `duplicate key "${name}"` });
      // A key without colon has no value at all, which means the same as an empty one.
      map.set(name, pair.value ? this.node(pair.value, at) : { value: null, at, key: at });
    }
    return map;
  }
}

/**
 * Reads a YAML file. Duplicate keys are reported in `problems`.
 * @throws {ProfileError} when the file is no YAML, uses aliases or holds anything but one map.
 */
export function readTree(file: string): { root: Node; problems: Problem[] } {
  const lines = new LineCounter();
  const text = readFileSync(file, 'utf8');
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const builder = new TreeBuilder(file, lines);
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    throw new ProfileError(
      faults.map(({ pos, message }) => ({
        at: builder.position(pos[0]),
        message: `invalid YAML: ${message}`,
      })),
    );
  }
  const start = { file, line: 1, column: 1 };
  const root = document.contents ? builder.node(document.contents) : { value: null, at: start };
  if (root.value === null) throw new ProfileError([{ at: start, message: 'the file is empty' }]);
  if (!(root.value instanceof Map)) {
    throw new ProfileError([{ at: root.at, message: 'a profile must be a map of keys' }]);
  }
  return { root, problems: builder.problems };
}

/** Returns the plain value of a tree, as `JSON.parse` would. */
export function plain(node: Node): unknown {
  if (Array.isArray(node.value)) return node.value.map(plain);
  if (node.value instanceof Map) {
    return Object.fromEntries([...node.value].map(([name, entry]) => [name, plain(entry)]));
  }
  return node.value;
}

/** Returns the node at a path, or the deepest one that exists on the way to it. */
export function nodeAt(root: Node, path: Path): Node {
  let node = root;
  for (const step of path) {
    const next = node.value instanceof Map ? node.value.get(String(step)) : undefined;
    const item = Array.isArray(node.value) ? node.value[Number(step)] : undefined;
    const below = next ?? item;
    if (!below) return node;
    node = below;
  }
  return node;
}

/** Returns where the key of a node stands. */
export function keyPlace(node: Node): Position {
  return node.key ?? node.at;
}

/** Returns where a reader would look for a node: single values at the value, everything else at its key. */
export function placeOf(node: Node): Position {
  const single = node.value !== null && typeof node.value !== 'object';
  return single ? node.at : keyPlace(node);
}

/** Returns a path the way messages show it: `waivers[0].expires`. */
export function shownKey(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
