// Adding a condition of use: what and on what ground, then check.
import type { Uuid } from '../../base/ids.ts';
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { field, form, hidden, type Errors } from '../../web/parts.ts';
import { checkAnswers, exhibitAddress, questionAbout, type About } from '../exhibits/exhibit-about.pages.ts';

export interface ConditionForm {
  readonly condition: string;
  readonly reason: string;
  readonly key: Uuid;
  readonly errors: Errors;
}

export function conditionPage(say: Messages, about: About, given: ConditionForm): View {
  const words = say.condition;
  return questionAbout(say, about, {
    title: words.what,
    here: words.title,
    errors: given.errors,
    content: form(
      html`${hidden('key', given.key)}
      ${field(say, { name: 'condition', label: words.what, hint: words.whatHint, value: given.condition, rows: 3, isHeading: true }, given.errors)}
      ${field(say, { name: 'reason', label: words.why, hint: words.whyHint, value: given.reason }, given.errors)}`,
      say.form.next,
      `${exhibitAddress(about)}/condition`,
    ),
  });
}

export function checkConditionPage(say: Messages, about: About, given: ConditionForm): View {
  const words = say.condition;
  const action = `${exhibitAddress(about)}/condition`;
  const kept: Html = html`${hidden('key', given.key)}${hidden('condition', given.condition)}${hidden('reason', given.reason)}`;
  return questionAbout(say, about, {
    title: words.checkTitle,
    here: words.title,
    errors: {},
    content: html`<h1>${words.checkTitle}</h1>
      ${checkAnswers(say, kept, [
        { label: words.whatLabel, value: given.condition, change: { action, about: words.whatLabel } },
        { label: words.whyLabel, value: given.reason, change: { action, about: words.whyLabel } },
      ])}
      <p>${words.checkWords}</p>
      ${form(kept, words.button, `${action}/add`)}`,
  });
}
