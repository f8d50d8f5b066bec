// Service providers: which entity holds what, which law compels it, what it keeps and tells.
import { languagesText } from './authority.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import { sourceWords } from '../web/source-words.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, table } from '../web/parts.ts';
import {
  datesHtml,
  dayRail,
  lawView,
  notesOf,
  stateLink,
  unknown,
  type Notes,
  type OnDay,
} from './fact.pages.ts';
import type { Provider } from './model-provider.ts';
import type { Knowledge } from './model.ts';
import { draftNote, lawWordsHtml } from './sentence.pages.ts';
import { stateName } from './states.ts';

export function providersPage(say: Messages, knowledge: Knowledge, on: OnDay): View {
  const words = say.law.provider_;
  const notes = notesOf(say, knowledge);
  const main = html`<h1>${say.law.providers}</h1>
    <p class="c-lead">${words.listLead}</p>
    ${table(
      say.law.providers,
      [
        {
          heading: say.law.providers,
          cell: (one) => html`<a href="/law/providers/${one.id}">${one.name}</a>`,
        },
        {
          heading: words.entities,
          cell: ({ entities }) =>
            html`<ul class="c-plain">
              ${entities.map((one) => html`<li>${one.name}, ${stateLink(say, one.state, on)}</li>`)}
            </ul>`,
        },
        {
          heading: words.preservation,
          cell: ({ preservationDays: kept }) =>
            kept === undefined ? unknown(say) : html`${words.days(kept.days)} ${notes.cite(kept)}`,
        },
      ],
      knowledge.providers,
    )}
    <h2>${words.rules}</h2>
    <ul class="c-facts-list">
      ${knowledge.providerRules.map(
        (one) =>
          html`<li>
            <p>
              <b>${lawWordsHtml(say, one.citation)}</b> ·
              ${one.state === undefined ? stateName('EU', say.language.code) : stateLink(say, one.state, on)}<br />${lawWordsHtml(say, one.text)}${one.note === undefined ? nothing : html`<br /><span class="c-hint">${lawWordsHtml(say, one.note)}</span>`}
            </p>
            ${notes.cite(one)}
          </li>`,
      )}
    </ul>
    <h2>${words.statistics}</h2>
    <ul class="c-facts-list">
      ${knowledge.statistics.map(
        (one) =>
          html`<li id="${one.id}">
            <p>
              <a href="/law/records/statistic/${one.id}">${lawWordsHtml(say, one.title)}</a
              ><br />${lawWordsHtml(say, one.text)}
            </p>
            ${notes.cite(one)}
          </li>`,
      )}
    </ul>
    ${draftNote(say)} ${notes.list()}`;
  return lawView(say, { title: say.law.providers, main, aside: dayRail(say, on) });
}

export function providerPage(say: Messages, knowledge: Knowledge, one: Provider, on: OnDay): View {
  const words = say.law.provider_;
  const notes = notesOf(say, knowledge);
  const policyWords: { readonly [kind: string]: string } = words.policyWords;
  const main = html`<h1>${one.name}</h1>
    <h2>${words.entities}</h2>
    ${table(
      words.entities,
      [
        {
          heading: words.entity,
          cell: (entity) => html`${sourceWords(say, entity.name)} ${datesHtml(say, entity)}`,
        },
        { heading: say.law.state, cell: ({ state }) => stateLink(say, state, on) },
        { heading: words.controls, cell: ({ controls }) => lawWordsHtml(say, controls) },
        { heading: words.compelledBy, cell: ({ compelledBy }) => compelledBy ?? unknown(say) },
        { heading: say.law.sureness, cell: (entity) => notes.cite(entity) },
      ],
      one.entities,
    )}
    ${told(say, one, { notes, on })}
    ${
      one.channels.length === 0
        ? nothing
        : html`<h2>${words.channels}</h2>
            ${factList(one.channels.map((channel) => ({ title: sourceWords(say, channel.text), text: channel.note === undefined ? channel.kind.replaceAll('_', ' ') : lawWordsHtml(say, channel.note), cite: html`${datesHtml(say, channel)} ${notes.cite(channel)}` })))}`
    }
    <h2>${words.policy}</h2>
    ${factList(one.policy.map((fact) => ({ title: policyWords[fact.kind] ?? fact.kind, text: lawWordsHtml(say, fact.text), cite: html`${datesHtml(say, fact)} ${notes.cite(fact)}` })))}
    ${draftNote(say)} ${notes.list()}`;
  const under = [[say.law.providers, '/law/providers']] as const;
  return lawView(say, { title: one.name, under, main, aside: dayRail(say, on) });
}

function taken(say: Messages, languages: NonNullable<Provider['languages']>, notes: Notes): Html {
  const names = languagesText(say, { languages: languages.list });
  return html`${names} ${datesHtml(say, languages)} ${notes.cite(languages)}`;
}

/** What is known of it, and that the rest is not. */
function told(
  say: Messages,
  one: Provider,
  { notes, on }: { readonly notes: Notes; readonly on: OnDay },
): Html {
  const words = say.law.provider_;
  const formats = one.services.flatMap(({ accounts }) => accounts);
  return facts([
    [
      words.services,
      one.services.length === 0
        ? unknown(say)
        : html`<ul class="c-plain">
            ${one.services.map((service) => html`<li>${[service.name, ...service.domains].join(', ')} ${datesHtml(say, service)} ${notes.cite(service)}</li>`)}
          </ul>`,
    ],
    [
      words.accounts,
      formats.length === 0
        ? unknown(say)
        : html`<ul class="c-plain">
            ${formats.map((format) => html`<li>${lawWordsHtml(say, format.name)}${format.isChangeable ? html` (${words.changeable})` : nothing} ${datesHtml(say, format)} ${notes.cite(format)}</li>`)}
          </ul>`,
    ],
    [words.languages, one.languages === undefined ? unknown(say) : taken(say, one.languages, notes)],
    [
      words.needs,
      one.needs.length === 0
        ? unknown(say)
        : html`<ul class="c-plain">
            ${one.needs.map((need) => html`<li>${say.ways.category[need.category]}${say.language.colon}${lawWordsHtml(say, need.text)} ${datesHtml(say, need)} ${notes.cite(need)}</li>`)}
          </ul>`,
    ],
    [
      words.addressee,
      one.addressee === undefined
        ? unknown(say)
        : html`${one.addressee.name}, ${stateLink(say, one.addressee.state, on)}
          ${datesHtml(say, one.addressee)} ${notes.cite(one.addressee)}`,
    ],
    [
      words.preservation,
      one.preservationDays === undefined
        ? unknown(say)
        : html`${words.days(one.preservationDays.days)} ${datesHtml(say, one.preservationDays)}
          ${notes.cite(one.preservationDays)}`,
    ],
    [
      words.renewal,
      one.renewalDays === undefined
        ? unknown(say)
        : html`${words.days(one.renewalDays.days)} ${datesHtml(say, one.renewalDays)}
          ${notes.cite(one.renewalDays)}
          ${one.renewalDays.note === undefined ? nothing : html`<span class="c-hint">${lawWordsHtml(say, one.renewalDays.note)}</span>`}`,
    ],
    [
      words.retention,
      one.retention.length === 0
        ? words.untold
        : html`<ul class="c-plain">
            ${one.retention.map((kept) => html`<li>${say.ways.category[kept.category]}${say.language.colon}${kept.days === undefined ? unknown(say) : words.days(kept.days)} ${datesHtml(say, kept)} ${notes.cite(kept)}</li>`)}
          </ul>`,
    ],
  ]);
}

function factList(
  list: readonly { readonly title: Html | string; readonly text: Html | string; readonly cite: Html }[],
): Html {
  return html`<ul class="c-facts-list">
    ${list.map(
      ({ title, text, cite }) =>
        html`<li>
          <p><b>${title}</b><br />${text}</p>
          ${cite}
        </li>`,
    )}
  </ul>`;
}
