// Who leads a case that nobody leads: named by an administrator, one question a page; and what its members are told.
import type { NamedLead } from '../../cases/case-file.store.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { errorSummary, field, hidden, note } from '../../web/parts.ts';
import { stepForm, type StepAsked } from '../../web/steps.ts';
import { whenText } from '../../web/when.ts';

export type LeadStep = 'reference' | 'person' | 'reason';

export const LEAD_ADDRESS = '/case-lead';

export function leadPage(say: Messages, asked: StepAsked<LeadStep>, key: string): View {
  const words = say.caseLead;
  const { step, given, errors } = asked;
  const title = words.ask[step];
  const value = given.get(step) ?? '';
  const type = step === 'person' ? 'email' : 'text';
  const question = {
    name: step,
    label: title,
    hint: words.hints[step],
    value,
    isHeading: true,
    type,
  } as const;
  const shape = step === 'reason' ? { rows: 3 } : { autocomplete: 'off' };
  const walk = { ...asked, address: LEAD_ADDRESS, caption: words.title, button: words.button };
  return {
    title,
    place: 'people',
    crumbs: [{ words: say.people.title, href: '/people' }, { words: words.title }],
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
    ${stepForm(
      say,
      walk,
      html`${step === 'reason' ? hidden('key', key) : nothing}${field(say, { ...question, ...shape }, errors)}`,
      () =>
        (['reference', 'person'] as const).map((one) => ({
          step: one,
          label: words.ask[one],
          value: given.get(one) ?? '',
        })),
    )}`,
  };
}

/** On My work of those who are in the case. */
export function namedLeadsNote(say: Messages, list: readonly NamedLead[]): Html {
  const words = say.caseLead;
  return html`${list.map(({ reference, lead, by, at, reason }) =>
    note(
      'plain',
      html`<p>
          <b>${words.told(lead, reference)}</b>
          ${words.by(by, whenText(say, at))}
        </p>
        <p>${say.glass.because(reason)}</p>
        <p><a href="/cases/${reference}">${say.glass.toCase(reference)}</a></p>`,
    ),
  )}`;
}
