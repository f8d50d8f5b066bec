// What a depositary's file says beside what is published here.
import { html, nothing, raw, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, facts, hidden, note, table } from '../web/parts.ts';
import { lawView } from './fact.pages.ts';
import type { ImportSeen } from './import.acts.ts';
import type { ImportDifference, ImportFormat } from './import.ts';
import type { Proposed } from './proposal.acts.ts';
import { isStateCode, stateName, type StateCode } from './states.ts';

export function importPage(
  say: Messages,
  { row, differences }: ImportSeen,
  title: string,
  made: readonly Proposed[],
): View {
  const words = say.lawImport;
  const heading = words.seenTitle(title);
  const refused = made.flatMap((one) => (one.ok ? [] : one.faults));
  const taken = made.filter(({ ok }) => ok).length;
  const main = html`${taken === 0 ? nothing : done(words.proposed(taken))}
    <h1>${heading}</h1>
    ${
      refused.length === 0
        ? nothing
        : note(
            'stop',
            html`<p>${words.refused(made.length - taken)}</p>
              <ul>
                ${refused.map(({ field, message }) => html`<li>${say.lawChange.fault(field, message)}</li>`)}
              </ul>`,
          )
    }
    ${facts([
      [words.from, row.fileName],
      [words.day, row.download.day],
      [words.sha256, html`<code class="c-digest">${row.download.sha256}</code>`],
    ])}
    ${formNote(say, row.download.format)} ${unclearNote(say, row.download.reading.unclear ?? [])}
    ${differences.length === 0 ? html`<p>${words.same}</p>` : differenceForm(say, row.id, differences)}`;
  return lawView(say, { title: heading, under: [[say.lawChange.title, '/law/changes']], main });
}

/** The elements of the two XML forms are known from files of their sources; what the chart looks like today is not. */
export function formNote(say: Messages, format: ImportFormat): Html {
  return format === 'chart' ? note('warn', html`<p>${say.lawImport.formUnconfirmed}</p>`) : nothing;
}

function unclearNote(say: Messages, states: readonly StateCode[]): Html {
  if (states.length === 0) return nothing;
  const names = states.map((code) => stateName(code, say.language.code));
  return note('warn', html`<p>${say.lawImport.unclear} ${names.join(say.language.comma)}</p>`);
}

function differenceForm(say: Messages, id: string, differences: ImportSeen['differences']): Html {
  const words = say.lawImport;
  const kinds = ['new', 'changed', 'confirmed', 'gone'] as const;
  return html`<form method="post" action="/law/import/${id}">
    ${kinds.map((kind) => {
      const list = differences.filter(({ what }) => what === kind);
      if (list.length === 0) return nothing;
      return html`<h2>${words.what[kind]} (${list.length})</h2>
        ${kind === 'gone' ? html`<p>${words.goneHint}</p>` : nothing}
        ${table(
          words.what[kind],
          [
            { heading: words.choose, cell: (one) => chooser(say, one) },
            { heading: words.here, cell: ({ before }) => before || say.lawChange.absent },
            { heading: words.there, cell: ({ after }) => html`<b>${after || say.lawChange.absent}</b>` },
          ],
          list,
        )}`;
    })}
    ${hidden('sure', 'yes')}
    <button type="submit" class="govuk-button">${words.propose}</button>
  </form>`;
}

function chooser(
  say: Messages,
  { key, what, isProposed }: ImportDifference & { readonly isProposed: boolean },
): Html {
  const name = isStateCode(key) ? stateName(key, say.language.code) : key;
  if (isProposed) return html`${name} <span class="c-hint">${say.lawImport.isProposed}</span>`;
  return html`<div class="govuk-checkboxes govuk-checkboxes--small">
    <div class="govuk-checkboxes__item">
      <input
        class="govuk-checkboxes__input"
        id="key-${key}"
        name="key"
        type="checkbox"
        value="${key}"
        ${what === 'gone' ? nothing : raw('checked')}
      />
      <label class="govuk-label govuk-checkboxes__label" for="key-${key}">${name}</label>
    </div>
  </div>`;
}
