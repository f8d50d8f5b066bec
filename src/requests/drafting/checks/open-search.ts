// Check 1: what was looked for in open sources before others are asked (background paper, para 57, first tip). Internal: it goes out
// with no letter and no message.
import { latestDay } from '../../../base/time.ts';
import { isExhibitNumber } from '../../../evidence/exhibits/exhibit.ts';
import { isDay, type Day } from '../../../law/day.ts';
import { dayGiven } from '../../../web/day-field.ts';
import type { Messages } from '../../../web/messages.ts';
import type { Steps } from '../../../web/steps.ts';

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

const DONE = ['search', 'on', 'by', 'where', 'found', 'exhibit'] as const;
const NOT = ['search', 'reason'] as const;
export type SearchStep = (typeof DONE)[number] | (typeof NOT)[number];

/** Who looked, where and for what may name somebody: it stands in no address. `now`: milliseconds since 1970. */
export function searchSteps(say: Messages, given: URLSearchParams, now: number): Steps<SearchStep> {
  const words = say.openSearch.wrong;
  return {
    steps: given.get('search') === 'no' ? NOT : DONE,
    posted: ['by', 'where', 'found'],
    about: ['base'],
    wrong: (step, answers) => {
      const text = textOf(answers, step);
      switch (step) {
        case 'search':
          return text === 'yes' || text === 'no' ? undefined : words.search;
        case 'on': {
          const day = dayGiven(answers, 'on');
          return isDay(day) && day <= latestDay(now) ? undefined : words.on;
        }
        case 'exhibit':
          return text === '' || exhibitIn(text) !== undefined ? undefined : words.exhibit;
        case 'by':
          return text !== '' && text.length <= NAME_MAX ? undefined : words.by;
        case 'where':
        case 'found':
        case 'reason':
          return text !== '' && text.length <= TEXT_MAX ? undefined : words[step];
      }
    },
  };
}

function textOf(given: URLSearchParams, step: SearchStep): string {
  return (given.get(step) ?? '').trim().replaceAll('\r\n', '\n').toWellFormed();
}

/** The number of an exhibit in its case, `3`, or its whole number. Whether there is one is for the store to say. */
export function exhibitIn(text: string): string | undefined {
  const given = text.trim().toUpperCase();
  return isExhibitNumber(given) || /^[1-9]\d{0,8}$/.test(given) ? given : undefined;
}

/** Of answers in which nothing is wrong. `exhibit`: its number, once it was found in the case. */
export function searchGiven(given: URLSearchParams, exhibit: string | undefined): OpenSearch {
  if (given.get('search') === 'no') return { kind: 'notApplicable', reason: textOf(given, 'reason') };
  const said = { by: textOf(given, 'by'), where: textOf(given, 'where'), found: textOf(given, 'found') };
  return { kind: 'done', on: dayGiven(given, 'on'), ...said, ...(exhibit !== undefined && { exhibit }) };
}

/** As it stands in the fields. */
export function givenOf(search: OpenSearch | undefined): Record<string, string> {
  if (search === undefined) return {};
  if (search.kind === 'notApplicable') return { search: 'no', reason: search.reason };
  const { kind: _, exhibit = '', ...said } = search;
  return { search: 'yes', ...said, exhibit };
}
