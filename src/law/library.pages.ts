// National laws, cases, strategies and lessons: a list to narrow, and one record at an address of its own.
import { languageName } from '../web/language-names.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, table, tag } from '../web/parts.ts';
import { select } from './authority.pages.ts';
import {
  datesHtml,
  dateText,
  dayField,
  dayRail,
  lawView,
  notesOf,
  stateLink,
  type Notes,
  type OnDay,
} from './fact.pages.ts';
import { heldOn, libraryOf } from './library.ts';
import { LEGAL_KINDS, type Issue, type LegalKind, type LegalRecord } from './model-legal.ts';
import type { Knowledge } from './model.ts';
import { draftNote, labelText, lawWordsHtml } from './sentence.pages.ts';
import { stateName } from './states.ts';

interface LibraryFilter {
  readonly kind: LegalKind | '';
  readonly state: string;
  readonly measure: string;
  readonly issue: Issue | '';
}

export function libraryPage(say: Messages, knowledge: Knowledge, filter: LibraryFilter, on: OnDay): View {
  const words = say.lawLibrary;
  const notes = notesOf(say, knowledge);
  const found = libraryOf(knowledge, {
    kind: filter.kind || undefined,
    state: filter.state || undefined,
    measure: filter.measure || undefined,
    issue: filter.issue || undefined,
  });
  const main = html`<h1>${say.law.library}</h1>
    <p class="c-lead">${words.lead}</p>
    ${chooser(say, knowledge, filter, on)}
    <p role="status"><b>${words.found(found.length)}</b></p>
    ${found.length === 0 ? html`<p>${words.none}</p>` : legalList(say, found, { notes, on })}
    ${draftNote(say)} ${notes.list()}`;
  return lawView(say, { title: say.law.library, main });
}

function chooser(say: Messages, knowledge: Knowledge, filter: LibraryFilter, on: OnDay): Html {
  const words = say.lawLibrary;
  const search = say.law.search_;
  const states = [...new Set(knowledge.legalRecords.flatMap(({ state }) => state ?? []))]
    .map((code) => [code, stateName(code, say.language.code)] as const)
    .sort((a, b) => a[1].localeCompare(b[1], say.language.locale));
  const issues = Object.entries(knowledge.issueWords).map(
    ([id, text]) => [id, labelText(say, text)] as const,
  );
  return html`<form method="get" class="c-filters">
    ${dayField(say, on)}
    ${select('kind', search.kind, filter.kind, [['', search.anyKind], ...LEGAL_KINDS.map((kind) => [kind, say.law.kindWords[kind]] as const)])}
    ${select('state', say.law.state, filter.state, [['', search.anyState], ...states])}
    ${select('measure', search.measure, filter.measure, [['', search.anyMeasure], ...knowledge.measures.map((one) => [one.id, labelText(say, one.name)] as const)])}
    ${select('issue', words.issue, filter.issue, [['', words.anyIssue], ...issues])}
    <button class="govuk-button govuk-button--secondary" type="submit">${say.law.authority_.filter}</button>
  </form>`;
}

/** Title, kind and State, and the one sentence that says most. */
export function legalList(
  say: Messages,
  list: readonly LegalRecord[],
  shown: { readonly notes: Notes; readonly on: OnDay },
): Html {
  return html`<ul class="c-facts-list">
    ${list.map((one) => {
      const says = one.says.find(({ what }) => what === 'held' || what === 'met' || what === 'aim')?.text;
      return html`<li>
        <p>
          <b><a href="${legalAddress(one)}${shown.on.suffix}">${lawWordsHtml(say, one.title)}</a></b
          >${heldOn(one, shown.on.day) === false ? html` ${tag('warn', say.lawLibrary.notInForce)}` : nothing}
          ·
          ${say.law.kindWords[one.kind]}${one.state === undefined ? (one.organisation === undefined ? nothing : ` · ${one.organisation}`) : html` · ${stateLink(say, one.state, shown.on)}`}${one.from === undefined ? nothing : ` · ${one.from}`}<br />${lawWordsHtml(say, says ?? one.extracts[0]?.gives ?? '')}
        </p>
        ${shown.notes.cite(one)}
      </li>`;
    })}
  </ul>`;
}

export function legalAddress({ kind, id }: Pick<LegalRecord, 'kind' | 'id'>): string {
  return `/law/library/${kind}/${encodeURIComponent(id)}`;
}

export function legalPage(say: Messages, knowledge: Knowledge, one: LegalRecord, on: OnDay): View {
  const words = say.lawLibrary;
  const notes = notesOf(say, knowledge);
  const isOver = heldOn(one, on.day) === false;
  const evidence: { readonly [word: string]: string } = words.evidenceWords;
  const main = html`<h1>${lawWordsHtml(say, one.title)}</h1>
    <p class="c-lead">
      ${say.law.kindWords[one.kind]}${one.state === undefined ? nothing : html` · ${stateLink(say, one.state, on)}`}${isOver ? html` ${tag('warn', words.notInForce)}` : nothing}
    </p>
    ${facts([
      [words.original, one.titleOriginal],
      [words.organisation, one.organisation === undefined ? undefined : lawWordsHtml(say, one.organisation)],
      [words.court, one.court === undefined ? undefined : lawWordsHtml(say, one.court)],
      [words.reference[one.kind], one.reference],
      [words.from[one.kind], one.kind === 'lesson' ? undefined : dateText(say, one.from)],
      [words.until[one.kind], one.until],
      [words.language, one.language && languageName(one.language, say.language.locale)],
      [words.evidence, one.evidence === undefined ? undefined : (evidence[one.evidence] ?? one.evidence)],
      [
        words.text,
        one.url === undefined ? undefined : html`<a href="${one.url}" rel="noreferrer">${one.url}</a>`,
      ],
      [words.tags, tagsOf(say, knowledge, one)],
      [say.law.note, one.note === undefined ? undefined : lawWordsHtml(say, one.note)],
      [say.law.sureness, notes.cite(one)],
    ])}
    ${one.says.map(
      ({ what, text }) =>
        html`<h2>${words.saying[what]}</h2>
          <p>${lawWordsHtml(say, text)}</p>`,
    )}
    ${
      one.extracts.length === 0
        ? nothing
        : html`<h2>${words.provisions}</h2>
            ${table(
              words.provisions,
              [
                {
                  heading: words.place,
                  cell: (extract) => html`${lawWordsHtml(say, extract.place)} ${datesHtml(say, extract)}`,
                },
                {
                  heading: words.gives,
                  cell: ({ gives, text, language }) =>
                    html`${lawWordsHtml(say, gives)}${text === undefined ? nothing : html`<blockquote lang="${language ?? ''}" dir="auto">${text}</blockquote>`}`,
                },
              ],
              one.extracts,
            )}`
    }
    ${draftNote(say)} ${notes.list()}`;
  return lawView(say, {
    title: labelText(say, one.title),
    under: [[say.law.library, `/law/library${on.suffix}`]],
    main,
    aside: dayRail(say, on),
  });
}

function tagsOf(say: Messages, knowledge: Knowledge, { tags }: LegalRecord): Html {
  const measures = new Map(knowledge.measures.map((one) => [one.id, labelText(say, one.name)]));
  const titles = new Map(knowledge.instruments.map((one) => [one.id, labelText(say, one.shortTitle)]));
  const offences = new Map(knowledge.offenceTypes.map((one) => [one.id, one.label]));
  const links: readonly (readonly [href: string, words: string])[] = [
    ...tags.measures.map((id) => [`/law/measures/${id}`, measures.get(id) ?? id] as const),
    ...tags.instruments.map((reference) => {
      const [id = '', article] = reference.split(':');
      const title = titles.get(id) ?? id;
      return [
        `/law/instruments/${id}`,
        article === undefined ? title : `${title}${say.language.comma}${say.ways.articles(article)}`,
      ] as const;
    }),
    ...tags.issues.map(
      (id) => [`/law/library?issue=${id}`, labelText(say, knowledge.issueWords[id] ?? id)] as const,
    ),
  ];
  const plain = [
    ...tags.categories.map((id) => say.ways.category[id]),
    ...tags.crimeTypes.map((id) => labelText(say, offences.get(id) ?? id)),
  ];
  return html`<ul class="c-plain">
    ${links.map(([href, words]) => html`<li><a href="${href}">${words}</a></li>`)}${plain.map((words) => html`<li>${words}</li>`)}
  </ul>`;
}
