// The means by which something leaves, as they are chosen: those on record of whoever receives it come first.
import type { Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { capital } from '../../../web/capital.ts';
import { choices, type Choice, type Errors } from '../../../web/parts.ts';
import { meansWords } from './finding.ts';
import { MEANS, type Means, type MeansTaken } from '../../core/means.ts';

/** What the record says of whoever receives it, and what of that is offered first. */
export interface MeansOffered {
  readonly taken: readonly MeansTaken[];
  readonly first: readonly Means[];
}

/** Radios under the heading of the page. `hint`: before it is sent, while whoever takes it may still be asked. */
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
  const told = hint !== undefined && taken.length === 0 ? `${hint} ${say.sendingAsked.unknown}` : hint;
  const asked = { name: 'means', kind: 'radios', legend, isHeading: true, list } as const;
  return choices(say, told === undefined ? asked : { ...asked, hint: told }, errors);
}

export function meansList(say: Messages, { taken, first }: MeansOffered, chosen: string): readonly Choice[] {
  const words = say.sendingAsked;
  const names = taken.map(({ name }) => name).join(say.language.semicolon);
  const choice = (value: Means, group: string | undefined): Choice => ({
    value,
    words: capital(meansWords(say, value)),
    isChosen: value === chosen,
    group,
  });
  const others = MEANS.filter((one) => !first.includes(one));
  return [
    ...first.map((one) => choice(one, taken.length === 0 ? undefined : words.taken(names))),
    ...others.map((one) => choice(one, first.length === 0 ? undefined : words.others)),
  ];
}
