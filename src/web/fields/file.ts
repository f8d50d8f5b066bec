// A small file, kept with the other answers until the act is done. For other programs its name and its bytes in base64. What is large, or
// is evidence, has ways in of its own (uploads).
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { html, nothing } from '../html.ts';
import { field as asField } from '../parts.ts';
import { visiblePlain } from '../safe-text.ts';
import { sizeText } from '../when.ts';
import { asMeant, ok, wrong, type Field, type Question, type Read, type Words } from './field.ts';

/** It is sealed with the draft and opened for each question. */
export const FILE_BYTES_MAX = 4 * 1024 * 1024;

interface FileGiven {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface FileAsked<A> extends Question<A> {
  readonly bytesMax: number;
  /** Whether it can be the answer. */
  readonly isRight?: (file: FileGiven, about: A) => boolean;
  readonly wrong: Words<A>;
}

interface FileJson {
  readonly name: string;
  readonly bytes: string;
}

/** The fields under which it is kept: its name, its bytes in base64, and what was wrong with what was sent. */
export const filePartsOf = (name: string) =>
  ({ name: `${name}.name`, bytes: `${name}.bytes`, problem: `${name}.problem` }) as const;

/** What a file says, where it is text; for other programs the text alone. */
export function textFile<A = unknown>(asked: Omit<FileAsked<A>, 'isRight'>): Field<string, A> {
  const { fileBytesMax: _max, ...kind } = file(asked);
  const { bytesMax } = asked;
  return {
    ...asked,
    fileBytesMax: bytesMax,
    control: kind.control,
    schema: (name) => ({ [name]: z.string().min(1).max(bytesMax).describe(asked.means) }),
    typed: (given, name, about) => {
      const typed = kind.typed(given, name, about)[name] as FileJson | string | undefined; // as it gives it
      if (typeof typed !== 'object') return typed === undefined ? {} : { [name]: { problem: typed } };
      return { [name]: Buffer.from(typed.bytes, 'base64').toString() };
    },
    read: (body, name, about) => {
      const said = body[name];
      if (typeof said === 'string' && said !== '') return ok(said);
      return kind.read(isProblem(said) ? { [name]: said.problem } : {}, name, about) as Read<string>; // never right
    },
    body: (value, name) => ({ [name]: value }),
    said: (say, value) => sizeText(say, Buffer.byteLength(value)),
    cell: (_say, value) => String(Buffer.byteLength(value)),
  };
}

const isProblem = (said: unknown): said is { readonly problem: string } =>
  typeof said === 'object' && said !== null && 'problem' in said;

export function file<A = unknown>(asked: FileAsked<A>): Field<FileGiven, A, FileJson> {
  const { bytesMax, isRight = () => true } = asked;
  if (bytesMax > FILE_BYTES_MAX) throw new TypeError(`at most ${FILE_BYTES_MAX} bytes are kept with a draft`);
  const base64Max = Math.ceil(bytesMax / 3) * 4;
  return {
    ...asked,
    fileBytesMax: bytesMax,
    schema: (name) => ({
      [name]: z
        .strictObject({ name: z.string().min(1).max(255), bytes: z.base64().min(1).max(base64Max) })
        .describe(asked.means),
    }),
    control: (say, { name, given, errors, isOptional, isPart }, about) => {
      const hint = [asked.hint?.(say, about), say.form.fileMax(sizeText(say, bytesMax))];
      const question = {
        name,
        label: asked.ask(say, about),
        type: 'file',
        isHeading: isPart !== true,
      } as const;
      const chosen = given.get(filePartsOf(name).name) ?? '';
      const there = html`<p>${say.form.fileChosen(visiblePlain(chosen, 255))}</p>`;
      const more = {
        hint: hint.filter((one) => one !== undefined).join(' '),
        ...((isOptional === true || chosen !== '') && { isOptional: true }),
      };
      return html`${asField(say, { ...question, ...more }, errors)} ${chosen === '' ? nothing : there}`;
    },
    typed: (given, name) => {
      const parts = filePartsOf(name);
      const [called, bytes, problem] = [parts.name, parts.bytes, parts.problem].map(
        (one) => given.get(one) ?? '',
      );
      if (problem !== '') return { [name]: problem };
      return bytes === '' ? {} : { [name]: { name: called, bytes } };
    },
    read: (body, name, about) => {
      const words = (say: Parameters<Words<A>>[0]): string => asked.wrong(say, about);
      const given = body[name] as FileJson | string | undefined; // by its schema, or as `typed` gives it
      if (given === 'tooLarge')
        return wrong(
          (say) => say.form.fileTooLarge(sizeText(say, bytesMax)),
          phrase('bytesMost', { most: bytesMax }),
          phrase('more'),
        );
      if (typeof given !== 'object') return wrong(words, asMeant(asked.means), phrase('noFile'));
      const bytes = Buffer.from(given.bytes, 'base64');
      const found = { name: given.name, bytes };
      if (bytes.length > bytesMax)
        return wrong(words, phrase('bytesMost', { most: bytesMax }), `${bytes.length}`);
      return bytes.length > 0 && isRight(found, about)
        ? ok(found)
        : wrong(words, asMeant(asked.means), found.name);
    },
    body: ({ name: called, bytes }, name) => ({
      [name]: { name: called, bytes: Buffer.from(bytes).toString('base64') },
    }),
    said: (say, { name, bytes }) => html`${visiblePlain(name, 255)} (${sizeText(say, bytes.length)})`,
    cell: (_say, { name }) => name,
  };
}
