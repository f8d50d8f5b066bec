// The door to the knowledge base: one box over everything, and the ways in.
import { html, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, railSection } from '../web/parts.ts';
import type { Knowledge } from './model.ts';

export function lawHomePage(
  say: Messages,
  knowledge: Knowledge,
  more: { readonly keepsSets?: boolean } = {},
): View {
  const words = say.law;
  const confirmed = knowledge.parties.filter(({ confidence }) => confidence === 'confirmed').length;
  const ways: readonly (readonly [title: string, hint: string, href: string])[] = [
    [say.ways.title, say.ways.hint, '/channels'],
    [words.states, words.statesHint, '/law/states'],
    [words.instruments, words.instrumentsHint, '/law/instruments'],
    [words.authorities, words.authoritiesHint, '/law/authorities'],
    [words.providers, words.providersHint, '/law/providers'],
    [words.measures, words.measuresHint, '/law/measures'],
    [words.courts, words.courtsHint, '/law/courts'],
    [words.clocks, words.clocksHint, '/law/clocks'],
    [words.library, words.libraryHint, '/law/library'],
    [words.map, words.mapHint, '/law/map'],
    [words.compare, words.compareHint, '/law/compare'],
    [say.lawChange.title, say.lawChange.hint, '/law/changes'],
    ...(more.keepsSets === true ? ([[say.knownSets.title, say.knownSets.hint, '/known-sets']] as const) : []),
  ];
  return {
    title: words.title,
    place: 'law',
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${searchBox(say, '')}
      <h2>${words.ways}</h2>
      <ul class="c-ways">
        ${ways.map(
          ([title, hint, href]) =>
            html`<li>
              <a href="${href}">${title}</a>
              <p>${hint}</p>
            </li>`,
        )}
      </ul>`,
    aside: html`${railSection(
      words.held,
      html`${facts([
          [words.dataVersion, html`<code>${knowledge.dataVersion}</code>`],
          [words.compiled, knowledge.compiled],
        ])}
        <p class="c-hint">${words.heldWords(knowledge.parties.length, confirmed)}</p>
        <p class="c-hint">${words.unknownNote}</p>`,
    )}`,
  };
}

export function searchBox(say: Messages, text: string): Html {
  const words = say.law;
  return html`<form method="get" action="/law/search" class="c-search" role="search">
    <label class="govuk-label" for="q">${words.search}</label>
    <div class="govuk-hint" id="q-hint">${words.searchHint}</div>
    <div class="c-search__row">
      <input
        class="govuk-input"
        id="q"
        name="q"
        type="search"
        value="${text}"
        aria-describedby="q-hint"
        autocomplete="off"
        maxlength="200"
      />
      <button class="govuk-button" type="submit">${words.searchButton}</button>
    </div>
  </form>`;
}
