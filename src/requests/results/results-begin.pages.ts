// Something came in answer, or was gathered: whether it is the formal answer, when, and what shows it. One question a page.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { readMoment } from '../../web/moment.ts';
import { momentField } from '../../web/moment-field.ts';
import type { View } from '../../web/page.ts';
import { choices, field, hidden, type Errors } from '../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked, type Steps } from '../../web/steps.ts';
import { whenText } from '../../web/when.ts';
import { inZone } from '../clocks/clock-words.pages.ts';
import { belowRequest } from '../life/follow/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../request-shown.pages.ts';
import { stateOfCase } from '../request.ts';
import {
  CONFIDENCES,
  isNamed,
  KEEP_POSTED,
  KEEP_STEPS,
  keepQuestion,
  keepSaid,
  keepWrong,
  type KeepStep,
} from '../confidence/confidentiality-ask.pages.ts';
import type { KeepAbout } from '../confidence/confidentiality.ts';
import { RESULTS } from './results.pages.ts';

const KINDS = ['formal', 'informal'] as const;
const EVIDENCE_MAX = 4000;

export type BeginStep = 'kind' | 'arrivedAt' | 'confidence' | KeepStep | 'evidence';

/** What we gather ourselves is formal. Who may know is asked further where it is not whoever may know of the request. */
export function beginSteps(
  say: Messages,
  { request }: Pick<RequestShown, 'request'>,
  {
    now,
    about,
    given: before,
  }: { readonly now: number; readonly about: KeepAbout; readonly given: URLSearchParams },
): Steps<BeginStep> {
  return {
    steps: [
      ...(request.direction === 'outgoing' ? (['kind'] as const) : []),
      'arrivedAt',
      'confidence',
      ...(isNamed(before) ? KEEP_STEPS.result : []),
      'evidence',
    ],
    posted: KEEP_POSTED,
    more: ['key'],
    wrong: (step, given) => {
      switch (step) {
        case 'until':
        case 'knowers':
        case 'ground':
          return keepWrong(say, about, step, given);
        case 'confidence':
          return CONFIDENCES.some((one) => one === given.get(step)) ? undefined : say.form.choose;
        case 'kind':
          return KINDS.some((one) => one === given.get('kind')) ? undefined : say.form.choose;
        case 'arrivedAt': {
          const read = readMoment(given, 'arrivedAt', { latest: now });
          if (read.kind === 'wrong') return say.moment.wrong[read.problem];
          return read.kind === 'none' ? say.moment.needed : undefined;
        }
        case 'evidence': {
          const { length } = (given.get('evidence') ?? '').trim();
          if (length === 0) return say.form.needed(say.results.evidenceWhat);
          return length > EVIDENCE_MAX ? say.form.tooLong(say.results.evidence, EVIDENCE_MAX) : undefined;
        }
      }
    },
  };
}

export interface Beginning extends StepAsked<BeginStep> {
  readonly now: Date;
  readonly about: KeepAbout;
  /** What was recorded under it is not recorded twice, however often the form is sent. */
  readonly key: string;
}

export function beginPage(say: Messages, shown: RequestShown, asked: Beginning): View {
  const words = say.results;
  const { direction } = shown.request;
  const { title, question } = asks(say, shown, asked);
  const address = requestAddress(shown.file, shown.request.number, `${RESULTS}/new`);
  return belowRequest(say, shown, {
    title,
    here: words.begin[direction],
    under: { words: words.title, path: RESULTS },
    errors: asked.errors,
    main: stepForm(
      say,
      { ...asked, address, caption: words.begin[direction], button: words.record },
      question,
      () => said(say, shown, asked),
    ),
  });
}

function asks(
  say: Messages,
  shown: RequestShown,
  { step, given, errors, now, about, key }: Beginning,
): { readonly title: string; readonly question: Html } {
  const words = say.results;
  const { direction, counterpart } = shown.request;
  switch (step) {
    case 'kind': {
      const list = KINDS.map((value) => ({
        value,
        words: words.kinds[value],
        hint: words.kindHints[value],
        isChosen: given.get('kind') === value,
      }));
      const asked = { name: step, kind: 'radios', legend: words.kind, list, isHeading: true } as const;
      return { title: words.kind, question: choices(say, asked, errors) };
    }
    case 'arrivedAt': {
      const title = words.arrivedAt[direction];
      const states = [stateOfCase(shown.file), counterpart];
      const asked = { name: step, legend: title, given, states, now: whenText(say, now), isHeading: true };
      return { title, question: momentField(say, asked, errors) };
    }
    case 'confidence':
      return confidenceQuestion(say, shown, given, errors);
    case 'until':
    case 'knowers':
    case 'ground':
      return keepQuestion(say, about, { step, given, errors });
    case 'evidence': {
      const value = given.get('evidence') ?? '';
      const asked = { name: step, label: words.evidence, hint: words.evidenceHint, rows: 3, value };
      const one = field(say, { ...asked, isHeading: true }, errors);
      return { title: words.evidence, question: html`${hidden('key', key)} ${one}` };
    }
  }
}

/** By default as the request is: what came is no more widely known than what was asked. */
function confidenceQuestion(
  say: Messages,
  { request }: RequestShown,
  given: URLSearchParams,
  errors: Errors,
): { readonly title: string; readonly question: Html } {
  const words = say.confidence;
  const now = CONFIDENCES.find((one) => one === given.get('confidence')) ?? 'asRequest';
  const list = CONFIDENCES.map((value) => ({
    value,
    words: confidenceWords(say, request, value),
    ...(value === 'named' ? { hint: words.namedHint } : {}),
    isChosen: value === now,
  }));
  const asked = {
    name: 'confidence',
    kind: 'radios',
    legend: words.ask.result,
    list,
    isHeading: true,
  } as const;
  return { title: words.ask.result, question: choices(say, asked, errors) };
}

function confidenceWords(
  say: Messages,
  { isRestricted }: RequestShown['request'],
  value: (typeof CONFIDENCES)[number],
): string {
  const words = say.confidence.choices;
  return value === 'named' ? words.named : words.asRequest[isRestricted ? 'restricted' : 'open'];
}

function said(
  say: Messages,
  { request }: RequestShown,
  { asking, given, about }: Beginning,
): SaidLine<BeginStep>[] {
  const words = say.results;
  const kind = KINDS.find((one) => one === given.get('kind'));
  const read = readMoment(given, 'arrivedAt');
  const arrived = read.kind === 'moment' ? inZone(say, read.at, read.zone) : nothing;
  const lines: SaidLine<BeginStep>[] = [
    { step: 'kind', label: words.kind, value: kind === undefined ? '' : words.kinds[kind] },
    { step: 'arrivedAt', label: words.arrivedAt[request.direction], value: html`${arrived}` },
    {
      step: 'confidence',
      label: say.confidence.ask.result,
      value: confidenceWords(say, request, isNamed(given) ? 'named' : 'asRequest'),
    },
    ...keepSaid(say, about, given),
  ];
  return lines.filter(({ step }) => asking.steps.includes(step));
}
