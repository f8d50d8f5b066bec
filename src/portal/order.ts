// What is asked when an order is given in the portal, and when either side writes there.
import { z } from 'zod';
import { isUuid } from '../base/ids.ts';
import type { Addressee } from '../people/portal-account.store.ts';
import { onlyIf, optional, type Fields } from '../web/fields/field.ts';
import { pick } from '../web/fields/pick.ts';
import { text } from '../web/fields/text.ts';

const TEXT_MAX = 4000;
/** Of all that Annex III asks, together. */
export const ANSWER_MAX = 20_000;

interface WayToGive {
  readonly channel: string;
  readonly name: string;
  /** Otherwise it is not known, and a reason is given. */
  readonly isOpen: boolean;
}

export interface GiveAbout {
  readonly addressees: readonly Addressee[];
  /** None: its transmission is recorded. */
  readonly ways: readonly WayToGive[];
}

const addressee = pick<Addressee, string, GiveAbout>({
  ask: (say) => say.portal.give.addressee,
  hint: (say) => say.portal.give.addresseeHint,
  list: ({ addressees }) => addressees,
  id: ({ id }) => id,
  words: (_say, { name }) => name,
  wrong: (say) => say.form.choose,
  ids: z.string().refine(isUuid),
  means: 'Whom the request names, as it is known in the portal.',
});

/** Its transmission is on record. */
export const GIVE = { addressee } satisfies Fields;

/** Giving it is its transmission. */
export const GIVE_AND_SEND = {
  addressee,
  channel: pick<WayToGive, string, GiveAbout>({
    ask: (say) => say.exchange.channel,
    hint: (say) => say.exchange.channelHint,
    list: ({ ways }) => ways,
    id: ({ channel }) => channel,
    words: (_say, { name }) => name,
    hints: (say, { isOpen }) => (isOpen ? undefined : say.exchange.channelUnknown),
    wrong: (say) => say.form.choose,
    ids: z.string().min(1).max(100),
    means: 'The way of the law by which it leaves.',
  }),
  reason: optional(
    text<GiveAbout>({
      max: TEXT_MAX,
      rows: 3,
      ask: (say) => say.exchange.channelReason,
      wrong: (say) => say.form.tooLong(say.exchange.channelReason, TEXT_MAX),
      means: 'Why by this way, where it is not known to be open.',
    }),
    (say) => say.portal.noText,
  ),
} satisfies Fields;

export const ANSWER = {
  text: text({
    max: TEXT_MAX,
    rows: 8,
    ask: (say) => say.portal.answerAsk,
    hint: (say) => say.exchange.sayHint,
    wrong: (say) => say.form.needed(say.portal.textWhat),
    tooLong: (say) => say.form.tooLong(say.portal.textName, TEXT_MAX),
    means: 'The answer, as the addressee reads it.',
  }),
} satisfies Fields;

/** What an addressee may say, in the order in which it comes. */
export const SAYABLE = ['acknowledged', 'question', 'working', 'produced', 'none', 'unable'] as const;
export type Sayable = (typeof SAYABLE)[number];

/** What is a text, or nothing. */
export type Written = Exclude<Sayable, 'unable'>;

export function isWritten(kind: string): kind is Written {
  return kind !== 'unable' && (SAYABLE as readonly string[]).includes(kind);
}

/** What is written with it; what cannot be executed has the questions of Annex III instead (exchange/provider-answer.ts). */
export function saidFields(kind: Written) {
  const written = text({
    max: TEXT_MAX,
    rows: 8,
    ask: (say) => say.portal.asks[kind],
    hint: (say) => say.portal.hints[kind],
    wrong: (say) => say.form.needed(say.portal.textWhat),
    tooLong: (say) => say.form.tooLong(say.portal.textName, TEXT_MAX),
    means: 'What is written with it.',
  });
  return { text: kind === 'question' ? onlyIf(() => true, written) : optional(written) };
}
