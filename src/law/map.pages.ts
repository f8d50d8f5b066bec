// The world by what binds it. The drawing is for the eye, each State in it a link that says what it shows; the table
// beneath says the same. Patterns beside colours, so that nothing hangs on colour alone.
import { html, nothing, raw, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { table } from '../web/parts.ts';
import { select } from './authority.pages.ts';
import {
  boundDates,
  dayField,
  dayWords,
  lawView,
  notesOf,
  standingTag,
  stateLink,
  type OnDay,
} from './fact.pages.ts';
import type { Knowledge } from './model.ts';
import { STANDINGS } from './party-standing.ts';
import { labelText } from './sentence.pages.ts';
import { stateName, type StateCode } from './states.ts';
import { MAP_RULES, type Painted, type WorldView } from './world-view.ts';
import { world, type World } from './world.store.ts';

const WORDS = ['recorded', ...STANDINGS.filter((word) => word !== 'unknown')] as const;

export function mapPage(say: Messages, knowledge: Knowledge, view: WorldView, on: OnDay): View {
  const words = say.law.map_;
  const notes = notesOf(say, knowledge);
  const shapes = world();
  const title = titleOf(say, view);
  const rows = [...view.states].sort(
    (a, b) =>
      WORDS.indexOf(wordOf(a[1])) - WORDS.indexOf(wordOf(b[1])) ||
      stateName(a[0], say.language.code).localeCompare(
        stateName(b[0], say.language.code),
        say.language.locale,
      ),
  );
  const main = html`<h1>${words.title}</h1>
    <p class="c-lead">${words.lead(title, dayWords(say, on.day))}</p>
    ${choose(say, knowledge, view, on)}
    <a class="govuk-skip-link" href="#table">${words.skip}</a>
    <figure class="c-world">
      ${drawing(say, shapes, view, title)}
      <figcaption>${legend(say, view, shapes)}</figcaption>
    </figure>
    <h2 id="table" tabindex="-1">${words.table}</h2>
    ${table(
      `${words.table}${say.language.colon}${title}`,
      [
        { heading: say.law.state, cell: ([code]) => stateLink(say, code, on) },
        { heading: say.law.standingIs, cell: ([, one]) => paintedTag(say, one) },
        { heading: say.law.since, cell: ([, { record }]) => boundDates(say, record) },
        {
          heading: say.law.sureness,
          cell: ([, { record }]) => (record === undefined ? nothing : notes.cite(record)),
        },
      ],
      rows,
    )}
    <p class="c-hint">${say.law.unknownNote}</p>
    <p class="c-hint">
      ${words.projection} ${words.points(shapes.points.size)}
      ${words.unmatched(shapes.unmatched.map(({ name }) => name).join(say.language.comma))}
      ${words.missing(shapes.missing.map((code) => stateName(code, say.language.code)).join(say.language.comma))}
    </p>
    ${notes.list()}`;
  return lawView(say, { title: words.title, main });
}

function choose(say: Messages, knowledge: Knowledge, view: WorldView, on: OnDay): Html {
  const words = say.law.map_;
  const rules = { authorities: words.byAuthority, courts: words.byCourt };
  const listed = new Set(knowledge.parties.map(({ instrument }) => instrument));
  return html`<form method="get" class="c-filters">
    ${select('show', words.colour, view.show, [
      ...knowledge.instruments
        .filter(({ id }) => listed.has(id))
        .map((one) => [one.id, labelText(say, one.shortTitle)] as const),
      ...knowledge.measures.map(
        (one) => [`measure:${one.id}`, words.byMeasure(labelText(say, one.name))] as const,
      ),
      ...MAP_RULES.map((rule) => [rule, rules[rule]] as const),
    ])}
    ${dayField(say, on)}
    <button class="govuk-button govuk-button--secondary" type="submit">${words.show}</button>
  </form>`;
}

function titleOf(say: Messages, view: WorldView): string {
  const { byAuthority, byCourt } = say.law.map_;
  return view.title ?? (view.show === 'authorities' ? byAuthority : byCourt);
}

function wordOf({ word }: Painted): (typeof WORDS)[number] {
  return word === 'unknown' ? 'uncertain' : word;
}

function paintedTag(say: Messages, { word }: Painted): Html {
  return word === 'recorded' ? html`${say.law.map_.recorded}` : standingTag(say, word);
}

function painted(say: Messages, { word, record }: Painted): string {
  const words = word === 'recorded' ? say.law.map_.recorded : say.law.standing[word];
  return word === 'party' && record?.entryIntoForce !== undefined
    ? `${words}, ${say.law.since.toLowerCase()} ${record.entryIntoForce}`
    : words;
}

/** Fills by standing: a plain colour or a pattern of its own. */
const FILLS: { readonly [word in (typeof WORDS)[number]]: string } = {
  recorded: 'var(--brand)',
  party: 'var(--brand)',
  ratified: 'url(#map-ratified)',
  signatory: 'url(#map-signatory)',
  invited: 'url(#map-invited)',
  left: 'url(#map-left)',
  not_bound: 'url(#map-not_bound)',
  uncertain: 'url(#map-uncertain)',
};
const UNKNOWN = 'var(--map-unknown)';
const UNMATCHED = 'var(--map-unmatched)';

const PATTERNS = raw(`<defs>
  <pattern id="map-ratified" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="var(--map-ratified)"/><rect width="3" height="5" fill="var(--brand)"/></pattern>
  <pattern id="map-signatory" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="var(--map-signatory)"/><rect width="1.2" height="5" fill="var(--brand)"/></pattern>
  <pattern id="map-invited" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="var(--brand-wash)"/><circle cx="2.5" cy="2.5" r="1" fill="var(--brand)"/></pattern>
  <pattern id="map-not_bound" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="var(--stop-wash)"/><path d="M1 1L5 5M5 1L1 5" stroke="var(--stop)" stroke-width="1"/></pattern>
  <pattern id="map-left" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="var(--stop-wash)"/><path d="M0 3H6" stroke="var(--stop)" stroke-width="1.4"/></pattern>
  <pattern id="map-uncertain" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="var(--warn-wash)"/><rect width="1" height="4" fill="var(--warn)"/></pattern>
</defs>`);

function drawing(say: Messages, shapes: World, view: WorldView, title: string): Html {
  const groups = WORDS.map((word) => ({
    word,
    codes: [...view.states.keys()]
      .filter((code) => wordOf(view.states.get(code) ?? { word: 'unknown', record: undefined }) === word)
      .sort((a, b) =>
        stateName(a, say.language.code).localeCompare(stateName(b, say.language.code), say.language.locale),
      ),
  }));
  const rest = [...shapes.shapes].filter(([code]) => !view.states.has(code));
  const restPoints = [...shapes.points].filter(([code]) => !view.states.has(code));
  return html`<svg
    class="c-map"
    viewBox="0 0 ${shapes.width} ${shapes.height}"
    role="group"
    aria-label="${say.law.map_.alt(title)}"
  >
    ${PATTERNS}
    <g fill="${UNMATCHED}" aria-hidden="true">
      ${shapes.unmatched.map(({ path }) => (path === '' ? nothing : html`<path d="${path}"></path>`))}
    </g>
    <g fill="${UNKNOWN}" aria-hidden="true">
      ${rest.map(([code, path]) => html`<path d="${path}"><title>${stateName(code, say.language.code)}${say.language.colon}${say.law.standing.unknown}</title></path>`)}
      ${restPoints.map(([code, [x, y]]) => html`<circle cx="${x}" cy="${y}" r="2.4" class="c-map__unknown-point"><title>${stateName(code, say.language.code)}${say.language.colon}${say.law.standing.unknown}</title></circle>`)}
    </g>
    ${groups.map(
      ({ word, codes }) =>
        html`<g
          fill="${FILLS[word]}"
          ${FILLS[word].startsWith('url') ? raw(' class="c-map__pattern"') : nothing}
          >${codes.map((code) => linked(say, shapes, view, code))}</g
        >`,
    )}
  </svg>`;
}

/** A link around a shape. Its name is shown in the corner while it has the focus or the pointer: no script needed. */
function linked(say: Messages, shapes: World, view: WorldView, code: StateCode): Html {
  const one = view.states.get(code);
  const path = shapes.shapes.get(code);
  const point = shapes.points.get(code);
  if (one === undefined || (path === undefined && point === undefined)) return nothing;
  const name = `${stateName(code, say.language.code)}${say.language.colon}${painted(say, one)}`;
  return html`<a href="/law/states/${code}" aria-label="${name}"
    >${path === undefined ? html`<circle cx="${point?.[0]}" cy="${point?.[1]}" r="3.4"></circle>` : html`<path d="${path}"></path>`}<text
      x="8"
      y="${shapes.height - 10}"
      aria-hidden="true"
      >${name}</text
    ></a
  >`;
}

function legend(say: Messages, view: WorldView, shapes: World): Html {
  const entries = WORDS.map((word) => ({
    fill: FILLS[word],
    words: word === 'recorded' ? say.law.map_.recorded : say.law.standing[word],
    number: [...view.states.values()].filter((one) => wordOf(one) === word).length,
  })).filter(({ number }) => number > 0);
  const known = [...shapes.shapes.keys(), ...shapes.points.keys()].filter((code) => !view.states.has(code));
  return html`<ul class="c-map-legend">
    ${[...entries, { fill: UNKNOWN, words: say.law.standing.unknown, number: known.length }].map(
      ({ fill, words, number }) =>
        html`<li>
          <svg viewBox="0 0 22 14" aria-hidden="true">
            <rect width="22" height="14" fill="${fill}"></rect>
          </svg>
          ${words} <b>${number}</b>
        </li>`,
    )}
  </ul>`;
}
