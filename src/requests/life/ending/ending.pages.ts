// Asked before what came is relied on and before a request is closed, and shown as it was said.
import { visiblePlain, visibleSentence } from '../../../web/safe-text.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { choices, facts as factList, field, type Errors } from '../../../web/parts.ts';
import type { ActField } from '../acts/act-form.ts';
import { withoutRestriction } from './ending.ts';
import type { LifeShown } from '../life.pages.ts';
import { COST_BEARERS, USES, type ActDetail } from '../life.ts';

const FIELDS = [
  'restrictions',
  'certificate',
  'certificateWhat',
  'certificateNone',
  'costs',
  'costAmount',
  'costBearer',
  'feedback',
  'feedbackWords',
  'assignedTo',
] as const satisfies readonly ActField[];

export type EndingField = (typeof FIELDS)[number];

export function isEndingField(step: ActField): step is EndingField {
  return FIELDS.some((one) => one === step);
}

export function endingField(
  say: Messages,
  name: EndingField,
  asked: {
    readonly title: string;
    readonly given: URLSearchParams;
    readonly errors: Errors;
    readonly shown: LifeShown;
  },
): Html {
  const { title, given, errors, shown } = asked;
  const { hints } = say.requestOutcome;
  const value = given.get(name) ?? '';
  const ask = { name, label: title, legend: title, isHeading: true } as const;
  switch (name) {
    case 'costAmount':
      return field(say, { ...ask, value, hint: hints.costAmount }, errors);
    case 'certificateWhat':
      return field(say, { ...ask, value, hint: hints.certificateWhat }, errors);
    case 'assignedTo':
      return field(say, { ...ask, value }, errors);
    case 'certificateNone':
      return field(say, { ...ask, value, rows: 2 }, errors);
    case 'feedbackWords':
      return field(say, { ...ask, value, rows: 4, isOptional: true }, errors);
    case 'restrictions': {
      const hint = hints.restrictions(withoutRestriction(shown.life.facts).join(say.language.comma));
      const list = optionsOf(say, name).map((one) => ({ ...one, isChosen: value === one.value }));
      return choices(say, { ...ask, hint, kind: 'checkboxes', list }, errors);
    }
    case 'certificate':
    case 'costs':
    case 'costBearer':
    case 'feedback': {
      const list = optionsOf(say, name).map((one) => ({ ...one, isChosen: value === one.value }));
      return choices(say, { ...ask, kind: 'radios', list }, errors);
    }
  }
}

interface Option {
  readonly value: string;
  readonly words: string;
}

function optionsOf(
  { requestOutcome: words }: Messages,
  name: 'restrictions' | 'certificate' | 'costs' | 'costBearer' | 'feedback',
): readonly Option[] {
  switch (name) {
    case 'restrictions':
      return [{ value: 'none', words: words.noRestriction }];
    case 'certificate':
      return (['came', 'none'] as const).map((one) => ({ value: one, words: words.certificates[one] }));
    case 'costs':
      return (['none', 'some'] as const).map((one) => ({ value: one, words: words.cost[one] }));
    case 'costBearer':
      return COST_BEARERS.map((one) => ({ value: one, words: words.bearers[one] }));
    case 'feedback':
      return [...USES, 'none' as const].map((one) => ({ value: one, words: words.use[one] }));
  }
}

/** As it was answered, to be read once more. */
export function endingSaid(say: Messages, name: EndingField, given: string): string {
  switch (name) {
    case 'restrictions':
    case 'certificate':
    case 'costs':
    case 'costBearer':
    case 'feedback':
      return optionsOf(say, name).find(({ value }) => value === given)?.words ?? '–';
    case 'costAmount':
    case 'certificateWhat':
    case 'certificateNone':
    case 'feedbackWords':
    case 'assignedTo':
      return visiblePlain(given === '' ? '–' : given, 1000);
  }
}

type Line = readonly [label: string, value: string];

function endingFacts(
  { requestOutcome: words }: Messages,
  { restrictions, certificate, costs, feedback, assignedTo }: ActDetail,
): readonly Line[] {
  const { labels } = words;
  return [
    ...(restrictions === undefined ? [] : [[labels.restrictions, words.noRestriction] as const]),
    ...(certificate === undefined
      ? []
      : [
          [
            labels.certificate,
            certificate.kind === 'came' ? certificate.what : words.noCertificate(certificate.why),
          ] as const,
        ]),
    ...(costs === undefined
      ? []
      : [
          [
            labels.costs,
            costs.kind === 'none'
              ? words.cost.none
              : words.costLine(`${costs.amount} ${costs.currency}`, words.bearers[costs.bearer]),
          ] as const,
        ]),
    ...(feedback === undefined
      ? []
      : [[labels.feedback, feedback.kind === 'none' ? words.use.none : words.use[feedback.use]] as const]),
    ...(feedback?.kind === 'given' && feedback.words !== undefined
      ? [[labels.feedbackWords, feedback.words] as const]
      : []),
    ...(assignedTo === undefined ? [] : [[labels.assignedTo, assignedTo] as const]),
  ];
}

/** For the history. */
export function endingLines(say: Messages, detail: ActDetail): readonly string[] {
  return endingFacts(say, detail).map(([label, value]) => `${label}${say.language.colon}${value}`);
}

/** On the page of a request that was closed. */
export function endingSection(say: Messages, { life }: LifeShown): Html {
  const last = life.events.findLast(({ act }) => act === 'close');
  const list = last === undefined ? [] : endingFacts(say, last.detail);
  if (list.length === 0) return nothing;
  return html`<h2>${say.requestOutcome.title}</h2>
    ${factList(list.map(([label, value]) => [label, html`<bdi>${visibleSentence(value, 4000)}</bdi>`] as const))}`;
}
