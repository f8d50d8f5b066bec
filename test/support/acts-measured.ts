// How large an act is: what is in the source for it alone, and would go if it went. An act begins with the fields that it asks
// (`… satisfies Fields`). Its own is what names these fields, directly or by a type or a value beside them, and no other act's; and
// what nothing else uses than what is its own. Lists of routes and of operations name many and are nobody's.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface MeasuredAct {
  /** `src/cases/case-asked.ts NEW_CASE` */
  readonly name: string;
  /** Lines of its own by file: its declaration, its transaction and SQL, its looks. */
  readonly files: ReadonlyMap<string, number>;
  /** Where it is mounted: lists of pages, of operations, of commands. */
  readonly mounts: ReadonlyMap<string, number>;
}

const IS_MOUNT = /\.(?:routes|api)\.ts$|^src\/cli\//;
/** What the house has for all: a kind of field that one act alone asks so far is a kind of field. */
const OF_ALL = /^src\/(?:base|verify|platform|web)\//;

/** Of a file, from a line that begins at its margin to the next; with the comment above it. */
interface Statement {
  readonly file: string;
  readonly names: readonly string[];
  readonly text: string;
  readonly lines: number;
  /** What it names of other statements. */
  readonly refers: Set<Statement>;
  readonly usedBy: Set<Statement>;
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly statements: readonly Statement[];
  /** What a name means here: `file#name`; of `import * as store`, the file. */
  readonly means: ReadonlyMap<string, string>;
}

/** `files`: the text of each. Absent: all of the program. */
export function measuredActs(files: { readonly [file: string]: string } = program()): MeasuredAct[] {
  const sources = Object.entries(files).map(([file, text]) => sourceOf(file, text));
  link(sources);
  const all = sources.flatMap(({ statements }) => statements);
  const acts = joined(all.filter(({ file, text }) => DECLARES.test(file) && FIELDS.test(text)));
  const named = new Map(all.map((one) => [one, new Set<readonly Statement[]>()]));
  for (const act of acts) for (const one of naming(act)) named.get(one)?.add(act);
  return acts.map((act) => {
    const lines = [...linesIn(sources, own(act, named))].filter(([file]) => !OF_ALL.test(file));
    return {
      name: `${act[0]?.file} ${act[0]?.names[0]}`,
      files: new Map(lines.filter(([file]) => !IS_MOUNT.test(file))),
      mounts: new Map(lines.filter(([file]) => IS_MOUNT.test(file))),
    };
  });
}

const FIELDS = /\bsatisfies Fields\b/;
/** Where it is declared; elsewhere a few of the fields of an act are taken. */
const DECLARES = /\/[\w-]+\.ts$/;
const BEGINS =
  /^(?:export )?(?:default )?(?:async )?(?:abstract )?(?:const|let|function\*?|interface|type|class)\b/;
/** A page that shows the record of an act by its fields needs no line more for it. */
const SHOWS = /\b(?:factsOf|linesOf)\(\s*say,\s*(?:\{[^}]*\}|[\w.]+)/g;
const IS_NOUN = /^(?:export )?(?:const|interface|type)\b/m;

function program(): { readonly [file: string]: string } {
  const files = globSync('src/**/*.ts').filter(
    (file) => !file.endsWith('.test.ts') && !file.includes('/messages/'),
  );
  return Object.fromEntries(files.toSorted().map((file) => [file, readFileSync(file, 'utf8')]));
}

function sourceOf(file: string, text: string): Source {
  const means = new Map<string, string>();
  for (const [, what = '', from = ''] of text.matchAll(/^import (?:type )?([^']+?) from '(\.[^']+)';$/gm)) {
    const target = normalize(join(dirname(file), from));
    const whole = /^\* as (\w+)$/.exec(what);
    if (whole !== null) means.set(whole[1] ?? '', target);
    else
      for (const [, name = '', as] of what.matchAll(/(\w+)(?: as (\w+))?\s*[,}]/g))
        means.set(as ?? name, `${target}#${name}`);
  }
  const statements = statementsOf(file, text);
  for (const { names } of statements) for (const name of names) means.set(name, `${file}#${name}`);
  return { file, text, statements, means };
}

function statementsOf(file: string, text: string): Statement[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, at) => (BEGINS.test(line) ? [at] : []));
  // The comment above a statement is its own.
  const from = starts.map((at) => {
    let first = at;
    while (/^(?:\/\*\*| \*|\/\/)/.test(lines[first - 1] ?? '')) first -= 1;
    return first;
  });
  return starts.map((at, index) => {
    const whole = lines
      .slice(from[index], from[index + 1] ?? lines.length)
      .join('\n')
      .trim();
    const code = lines
      .slice(at, from[index + 1] ?? lines.length)
      .join('\n')
      .trim();
    const [, , name, several = ''] =
      /\b(const|let|function\*?|interface|type|class) (?:(\w+)|\{([^}]*)\} =)/.exec(code) ?? [];
    const names =
      name === undefined ? [...several.matchAll(/(\w+)\s*(?:,|$)/g)].map(([, one = '']) => one) : [name];
    return { file, names, text: code, lines: whole.split('\n').length, refers: new Set(), usedBy: new Set() };
  });
}

/** Says of each statement which others it names. */
function link(sources: readonly Source[]): void {
  const named = new Map<string, Statement>(
    sources.flatMap(({ file, statements }) =>
      statements.flatMap((one) => one.names.map((name) => [`${file}#${name}`, one] as const)),
    ),
  );
  for (const { statements, means } of sources)
    for (const one of statements) {
      const code = one.text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$|'[^'\n]*'/gm, '').replace(SHOWS, '');
      for (const [, name = '', member = ''] of code.matchAll(
        /(?<![.\w$])(?:\.\.\.)?([A-Za-z_]\w*)(?:\.(\w+))?/g,
      )) {
        const meant = means.get(name);
        if (meant === undefined) continue;
        const target = named.get(meant.includes('#') ? meant : `${meant}#${member}`);
        if (target === undefined || target === one) continue;
        one.refers.add(target);
        target.usedBy.add(one);
      }
    }
}

/** Fields that one value beside them has together are one act: what is recorded, and what becomes of it. */
function joined(fields: readonly Statement[]): Statement[][] {
  const acts = fields.map((one) => new Set([one]));
  for (const value of new Set(fields.flatMap(valuesWith))) {
    const together = acts.filter((act) => [...act].some((one) => valuesWith(one).includes(value)));
    for (const act of together.slice(1)) {
      for (const one of act) together[0]?.add(one);
      acts.splice(acts.indexOf(act), 1);
    }
  }
  return acts.map((act) => [...act]);
}

/** It, and values of the same file that have it, or have what has it. */
function valuesWith(one: Statement): Statement[] {
  const found = new Set([one]);
  const open = [one];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const user of next.usedBy)
      if (user.file === one.file && /^(?:export )?const\b/.test(user.text) && !found.has(user)) {
        found.add(user);
        open.push(user);
      }
  return [...found];
}

/** What names an act: by its fields, or by a type or a value that is made of them in the same file. */
function naming(act: readonly Statement[]): Set<Statement> {
  const found = new Set<Statement>(act);
  const open = [...act];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const user of next.usedBy) {
      if (found.has(user)) continue;
      found.add(user);
      if (user.file === act[0]?.file && IS_NOUN.test(user.text)) open.push(user);
    }
  return found;
}

function own(
  act: readonly Statement[],
  named: ReadonlyMap<Statement, ReadonlySet<readonly Statement[]>>,
): Set<Statement> {
  const found = new Set<Statement>();
  for (const [one, acts] of named) if (acts.size === 1 && acts.has(act)) found.add(one);
  const open = [...found];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const one of next.refers)
      if (!found.has(one) && named.get(one)?.size === 0 && [...one.usedBy].every((user) => found.has(user))) {
        found.add(one);
        open.push(one, ...found);
      }
  return found;
}

/** Of a file that is all its own also what it imports and says of itself. */
function linesIn(sources: readonly Source[], statements: ReadonlySet<Statement>): Map<string, number> {
  return new Map(
    sources.flatMap(({ file, text, statements: all }) => {
      const mine = all.filter((one) => statements.has(one));
      if (mine.length === 0) return [];
      const lines =
        mine.length === all.length
          ? text.split('\n').length - 1
          : mine.reduce((sum, one) => sum + one.lines, 0);
      return [[file, lines] as const];
    }),
  );
}
