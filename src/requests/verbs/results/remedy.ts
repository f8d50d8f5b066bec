// Remedies used against an order of Regulation (EU) 2023/1543: a record of each with its outcome, so that they can be counted as its
// Art. 28(2)(h) asks, by the State in which they are used. Who used it is told by their part in the matter alone, never by name.
import { Refusal } from '../../../base/refusal.ts';
import { z } from 'zod';
import { citedText } from '../../../law/citation.ts';
import { oneOf } from '../../../web/fields/choice.ts';
import type { Fields } from '../../../web/fields/field.ts';
import { text } from '../../../web/fields/text.ts';
import type { Messages } from '../../../web/messages.ts';
import { dayOf, evidenceOf, orderKind, type OrderSteps } from './order-record.ts';
import type { Given } from './record.ts';

/** In the issuing State by Arts 18 and 17 or by its own law; in the enforcing State against a penalty (Art. 16(10)) or by its own law. */
export const REMEDY_KINDS = [
  'effective',
  'conflict',
  'nationalIssuing',
  'penalty',
  'nationalEnforcing',
] as const;
export type RemedyKind = (typeof REMEDY_KINDS)[number];

/** Of what was attacked: `granted`, it does not stand; `rejected`, it does. */
const REMEDY_OUTCOMES = ['granted', 'partly', 'rejected', 'inadmissible', 'withdrawn'] as const;
export type RemedyOutcome = (typeof REMEDY_OUTCOMES)[number];

export type RemedyState = 'issuing' | 'enforcing';

/** Articles of the Regulation that give it, or leave room for it. */
const REFS: { readonly [kind in RemedyKind]: string } = {
  effective: 'Art. 18(2)',
  conflict: 'Art. 17(3)',
  nationalIssuing: 'Art. 18(1)',
  penalty: 'Art. 16(10)',
  nationalEnforcing: 'Art. 18(1)',
};

export function stateOfRemedy(kind: RemedyKind): RemedyState {
  return kind === 'penalty' || kind === 'nationalEnforcing' ? 'enforcing' : 'issuing';
}

/** `Before a court of the issuing State (Art. 18(2))`. */
export function kindWords(say: Messages, kind: RemedyKind): string {
  return `${say.remedy.kinds[kind]} (${citedText(say, REFS[kind])})`;
}

const evidence = evidenceOf({
  ask: (say) => say.remedy.asks.evidence,
  hint: (say) => say.remedy.evidenceHint,
});

const USED = {
  kind: oneOf(REMEDY_KINDS, {
    ask: (say) => say.remedy.asks.kind,
    label: (say) => say.remedy.labels.kind,
    words: kindWords,
    means:
      'effective: before a court of the issuing State (Art. 18); conflict: review of a conflict with the law of a third country (Art. 17); penalty: in the enforcing State against a penalty (Art. 16(10)); the others by the law of that State.',
  }),
  // `dataSubject` is told apart from a suspect or accused (Art. 18(1)); `authority`: the issuing one (Art. 17(3)).
  usedBy: oneOf(['dataSubject', 'suspect', 'addressee', 'authority', 'other'], {
    ask: (say) => say.remedy.asks.usedBy,
    label: (say) => say.remedy.labels.usedBy,
    hint: (say) => say.remedy.usedByHint,
    words: (say, user) => say.remedy.users[user],
    means: 'By whom, without a name: dataSubject is the person whose data were asked for.',
  }),
  on: dayOf({
    ask: (say) => say.remedy.asks.on,
    label: (say) => say.remedy.labels.on,
    means: 'When it was used.',
  }),
  court: text({
    ask: (say) => say.remedy.asks.court,
    label: (say) => say.remedy.labels.court,
    max: 1000,
    wrong: (say) => say.remedy.wrongCourt,
    means: 'The court or authority.',
    isPrivate: true,
  }),
  evidence,
} satisfies Fields;
export type RemedyGiven = Given<typeof USED>;

const STEPS = {
  decided: {
    path: 'outcome',
    to: (say) => say.remedy.toOutcome,
    happened: (say) => say.remedy.events.decided,
    fields: {
      outcome: oneOf(REMEDY_OUTCOMES, {
        ask: (say) => say.remedy.asks.outcome,
        label: (say) => say.remedy.labels.outcome,
        words: (say, outcome) => say.remedy.outcomes[outcome],
        means: 'granted: what was attacked does not stand; rejected: it does.',
      }),
      on: dayOf({ ask: (say) => say.remedy.asks.decidedOn, label: (say) => say.remedy.labels.decidedOn }),
      evidence,
    },
  },
} satisfies OrderSteps;

export const REMEDY = orderKind({
  path: '/remedies',
  named: 'remedy',
  may: 'recordRemedy',
  ref: 'eu-2023-1543, Art. 18',
  act: 'used',
  happened: (say) => say.remedy.events.used,
  fields: USED,
  steps: STEPS,
  // Nothing is decided before it is used.
  aboutStep: ({ used }, now) => ({ first: used.on, now }),
  words: ({ remedy: { title, lead, none, record, number, pending: open } }) => ({
    title,
    lead,
    none,
    record,
    number,
    open,
  }),
  notes: (say) => [say.remedy.timeLimits],
  name: (say, { number, kind }) => `${say.remedy.number(number)} · ${say.remedy.kinds[kind]}`,
  conflict: () => new Refusal('conflict.remedyOver'),
  derived: {
    state: {
      schema: z.enum(['issuing', 'enforcing']).describe('In which State it was used.'),
      of: ({ kind }) => stateOfRemedy(kind),
      fact: ({ remedy: { labels, states } }, { kind }) => [labels.state, states[stateOfRemedy(kind)]],
    },
  },
  api: {
    id: 'RequestRemedy',
    list: {
      id: 'RequestRemedyPage',
      operation: 'listRequestRemedies',
      summary: 'Lists the remedies that were used against an order, and what has become of them.',
    },
    begin: {
      id: 'NewRequestRemedy',
      operation: 'recordRequestRemedy',
      summary: 'Records that a remedy was used against an order.',
      description: 'Of an order of Regulation (EU) 2023/1543 that was sent or received.',
      answer: 'RecordedRequestRemedy',
    },
    step: {
      id: 'RequestRemedyStep',
      operation: 'stepRequestRemedy',
      summary: 'Records the outcome of a remedy, or that it was recorded by mistake.',
    },
  },
});
