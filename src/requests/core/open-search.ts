// Check 1: what was looked for in open sources before others are asked (background paper, para 57, first tip). Internal: it goes out
// with no letter and no message.
import { z } from 'zod';
import { isExhibitNumber } from '../../evidence/exhibits/exhibit.ts';
import type { Day } from '../../law/day.ts';
import { day } from '../../web/fields/day.ts';
import { onlyIf, optional, type Field, type Fields, type ValuesOf } from '../../web/fields/field.ts';
import { text } from '../../web/fields/text.ts';
import { yesNo } from '../../web/fields/yes-no.ts';
import { html } from '../../web/html.ts';
import { hidden } from '../../web/parts.ts';

export type OpenSearch =
  | {
      readonly kind: 'done';
      readonly on: Day;
      /** Who looked, as they are named there: not always somebody of this installation. */
      readonly by: string;
      /** Which sources. */
      readonly where: string;
      /** What was found; that nothing was is said in words. */
      readonly found: string;
      /** The number of the exhibit that holds it, such as FR-2026-000012-3. */
      readonly exhibit?: string | undefined;
    }
  | { readonly kind: 'notApplicable'; readonly reason: string };

export const OPEN_SEARCH_PATH = '/open-sources';
/** Of the version that it made, in place of a page of questions. */
export const OPEN_SEARCH_PAGE = 'open-sources';
export const NAME_MAX = 300;
export const TEXT_MAX = 4000;

export interface SearchAbout {
  /** The last day that can be meant. */
  readonly today: Day;
  /** The version that is seen, and what it says. */
  readonly base: number;
  readonly recorded: OpenSearch | undefined;
}

const recorded = ({ recorded: now }: SearchAbout) => (now?.kind === 'done' ? now : undefined);

function long(name: 'where' | 'found' | 'reason', means: string) {
  return text<SearchAbout>({
    ask: (say) => say.openSearch.asks[name],
    label: (say) => say.openSearch.facts[name],
    hint: (say) => say.openSearch.hints[name],
    max: TEXT_MAX,
    rows: 5,
    preset: (about) =>
      name === 'reason'
        ? about.recorded?.kind === 'notApplicable'
          ? about.recorded.reason
          : ''
        : (recorded(about)?.[name] ?? ''),
    wrong: (say) => say.openSearch.wrong[name],
    means,
    isPrivate: true,
  });
}

const isDone = ({ search }: { readonly search?: unknown }): boolean =>
  (search as Searched | undefined)?.isDone === true; // as it was read
const isNot = ({ search }: { readonly search?: unknown }): boolean =>
  (search as Searched | undefined)?.isDone === false;

export const SEARCH = {
  search: searched(),
  on: onlyIf(
    isDone,
    day<SearchAbout>({
      ask: (say) => say.openSearch.asks.on,
      label: (say) => say.openSearch.facts.on,
      to: ({ today }) => today,
      preset: (about) => recorded(about)?.on ?? '',
      wrong: (say) => say.openSearch.wrong.on,
      means: 'When it was looked for.',
    }),
  ),
  by: onlyIf(
    isDone,
    text<SearchAbout>({
      ask: (say) => say.openSearch.asks.by,
      label: (say) => say.openSearch.facts.by,
      hint: (say) => say.openSearch.hints.by,
      max: NAME_MAX,
      preset: (about) => recorded(about)?.by ?? '',
      wrong: (say) => say.openSearch.wrong.by,
      means: 'Who looked.',
      isPrivate: true,
    }),
  ),
  where: onlyIf(isDone, long('where', 'In which sources.')),
  found: onlyIf(isDone, long('found', 'What was found, or that nothing was.')),
  exhibit: onlyIf(
    isDone,
    optional(
      text<SearchAbout>({
        ask: (say) => say.openSearch.asks.exhibit,
        label: (say) => say.openSearch.facts.exhibit,
        hint: (say) => say.openSearch.hints.exhibit,
        max: 60,
        preset: (about) => recorded(about)?.exhibit ?? '',
        tidy: (typed) => typed.toUpperCase(),
        isRight: (typed) => exhibitIn(typed) !== undefined,
        wrong: (say) => say.openSearch.wrong.exhibit,
        means: 'Number of the exhibit of the case that holds it.',
      }),
    ),
  ),
  reason: onlyIf(isNot, long('reason', 'Why a search does not apply.')),
} satisfies Fields;

interface Searched {
  readonly isDone: boolean;
  readonly base: number;
}

/** The version that was on the page goes with the first answer, so that nothing of somebody else is overwritten unseen. */
function searched(): Field<
  Searched,
  SearchAbout,
  { readonly spread: { readonly isDone: boolean; readonly base: number } }
> {
  const asked = yesNo<SearchAbout>({
    ask: (say) => say.openSearch.asks.search,
    label: (say) => say.openSearch.facts.search,
    hint: (say) => say.openSearch.lead,
    words: (say, value) => say.openSearch.choices[value ? 'yes' : 'no'],
    preset: ({ recorded: now }) => (now === undefined ? '' : now.kind === 'done' ? 'yes' : 'no'),
    wrong: (say) => say.openSearch.wrong.search,
    means: 'Whether open sources were searched.',
  });
  const { json: _json, ...rest } = asked;
  return {
    ...rest,
    schema: () => ({
      ...asked.schema('isDone'),
      base: z.int().min(1).describe('`version` of the request that you saw.'),
    }),
    control: (say, shown, about) =>
      html`${asked.control(say, shown, about)} ${hidden(`${shown.name}.base`, `${about.base}`)}`,
    typed: (given, name, about) => ({
      isDone: asked.typed(given, name, about)[name],
      base: Number(given.get(`${name}.base`)),
    }),
    read: (body, _name, about) => {
      const read = asked.read(body, 'isDone', about);
      const { base } = body;
      const isKnown = typeof base === 'number' && Number.isInteger(base) && base > 0 && base <= about.base;
      return read.ok ? { ok: true, value: { isDone: read.value, base: isKnown ? base : 0 } } : read;
    },
    body: (value) => ({ ...value }),
    said: (say, value) => asked.said(say, value.isDone),
    cell: (_say, value) => String(value.isDone),
  };
}

/** The number of an exhibit in its case, `3`, or its whole number. Whether there is one is for the store to say. */
export function exhibitIn(typed: string): string | undefined {
  const given = typed.trim().toUpperCase();
  return isExhibitNumber(given) || /^[1-9]\d{0,8}$/.test(given) ? given : undefined;
}

/** What was asked, of one that is recorded. */
export function searchAsked({ kind, ...rest }: OpenSearch) {
  return { search: { isDone: kind === 'done', base: 0 }, ...rest };
}

/** `exhibit`: its number, once it was found in the case. */
export function searchOf(values: ValuesOf<typeof SEARCH>, exhibit: string | undefined): OpenSearch {
  const { on = '', by = '', where = '', found = '', reason = '' } = values; // each was asked where it is needed
  if (!values.search.isDone) return { kind: 'notApplicable', reason };
  return { kind: 'done', on, by, where, found, ...(exhibit !== undefined && { exhibit }) };
}
