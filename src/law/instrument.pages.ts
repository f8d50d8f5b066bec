// A treaty or an act: its dates, what each article gives by function, who is bound.
import { html, nothing, type Html } from '../web/html.ts';
import { sourceWords } from '../web/source-words.ts';
import { assuranceLine } from './assurance.pages.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, railSection, table, tag } from '../web/parts.ts';
import { clockTable } from './clock.pages.ts';
import {
  boundDates,
  datesHtml,
  dayRail,
  lawView,
  notesOf,
  standingTag,
  dateText,
  stateLink,
  type Notes,
  type OnDay,
} from './fact.pages.ts';
import { inForceOn } from './look-up.ts';
import type { Dated, Instrument, Knowledge } from './model.ts';
import { draftNote, labelText, lawWordsHtml, sentenceHtml } from './sentence.pages.ts';
import { tell } from './sentence.ts';
import { STANDINGS, standingsOf } from './party-standing.ts';

export function instrumentPage(say: Messages, knowledge: Knowledge, instrument: Instrument, on: OnDay): View {
  const words = say.law.instrument_;
  const notes = notesOf(say, knowledge);
  const force = inForceOn(instrument, on.day);
  const isShort = instrument.shortTitle === instrument.title;
  const clocks = knowledge.clocks.filter((one) => one.instrument === instrument.id);
  const main = html`<h1>${lawWordsHtml(say, instrument.shortTitle)}</h1>
    ${isShort ? nothing : html`<p class="c-lead">${sourceWords(say, instrument.title)}</p>`}
    <p class="c-summary"><b>${sentenceHtml(say, tell('ended', force.fact.text))}</b></p>
    ${identity(say, knowledge, instrument, notes)} ${provisions(say, knowledge, instrument, notes)}
    ${groundsOf(say, instrument, notes)} ${parties(say, knowledge, instrument, { notes, on })}
    ${declared(say, knowledge, instrument, { notes, on })}
    ${
      clocks.length === 0
        ? nothing
        : html`<h2 id="clocks">${say.law.clocks}</h2>
            ${clockTable(say, knowledge, clocks, { notes, on })}`
    }
    ${draftNote(say)} ${notes.list()}`;
  return lawView(say, {
    title: labelText(say, instrument.shortTitle),
    under: [[say.law.instruments, '/law/instruments']],
    main,
    aside: html`${dayRail(say, on)}${railSection(say.law.map, html`<p><a href="/law/map?show=${instrument.id}">${words.onMap}</a></p>`)}`,
  });
}

function identity(say: Messages, knowledge: Knowledge, instrument: Instrument, notes: Notes): Html {
  const words = say.law.instrument_;
  const dated = (date: Dated | undefined): Html | undefined =>
    date === undefined ? undefined : html`${dateText(say, date.value)} ${notes.cite(date)}`;
  const scope = instrument.offences;
  const types = new Map(knowledge.offenceTypes.map(({ id, label }) => [id, label]));
  const covered =
    scope === undefined
      ? undefined
      : [
          ...(scope.minMaxYears === undefined ? [] : [words.minYears(scope.minMaxYears)]),
          ...(scope.types.length === 0
            ? []
            : [scope.types.map((one) => labelText(say, types.get(one) ?? one)).join(say.language.comma)]),
          ...scope.requires.map((one) => words[one]),
        ].join(say.language.semicolon);
  return html`${facts([
    [words.organisation, lawWordsHtml(say, instrument.organisation)],
    [
      words.depositary,
      instrument.depositary === undefined ? undefined : lawWordsHtml(say, instrument.depositary),
    ],
    [words.status, words.statusWords[instrument.status]],
    [words.adopted, dated(instrument.adopted)],
    [words.inForce, dated(instrument.inForce)],
    [words.appliesFrom, dated(instrument.appliesFrom)],
    [words.ended, dated(instrument.ended)],
    [words.transposition, dated(instrument.transpositionDeadline)],
    [
      words.offences,
      covered === undefined || scope === undefined
        ? words.allOffences
        : html`${covered} ${datesHtml(say, scope)} ${notes.cite(scope)}`,
    ],
    [
      words.replacedBy,
      instrument.replacedBy.length === 0
        ? undefined
        : html`${instrument.replacedBy.map((id) => html`<a href="/law/instruments/${id}">${id}</a> `)}`,
    ],
  ])}
  ${instrument.scope === undefined ? nothing : html`<p>${lawWordsHtml(say, instrument.scope)}</p>`}
  ${
    instrument.notes.length === 0
      ? nothing
      : html`<ul class="c-plain">
          ${instrument.notes.map((one) => html`<li>${lawWordsHtml(say, one)}</li>`)}
        </ul>`
  }`;
}

/** By function, in the order of the vocabulary: what a reader looks for, not where the drafters put it. */
function provisions(say: Messages, knowledge: Knowledge, instrument: Instrument, notes: Notes): Html {
  const words = say.law.instrument_;
  const uses = Object.keys(knowledge.functionWords).filter((use) =>
    instrument.provisions.some((one) => one.function === use),
  );
  if (uses.length === 0)
    return html`<h2 id="provisions">${words.provisions}</h2>
      <p>${words.noProvisions}</p>`;
  return html`<h2 id="provisions">${words.provisions}</h2>
    ${uses.map(
      (use) =>
        html`<section class="c-function">
          <h3>${lawWordsHtml(say, knowledge.functionWords[use] ?? use)}</h3>
          <ul class="c-facts-list">
            ${instrument.provisions
              .filter((one) => one.function === use)
              .map(
                (one) =>
                  html`<li>
                    <p>
                      <b>${one.article === undefined ? say.law.noArticle : say.ways.articles(one.article)}</b
                      ><br />${lawWordsHtml(say, one.gives)}${one.note === undefined ? nothing : html`<br /><span class="c-hint">${lawWordsHtml(say, one.note)}</span>`}
                    </p>
                    ${datesHtml(say, one)} ${notes.cite(one)}
                  </li>`,
              )}
          </ul>
        </section>`,
    )}`;
}

/** Each by itself, with what follows, and what must always be available. */
function groundsOf(say: Messages, { grounds = [], alwaysAvailable }: Instrument, notes: Notes): Html {
  if (grounds.length === 0) return nothing;
  const words = say.law.ground_;
  return html`<h2 id="grounds">${words.title}</h2>
    ${table(
      words.title,
      [
        { heading: say.law.article, cell: ({ article }) => say.ways.articles(article) },
        {
          heading: words.ground,
          cell: ({ text, note }) =>
            html`${lawWordsHtml(say, text)}${note === undefined ? nothing : html`<br /><span class="c-hint">${lawWordsHtml(say, note)}</span>`}`,
        },
        {
          heading: words.follows,
          cell: ({ leadsTo, consultFirst, isNotForAlwaysAvailable }) =>
            html`${words.leadsTo[leadsTo]}${consultFirst === true ? html` ${tag('plain', words.consultFirst)}` : nothing}${isNotForAlwaysAvailable === true ? html` ${tag('plain', words.notForAlwaysAvailable)}` : nothing}`,
        },
        { heading: say.law.sureness, cell: (one) => notes.cite(one) },
      ],
      grounds,
    )}
    ${
      alwaysAvailable === undefined
        ? nothing
        : html`<h3>${words.alwaysAvailable(say.ways.articles(alwaysAvailable.article))}</h3>
            <ul class="c-plain">
              ${alwaysAvailable.items.map(({ text }) => html`<li>${lawWordsHtml(say, text)}</li>`)}
            </ul>
            <p>${notes.cite(alwaysAvailable)}</p>`
    }`;
}

function parties(
  say: Messages,
  knowledge: Knowledge,
  instrument: Instrument,
  { notes, on }: { readonly notes: Notes; readonly on: OnDay },
): Html {
  const words = say.law.instrument_;
  const list = standingsOf(knowledge, instrument.id, on.day);
  const bound = list.filter(({ word }) => word === 'party').length;
  const counted = knowledge.counts.filter((one) => one.instrument === instrument.id);
  const gaps = knowledge.gaps.filter((one) => one.instrument === instrument.id);
  return html`<h2 id="parties">${words.parties}</h2>
    ${list.length === 0 ? html`<p>${words.noParties}</p>` : html`<p><b>${words.partiesCount(bound)}.</b>${counted.map((one) => html` ${words.published(one.figures.map(({ what, number }) => words.figure[what](number)).join(say.language.comma), one.asOf ?? '')}${notes.mark(one)}`)}</p>`}
    ${gaps.length === 0 ? nothing : html`<p class="c-hint">${words.gaps}${say.language.colon}${gaps.map(({ text }) => html`${lawWordsHtml(say, text)} `)}</p>`}
    ${STANDINGS.map((word) => {
      const rows = list.filter((one) => one.word === word);
      return rows.length === 0
        ? nothing
        : html`<details class="c-fold" ${word === 'party' ? 'open' : ''}>
            <summary>${standingTag(say, word)} ${rows.length}</summary>
            ${table(
              `${words.parties}${say.language.colon}${say.law.standing[word]}`,
              [
                { heading: say.law.state, cell: ({ state }) => stateLink(say, state, on) },
                { heading: say.law.since, cell: ({ record }) => boundDates(say, record) },
                {
                  heading: say.law.sureness,
                  cell: ({ record }) => (record === undefined ? nothing : notes.cite(record)),
                },
              ],
              rows,
            )}
          </details>`;
    })}`;
}

function declared(
  say: Messages,
  knowledge: Knowledge,
  instrument: Instrument,
  { notes, on }: { readonly notes: Notes; readonly on: OnDay },
): Html {
  const words = say.law.state_;
  const list = knowledge.declarations.filter((one) => one.instrument === instrument.id);
  if (list.length === 0 && instrument.kind !== 'treaty') return nothing;
  return html`<h2 id="declarations">${words.declarations}</h2>
    ${
      list.length === 0
        ? html`<p>${words.noDeclarations}</p>`
        : html`<ul class="c-facts-list">
            ${list.map(
              (one) =>
                html`<li>
                  <p>
                    <b>${stateLink(say, one.state, on)}, ${words.declarationFor(one.article)}</b>
                    ${datesHtml(say, one)}<br />${one.effect === 'none' ? words.noReservation : lawWordsHtml(say, one.effect)}${assuranceLine(say, one)}
                  </p>
                  ${notes.cite(one)}
                </li>`,
            )}
          </ul>`
    }`;
}

export function instrumentsPage(say: Messages, knowledge: Knowledge, on: OnDay): View {
  const words = say.law.instrument_;
  const notes = notesOf(say, knowledge);
  const main = html`<h1>${say.law.instruments}</h1>
    <p class="c-lead">${words.listLead}</p>
    ${table(
      say.law.instruments,
      [
        {
          heading: say.law.instrument,
          cell: (one) =>
            html`<a href="/law/instruments/${one.id}${on.suffix}">${lawWordsHtml(say, one.shortTitle)}</a>`,
        },
        { heading: words.organisation, cell: (one) => lawWordsHtml(say, one.organisation) },
        { heading: words.status, cell: (one) => words.statusWords[one.status] },
        {
          heading: words.inForce,
          cell: ({ appliesFrom, inForce }) =>
            html`${dateText(say, (appliesFrom ?? inForce).value)}
            ${(appliesFrom ?? inForce).confidence === 'confirmed' ? nothing : notes.cite({ ...(appliesFrom ?? inForce), sources: [] })}`,
        },
        {
          heading: words.boundOnDay,
          cell: (one) =>
            String(
              standingsOf(knowledge, one.id, on.day).filter(({ word }) => word === 'party').length || '–',
            ),
          isNumber: true,
        },
      ],
      knowledge.instruments,
    )}`;
  return lawView(say, { title: say.law.instruments, main, aside: dayRail(say, on) });
}
