// An answer as a table for a spreadsheet: one row a step of an open or uncertain way, one row a way that is closed.
import { csvLine } from '../base/csv.ts';
import { joined, Sentence, tell, type Wording } from '../law/sentence.ts';
import type { Answer, NotNow, Part, Plan } from './plan.ts';
import type { Step } from './step.ts';

const HEADING = [
  'category',
  'held_in',
  'way',
  'state',
  'step',
  'kind',
  'name',
  'sent_by',
  'to',
  'legal_basis',
  'days_min',
  'days_max',
  'result',
  'weakest_fact',
  'because',
  'opens_if',
  'law_data',
  'day',
];

/** RFC 4180, UTF-8, CRLF, a heading line whose names are the same in every language. `write` says a sentence in one. */
export function answerCsv(answer: Answer, write: (wording: Wording) => string = String): string {
  const tail = [answer.dataVersion, answer.day];
  const rows = answer.parts.flatMap((part) => [
    ...part.plans.flatMap((plan) => planRows(part, plan)),
    ...part.future.map((one) => closedRow(part, one, 'future')),
    ...part.closed.map((one) => closedRow(part, one, 'closed')),
  ]);
  return [HEADING, ...rows.map((row) => [...row, ...tail])]
    .map((row) => csvLine(row.map((one) => (one instanceof Sentence ? write(one) : String(one ?? '')))))
    .join('');
}

type Cell = Wording | number | undefined;

function planRows(part: Part, plan: Plan): Cell[][] {
  return plan.steps.map((step, i) => [
    part.category,
    part.to,
    plan.channel,
    step.state,
    i + 1,
    step.kind,
    step.name,
    joined(...step.maySend),
    joined(step.addressee, ...step.authorities.map(({ name }) => name)),
    step.bases
      .filter(({ verdict }, n) => verdict === 'yes' || n === 0)
      .map(({ shortTitle, articles }) =>
        `${shortTitle} ${articles.map((one) => `Art. ${one}`).join(', ')}`.trim(),
      )
      .join('; '),
    step.expected?.minDays,
    step.expected?.maxDays,
    step.result.value,
    step.weakest,
    becauseOf(step),
    step.conditions.find(({ verdict }) => verdict !== 'yes')?.opensIf,
  ]);
}

function becauseOf({ conditions }: Step): Wording {
  return joined(...conditions.map(({ text, facts }) => tell('placed', text, facts[0]?.at ?? '')));
}

function closedRow({ category, to }: Part, { channel, name, because }: NotNow, state: string): Cell[] {
  const blank: Cell[] = Array(7).fill(undefined);
  const at = because.facts[0]?.at ?? '';
  return [
    category,
    to,
    channel,
    state,
    undefined,
    undefined,
    name,
    ...blank,
    tell('placed', because.text, at),
    because.opensIf,
  ];
}
