// The plan as a page: what to do first, the time it takes, the ways in order, what closes the others, and what it rests on.
import type { AxisPicture } from './axis.pages.ts';
import { CONFIDENCES } from '../law/confidence.ts';
import { reviewWords } from '../law/fact.pages.ts';
import { sourceWords as sourcesOf } from '../law/look-up.ts';
import type { Fact, Knowledge } from '../law/model.ts';
import { draftNote, lawWordsHtml, partialDayText, sentenceHtml } from '../law/sentence.pages.ts';
import { tell } from '../law/sentence.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { note, table } from '../web/parts.ts';
import { sourceWords, titleWords } from '../web/source-words.ts';
import { dayText } from '../web/when.ts';
import { factsOf } from './facts.ts';
import { othersHtml } from './others.pages.ts';
import { partHtml, partId, SECTIONS } from './part.pages.ts';
import type { Answer, Part } from './plan.ts';
import { heading, places, stateTag, sureTag } from './step.pages.ts';
import type { Step } from './step.ts';
import { suggestionsFor } from './suggest.ts';
import { changeWords, needLead, planTitle, stateWords, wayName } from './ways-words.pages.ts';
import type { Difference, WhatIf } from './what-if.ts';

/** Where the plan stands: its own address, and what it is called there. */
interface PlanPlace {
  /** The question as the query of an address. */
  readonly question: string;
  /** Address of this page, to which `as=csv` and its like are added. */
  readonly self: string;
  /** Digest of the answer; undefined for what is only supposed. */
  readonly name: string | undefined;
}

export interface PlanShown extends PlanPlace {
  readonly answer: Answer;
  readonly knowledge: Knowledge;
  /** Above the plan: what was changed for a "what if", or when an old answer was given. */
  readonly banner: Html;
}

export function planPage(say: Messages, shown: PlanShown): View {
  const { answer, knowledge, question, banner, name } = shown;
  const { plan } = say.ways;
  const { need, parts } = answer;
  const title = planTitle(say, need);
  return {
    title,
    place: 'law',
    crumbs: [{ words: say.ways.law, href: '/law' }, { words: say.ways.crumb }],
    main: html`<h1>${title}</h1>
      <p class="c-lead">
        ${needLead(say, need, knowledge)} ${plan.on(dayText(say, new Date(answer.day)))}
        <a href="/channels/ask?${question}">${plan.change}</a>
      </p>
      ${banner} ${contentsHtml(say, answer)}
      ${parts.map((part, i) => partHtml(say, part, { isOneOfMany: parts.length > 1, index: i, axis: (kind) => `${as(shown, kind)}&part=${i}`, write: name === undefined ? undefined : (way, step) => writeAddress(shown, part, way, step) }))}
      ${claims(say, answer)} ${court(say, answer)} ${whatIfChoice(say, shown)}
      ${othersHtml(say, knowledge, need)} ${draftNote(say)} ${foot(say, shown)}`,
  };
}

/** Where a request is begun from a step: what it names is carried into it (`requests/verbs/drafting/begin/begin.routes.ts`). */
function writeAddress({ question }: PlanShown, { category, to }: Part, way: string, { kind }: Step): string {
  const step = new URLSearchParams({ data: category, at: to ?? '', way, step: kind });
  return `/requests/begin?${question}&${step.toString()}`;
}

/** What is on the page, to be reached at once: the page is long because nothing is left out. */
function contentsHtml(say: Messages, { parts, claims: onClaims, court: rules }: Answer): Html {
  const { plan } = say.ways;
  const [only] = parts;
  const ofPart = (part: Part): (readonly [string, string])[] => {
    const rest = part.plans.slice(1).map(({ state }) => state);
    const listed: readonly (readonly [boolean, keyof typeof SECTIONS, string])[] = [
      [part.plans.length > 0, 'first', plan.firstWay],
      [rest.includes('open'), 'others', plan.others],
      [rest.includes('unknown'), 'unsure', plan.unsure],
      [true, 'before', plan.before],
      [part.future.length > 0, 'future', plan.future],
      [part.closed.length > 0, 'closed', plan.closed],
    ];
    return listed.flatMap(([is, section, words]) => (is ? [[SECTIONS[section], words] as const] : []));
  };
  const list: (readonly [string, string])[] = [
    ...(parts.length === 1 && only !== undefined
      ? ofPart(only)
      : parts.map(
          ({ category, to }, i) => [partId(i), planTitle(say, { categories: [category], to })] as const,
        )),
    ...(onClaims.length > 0 ? [['claims', plan.claims] as const] : []),
    ...(rules.length > 0 ? [['court', plan.courtShort] as const] : []),
    ['take', plan.exports],
  ];
  return html`<nav class="c-contents" aria-label="${plan.contents}">
    <ul>
      ${list.map(([id, words]) => html`<li><a href="#${id}">${words}</a></li>`)}
    </ul>
  </nav>`;
}

function claims(say: Messages, { claims: list }: Answer): Html {
  if (list.length === 0) return nothing;
  const { plan } = say.ways;
  return html`<h2 id="claims">${plan.claims}</h2>
    <p>${plan.claimsLead}</p>
    <dl class="c-said c-said--wide">
      ${list.map(
        ({ claim, text, facts, channels, category }) =>
          html`<div>
            <dt>${plan.claim[claim]}</dt>
            <dd>
              <p>
                ${sentenceHtml(say, tell('ended', text))}
                <span class="c-muted">${say.ways.category[category]}.</span>
              </p>
              <p class="c-tags">
                ${channels.map(({ channel, state }) => html`<span>${plan.way[channel] ?? channel} ${stateTag(say, state)}</span>`)}
              </p>
              <details class="c-each">
                <summary>${plan.restsOn}</summary>
                ${facts.map((fact) => html`<p class="c-hint">${sentenceHtml(say, fact.text)} ${places(say, [fact])}</p>`)}
              </details>
            </dd>
          </div>`,
      )}
    </dl>`;
}

function court(say: Messages, { court: rules, need, notes }: Answer): Html {
  const { plan } = say.ways;
  const other = notes.map((one) => html`<p>${sentenceHtml(say, one.text)} ${places(say, [one])}</p>`);
  if (rules.length === 0) return html`${other.length === 0 ? nothing : note('plain', html`${other}`)}`;
  return html`<h2 id="court">${plan.court(stateWords(say, need.from))}</h2>
    ${other}
    ${table(
      plan.court(stateWords(say, need.from)),
      [
        {
          heading: plan.courtColumns.law,
          cell: (rule) =>
            html`${titleWords(say, rule.law, rule.lawLanguage)}
              <span class="c-article">${lawWordsHtml(say, rule.provision)}</span>`,
        },
        {
          heading: plan.courtColumns.asks,
          cell: (rule) =>
            html`${rule.requirements.map((one) => html`<p>${lawWordsHtml(say, one)}</p>`)}
            ${sureTag(say, rule.confidence)}`,
        },
      ],
      rules,
    )}`;
}

function whatIfChoice(say: Messages, { answer, knowledge, question, name }: PlanShown): Html {
  const list = suggestionsFor(answer, knowledge);
  if (name === undefined || list.length === 0) return nothing;
  const { plan } = say.ways;
  return html`<h2>${plan.whatIf}</h2>
    <p>${plan.whatIfLead}</p>
    <ul class="c-links">
      ${list.map(
        ({ word, change }) =>
          html`<li>
            <a href="/channels/plan?${question}&amp;what-if=${encodeURIComponent(word)}"
              >… ${changeWords(say, change, knowledge)}</a
            >
          </li>`,
      )}
    </ul>`;
}

/** What was changed and which ways that would change; below it the page shows the plan as it would be. */
export function whatIfBanner(
  say: Messages,
  { changes, differences }: WhatIf,
  knowledge: Knowledge,
  back: string,
): Html {
  const { plan } = say.ways;
  const changed = changes.map((one) => changeWords(say, one, knowledge)).join(say.language.comma);
  return html`<section class="c-banner">
    ${heading(2, plan.whatIfTitle(changed))}
    ${
      differences.length === 0
        ? html`<p>${plan.whatIfNone}</p>`
        : differenceTable(say, differences, [plan.whatIfColumns.now, plan.whatIfColumns.would], knowledge)
    }
    <p><a href="/channels/plan?${back}">${plan.whatIfBack}</a></p>
  </section>`;
}

export function differenceTable(
  say: Messages,
  differences: readonly Difference[],
  [before, after]: readonly [string, string],
  knowledge: Knowledge,
): Html {
  const { plan } = say.ways;
  const name = (id: string): string => knowledge.channels.find((one) => one.id === id)?.name ?? id;
  return table(
    plan.whatIf,
    [
      { heading: plan.columns.way, cell: (one) => wayName(say, one.channel, name(one.channel)) },
      { heading: before, cell: (one) => stateTag(say, one.before) },
      { heading: after, cell: (one) => stateTag(say, one.after) },
    ],
    differences,
  );
}

/** The same plan in another form. */
function as({ self }: PlanPlace, form: 'pdf' | 'csv' | 'json' | 'facts' | AxisPicture): string {
  return `${self}${self.includes('?') ? '&' : '?'}as=${form}`;
}

function foot(say: Messages, shown: PlanShown): Html {
  const { answer, knowledge, question, name } = shown;
  const { plan } = say.ways;
  const all = factsOf(answer);
  const each = [...CONFIDENCES].reverse().flatMap((one) => {
    const n = all.filter(({ confidence }) => confidence === one).length;
    return n === 0 ? [] : [`${n} ${plan.confidence[one]}`];
  });
  return html`<footer class="c-answer">
    <h2 id="take">${plan.exports}</h2>
    <p class="c-tags">
      <a href="${as(shown, 'csv')}">${plan.csv}</a>
      <a href="${as(shown, 'json')}">${plan.json}</a>
      <a href="${as(shown, 'facts')}">${plan.everyFact}</a>
      ${name === undefined ? nothing : html`<a href="/channels/answers/${name}">${plan.again}</a>`}
    </p>
    <p class="c-hint">
      ${plan.foot(name?.slice(0, 8) ?? plan.confidence.assumed, answer.dataVersion, dayText(say, new Date(knowledge.compiled)))}
      · ${plan.factCount(all.length, each.join(say.language.comma))}
    </p>
    ${question === '' ? nothing : html`<p class="c-hint c-print-only">/channels/plan?${question}</p>`}
  </footer>`;
}

/** Every fact an answer rests on, with its source. */
export function factsPage(say: Messages, { answer, knowledge, self }: PlanShown): View {
  const said = say.ways.facts;
  const title = planTitle(say, answer.need);
  return {
    title: `${said.title}${say.language.colon}${title}`,
    place: 'law',
    crumbs: [
      { words: say.ways.law, href: '/law' },
      { words: say.ways.crumb, href: self },
      { words: said.title },
    ],
    main: html`<h1>${said.title}</h1>
      <p class="c-lead">${title}. ${said.lead} <a href="${self}">${said.back}</a></p>
      ${table<Fact>(
        said.title,
        [
          { heading: said.columns.fact, cell: (fact) => sentenceHtml(say, fact.text) },
          {
            heading: said.columns.sure,
            cell: (fact) =>
              html`${sureTag(say, fact.confidence)}${fact.asOf === undefined ? nothing : html` <span class="c-muted">${say.ways.plan.asOf(partialDayText(say, fact.asOf))}</span>`}${sourcesOf(knowledge, fact).length === 0 ? nothing : html` <span class="c-muted">${reviewWords(say, fact)}</span>`}`,
          },
          { heading: said.columns.where, cell: (fact) => html`<span class="c-article">${fact.at}</span>` },
          { heading: said.columns.source, cell: (fact) => sources(say, fact, knowledge) },
        ],
        factsOf(answer),
      )}
      <h2>${said.columns.sure}</h2>
      <dl class="c-facts">
        ${CONFIDENCES.toReversed().map(
          (one) =>
            html`<div>
              <dt>${say.ways.plan.confidence[one]}</dt>
              <dd>${say.ways.plan.confidenceMeaning[one]}</dd>
            </div>`,
        )}
      </dl>`,
  };
}

function sources(say: Messages, fact: Fact, knowledge: Knowledge): Html {
  const list = sourcesOf(knowledge, fact);
  if (list.length === 0) return html`<span class="c-muted">${say.ways.facts.none}</span>`;
  return html`${list.map((one) => {
    const [, title = one, url] = /^([^<]*) <(https?:[^<>]*)>$/.exec(one) ?? [];
    return html`<p>
      ${sourceWords(say, title)}${url === undefined ? nothing : html`<br /><a href="${url}" rel="noreferrer">${url}</a>`}
    </p>`;
  })}`;
}
