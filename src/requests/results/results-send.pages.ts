// What was gathered goes to who asked for it: to whom, with what, and why it may leave. One question a page.
import { isStateCode, STATE_CODES, stateName } from '../../law/states.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { selectField } from '../../web/ask-parts.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, field, hidden, note } from '../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked, type Steps } from '../../web/steps.ts';
import type { RequestShown } from '../request-shown.pages.ts';
import { askAbout, deliveryAddress } from './results-ask.pages.ts';
import type { Delivery } from './results.ts';

const DETAILS = ['go', 'stay'] as const;
const NAME_MAX = 200;

export type SendStep = 'name' | 'state' | 'details' | 'recipient' | 'ground';

/** `key`: what was asked for under it is not made twice. */
export function sendSteps(say: Messages): Steps<SendStep> {
  const { share } = say;
  return {
    steps: ['name', 'state', 'details', 'recipient', 'ground'],
    more: ['key'],
    wrong: (step, given) => {
      const text = (given.get(step) ?? '').trim();
      switch (step) {
        case 'name':
          return text === '' || text.length > NAME_MAX ? say.form.needed(share.needed.name) : undefined;
        case 'state':
          return isStateCode(text) ? undefined : share.chooseState;
        case 'details':
          return DETAILS.some((one) => one === text) ? undefined : say.form.choose;
        case 'recipient':
          if (!given.has(step)) return share.recipientForm;
          return text === '' || /^age1[0-9a-z]{58,4000}$/.test(text) ? undefined : share.recipientForm;
        case 'ground':
          return undefined;
      }
    },
  };
}

export interface Sending extends StepAsked<SendStep> {
  readonly delivery: Delivery;
  readonly key: string;
  /** What the request says of who asked. */
  readonly asker: { readonly name: string; readonly state: string };
}

export function sendPage(say: Messages, shown: RequestShown, asked: Sending): View {
  const words = say.results;
  const title = words.sendAsks[asked.step];
  const address = deliveryAddress(shown, asked.delivery, '/send');
  return askAbout(say, shown, asked.delivery, {
    title,
    errors: asked.errors,
    content: stepForm(
      say,
      { ...asked, address, caption: words.delivery(asked.delivery.number), button: say.share.make },
      question(say, asked),
      () => said(say, asked.given),
    ),
  });
}

function question(say: Messages, { step, given, errors, delivery, key, asker }: Sending): Html {
  const { share, results: words } = say;
  const ask = { name: step, isHeading: true, label: words.sendAsks[step] } as const;
  switch (step) {
    case 'name': {
      const value = given.get('name') ?? asker.name;
      return field(say, { ...ask, hint: share.nameHint, value }, errors);
    }
    case 'state': {
      const { code } = say.language;
      const states = STATE_CODES.map((value) => ({ value, words: stateName(value, code) }));
      const sorted = states.toSorted((a, b) => a.words.localeCompare(b.words, code));
      const value = given.get('state') ?? asker.state;
      return selectField(say, { ...ask, value }, [{ value: '', words: share.noState }, ...sorted], errors);
    }
    case 'details': {
      const list = DETAILS.map((value) => ({
        value,
        words: share.details[value],
        hint: share.detailsHint[value],
        isChosen: given.get('details') === value,
      }));
      return choices(say, { ...ask, kind: 'radios', legend: ask.label, list }, errors);
    }
    case 'recipient': {
      const value = given.get('recipient') ?? '';
      const asked = { ...ask, hint: share.recipientHint, value, rows: 3, isCode: true, isOptional: true };
      return field(say, asked, errors);
    }
    case 'ground': {
      const value = given.get('ground') ?? '';
      return html`${field(say, { ...ask, hint: words.sendGroundHint, value, isOptional: true }, errors)}
      ${delivery.conditions.length === 0 ? nothing : limits(say, delivery)} ${hidden('key', key)}`;
    }
  }
}

/** Before the eyes of whoever says why it may leave. */
function limits(say: Messages, { conditions }: Delivery): Html {
  return note(
    'warn',
    html`<p>${say.share.groundWords}</p>
      <ul class="govuk-list">
        ${conditions.map((one) => html`<li><bdi>${visiblePlain(one, 1000)}</bdi></li>`)}
      </ul>`,
  );
}

function said(say: Messages, given: URLSearchParams): SaidLine<SendStep>[] {
  const { share, results: words } = say;
  const text = (step: SendStep): string => visiblePlain((given.get(step) ?? '').trim(), 4100);
  const details = DETAILS.find((one) => one === given.get('details'));
  const state = text('state');
  return [
    { step: 'name', label: share.name, value: text('name') },
    { step: 'state', label: share.state, value: stateName(state, say.language.code) },
    {
      step: 'details',
      label: share.detailsLegend,
      value: details === undefined ? '' : share.details[details],
    },
    {
      step: 'recipient',
      label: words.sendKey,
      value:
        text('recipient') === '' ? words.sendNoKey : html`<span class="c-digest">${text('recipient')}</span>`,
    },
  ];
}
