// Two to four States side by side: by measure, or by instrument.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { table, type Column } from '../web/parts.ts';
import { select } from './authority.pages.ts';
import {
  commonInstruments,
  instrumentRows,
  measureRows,
  type BindingBasis,
  type InstrumentRow,
  type MeasureRow,
} from './compare.ts';
import {
  boundDates,
  dayField,
  dayWords,
  lawView,
  notesOf,
  standingTag,
  type Notes,
  type OnDay,
} from './fact.pages.ts';
import type { Knowledge } from './model.ts';
import type { Standing } from './party-standing.ts';
import { draftNote, lawWordsHtml } from './sentence.pages.ts';
import { STATE_CODES, stateName, type StateCode } from './states.ts';

interface Comparison {
  readonly states: readonly StateCode[];
  readonly by: 'measure' | 'instrument';
}

export function comparePage(say: Messages, knowledge: Knowledge, asked: Comparison, on: OnDay): View {
  const words = say.law.compare_;
  const notes = notesOf(say, knowledge);
  const { states, by } = asked;
  const main = html`<h1>
      ${states.length < 2 ? say.law.compare : states.map((code) => stateName(code, say.language.code)).join(' · ')}
    </h1>
    <p class="c-lead">${states.length < 2 ? words.lead : say.law.onDay(dayWords(say, on.day))}</p>
    ${chooser(say, asked, on)}
    ${states.length < 2 ? nothing : html`${common(say, knowledge, asked, on)}${by === 'measure' ? byMeasure(say, knowledge, asked, { notes, on }) : byInstrument(say, knowledge, asked, { notes, on })}`}
    ${draftNote(say)} ${notes.list()}`;
  return lawView(say, { title: say.law.compare, main });
}

function chooser(say: Messages, { states, by }: Comparison, on: OnDay): Html {
  const words = say.law.compare_;
  const all = STATE_CODES.map((code) => [code, stateName(code, say.language.code)] as const).sort((a, b) =>
    a[1].localeCompare(b[1], say.language.locale),
  );
  const one = (name: string, label: string, chosen: string | undefined): Html =>
    select(name, label, chosen ?? '', [['', words.none], ...all]);
  return html`<form method="get" class="c-filters">
    ${one('a', words.first, states[0])} ${one('b', words.second, states[1])}
    ${one('c', words.third, states[2])} ${one('d', words.fourth, states[3])}
    ${select('by', words.by, by, [
      ['measure', words.byMeasure],
      ['instrument', words.byInstrument],
    ])}
    ${dayField(say, on)}
    <button class="govuk-button" type="submit">${words.button}</button>
  </form>`;
}

function common(say: Messages, knowledge: Knowledge, { states }: Comparison, on: OnDay): Html {
  const words = say.law.compare_;
  const all = commonInstruments(knowledge, states, on.day);
  return html`<h2>${words.common}</h2>
    ${
      all.length === 0
        ? html`<p>${words.noCommon}</p>`
        : html`<p>
            <b>${words.commonWords(all.length)}:</b>
            ${all.map((one, i) => html`${i === 0 ? '' : say.language.comma}<a href="/law/instruments/${one.id}${on.suffix}">${lawWordsHtml(say, one.shortTitle)}</a>`)}
          </p>`
    }`;
}

interface Shown {
  readonly notes: Notes;
  readonly on: OnDay;
}

function byInstrument(
  say: Messages,
  knowledge: Knowledge,
  { states }: Comparison,
  { notes, on }: Shown,
): Html {
  const cell = (one: Standing | undefined): Html =>
    one === undefined
      ? nothing
      : html`${standingTag(say, one.word)}${one.record === undefined ? nothing : html`<br />${one.record.entryIntoForce === undefined && one.record.until === undefined ? nothing : boundDates(say, one.record)} ${notes.cite(one.record)}`}`;
  const columns: Column<InstrumentRow>[] = [
    {
      heading: say.law.instrument,
      cell: ({ instrument }) =>
        html`<a href="/law/instruments/${instrument.id}${on.suffix}"
          >${lawWordsHtml(say, instrument.shortTitle)}</a
        >`,
    },
    ...states.map((code, i) => ({
      heading: stateName(code, say.language.code),
      cell: ({ standings }: InstrumentRow) => cell(standings[i]),
    })),
  ];
  return table(say.law.compare_.byInstrument, columns, instrumentRows(knowledge, states, on.day));
}

function byMeasure(say: Messages, knowledge: Knowledge, { states }: Comparison, { notes, on }: Shown): Html {
  const words = say.law.state_;
  const cell = (binding: readonly BindingBasis[] = []): Html => {
    if (binding.length === 0) return html`<span class="c-unknown">${words.nothingBinding}</span>`;
    return html`${binding.map(
      ({ basis, instrument }) =>
        html`<p class="c-tight">
          ${lawWordsHtml(say, instrument.shortTitle)}${basis.domestic === undefined ? nothing : html`<br />${words.home}${say.language.colon}${say.ways.articles(basis.domestic)}`}${basis.cooperation === undefined ? nothing : html`<br />${words.help}${say.language.colon}${say.ways.articles(basis.cooperation)}`}${notes.mark(basis)}
        </p>`,
    )}`;
  };
  return table(
    say.law.compare_.byMeasure,
    [
      {
        heading: say.law.compare_.measure,
        cell: ({ measure }) =>
          html`<a href="/law/measures/${measure.id}${on.suffix}">${lawWordsHtml(say, measure.name)}</a>`,
      },
      ...states.map((code, i) => ({
        heading: stateName(code, say.language.code),
        cell: ({ binding }: MeasureRow) => cell(binding[i]),
      })),
    ],
    measureRows(knowledge, states, on.day),
  );
}
