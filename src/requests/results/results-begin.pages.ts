// Something came in answer, or was gathered: whether it is the formal answer, when, and what shows it. One question a page.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { readMoment } from '../../web/moment.ts';
import { momentField } from '../../web/moment-field.ts';
import type { View } from '../../web/page.ts';
import { choices, field } from '../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked, type Steps } from '../../web/steps.ts';
import { whenText } from '../../web/when.ts';
import { inZone } from '../clocks/clock-words.pages.ts';
import { belowRequest } from '../life/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../request-shown.pages.ts';
import { stateOfCase } from '../request.ts';
import { RESULTS } from './results.pages.ts';

const KINDS = ['formal', 'informal'] as const;
const EVIDENCE_MAX = 4000;

export type BeginStep = 'kind' | 'arrivedAt' | 'evidence';

/** What we gather ourselves is formal. */
export function beginSteps(
  say: Messages,
  { request }: Pick<RequestShown, 'request'>,
  now: number,
): Steps<BeginStep> {
  return {
    steps: request.direction === 'outgoing' ? ['kind', 'arrivedAt', 'evidence'] : ['arrivedAt', 'evidence'],
    wrong: (step, given) => {
      switch (step) {
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
  { step, given, errors, now }: Beginning,
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
    case 'evidence': {
      const value = given.get('evidence') ?? '';
      const asked = { name: step, label: words.evidence, hint: words.evidenceHint, rows: 3, value };
      return { title: words.evidence, question: field(say, { ...asked, isHeading: true }, errors) };
    }
  }
}

function said(say: Messages, { request }: RequestShown, { asking, given }: Beginning): SaidLine<BeginStep>[] {
  const words = say.results;
  const kind = KINDS.find((one) => one === given.get('kind'));
  const read = readMoment(given, 'arrivedAt');
  const arrived = read.kind === 'moment' ? inZone(say, read.at, read.zone) : nothing;
  const lines: SaidLine<BeginStep>[] = [
    { step: 'kind', label: words.kind, value: kind === undefined ? '' : words.kinds[kind] },
    { step: 'arrivedAt', label: words.arrivedAt[request.direction], value: html`${arrived}` },
  ];
  return lines.filter(({ step }) => asking.steps.includes(step));
}
