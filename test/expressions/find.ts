// Every regular expression of the program: as it stands in the source, and those made of text while it runs.
import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

export interface Found {
  /** `/a+/g` */
  readonly expression: string;
  /** Files, sorted. */
  readonly files: readonly string[];
}

/** Literals in which something is repeated: the others take no longer for a longer text. */
export function repeating(): Found[] {
  const found = new Map<string, Set<string>>();
  for (const { file, node } of nodes())
    if (node['type'] === 'Literal' && isRecord(node['regex'])) {
      const { pattern, flags } = node['regex'] as { pattern: string; flags: string }; // ESTree
      if (!/[*+]|\{\d+,\d*\}/.test(pattern)) continue;
      const expression = `/${pattern}/${flags}`;
      found.set(expression, (found.get(expression) ?? new Set()).add(file));
    }
  return [...found]
    .map(([expression, files]) => ({ expression, files: [...files].toSorted() }))
    .toSorted((a, b) => (a.expression < b.expression ? -1 : 1));
}

/** Files that make expressions of text. */
export function madeOfText(): string[] {
  const files = new Set<string>();
  for (const { file, node } of nodes()) {
    const { callee } = node;
    if ((node['type'] === 'NewExpression' || node['type'] === 'CallExpression') && isRecord(callee))
      if (callee['type'] === 'Identifier' && callee['name'] === 'RegExp') files.add(file);
  }
  return [...files].toSorted();
}

interface Node {
  readonly [field: string]: unknown;
}

/** Literals and calls alone; read once in a run. */
let known: readonly { readonly file: string; readonly node: Node }[] | undefined;

function nodes(): readonly { readonly file: string; readonly node: Node }[] {
  known ??= [...allNodes()].filter(({ node }) => isRecord(node['regex']) || isRecord(node['callee']));
  return known;
}

function* allNodes(): Generator<{ readonly file: string; readonly node: Node }> {
  for (const file of globSync('src/**/*.ts', {
    cwd: new URL('../..', import.meta.url).pathname,
  }).toSorted()) {
    if (file.endsWith('.test.ts')) continue;
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    if (!/\/|RegExp/.test(text)) continue;
    const open: unknown[] = [parseSync(file, text).program];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (Array.isArray(one)) open.push(...(one as readonly unknown[]).filter((part) => part !== null));
      else if (isRecord(one)) {
        yield { file, node: one };
        for (const part of Object.values(one)) if (typeof part === 'object' && part !== null) open.push(part);
      }
    }
  }
}

function isRecord(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
