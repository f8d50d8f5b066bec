// Which items of an examination are asked for.
import { z } from 'zod';
import { UNUSED } from '../listing/unused.ts';
import { TAG_MAX } from './mark.ts';

const NAME_CHARACTERS = 200;

const whole = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/** Of a file, as its file system says them. */
export const FILE_TIMES = ['modified', 'created', 'accessed', 'changed'] as const;
export type FileTime = (typeof FILE_TIMES)[number];
const TIME = new RegExp(`^(?:${FILE_TIMES.join('|')}):\\d{4}(?:-\\d{2})?$`);

export const itemIdShape = z.string().regex(/^[0-9a-f]{64}$/);

/** All that are given must hold. From an address: every value is text. */
export const itemFilterShape = {
  kind: z.string().min(1).max(40).optional().describe('What its first bytes say, such as `JPEG`.'),
  known: z.enum(['alert', 'ignore', 'no']).optional().describe('In a hash set of that use, or in none.'),
  marked: z
    .enum(['relevant', 'irrelevant', 'mine', 'no'])
    .optional()
    .describe('By what a person of the case said of it last; `mine`: by the one who asks.'),
  tag: z
    .string()
    .min(1)
    .max(TAG_MAX)
    .optional()
    .describe('The tag that a person of the case gave it last, as it was written.'),
  deleted: z.enum(['yes', 'no']).optional(),
  from: whole.optional().describe('At least so many bytes.'),
  to: whole.optional().describe('At most so many bytes.'),
  time: z
    .string()
    .regex(TIME)
    .optional()
    .describe(
      'Which time of the file lies in which month or year, such as `created:2026-11` or `modified:2026`.',
    ),
  name: z.string().min(1).max(NAME_CHARACTERS).optional().describe('A part of the path.'),
  text: z
    .string()
    .min(1)
    .max(NAME_CHARACTERS)
    .optional()
    .describe(
      'Words, all of which stand in what was taken out of it: text, words in pictures, facts. Each as the beginning of one.',
    ),
  unused: z
    .enum([...UNUSED, 'yes', 'no'])
    .optional()
    .describe('Free space, slack, either of both (`yes`) or neither, where an examination listed them.'),
  within: itemIdShape
    .optional()
    .describe('The id of the file in which it lies: an archive, a mail, a mailbox.'),
  failed: z.enum(['yes']).optional().describe('Could not be read, or not in full.'),
};
export type ItemFilter = z.output<z.ZodObject<typeof itemFilterShape>>;

/** What is not well formed is as if it had not been asked for. */
export function readItemFilter(query: (name: string) => string): ItemFilter {
  const read = Object.entries(itemFilterShape).map(([name, shape]) => [
    name,
    shape.safeParse(query(name)).data,
  ]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as ItemFilter; // each by its own shape
}

/** As it stands in an address, without its question mark. Undefined: something in it is no filter, or nothing is. */
export function filterOfText(text: string): ItemFilter | undefined {
  const query = new URLSearchParams(text);
  const filter = readItemFilter((name) => query.get(name) ?? '');
  const names = Object.keys(filter);
  return names.length > 0 && names.length === query.size ? filter : undefined;
}

export function itemQuery(filter: ItemFilter, after?: string): string {
  const given = Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]);
  const query = new URLSearchParams(after === undefined ? given : [...given, ['after', after]]).toString();
  return query === '' ? '' : `?${query}`;
}

/** In order of their paths; `after` is the place of the last one before. */
export interface ItemPlaceInList {
  readonly path: string;
  readonly id: string;
}

export function readAfter(text: string): ItemPlaceInList | undefined {
  const found = /^([0-9a-f]{64})\.(.{0,2000})$/su.exec(text);
  return found === null ? undefined : { id: found[1] ?? '', path: found[2] ?? '' };
}

export function afterText({ id, path }: ItemPlaceInList): string {
  return `${id}.${path}`;
}
