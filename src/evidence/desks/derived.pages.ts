// What was made from an exhibit: copies, extracts, translations, as its events name them.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { when } from '../../web/when.ts';
import { EVENT_GROUPS, type EventType } from '../../verify/event-types.ts';
import type { About } from '../exhibits/exhibit-about.pages.ts';
import { isExhibitNumber, itemOfNumber } from '../exhibits/exhibit.ts';
import type { PackagedEvent } from '../events/event.ts';
import { visiblePlain } from '../../web/safe-text.ts';

const WORK: readonly EventType[] = EVENT_GROUPS.work;

export function derivedHtml(
  say: Messages,
  { file }: Pick<About, 'file'>,
  events: readonly PackagedEvent[],
): Html {
  const made = events.flatMap(({ event, recordedAt }) => {
    const outputs = WORK.includes(event.type) ? event.facts?.['outputs'] : undefined;
    const names = Array.isArray(outputs)
      ? outputs.filter((one) => typeof one === 'string' && one !== event.item)
      : [];
    return names.map((name) => ({ name, at: new Date(recordedAt) }));
  });
  if (made.length === 0) return nothing;
  const named = (name: string): Html | string =>
    isExhibitNumber(name) && name.startsWith(`${file.reference}-`)
      ? html`<a href="/cases/${file.reference}/evidence/${itemOfNumber(name)}">${name}</a>`
      : visiblePlain(name, 300);
  return html`<h2>${say.derived.title}</h2>
    <ul class="govuk-list">
      ${made.map(({ name, at }) => html`<li>${named(name)} <span class="c-hint">${when(say, at)}</span></li>`)}
    </ul>`;
}
