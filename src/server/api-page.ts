// The API in plain words: what can be asked, by whom, and what an answer means.
import type { ApiRoute } from '../people/visit.api.ts';
import { signedIn, type PageRoute } from '../people/visit.routes.ts';
import { html, nothing, type Html } from '../web/html.ts';
import { sourceWords } from '../web/source-words.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { railSection } from '../web/parts.ts';
import { documentPath, tagOf } from './api-document.ts';
import { PROBLEMS } from './api-problem.ts';

export function apiPages(api: readonly ApiRoute[], url: URL): PageRoute[] {
  return [signedIn('GET', '/api', (visit) => visit.page(apiPage(visit.frame.say, api, url.origin)))];
}

function apiPage(say: Messages, routes: readonly ApiRoute[], origin: string): View {
  const words = say.api;
  const tags = [...new Set(routes.map(tagOf))];
  const named = (tag: string): string => words.tag[tag as keyof typeof words.tag] ?? tag;
  return {
    title: words.title,
    place: 'account',
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      <h2>${words.how}</h2>
      <p>${words.key}</p>
      <pre
        class="c-command"
      ><code>curl -H "Authorization: Bearer $COMITY_KEY" ${origin}/api/v1/me</code></pre>
      <p>${words.twice}</p>
      <p>${words.pages}</p>
      <nav aria-labelledby="contents">
        <h2 id="contents">${say.law.onThisPage}</h2>
        <ul class="govuk-list c-contents">
          ${tags.map((tag) => html`<li><a href="#${tag}">${named(tag)}</a></li>`)}
          <li><a href="#problems">${words.problems}</a></li>
        </ul>
      </nav>
      ${tags.map(
        (tag) =>
          html`<h2 id="${tag}">${named(tag)}</h2>
            ${routes.filter((route) => tagOf(route) === tag).map((route) => operation(say, route))}`,
      )}
      <h2 id="problems">${words.problems}</h2>
      <p>${words.problemsLead}</p>
      ${problems(say)}`,
    aside: html`${railSection(
      words.document,
      html`<p><a href="/api/v1/openapi.json">openapi.json</a></p>
        <p class="c-hint">${words.documentHint}</p>`,
    )}
    ${railSection(
      words.keys,
      html`<p><a href="/account">${words.toKeys}</a></p>
        <p class="c-hint">${words.keysHint}</p>`,
    )}`,
  };
}

function operation(say: Messages, route: ApiRoute): Html {
  const { summary, description, method, path, isForCaseKeys } = route;
  const isForKeys = route.access.for === 'case' || isForCaseKeys === true;
  return html`<section class="c-operation">
    <h3>${sourceWords(say, coded(summary))}</h3>
    <p>
      <code class="c-code"><b>${method}</b> ${documentPath(path)}</code>
    </p>
    ${description === undefined ? nothing : html`<p>${sourceWords(say, coded(description))}</p>`}
    <p class="c-hint">${who(say, route)}${isForKeys ? nothing : html` ${say.api.notForCaseKeys}`}</p>
  </section>`;
}

function who(say: Messages, { access }: ApiRoute): string {
  const words = say.api;
  if (access.for === 'case') return words.whoCase;
  return access.for === 'agency' ? words.whoAgency : words.whoAll;
}

/** Each with the anchor that `type` of a problem names. */
function problems(say: Messages): Html {
  return html`<dl class="c-facts">
    ${Object.entries(PROBLEMS).map(
      ([status, [title, words]]) =>
        html`<div>
          <dt id="${status}">${status} ${sourceWords(say, title)}</dt>
          <dd>${sourceWords(say, coded(words))}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Words between back quotes are names of the program. */
function coded(words: string): Html {
  return html`${words.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
