// A State: what binds it, what it reserved, whom to ask, who keeps data there, what its courts want.
import { html, nothing, type Html } from '../web/html.ts';
import { assuranceLine } from './assurance.pages.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { railSection, table } from '../web/parts.ts';
import { authorityCard } from './authority.pages.ts';
import { clockTable } from './clock.pages.ts';
import { courtEntry } from './court.pages.ts';
import {
  datesHtml,
  contents,
  boundDates,
  dayRail,
  dayWords,
  lawView,
  notesOf,
  standingTag,
  type Notes,
  type OnDay,
} from './fact.pages.ts';
import { legalList } from './library.pages.ts';
import { libraryOf } from './library.ts';
import type { Knowledge } from './model.ts';
import { standingsOfState, unlistedFor, type Standing } from './party-standing.ts';
import { draftNote, lawWordsHtml } from './sentence.pages.ts';
import { STATE_CODES, stateName, type StateCode } from './states.ts';

export function statePage(
  say: Messages,
  knowledge: Knowledge,
  state: StateCode,
  on: OnDay,
  more: { readonly records?: Html } = {},
): View {
  const words = say.law.state_;
  const notes = notesOf(say, knowledge);
  const standings = standingsOfState(knowledge, state, on.day);
  const bound = standings.filter(({ word }) => word === 'party');
  const uncertain = standings.filter(({ word }) => word === 'uncertain').length;
  const main = html`<h1>${stateName(state, say.language.code)}</h1>
    <p class="c-lead">${words.lead(state, dayWords(say, on.day))}</p>
    <p class="c-summary">
      <b>${words.bound(bound.length)}</b
      >${uncertain === 0 ? nothing : html`<span>${words.uncertainCount(uncertain)}</span>`}
    </p>
    ${instruments(say, knowledge, { state, standings, notes, on })}
    ${declarations(say, knowledge, { state, notes, on })} ${authorities(say, knowledge, { state, notes, on })}
    ${measures(say, knowledge, { bound, notes, on })} ${providers(say, knowledge, { state, notes })}
    ${library(say, knowledge, { state, notes, on })} ${courts(say, knowledge, { state, notes })}
    ${clocks(say, knowledge, { bound, notes, on })} ${more.records ?? nothing} ${draftNote(say)}
    ${notes.list()}`;
  return lawView(say, {
    title: stateName(state, say.language.code),
    under: [[say.law.states, '/law/states']],
    main,
    aside: html`${dayRail(say, on)}${contents(say, [
      ['instruments', words.instruments],
      ['declarations', words.declarations],
      ['authorities', words.authorities],
      ['measures', words.measures],
      ['providers', words.providers],
      ['library', words.library],
      ['courts', words.courts],
      ['clocks', words.clocks],
    ])}${railSection(
      say.law.compare,
      html`<ul class="govuk-list">
        <li><a href="/law/compare?a=${state}">${words.compare}</a></li>
        <li><a href="/law/map">${words.onMap}</a></li>
      </ul>`,
    )}`,
  });
}

interface About {
  readonly notes: Notes;
  readonly on: OnDay;
}

function instruments(
  say: Messages,
  knowledge: Knowledge,
  { state, standings, notes, on }: About & { state: StateCode; standings: readonly Standing[] },
): Html {
  const words = say.law.state_;
  const others = unlistedFor(knowledge, state);
  return html`<h2 id="instruments">${words.instruments}</h2>
    ${
      standings.length === 0
        ? html`<p>${words.noInstruments}</p>`
        : table(
            words.instruments,
            [
              {
                heading: say.law.instrument,
                cell: ({ instrument }) =>
                  html`<a href="/law/instruments/${instrument.id}${on.suffix}"
                    >${lawWordsHtml(say, instrument.shortTitle)}</a
                  >`,
              },
              { heading: say.law.standingIs, cell: ({ word }) => standingTag(say, word) },
              {
                heading: say.law.since,
                cell: ({ record }) => boundDates(say, record),
              },
              {
                heading: say.law.sureness,
                cell: ({ record }) => (record === undefined ? nothing : notes.cite(record)),
              },
            ],
            standings,
          )
    }
    ${
      others.length === 0
        ? nothing
        : html`<p class="c-hint">
            ${words.unlisted}
            ${others.map((one, i) => html`${i === 0 ? '' : say.language.comma}<a href="/law/instruments/${one.id}${on.suffix}">${lawWordsHtml(say, one.shortTitle)}</a>`)}.
          </p>`
    }`;
}

function declarations(
  say: Messages,
  knowledge: Knowledge,
  { state, notes }: About & { state: StateCode },
): Html {
  const words = say.law.state_;
  const list = knowledge.declarations.filter((one) => one.state === state);
  const titles = new Map(knowledge.instruments.map((one) => [one.id, one.shortTitle]));
  return html`<h2 id="declarations">${words.declarations}</h2>
    ${
      list.length === 0
        ? html`<p>${words.noDeclarations}</p>`
        : html`<ul class="c-facts-list">
            ${list.map(
              (one) =>
                html`<li>
                  <p>
                    <b
                      >${lawWordsHtml(say, titles.get(one.instrument) ?? one.instrument)}${say.language.comma}
                      ${words.declarationFor(one.article)}</b
                    >
                    ${datesHtml(say, one)}<br />${one.effect === 'none' ? words.noReservation : lawWordsHtml(say, one.effect)}${assuranceLine(say, one)}
                  </p>
                  ${notes.cite(one)}
                </li>`,
            )}
          </ul>`
    }`;
}

function authorities(
  say: Messages,
  knowledge: Knowledge,
  { state, notes, on }: About & { state: StateCode },
): Html {
  const list = knowledge.authorities.filter((one) => one.state === state);
  return html`<h2 id="authorities">${say.law.state_.authorities}</h2>
    ${
      list.length === 0
        ? html`<p>${say.law.state_.noAuthorities}</p>`
        : html`<ul class="c-cards">
            ${list.map((one) => authorityCard(say, one, { notes, on }))}
          </ul>`
    }`;
}

function measures(
  say: Messages,
  knowledge: Knowledge,
  { bound, notes, on }: About & { bound: readonly Standing[] },
): Html {
  const words = say.law.state_;
  const titles = new Map(bound.map(({ instrument }) => [instrument.id, instrument.shortTitle]));
  const articles = (
    bases: Knowledge['measures'][number]['bases'],
    which: 'domestic' | 'cooperation',
  ): Html => {
    const found = bases.filter((one) => titles.has(one.instrument) && one[which] !== undefined);
    return found.length === 0
      ? html`<span class="c-unknown">${words.nothingBinding}</span>`
      : html`${found.map((one) => html`<span class="c-basis">${lawWordsHtml(say, titles.get(one.instrument) ?? one.instrument)} ${say.ways.articles(one[which] ?? '')}${notes.mark(one)}</span> `)}`;
  };
  return html`<h2 id="measures">${words.measures}</h2>
    <p>${words.measuresLead}</p>
    ${table(
      words.measures,
      [
        {
          heading: words.measures,
          cell: (one) =>
            html`<a href="/law/measures/${one.id}${on.suffix}">${lawWordsHtml(say, one.name)}</a>`,
        },
        { heading: words.home, cell: ({ bases }) => articles(bases, 'domestic') },
        { heading: words.help, cell: ({ bases }) => articles(bases, 'cooperation') },
      ],
      knowledge.measures,
    )}`;
}

function providers(
  say: Messages,
  knowledge: Knowledge,
  { state, notes }: { state: StateCode; notes: Notes },
): Html {
  const words = say.law.state_;
  const entities = knowledge.providers.flatMap((provider) =>
    provider.entities.filter((one) => one.state === state).map((entity) => ({ provider, entity })),
  );
  const rules = knowledge.providerRules.filter((one) => one.state === state);
  return html`<h2 id="providers">${words.providers}</h2>
    ${
      entities.length === 0
        ? html`<p>${words.noProviders}</p>`
        : html`<ul class="c-facts-list">
            ${entities.map(
              ({ provider, entity }) =>
                html`<li>
                  <p>
                    <b><a href="/law/providers/${provider.id}">${entity.name}</a></b>
                    ${datesHtml(say, entity)}<br />${lawWordsHtml(say, entity.controls)}
                  </p>
                  ${notes.cite(entity)}
                </li>`,
            )}
          </ul>`
    }
    ${
      rules.length === 0
        ? nothing
        : html`<h3>${words.rulesHere}</h3>
            <ul class="c-facts-list">
              ${rules.map(
                (one) =>
                  html`<li>
                    <p><b>${lawWordsHtml(say, one.citation)}</b><br />${lawWordsHtml(say, one.text)}</p>
                    ${notes.cite(one)}
                  </li>`,
              )}
            </ul>`
    }`;
}

function library(
  say: Messages,
  knowledge: Knowledge,
  { state, notes, on }: About & { state: StateCode },
): Html {
  const list = libraryOf(knowledge, { state });
  return html`<h2 id="library">${say.law.state_.library}</h2>
    ${list.length === 0 ? html`<p>${say.law.state_.noLibrary}</p>` : legalList(say, list, { notes, on })}`;
}

function courts(
  say: Messages,
  knowledge: Knowledge,
  { state, notes }: { state: StateCode; notes: Notes },
): Html {
  const list = knowledge.admissibility.filter((one) => one.state === state);
  return html`<h2 id="courts">${say.law.state_.courts}</h2>
    ${
      list.length === 0
        ? html`<p>${say.law.state_.noCourts}</p>`
        : html`<ul class="c-facts-list">
            ${list.map((one) => courtEntry(say, one, notes))}
          </ul>`
    }`;
}

function clocks(
  say: Messages,
  knowledge: Knowledge,
  { bound, notes, on }: About & { bound: readonly Standing[] },
): Html {
  const ids = new Set(bound.map(({ instrument }) => instrument.id));
  const list = knowledge.clocks.filter((one) => ids.has(one.instrument));
  return html`<h2 id="clocks">${say.law.state_.clocks}</h2>
    <p>${list.length === 0 ? say.law.state_.noClocks : say.law.state_.clocksLead}</p>
    ${list.length === 0 ? nothing : clockTable(say, knowledge, list, { notes, on })}`;
}

export function statesPage(say: Messages, knowledge: Knowledge, on: OnDay): View {
  const words = say.law.states_;
  const count = <One extends { readonly state: StateCode | undefined }>(
    list: readonly One[],
    state: string,
  ): string => String(list.filter((one) => one.state === state).length || '–');
  const rows = STATE_CODES.map((state) => ({
    state,
    bound: standingsOfState(knowledge, state, on.day).filter(({ word }) => word === 'party').length,
  }))
    .filter(({ state }) => isOnRecord(knowledge, state))
    .sort((a, b) =>
      stateName(a.state, say.language.code).localeCompare(
        stateName(b.state, say.language.code),
        say.language.locale,
      ),
    );
  const main = html`<h1>${say.law.states}</h1>
    <p class="c-lead">${words.lead}</p>
    ${table(
      say.law.states,
      [
        {
          heading: say.law.state,
          cell: ({ state }) =>
            html`<a href="/law/states/${state}${on.suffix}">${stateName(state, say.language.code)}</a>`,
        },
        { heading: words.bound, cell: ({ bound }) => String(bound), isNumber: true },
        {
          heading: words.declarations,
          cell: ({ state }) => count(knowledge.declarations, state),
          isNumber: true,
        },
        {
          heading: words.authorities,
          cell: ({ state }) => count(knowledge.authorities, state),
          isNumber: true,
        },
        { heading: words.courts, cell: ({ state }) => count(knowledge.admissibility, state), isNumber: true },
      ],
      rows,
    )}
    <p class="c-hint">${words.others(STATE_CODES.length - rows.length)}</p>`;
  return lawView(say, { title: say.law.states, main, aside: dayRail(say, on) });
}

export function isOnRecord(knowledge: Knowledge, state: StateCode): boolean {
  return [knowledge.parties, knowledge.authorities, knowledge.admissibility].some((list) =>
    list.some((one) => one.state === state),
  );
}
