// Reads one YAML file of the law data: plain values and the line of every one of them.
// Of YAML 1.2 (yaml.org/spec/1.2.2) only maps, lists and scalars are taken: no anchor, alias, tag or second document.
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type Pair,
} from 'yaml';

export interface SourceText {
  /** Its path in the folder of law data, such as `parties.yaml` or `forms/epoc.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** What is wrong, and where. Lines start at 1. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export type Path = readonly (string | number)[];

export interface YamlFile {
  readonly name: string;
  readonly value: unknown;
  /** The line of a value, or of the nearest thing around it that has one. */
  lineOf(path: Path): number;
}

const MAX_BYTES = 4_000_000;
const MAX_DEPTH = 16;

interface Read {
  readonly file: YamlFile | undefined;
  readonly findings: readonly Finding[];
}

/** Of the files of two versions and of what changed between them; what was read from them goes when memory is wanted elsewhere. */
const REMEMBERED_MAX = 160;
const remembered = new Map<string, WeakRef<YamlFile>>();

/**
 * Never throws: what cannot be read is a finding. A text that was read a moment ago is not read again: a change concerns one
 * file, and all are checked with it. Whoever changes the value takes a copy.
 */
export function readYaml(source: SourceText): Read {
  const id = `${source.name}\u0000${source.text}`;
  const known = remembered.get(id)?.deref();
  remembered.delete(id); // what is asked for last leaves last
  const read = known === undefined ? readAnew(source) : { file: known, findings: [] };
  if (read.file !== undefined) remembered.set(id, new WeakRef(read.file));
  for (const eldest of remembered.keys()) {
    if (remembered.size <= REMEMBERED_MAX) break;
    remembered.delete(eldest);
  }
  return read;
}

function readAnew({ name, text }: SourceText): Read {
  const findings: Finding[] = [];
  const lines = new LineCounter();
  const fault = (offset: number, message: string): void =>
    void findings.push({ file: name, line: Math.max(1, lines.linePos(offset).line), message });
  if (text.length > MAX_BYTES) {
    fault(0, `file of at most ${MAX_BYTES} characters expected, ${text.length} found`);
    return { file: undefined, findings };
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    merge: false,
    prettyErrors: false,
  });
  for (const problem of [...document.errors, ...document.warnings]) fault(problem.pos[0], problem.message);
  const at = new Map<string, number>();
  const walk = (node: unknown, path: Path): void => {
    if (!isNode(node)) return;
    const offset = node.range?.[0] ?? 0;
    if (path.length > MAX_DEPTH) return fault(offset, `nested deeper than ${MAX_DEPTH}`);
    refuseFrills(node, offset, fault);
    if (!at.has(key(path))) at.set(key(path), lines.linePos(offset).line);
    if (isSeq(node)) node.items.forEach((item, i) => walk(item, [...path, i]));
    else if (isMap(node)) for (const pair of node.items) walkPair(pair, path);
  };
  const walkPair = (pair: Pair, path: Path): void => {
    if (!isScalar(pair.key)) return fault(0, 'a key that is a word expected');
    const name = String(pair.key.value);
    const offset = pair.key.range?.[0] ?? 0;
    if (name === '__proto__') fault(offset, 'key __proto__ is not taken');
    const inner = [...path, name];
    at.set(key(inner), lines.linePos(offset).line);
    walk(pair.value, inner);
  };
  if (findings.length === 0) walk(document.contents, []);
  if (findings.length > 0) return { file: undefined, findings };
  const lineOf = (path: Path): number => {
    for (let length = path.length; length >= 0; length--) {
      const line = at.get(key(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return 1;
  };
  return { file: { name, value: document.toJS({ maxAliasCount: 0 }), lineOf }, findings };
}

function refuseFrills(node: Node, offset: number, fault: (offset: number, message: string) => void): void {
  if (isAlias(node)) fault(offset, 'an alias is not taken; write the value out');
  else if ('anchor' in node && node.anchor !== undefined) fault(offset, 'an anchor is not taken');
  if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:'))
    fault(offset, 'a tag is not taken');
}

function key(path: Path): string {
  return path.join('\u0000');
}

/** The comment lines at the head of a file, without `#`. Comments elsewhere are refused by the canonical form. */
export function headComment(text: string): readonly string[] {
  const head: string[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('#')) break;
    head.push(line.slice(1).replace(/^ /, ''));
  }
  return head;
}
