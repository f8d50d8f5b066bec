// What is asked of who hands a case over or asks for one act, and of who answers.
import { z } from 'zod';
import type { Uuid } from '../base/ids.ts';
import { NEW_CASE } from '../cases/case-asked.ts';
import { preservationReference, requestReference } from '../requests/core/request.ts';
import { day as dayOf } from '../web/fields/day.ts';
import { onlyIf, optional, type Fields } from '../web/fields/field.ts';
import { someOf } from '../web/fields/some.ts';
import { text } from '../web/fields/text.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { isolatedText } from '../web/when.ts';
import { LINE_MAX } from './case-messages.ts';
import { peerOf, reasonFor, type PeersAbout } from './exchange-asks.ts';

/** What is open in a case and may stay or go along; what is confidential is not named. */
export interface OpenThing {
  readonly kind: 'request' | 'preservation' | 'deadline';
  readonly id: Uuid;
  readonly number: number;
  /** The counterpart, who keeps the data, or what the time limit is about. */
  readonly words: string;
  readonly until: string | undefined;
}

interface TransferAbout extends PeersAbout {
  readonly open: readonly OpenThing[];
  /** Of the case. */
  readonly reference: string;
}

/** As both sides read it: a reference and what it is about. */
export function nameOfOpen(reference: string, { kind, number, words, until }: OpenThing): string {
  const name =
    kind === 'request'
      ? requestReference(reference, number)
      : kind === 'preservation'
        ? preservationReference(reference, number)
        : '';
  return [name, words, until ?? '']
    .filter((part) => part !== '')
    .join(' · ')
    .slice(0, LINE_MAX);
}

const toldOf = (kind: 'transfer' | 'act') =>
  text({
    ask: (say) => say.exchange.cases.asks[kind],
    hint: (say) => say.exchange.cases.tellHint,
    max: 20_000,
    rows: 8,
    wrong: (say) => say.exchange.sayWrong,
    means: { transfer: 'What the case is about and what was done.', act: 'Which act is asked for, and why.' }[
      kind
    ],
  });

const transferPeer = peerOf((say) => say.exchange.cases);

export function transferFields({ open, reference }: Pick<TransferAbout, 'open' | 'reference'>) {
  return {
    peer: transferPeer,
    text: toldOf('transfer'),
    basis: optional(
      text({
        ask: (say) => say.exchange.cases.basis,
        max: 1000,
        wrong: (say) => say.exchange.cases.basisWrong,
        means: 'The rule by which the case is handed over.',
      }),
    ),
    passedOn: onlyIf(
      () => open.length > 0,
      someOf<OpenThing, string>({
        ask: (say) => say.exchange.cases.passedOn,
        hint: (say) => say.exchange.cases.passedOnHint,
        list: () => open,
        id: ({ id }) => id,
        words: (say, one) =>
          `${say.exchange.cases.things[one.kind]} ${isolatedText(say, visiblePlain(nameOfOpen(reference, one), LINE_MAX))}`,
        wrong: (say) => say.exchange.cases.passedOnWrong,
        ids: z.string(),
        max: 100,
        isNoneToo: true,
        means: 'Which of the open requests, preservations and time limits go along; the others stay.',
      }),
    ),
  } satisfies Fields;
}

export const ACT_ASKED = {
  peer: transferPeer,
  text: toldOf('act'),
  dueOn: optional(
    dayOf({
      ask: (say) => say.exchange.cases.dueOn,
      from: () => '1900-01-01',
      to: () => '2200-12-31',
      wrong: (say) => say.caseFile.dueForm,
      means: 'By when it is needed.',
    }),
  ),
} satisfies Fields;

/** `title`: as the sender calls it. */
export function takenFields(title: string) {
  return { title: { ...NEW_CASE.title, preset: () => title }, lead: NEW_CASE.lead } satisfies Fields;
}

export const CASE_DECLINED = {
  reason: reasonFor({
    ask: (say) => say.exchange.cases.reason,
    means: 'Why it is not taken on, for the other side.',
  }),
} satisfies Fields;

export const ACT_DONE = {
  text: text({
    ask: (say) => say.exchange.cases.doneAsk,
    hint: (say) => say.exchange.cases.doneHint,
    max: 20_000,
    rows: 6,
    wrong: (say) => say.exchange.sayWrong,
    means: 'What was done, for the other side.',
  }),
} satisfies Fields;
