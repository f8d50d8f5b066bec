// What a depositary's file says beside what is published here.
import type { Json } from '../base/canonical-json.ts';
import type { Shown } from '../web/fields/field.ts';
import { html, nothing, raw, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, errorSummary, facts, note, table, type Errors } from '../web/parts.ts';
import { isPartialDate } from './day.ts';
import { lawView, partialDateWords } from './fact.pages.ts';
import type { ImportSeen } from './import.acts.ts';
import type { ImportFormat, ImportOffered } from './import.ts';
import type { Proposed } from './proposal.acts.ts';
import { PARTY_STATUSES } from './schema/parties.ts';
import { isStateCode, stateName, type StateCode } from './states.ts';
import { isObject, textOf } from './values.ts';

interface ImportShown extends ImportSeen {
  /** Of the instrument. */
  readonly title: string;
  /** Of those that were just proposed. */
  readonly taken: number;
}

/** `main`: how its differences are chosen. Absent: none is left to choose. */
export function importPage(
  say: Messages,
  { row, differences, title, taken }: ImportShown,
  { main, errors = {} }: { readonly main?: Html; readonly errors?: Errors } = {},
): View {
  const words = say.lawImport;
  const heading = words.seenTitle(title);
  const all =
    differences.length === 0
      ? html`<p>${words.same}</p>`
      : differencesHtml(say, differences, { name: 'keys', given: new URLSearchParams(), errors });
  return {
    ...lawView(say, {
      title: heading,
      under: [[say.lawChange.title, '/law/changes']],
      main: html`${errorSummary(say, errors)} ${taken === 0 ? nothing : done(words.proposed(taken))}
        <h1>${heading}</h1>
        ${facts([
          [words.from, row.fileName],
          [words.day, partialDateWords(say, row.download.day)],
          [words.sha256, html`<code class="c-digest">${row.download.sha256}</code>`],
        ])}
        ${formNote(say, row.download.format)} ${unclearNote(say, row.download.reading.unclear ?? [])}
        ${main ?? all}`,
    }),
    hasErrors: Object.keys(errors).length > 0,
  };
}

/** Of those that were chosen, the data refused some: which, and why. */
export function importRefusedPage(
  say: Messages,
  address: string,
  title: string,
  made: readonly Proposed[],
): View {
  const words = say.lawImport;
  const heading = words.seenTitle(title);
  const refused = made.flatMap((one) => (one.ok ? [] : one.faults));
  const taken = made.filter(({ ok }) => ok).length;
  return lawView(say, {
    title: heading,
    under: [[say.lawChange.title, '/law/changes']],
    main: html`${taken === 0 ? nothing : done(words.proposed(taken))}
      <h1>${heading}</h1>
      ${note(
        'stop',
        html`<p>${words.refused(made.length - taken)}</p>
          <ul>
            ${refused.map(({ field, message }) => html`<li>${say.lawChange.fault(field, message)}</li>`)}
          </ul>`,
      )}
      <p><a href="${address}">${say.form.next}</a></p>`,
  });
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

/** What is chosen already, or else each that is more than an entry that lacks there. */
export function differencesHtml(
  say: Messages,
  differences: readonly ImportOffered[],
  { name, given, errors }: Shown,
): Html {
  const words = say.lawImport;
  const error = errors[name];
  const nameOf = ({ key }: ImportOffered): string =>
    isStateCode(key) ? stateName(key, say.language.code) : key;
  const byName = differences.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), say.language.locale));
  const listed = KINDS.map((kind) => ({ kind, list: byName.filter(({ what }) => what === kind) }));
  const first = listed.flatMap(({ list }) => list).find(({ isProposed }) => !isProposed);
  const isChosen = ({ key, what }: ImportOffered): boolean =>
    given.has(name) ? given.getAll(name).includes(key) : what !== 'gone';
  const chooser = (one: ImportOffered): Html => {
    const called = nameOf(one);
    if (one.isProposed) return html`${called} <span class="c-hint">${words.isProposed}</span>`;
    const id = one === first ? name : `${name}--${one.key}`;
    return html`<div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id="${id}"
          name="${name}"
          type="checkbox"
          value="${one.key}"
          ${isChosen(one) ? raw('checked') : nothing}
        />
        <label class="govuk-label govuk-checkboxes__label" for="${id}">${called}</label>
      </div>
    </div>`;
  };
  return html`${error === undefined ? nothing : html`<p class="govuk-error-message" id="${name}-error">${error}</p>`}
  ${listed.map(({ kind, list }) => {
    if (list.length === 0) return nothing;
    return html`<h2>${words.what[kind]} (${list.length})</h2>
      ${kind === 'gone' ? html`<p>${words.goneHint}</p>` : nothing}
      ${table(
        words.what[kind],
        [
          { heading: words.choose, cell: chooser },
          { heading: words.here, cell: (one) => sidesOf(say, one).here },
          { heading: words.there, cell: (one) => html`<b>${sidesOf(say, one).there}</b>` },
        ],
        list,
      )}`;
  })}`;
}

const KINDS = ['new', 'changed', 'confirmed', 'gone'] as const;

/** Both sides in the reader's words: of a State its standing and its days, of anything else the value itself. */
function sidesOf(
  say: Messages,
  { what, before, after, change }: ImportOffered,
): { readonly here: string; readonly there: string } {
  const { absent } = say.lawChange;
  if (change.kind !== 'party') return { here: before || absent, there: after || absent };
  return {
    here: isObject(change.was) ? standingWords(say, change.was) : absent,
    there: what === 'gone' ? absent : standingWords(say, change),
  };
}

interface Standing {
  readonly status?: Json;
  readonly entry_into_force?: Json | undefined;
  readonly until?: Json | undefined;
}

function standingWords(say: Messages, { status, entry_into_force: since, until }: Standing): string {
  const known = PARTY_STATUSES.find((one) => one === status);
  const told = known === undefined ? textOf(status) : say.law.standing[known === 'bound' ? 'party' : known];
  const day = (text: string): string => (isPartialDate(text) ? partialDateWords(say, text) : text);
  // A day that is not on record is null there.
  const days = [
    ...(typeof since === 'string' ? [day(since)] : []),
    ...(typeof until === 'string' ? ['–', day(until)] : []),
  ].join(' ');
  return days === '' ? told : `${told} (${days})`;
}
