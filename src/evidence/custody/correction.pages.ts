// Correcting the custody record: which entry, what in it, what is right and why.
import type { Uuid } from '../../base/ids.ts';
import { html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, facts, field, form, hidden, type Errors } from '../../web/parts.ts';
import { whenText } from '../../web/when.ts';
import { CORRECTABLE, saidOf, type Correctable } from './correction.ts';
import { exhibitAddress, notNow, questionAbout, type About } from '../exhibits/exhibit-about.pages.ts';
import type { PackagedEvent } from '../events/event.ts';
import { sayOnPage, saysEvents } from '../events/messages.ts';
import { visiblePlain } from '../../web/safe-text.ts';

export interface CorrectionForm {
  readonly event: string;
  readonly field: string;
  readonly value: string;
  readonly reason: string;
  readonly key: Uuid;
  readonly errors: Errors;
}

export function whichEntryPage(
  say: Messages,
  about: About,
  { given, events }: { given: CorrectionForm; events: readonly PackagedEvent[] },
): View {
  const words = say.correction;
  if (events.length === 0)
    return notNow(say, about, { here: words.title, title: words.title, why: html`<p>${words.none}</p>` });
  const list = events.map((one) => ({
    value: one.event.id,
    words: sayOnPage(say)(`event.${one.event.type}`),
    ...(saysEvents(say.language) ? {} : { lang: 'en' }),
    hint: words.entryHint(whenText(say, new Date(one.event.occurredAt)), String(one.index).padStart(6, '0')),
    isChosen: one.event.id === given.event,
  }));
  return questionAbout(say, about, {
    title: words.which,
    here: words.title,
    errors: given.errors,
    content: form(
      html`${hidden('key', given.key)}
      ${choices(say, { name: 'event', kind: 'radios', legend: words.which, hint: words.lead, list, isHeading: true }, given.errors)}`,
      say.form.next,
      `${exhibitAddress(about)}/correct`,
    ),
  });
}

export function whichFieldPage(say: Messages, about: About, given: CorrectionForm): View {
  const words = say.correction;
  const list = CORRECTABLE.map((one) => ({
    value: one,
    words: words.fields[one],
    isChosen: one === given.field,
  }));
  return questionAbout(say, about, {
    title: words.field,
    here: words.title,
    errors: given.errors,
    content: form(
      html`${hidden('key', given.key)}${hidden('event', given.event)}
      ${choices(say, { name: 'field', kind: 'radios', legend: words.field, list, isHeading: true }, given.errors)}`,
      say.form.next,
      `${exhibitAddress(about)}/correct/field`,
    ),
  });
}

export function rightValuePage(
  say: Messages,
  about: About,
  { given, event, wrong }: { given: CorrectionForm; event: PackagedEvent; wrong: Correctable },
): View {
  const words = say.correction;
  const said = saidOf(event, wrong);
  return questionAbout(say, about, {
    title: words.valueTitle,
    here: words.title,
    errors: given.errors,
    content: html`<h1>${words.valueTitle}</h1>
      ${facts([
        [sayOnPage(say)(`event.${event.event.type}`), words.fields[wrong]],
        [words.says, said === undefined ? undefined : visiblePlain(said, 500)],
      ])}
      ${form(
        html`${hidden('key', given.key)}${hidden('event', given.event)}${hidden('field', given.field)}
        ${field(say, { name: 'value', label: words.value, hint: words.valueHint, value: given.value }, given.errors)}
        ${field(say, { name: 'reason', label: words.why, hint: say.check.names, value: given.reason }, given.errors)}`,
        words.button,
        `${exhibitAddress(about)}/correct/record`,
      )}`,
  });
}
