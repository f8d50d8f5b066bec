// What a search found: the matching passage, where it stands, how sure it is.
import { html, nothing, type Html } from '../web/html.ts';
import { daysField } from '../web/day-field.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { sourceWords } from '../web/source-words.ts';
import { errorSummary, railSection, type Errors } from '../web/parts.ts';
import { select } from './authority.pages.ts';
import { lawView, sureness } from './fact.pages.ts';
import { searchBox } from './law-home.pages.ts';
import { RECORD_KINDS, type Knowledge } from './model.ts';
import { addressOf, fieldText } from './record.pages.ts';
import type { Found, Hit } from './search.ts';
import { labelText, lawWordsHtml } from './sentence.pages.ts';
import { isOnRecord } from './state.pages.ts';
import { STATE_CODES, stateName } from './states.ts';

interface SearchAsked {
  readonly q: string;
  readonly state: string;
  readonly kind: string;
  readonly measure: string;
  readonly category: string;
  readonly instrument: string;
  readonly offence: string;
  readonly on: string;
  /** A day that is none. */
  readonly wrong?: string;
}

export function searchPage(say: Messages, knowledge: Knowledge, asked: SearchAsked, found: Found): View {
  const words = say.law.search_;
  const errors = dayErrors(say, asked);
  const main = html`${errorSummary(say, errors)}
    <h1>${words.title}</h1>
    ${searchBox(say, asked.q)}
    ${
      asked.q.trim() === ''
        ? html`<p class="c-hint">${words.all}</p>`
        : html`<p role="status">
              <b
                >${
                  found.hits.length === found.total
                    ? words.found(found.total)
                    : words.foundBest(found.hits.length, found.total)
                }</b
              >
            </p>
            ${
              found.total === 0
                ? html`<p>${words.none}</p>`
                : html`<ol class="c-hits">
                    ${found.hits.map((hit) => one(say, hit))}
                  </ol>`
            }`
    }`;
  const view = lawView(say, { title: words.title, main, aside: filters(say, knowledge, asked) });
  return { ...view, hasErrors: Object.keys(errors).length > 0 };
}

function dayErrors(say: Messages, { wrong }: SearchAsked): Errors {
  return wrong === undefined ? {} : { on: say.moment.wrong.day };
}

function one(say: Messages, { passage, excerpt, marks }: Hit): Html {
  return html`<li>
    <h2><a href="${addressOf(passage)}">${lawWordsHtml(say, passage.title)}</a></h2>
    <p class="c-hint">${say.law.kindWords[passage.kind]} · ${fieldText(say, passage.field)}</p>
    <p>${sourceWords(say, marked(excerpt, marks))}</p>
    ${passage.confidence === undefined ? nothing : html`<span class="c-cite">${sureness(say, passage.confidence)}</span>`}
  </li>`;
}

/** The words that were looked for, set off. Marks may touch or overlap. */
function marked(text: string, marks: readonly (readonly [number, number])[]): Html {
  const parts: Html[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    parts.push(html`${text.slice(at, from)}<mark>${text.slice(from, end)}</mark>`);
    at = end;
  }
  return html`${parts}${text.slice(at)}`;
}

function filters(say: Messages, knowledge: Knowledge, asked: SearchAsked): Html {
  const words = say.law.search_;
  const states = STATE_CODES.filter((code) => isOnRecord(knowledge, code))
    .map((code) => [code, stateName(code, say.language.code)] as const)
    .sort((a, b) => a[1].localeCompare(b[1], say.language.locale));
  return railSection(
    words.more,
    html`<form method="get" class="c-filters c-filters--rail">
      <input type="hidden" name="q" value="${asked.q}" />
      ${select('state', say.law.state, asked.state, [['', words.anyState], ...states])}
      ${select('kind', words.kind, asked.kind, [['', words.anyKind], ...RECORD_KINDS.map((kind) => [kind, say.law.kindWords[kind]] as const)])}
      ${select('instrument', say.law.instrument, asked.instrument, [['', words.anyInstrument], ...knowledge.instruments.map((known) => [known.id, labelText(say, known.shortTitle)] as const)])}
      ${select('measure', words.measure, asked.measure, [['', words.anyMeasure], ...knowledge.measures.map((known) => [known.id, labelText(say, known.name)] as const)])}
      ${select('category', words.category, asked.category, [['', words.anyCategory], ...Object.entries(say.ways.category)])}
      ${select('offence', words.offence, asked.offence, [['', words.anyOffence], ...knowledge.offenceTypes.map(({ id, label }) => [id, labelText(say, label)] as const)])}
      ${daysField(say, { name: 'on', legend: say.law.day, value: asked.wrong ?? asked.on }, dayErrors(say, asked))}
      <button class="govuk-button govuk-button--secondary" type="submit">${say.law.authority_.filter}</button>
    </form>`,
  );
}
