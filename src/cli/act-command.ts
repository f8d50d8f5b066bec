// A command that does an act: its options, their help and what is wrong with them come from the fields of the act (web/fields/).
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { phrase, type Phrase, Refusal } from '../base/refusal.ts';
import {
  readEach,
  type AboutOf,
  type Body,
  type BodyOf,
  type Fields,
  type ValuesOf,
  type Wrong,
} from '../web/fields/field.ts';
import { text } from '../web/fields/text.ts';
import { wordsAndOptions } from './options.ts';
import type { Run } from './run-command.ts';
import type { Terminal } from './terminal.ts';
import { printable, refuseSpare } from './words.ts';

/** What stands by itself behind a command, such as the number of an exhibit. */
export const named = (value: string, means: string) =>
  text({ ask: () => means, wrong: () => means, max: 4096, means, option: { value, isArgument: true } });

/** What a command takes beside the fields of its act: that a line of the result is JSON, and the like. */
type More = {
  readonly [name: string]: {
    readonly type: 'boolean' | 'string';
    readonly value?: string;
    readonly means: string;
  };
};
type MoreOf<M extends More> = {
  readonly [K in keyof M]: M[K]['type'] extends 'boolean' ? boolean : string | undefined;
};

interface ActCommand<F extends Fields, M extends More> {
  readonly fields: F;
  readonly about: AboutOf<F>;
  readonly more?: M;
  /** Of the command without a word behind it. Absent: that it lacks something. */
  readonly bare?: (terminal: Terminal) => Promise<number>;
}

interface ActGiven<F extends Fields, M extends More> {
  /** As the act takes it from anywhere. */
  readonly body: BodyOf<F>;
  readonly values: ValuesOf<F>;
  readonly more: MoreOf<M>;
  readonly terminal: Terminal;
}

export function actCommand<F extends Fields, M extends More = Record<never, never>>(
  { fields, about, more, bare }: ActCommand<F, M>,
  act: (given: ActGiven<F, M>) => Promise<number>,
): Run {
  const options = Object.entries(fields).flatMap(([name, field]) => optionsOf(name, field));
  const run: Run = async (args, terminal) => {
    if (args.length === 0 && bare !== undefined) return bare(terminal);
    const { values, positionals } = wordsAndOptions(args, { ...parsed(options), ...parsedMore(more ?? {}) });
    const given = values as { readonly [name: string]: string | readonly string[] | boolean | undefined };
    const body = await bodyGiven(options, given, positionals);
    const read = readGiven({ fields, options, about }, body);
    const flags = Object.fromEntries(
      Object.entries(more ?? {}).map(([name, { type }]) => [
        name,
        given[name] ?? (type === 'boolean' ? false : undefined),
      ]),
    ) as MoreOf<M>; // by their types
    return act({ body: body as BodyOf<F>, values: read, more: flags, terminal }); // read just now
  };
  const isBare = bare !== undefined;
  return Object.assign(run, {
    usage: usageOf(options, more ?? {}, isBare),
    help: helpOf(options, more ?? {}),
  });
}

interface Option {
  /** Of the body. */
  readonly property: string;
  readonly field: string;
  /** `--name`, or undefined: it stands by itself behind the command. */
  readonly name: string | undefined;
  readonly value: string;
  readonly kind: 'string' | 'integer' | 'boolean' | 'array';
  readonly isFile: boolean;
  readonly isNeeded: boolean;
  readonly means: string;
}

const FILE_BYTES_MAX = 1024 * 1024;

function optionsOf(field: string, { schema, option = {} }: Fields[string]): Option[] {
  return Object.entries(schema(field)).map(([property, one]) => {
    const json = z.toJSONSchema(one, { io: 'input', unrepresentable: 'any' });
    const kind = kindOf(json);
    if (kind === undefined) throw new TypeError(`${field}: no option of a terminal says such an answer`);
    const name = option.isArgument === true ? undefined : (option.name ?? kebab(property));
    const list = (json.enum ?? []).join('|');
    const value =
      option.value ??
      (list !== '' ? list : kind === 'integer' ? 'N' : json.format === 'date' ? 'DATE' : 'TEXT');
    const isFile = option.isFile === true;
    const isNeeded = !one.safeParse(undefined).success;
    return { property, field, name, value, kind, isFile, isNeeded, means: json.description ?? '' };
  });
}

/** What may be none takes the kind of what it is else. */
function kindOf({ type, anyOf }: z.core.JSONSchema.BaseSchema): Option['kind'] | undefined {
  const found = type ?? anyOf?.find((one) => one.type !== 'null')?.type ?? 'string';
  return (['string', 'integer', 'boolean', 'array'] as const).find((one) => one === found);
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function parsed(options: readonly Option[]) {
  const named = options.flatMap(({ name, kind }) =>
    name === undefined ? [] : [[name, typeOf(kind)] as const],
  );
  return Object.fromEntries(named);
}

function typeOf(kind: Option['kind']) {
  return {
    type: kind === 'boolean' ? ('boolean' as const) : ('string' as const),
    multiple: kind === 'array',
  };
}

function parsedMore(more: More) {
  return Object.fromEntries(Object.entries(more).map(([name, { type }]) => [name, { type }]));
}

async function bodyGiven(
  options: readonly Option[],
  given: { readonly [name: string]: string | readonly string[] | boolean | undefined },
  positionals: readonly string[],
): Promise<Body> {
  const [argument, ...others] = options.filter(({ name }) => name === undefined);
  if (others.length > 0) throw new TypeError('one answer alone stands by itself behind a command');
  refuseSpare(positionals.slice(argument === undefined ? 0 : 1));
  const body: { [property: string]: unknown } = {};
  for (const option of options) {
    const said = option.name === undefined ? positionals[0] : given[option.name];
    if (said === undefined) continue;
    body[option.property] = await asJson(option, said);
  }
  return body;
}

async function asJson(option: Option, said: string | readonly string[] | boolean): Promise<unknown> {
  if (typeof said !== 'string') return said;
  if (option.kind === 'integer') return /^-?\d{1,15}$/.test(said) ? Number(said) : said;
  return option.isFile ? textOf(option, said) : said;
}

async function textOf(option: Option, path: string): Promise<string> {
  const file = await open(path).catch((cause: unknown) => {
    throw refused(option, phrase('readableFile'), path, cause);
  });
  try {
    const bytes = Buffer.alloc(FILE_BYTES_MAX + 1);
    let size = 0;
    for (let got = 1; got > 0 && size < bytes.length; size += got)
      got = (await file.read(bytes, size, bytes.length - size)).bytesRead;
    if (size > FILE_BYTES_MAX)
      throw refused(option, phrase('fileMost', { most: FILE_BYTES_MAX }), phrase('more'));
    return bytes.toString('utf8', 0, size);
  } finally {
    await file.close();
  }
}

interface Reading<F extends Fields> {
  readonly fields: F;
  readonly options: readonly Option[];
  readonly about: AboutOf<F>;
}

/** Refusals: badUsage, for the first that is wrong or lacks. */
function readGiven<F extends Fields>({ fields, options, about }: Reading<F>, body: Body): ValuesOf<F> {
  const values: { [name: string]: unknown } = {};
  const asked = new Set<string>();
  for (const { name, read } of readEach(fields, body, about)) {
    asked.add(name);
    const option = optionOf(options, name);
    if (!read.ok) throw refusedBy(option, read.wrong, body);
    values[name] = read.value;
  }
  for (const option of options)
    if (!asked.has(option.field) && body[option.property] !== undefined)
      throw refused(option, phrase('notBeside', { option: calledBy(option) }), phrase('one'));
  return values as ValuesOf<F>; // read by these very fields
}

function optionOf(options: readonly Option[], field: string): Option {
  const found = options.find((one) => one.field === field);
  if (found === undefined) throw new TypeError(`no option for ${field}`); // each field has one at least
  return found;
}

const calledBy = ({ name, value }: Option): string => (name === undefined ? value : `--${name}`);

function refusedBy(option: Option, { expected, found }: Wrong, body: Body): Refusal {
  const isMissing = body[option.property] === undefined;
  return refused(option, expected, isMissing ? phrase('none') : found);
}

function refused(option: Option, expected: Phrase, said: string | Phrase, cause?: unknown): Refusal {
  const found = typeof said === 'string' ? printable(said) : said;
  return new Refusal('badUsage.option', { option: calledBy(option), expected, found, cause });
}

function usageOf(options: readonly Option[], more: More, isBare: boolean): string {
  const own = options
    .toSorted((a, b) => Number(a.name !== undefined) - Number(b.name !== undefined))
    .map((option) => (option.isNeeded ? written(option) : `[${written(option)}]`))
    .join(' ');
  const flags = Object.entries(more).map((one) => `[${flag(one)}]`);
  return [isBare ? `[${own}]` : own, ...flags].join(' ');
}

const flag = ([name, { value }]: [string, More[string]]): string =>
  value === undefined ? `--${name}` : `--${name} ${value}`;

function written({ name, value, kind }: Option): string {
  if (name === undefined) return value;
  return kind === 'boolean' ? `--${name}` : `--${name} ${value}${kind === 'array' ? '…' : ''}`;
}

function helpOf(options: readonly Option[], more: More): string[] {
  const lines = [
    ...options.map((option) => [written(option), option.means] as const),
    ...Object.entries(more).map((one) => [flag(one), one[1].means] as const),
  ];
  const width = Math.min(32, Math.max(...lines.map(([option]) => option.length)) + 2);
  return lines.map(([option, means]) => `  ${option.padEnd(width)}${means}`);
}
