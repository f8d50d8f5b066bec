// Sets of known material: the list, and one set with its ground, its last day and who may be told.
import { factsOf } from '../../web/fields/record.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { done, facts, note, table, tag, type Tone } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { dayText, isolatedText, listText, numberText } from '../../web/when.ts';
import {
  DIGESTS,
  ENTRY_KINDS,
  ENTRY_NAMES,
  FORMAT_NAMES,
  stateOf,
  type KnownSet,
  type SetState,
} from './known.ts';
import { IMPORT } from './known-asked.ts';

export const KNOWN_SETS = '/known-sets';

const TONES: { readonly [state in SetState]: Tone } = {
  waits: 'warn',
  used: 'ok',
  over: 'stop',
  ended: 'plain',
};
const CATEGORIES_SHOWN = 12;

export function knownSetsPage(
  say: Messages,
  { sets, today }: { readonly sets: readonly KnownSet[]; readonly today: string },
): View {
  const words = say.knownSets;
  // A version that a later one has replaced is on its own page.
  const shown = sets.filter(
    (set) =>
      set.endedAt === undefined || !sets.some((one) => one.name === set.name && one.version > set.version),
  );
  return {
    title: words.title,
    crumbs: [{ words: words.title }],
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${
        shown.length === 0
          ? html`<p>${words.none}</p>`
          : table<KnownSet>(
              words.title,
              [
                { heading: words.labels.name, cell: (set) => setLink(set) },
                { heading: words.state, cell: (set) => stateTag(say, set, today) },
                { heading: words.entries, cell: (set) => entriesText(say, set) },
                { heading: words.labels.owner, cell: (set) => visiblePlain(set.owner, 120) },
                { heading: words.labels.expires, cell: ({ expires }) => expiryText(say, expires) },
              ],
              shown,
            )
      }
      <p class="c-buttons"><a class="govuk-button" href="${KNOWN_SETS}/new">${words.add}</a></p>
      <p class="c-hint">${words.large}</p>`,
  };
}

function setLink({ id, name, version }: KnownSet): Html {
  return html`<a href="${KNOWN_SETS}/${id}"><bdi>${visiblePlain(name, 120)}</bdi> ${version}</a>`;
}

function stateTag(say: Messages, set: KnownSet, today: string): Html {
  const state = stateOf(set, today);
  return tag(TONES[state], say.knownSets.states[state]);
}

function expiryText(say: Messages, expires: string): string {
  return dayText(say, new Date(`${expires}T12:00:00`));
}

function entriesText(say: Messages, { counts }: KnownSet): string {
  return listText(
    say,
    ENTRY_KINDS.flatMap((kind) => {
      const count = counts[kind];
      if (count === undefined) return [];
      return [`${ENTRY_NAMES[kind]}${say.language.colon}${numberText(say, count)}`];
    }),
  );
}

interface SetShown {
  readonly set: KnownSet;
  readonly today: string;
  /** Of persons, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly person: string;
  readonly notice: string | undefined;
}

export function knownSetPage(say: Messages, { set, today, names, person, notice }: SetShown): View {
  const words = say.knownSets;
  const state = stateOf(set, today);
  const isOwn = set.importedBy === person;
  const title = visiblePlain(set.name, 200);
  const address = `${KNOWN_SETS}/${set.id}`;
  const told = notice === undefined ? nothing : done(notice);
  return {
    title,
    crumbs: setCrumbs(say, { words: title }),
    main: html`${told}
      <div class="c-titled">
        <h1 class="c-break"><bdi>${title}</bdi></h1>
        ${stateTag(say, set, today)}
      </div>
      ${state === 'waits' ? note('warn', html`<p>${isOwn ? words.waitsOwn : words.waits}</p>`) : nothing}
      ${state === 'over' ? note('warn', html`<p>${words.over}</p>`) : nothing}
      ${setFacts(say, set, deedRows(say, set, names))}
      ${
        state === 'ended'
          ? nothing
          : html`<p class="c-buttons">
              ${state === 'waits' && !isOwn ? html`<a class="govuk-button" href="${address}/confirm">${words.confirm}</a>` : nothing}
              ${state === 'used' && set.isOwn ? givenOut(say, set) : nothing}
              <a class="govuk-button govuk-button--secondary" href="${address}/end">${words.end}</a>
            </p>`
      }
      ${state === 'used' && set.isOwn ? html`<p class="c-hint">${words.giveHint}</p>` : nothing}`,
  };
}

/** One list for digests, one for fingerprints: in one they could not be told apart. */
function givenOut(say: Messages, { id, counts }: KnownSet): Html {
  const words = say.knownSets;
  const one = (lines: 'digests' | 'pdq'): Html =>
    html`<a
      class="govuk-button govuk-button--secondary"
      href="${KNOWN_SETS}/${id}/list?lines=${lines}"
      download
      >${words.give[lines]}</a
    >`;
  const hasDigests = DIGESTS.some((kind) => counts[kind] !== undefined);
  return html`${hasDigests ? one('digests') : nothing} ${counts.pdq === undefined ? nothing : one('pdq')}`;
}

type Rows = Parameters<typeof facts>[0];

/** What the second person compares, too. */
export function setFacts(say: Messages, set: KnownSet, more: Rows = []): Html {
  const words = say.knownSets;
  const categories = set.labels.flatMap(({ category }) => (category === undefined ? [] : [category]));
  const different = [...new Set(categories)];
  const { owner, basis, mayBeTold, use, isOwn } = set;
  return facts([
    [words.version, numberText(say, set.version)],
    [words.entries, entriesText(say, set)],
    ...factsOf(say, IMPORT, { owner, basis, mayBeTold, use, isOwn }),
    [words.labels.expires, expiryText(say, set.expires)],
    [
      words.categories,
      different.length === 0
        ? undefined
        : listText(say, [
            ...different
              .slice(0, CATEGORIES_SHOWN)
              .map((category) => isolatedText(say, visiblePlain(category, 60))),
            ...(different.length > CATEGORIES_SHOWN
              ? [say.contents.more(numberText(say, different.length - CATEGORIES_SHOWN))]
              : []),
          ]),
    ],
    [words.format, FORMAT_NAMES[set.format] ?? words.plainList],
    [say.evidence.sha256, html`<code class="c-digest">${set.sha256}</code>`],
    ...more,
  ]);
}

function deedRows(say: Messages, set: KnownSet, names: ReadonlyMap<string, string>): Rows {
  const words = say.knownSets;
  const deed = (by: string | undefined, at: Date | undefined, text: string | undefined): Html | undefined =>
    at === undefined
      ? undefined
      : html`${by === undefined ? dayText(say, at) : say.peers.deed(visiblePlain(names.get(by) ?? '', 100), dayText(say, at))}
        ${text === undefined ? nothing : html`<br /><bdi class="c-break">${visiblePlain(text, 500)}</bdi>`}`;
  return [
    [words.imported, deed(set.importedBy, set.importedAt, undefined)],
    [words.confirmed, deed(set.confirmedBy, set.confirmedAt, set.confirmedHow)],
    [words.ended, deed(undefined, set.endedAt, set.endedWhy)],
  ];
}

export function setCrumbs(say: Messages, ...more: NonNullable<View['crumbs']>): NonNullable<View['crumbs']> {
  return [{ words: say.knownSets.title, href: KNOWN_SETS }, ...more];
}
