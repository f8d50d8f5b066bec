// When a fact was read in its source: on its own day, else on that of its source, else when its file was compiled; and how many facts say
// it in which way. What lacks a source or a day is named.
import { registerFileOf } from './form-files.ts';
import type { LawFileName, LawFiles } from './files.ts';
import { LAW_FILES } from './files.ts';
import type { Cited, Knowledge } from './model.ts';

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

/** Of a knowledge base that nobody has yet: every fact in it is given its day. */
export function setReadDays(knowledge: Knowledge): void {
  const seen = new Set<unknown>();
  const walk = (value: unknown): void => {
    if (!isObject(value) || seen.has(value)) return;
    seen.add(value);
    const { at, sources, read } = value;
    if (typeof at === 'string' && Array.isArray(sources) && read === undefined) {
      const day = dayOfSources(knowledge, at, sources as readonly string[]); // as `cite` made it
      if (day !== undefined) Object.assign(value, { read: day } satisfies Pick<Cited, 'read'>);
    }
    for (const one of Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value)) walk(one);
  };
  const { passages: _passages, sources: _sources, ...records } = knowledge;
  walk(records);
}

/** The newest of several; a source says it itself or has that of its file (`build.ts`). */
function dayOfSources(
  { sources: registers }: Knowledge,
  at: string,
  sources: readonly string[],
): string | undefined {
  const register = registers[registerFileOf(at)];
  return sources
    .flatMap((id) => register?.[id]?.read ?? [])
    .sort()
    .at(-1);
}

export interface FactGrounds {
  readonly file: LawFileName;
  /** As `law check` counts them: of a list of States each is one. */
  readonly facts: number;
  /** Different keys of the register that they rest on. */
  readonly sources: number;
  /** By whose day: their own (read, or spoken of by the source), their source's, their file's. */
  readonly day: { readonly own: number; readonly source: number; readonly file: number };
  /** Paths of those that rest on nothing, or on no day. */
  readonly lacking: readonly string[];
}

export function groundsOf(files: LawFiles): FactGrounds[] {
  return LAW_FILES.map((name) => groundsIn(name, files[name]));
}

/** What a line of a record does not say itself is said by what is around it. */
interface Around {
  readonly sources: readonly string[];
  readonly hasDay: boolean;
}

function groundsIn(name: LawFileName, file: LawFiles[LawFileName]): FactGrounds {
  const used = new Set<string>();
  const day = { own: 0, source: 0, file: 0 };
  const lacking: string[] = [];
  let facts = 0;
  const count = (value: Json, { sources, hasDay }: Around, path: string): void => {
    const n = Math.max(1, lengthOf(value['states']) + lengthOf(value['organisations']));
    facts += n;
    for (const id of sources) used.add(id);
    for (const one of Object.values(isObject(value['own']) ? value['own'] : {}))
      if (isObject(one)) for (const id of sourcesIn(one)) used.add(id);
    const ofSource = sources.some((id) => file.source_register[id]?.read !== undefined);
    if (hasDay) day.own += n;
    else if (ofSource) day.source += n;
    else day.file += n;
    if (sources.length === 0 || (!hasDay && !ofSource && file.compiled === '')) lacking.push(path);
  };
  const walk = (value: unknown, around: Around, path: string): void => {
    if (!isObject(value)) return;
    const inner = Array.isArray(value) ? around : within(value, around);
    if (!Array.isArray(value) && value['confidence'] !== undefined) count(value, inner, path);
    for (const [key, one] of Object.entries(value))
      if (key !== 'source_register' && key !== 'model')
        walk(one, inner, path === '' ? key : `${path}.${key}`);
  };
  walk(file, { sources: [], hasDay: false }, '');
  return { file: name, facts, sources: used.size, day, lacking };
}

function within(value: Json, around: Around): Around {
  if (value['source'] === undefined && value['sources'] === undefined) return around;
  return { sources: sourcesIn(value), hasDay: value['read'] !== undefined || value['as_of'] !== undefined };
}

function sourcesIn(value: Json): readonly string[] {
  return [value['source'] ?? value['sources']].flat().filter((one) => typeof one === 'string');
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
