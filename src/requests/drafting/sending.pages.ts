// By which means a request is sent: what is on record of whoever receives it comes first.
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, errorSummary, form, type Choice, type Errors } from '../../web/parts.ts';
import { MEANS, type Means, type MeansTaken } from '../means.ts';
import { requestAddress, requestCrumbs, type RequestShown } from '../request-shown.pages.ts';
import { requestReference } from '../request.ts';
import { meansWords } from './finding.ts';

export const SENDING_PATH = '/sending';

/** What the record says of whoever receives it, and what of that is offered first. */
export interface MeansOffered {
  readonly taken: readonly MeansTaken[];
  readonly first: readonly Means[];
}

export function sendingPage(
  say: Messages,
  { file, request }: RequestShown,
  asked: MeansOffered & { readonly chosen: string; readonly errors: Errors },
): View {
  const words = say.sendingAsked;
  const { chosen, errors } = asked;
  const reference = requestReference(file.reference, request.number);
  const here = { words: reference, href: requestAddress(file, request.number) };
  const open = { value: 'undecided', words: words.undecided, isChosen: chosen === 'undecided' };
  const list = [...meansList(say, asked, chosen), { ...open, group: words.undecided }];
  return {
    title: words.title,
    place: 'cases',
    crumbs: requestCrumbs(say, file, here, { words: say.practice.asked.task }),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}${form(
      meansField(say, { legend: words.title, hint: words.hint, ...asked, list }),
      say.requests.saveNext,
    )}`,
  };
}

/** Radios under the heading of the page. */
export function meansField(
  say: Messages,
  {
    legend,
    hint,
    taken,
    list,
    errors,
  }: {
    readonly legend: string;
    readonly hint?: string;
    readonly taken: readonly MeansTaken[];
    readonly list: readonly Choice[];
    readonly errors: Errors;
  },
): Html {
  const told = [hint, ...(taken.length === 0 ? [say.sendingAsked.unknown] : [])].filter((one) => one);
  const asked = { name: 'means', kind: 'radios', legend, hint: told.join(' '), isHeading: true } as const;
  return choices(say, { ...asked, list }, errors);
}

export function meansList(say: Messages, { taken, first }: MeansOffered, chosen: string): readonly Choice[] {
  const words = say.sendingAsked;
  const names = taken.map(({ name }) => name).join(say.language.semicolon);
  const choice = (value: Means, group: string | undefined): Choice => ({
    value,
    words: meansWords(say, value),
    isChosen: value === chosen,
    group,
  });
  const others = MEANS.filter((one) => !first.includes(one));
  return [
    ...first.map((one) => choice(one, taken.length === 0 ? undefined : words.taken(names))),
    ...others.map((one) => choice(one, first.length === 0 ? undefined : words.others)),
  ];
}
