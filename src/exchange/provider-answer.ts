// What a provider answers to an order that it cannot execute, or not yet: the reasons of Annex III of Regulation (EU) 2023/1543, Section D,
// what must be asked first (Arts 10(6), 11(5)), and the objection that the law of another State forbids it, with all that Section E asks of it
// (Art. 17). Asked of a person once; the same as a message, and as an act on both sides.
import { z } from 'zod';
import { decisionIn, type Decision } from '../requests/machine/states/open-step.ts';
import { IMPOSSIBILITIES } from '../requests/machine/states/grounds.ts';
import { TEXT_MAX, type ActDetail } from '../requests/machine/states/life.ts';
import type { OutgoingAct } from '../requests/machine/states/outgoing-names.ts';
import { onlyIf, type Body, type Fields, type ValuesOf } from '../web/fields/field.ts';
import { someOf } from '../web/fields/some.ts';
import { text } from '../web/fields/text.ts';
import { yesNo } from '../web/fields/yes-no.ts';
import { isZone } from '../web/zones.ts';
import { isSecond } from '../verify/envelope.ts';
import { isAllText } from './life-messages.ts';

type Impossibility = (typeof IMPOSSIBILITIES)[number];
const INTERESTS = ['rights', 'security', 'other'] as const;
type Interest = (typeof INTERESTS)[number];
/** Section E, in its order. */
export const LAW_TEXTS = ['law', 'provision', 'applicability', 'conflict', 'link', 'consequences'] as const;
type LawText = (typeof LAW_TEXTS)[number];
const MAX = 4000;

const has = (said: Body, some: (reasons: readonly unknown[]) => boolean): boolean =>
  Array.isArray(said['reasons']) && some(said['reasons']);
const isThirdLaw = (said: Body): boolean => has(said, (reasons) => reasons.includes('third-country-law'));
const UNCLEAR: readonly unknown[] = ['incomplete', 'manifest-errors', 'insufficient'];
const isUnclear = (said: Body): boolean =>
  has(said, (reasons) => reasons.some((one) => UNCLEAR.includes(one)));
const isOther = (said: Body): boolean =>
  has(said, (reasons) => reasons.some((one) => !UNCLEAR.includes(one) && one !== 'third-country-law'));

const written = (name: LawText | 'question' | 'explanation', isAsked: (said: Body) => boolean) =>
  onlyIf(
    isAsked,
    text({
      ask: (say) => say.providerOrders.answer.asks[name],
      max: MAX,
      rows: name === 'law' ? 2 : 6,
      wrong: (say) => say.form.fillIn(say.providerOrders.answer.labels[name]),
      tooLong: (say) => say.form.tooLong(say.providerOrders.answer.labels[name], MAX),
      label: (say) => say.providerOrders.answer.labels[name],
      means: `Annex III: ${name}.`,
    }),
  );

export const ANSWERING = {
  reasons: someOf<Impossibility, Impossibility>({
    ask: (say) => say.providerOrders.answer.reasons,
    label: (say) => say.providerOrders.answer.reasonsLabel,
    hint: (say) => say.providerOrders.answer.reasonsHint,
    list: () => IMPOSSIBILITIES,
    id: (code) => code,
    ids: z.enum(IMPOSSIBILITIES),
    words: (say, code) => say.requestLife.grounds[code],
    max: IMPOSSIBILITIES.length,
    wrong: (say) => say.form.choose,
    means: 'Annex III, Section D: why it is not executed, or not yet.',
  }),
  explanation: written('explanation', isOther),
  question: written('question', isUnclear),
  law: written('law', isThirdLaw),
  provision: written('provision', isThirdLaw),
  interests: onlyIf(
    isThirdLaw,
    someOf<Interest, Interest>({
      ask: (say) => say.providerOrders.answer.interests.ask,
      label: (say) => say.providerOrders.answer.interests.label,
      list: () => INTERESTS,
      id: (one) => one,
      ids: z.enum(INTERESTS),
      words: (say, one) => say.providerOrders.answer.interests.of[one],
      max: INTERESTS.length,
      wrong: (say) => say.form.choose,
      means: 'Annex III, Section E: what that law protects.',
    }),
  ),
  applicability: written('applicability', isThirdLaw),
  conflict: written('conflict', isThirdLaw),
  link: written('link', isThirdLaw),
  consequences: written('consequences', isThirdLaw),
  areKept: yesNo({
    ask: (say) => say.providerOrders.answer.kept,
    hint: (say) => say.providerOrders.answer.keptHint,
    label: (say) => say.providerOrders.answer.keptLabel,
    means: 'Annex III, Section G: whether the data are kept.',
  }),
} satisfies Fields;

export type Answer = ValuesOf<typeof ANSWERING>;

const words = z.string().min(1).max(MAX).refine(isAllText);
const common = {
  at: z.string().refine(isSecond),
  zone: z.string().max(64).refine(isZone),
  language: z.string().regex(/^[a-z]{2,3}$/),
  areKept: z.boolean(),
  explanation: words.optional(),
  question: words.optional(),
};
const thirdLaw = Object.fromEntries(LAW_TEXTS.map((name) => [name, words])) as {
  readonly [name in LawText]: typeof words;
};
const some = <One extends string>(of: readonly [One, ...One[]]) => z.array(z.enum(of)).min(1).max(of.length);
const [...others] = IMPOSSIBILITIES.filter((one) => one !== 'third-country-law');

export const ANSWER_MESSAGES = {
  providerAnswer: {
    by: 'asked',
    shape: { ...common, reasons: some(others as [Impossibility, ...Impossibility[]]) },
  },
  conflictObjection: {
    by: 'asked',
    shape: { ...common, ...thirdLaw, reasons: some([...IMPOSSIBILITIES]), interests: some([...INTERESTS]) },
  },
} as const;

export type AnswerType = keyof typeof ANSWER_MESSAGES;
export const ANSWER_TYPES = Object.keys(ANSWER_MESSAGES) as readonly AnswerType[]; // its own keys

export function isAnswer(type: string | undefined): type is AnswerType {
  return ANSWER_TYPES.some((one) => one === type);
}

/** What is said of both, whatever else. */
export type AnswerSaid = Pick<Answer, 'reasons' | 'areKept'> & Partial<Answer>;

const ACTS: { readonly [decision in Decision]?: OutgoingAct & ('askClarification' | 'refuse' | 'postpone') } =
  {
    asked: 'askClarification',
    objected: 'postpone',
    notExecuted: 'refuse',
  };

/** The act that it is, of the request here and there: both machines know it by the same name. */
export function actOfAnswer(said: AnswerSaid): {
  readonly act: 'askClarification' | 'refuse' | 'postpone';
  readonly reason: string;
  readonly detail: ActDetail;
} {
  const decision = decisionIn({ reports: 'notExecuted', decision: null, reasons: said.reasons });
  const act = (decision && ACTS[decision]) ?? 'refuse';
  const texts =
    act === 'askClarification'
      ? [said.question]
      : [...LAW_TEXTS.map((name) => said[name]), said.explanation, said.question];
  const reason = texts
    .filter((one) => one !== undefined)
    .join('\n\n')
    .slice(0, TEXT_MAX.reason);
  const first = IMPOSSIBILITIES.find(
    (one) =>
      said.reasons.includes(one) &&
      (act === 'postpone' ? one === 'third-country-law' : !UNCLEAR.includes(one)),
  );
  return { act, reason, detail: act === 'askClarification' || first === undefined ? {} : { ground: first } };
}
