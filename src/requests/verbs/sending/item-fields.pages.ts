// What is said of each item that a request asks for: what became of it, or whether it is still wanted; and of each that does not come, or
// not wholly, why: by its ground, and in words.
import { instrumentOf } from '../../../law/look-up.ts';
import type { Ground } from '../../../law/model-ground.ts';
import { oneOfEach, textOfEach, type OfEach } from '../../../web/fields/each.ts';
import type { Body, Field } from '../../../web/fields/field.ts';
import type { Messages } from '../../../web/messages.ts';
import { itemName } from '../../machine/text/item-name.pages.ts';
import { refText } from '../../core/ref-text.pages.ts';
import type { RequestShown } from '../../machine/text/request-shown.pages.ts';
import {
  GROUND_REFS,
  GROUNDS,
  groundsOfText,
  ORDER_GROUNDS,
  type GroundCode,
} from '../../machine/states/grounds.ts';
import { ACTUAL, DESIRED, hasGround, type ActDetail } from '../../machine/states/life.ts';
import { isBoundByOrder } from '../../machine/states/executing.ts';
import { sideOf, type Row } from '../../machine/states/machine.ts';

const NOTE_MAX = 4000;

type Words = (say: Messages) => string;
type Said = (typeof ACTUAL)[number] | (typeof DESIRED)[number];

/** True when the act is the sender's, who says what is wanted; else the receiver's, who says what became of it. */
export function isOfSender(direction: 'outgoing' | 'incoming', row: Row<string, string>): boolean {
  return (direction === 'outgoing') === (sideOf(row) === 'ours');
}

interface ItemsAsked<V extends Said> {
  readonly ask: Words;
  readonly label?: Words;
  readonly hint?: Words;
  /** Of which items. */
  readonly items: readonly number[];
  readonly values: readonly V[];
  readonly words: (say: Messages, value: V) => string;
  readonly none: (say: Messages, item: number) => string;
  readonly hints?: (say: Messages, item: number) => string;
  readonly presets?: (item: number) => V | undefined;
  readonly needed?: Words;
}

export function itemsField<V extends Said>(
  shown: RequestShown,
  { items, ...asked }: ItemsAsked<V>,
): Field<readonly OfEach<V>[]> {
  return oneOfEach({
    ...asked,
    numbers: () => items,
    named: (say, item) => itemName(say, shown, item),
    means: 'What is said of each item.',
  });
}

/** Of which of these items it was just said that they do not come, or not wholly. */
function lackingIn(items: readonly number[], given: URLSearchParams): readonly number[] {
  return items.filter((item) => isLacking(given.get(`items.${item}`)));
}

export function isLacking(said: string | null): boolean {
  return hasGround(ACTUAL.find((one) => one === said));
}

/** Whether any of those that were answered does not come, or not wholly. */
export function hasLacking(said: Body): boolean {
  const items = said['items'];
  return Array.isArray(items) && items.some(({ value }: { readonly value: string }) => isLacking(value));
}

/** By the Regulation alone where an order came to us. */
export function groundsField(
  shown: RequestShown,
  items: readonly number[],
  ask: Words,
): Field<readonly OfEach<GroundCode>[]> {
  const isOurs = isBoundByOrder(shown.request);
  return oneOfEach({
    ask,
    label: (say) => say.requestLife.asks.grounds,
    hint: (say) => (isOurs ? say.requestLife.guards.groundOfEach : say.requestLife.groundsHint),
    numbers: (given) => lackingIn(items, given),
    named: (say, item) => itemName(say, shown, item),
    values: isOurs ? ORDER_GROUNDS : GROUNDS,
    words: (say, code) => groundText(say, shown.law, code),
    none: () => '',
    means: 'Why an item does not come, or not wholly, by its ground.',
  });
}

export function notesField(shown: RequestShown, items: readonly number[]): Field<readonly OfEach<string>[]> {
  return textOfEach({
    ask: (say) => say.requests.optionalLabel(say.requestLife.asks.notes),
    label: (say) => say.requestLife.asks.notes,
    hint: (say) => say.requestLife.notesHint,
    numbers: (given) => lackingIn(items, given),
    named: (say, item) => itemName(say, shown, item),
    max: NOTE_MAX,
    wrong: (say) => say.requestLife.notTaken,
    means: 'Why an item does not come, or not wholly, in words.',
  });
}

/** All of it together, as the act keeps it. */
export function itemsSaid(said: {
  readonly items?: readonly OfEach<Said>[] | undefined;
  readonly grounds?: readonly OfEach<GroundCode>[] | undefined;
  readonly notes?: readonly OfEach<string>[] | undefined;
}): NonNullable<ActDetail['items']> {
  return (said.items ?? []).flatMap(({ of: item, value }): NonNullable<ActDetail['items']> => {
    const desired = DESIRED.find((one) => one === value);
    if (desired !== undefined) return [{ item, desired }];
    const actual = ACTUAL.find((one) => one === value);
    if (actual === undefined) return []; // none of the two
    const ground = said.grounds?.find(({ of }) => of === item)?.value;
    const note = said.notes?.find(({ of }) => of === item)?.value;
    const why = { ...(ground !== undefined && { ground }), ...(note !== undefined && { note }) };
    return [{ item, actual, ...(hasGround(actual) && why) }];
  });
}

type GroundsShown = Pick<RequestShown, 'request' | 'legal' | 'law'>;

/**
 * A whole order is refused by what the Regulation knows, as each of its lines is; what rests on another text of which the law data have
 * the grounds, by those of that text, as the form of a refusal has them.
 */
export function groundsOf(
  shown: GroundsShown,
  { guards }: Pick<Row<string, string>, 'guards'>,
): readonly GroundCode[] {
  if (guards.includes('groundOfEach') && isBoundByOrder(shown.request)) return ORDER_GROUNDS;
  if (shown.request.direction !== 'incoming' || !guards.includes('groundOfText')) return GROUNDS;
  return groundsOfText(instrumentOf(shown.law, shown.legal.record.instrument)) ?? GROUNDS;
}

/** What the text that a request of another State rests on says of each ground by which we may refuse it. */
export function lawOfGrounds({ request, legal, law }: GroundsShown, act: string): readonly Ground[] {
  if (request.direction !== 'incoming' || act !== 'refuse') return [];
  return instrumentOf(law, legal.record.instrument)?.grounds ?? [];
}

/** With what it rests on, and what its text asks of who refuses by it: Directive 2014/41/EU, Art. 11(2) and (4). */
export function groundText(
  say: Messages,
  law: RequestShown['law'],
  code: GroundCode,
  grounds: readonly Ground[] = [],
): string {
  const words = say.requestLife;
  const { ref, isRecalled } = GROUND_REFS[code];
  if (ref === '') return words.grounds[code];
  const own = grounds.filter((one) => one.code === code);
  const from = [
    refText(say, law, ref),
    ...(isRecalled === true ? [words.recalled] : []),
    ...(own.some(({ consultFirst }) => consultFirst === true) ? [say.law.ground_.consultFirst] : []),
    ...(own.some((one) => one.isNotForAlwaysAvailable === true)
      ? [say.law.ground_.notForAlwaysAvailable]
      : []),
  ];
  return `${words.grounds[code]} (${from.join(say.language.semicolon)})`;
}
