// The ten investigative measures of para 8 of the background paper.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, note, table, tag } from '../web/parts.ts';
import { datesHtml, dayRail, lawView, notesOf, sureness, unknown, type OnDay } from './fact.pages.ts';
import { inForceOn } from './look-up.ts';
import type { Instrument, Knowledge, Measure } from './model.ts';
import { draftNote, labelText, lawWordsHtml } from './sentence.pages.ts';

export function measuresPage(say: Messages, knowledge: Knowledge, on: OnDay): View {
  const words = say.law.measure_;
  const main = html`<h1>${say.law.measures}</h1>
    <p class="c-lead">${words.listLead}</p>
    ${table(
      say.law.measures,
      [
        {
          heading: say.law.measures,
          cell: (one) =>
            html`<a href="/law/measures/${one.id}${on.suffix}">${lawWordsHtml(say, one.name)}</a>`,
        },
        { heading: words.depth, cell: (one) => depth(say, one) },
        { heading: words.yields, cell: (one) => yields(say, one) },
      ],
      knowledge.measures,
    )}
    ${note('plain', html`<p>${words.editorial}</p>`)} ${draftNote(say)}`;
  return lawView(say, { title: say.law.measures, main, aside: dayRail(say, on) });
}

export function measurePage(say: Messages, knowledge: Knowledge, one: Measure, on: OnDay): View {
  const words = say.law.measure_;
  const notes = notesOf(say, knowledge);
  const instruments = new Map(knowledge.instruments.map((known) => [known.id, known]));
  const main = html`<h1>${lawWordsHtml(say, one.name)}</h1>
    <p class="c-lead">${lawWordsHtml(say, one.definition)} ${datesHtml(say, one)}</p>
    ${facts([
      [words.depth, depth(say, one)],
      [words.yields, yields(say, one)],
      [
        words.authorisation,
        html`<ul class="c-plain">
          ${one.typicalAuthorisation.map((text) => html`<li>${lawWordsHtml(say, text)}</li>`)}
        </ul>`,
      ],
      [
        words.safeguards,
        html`<ul class="c-plain">
          ${one.safeguards.map((text) => html`<li>${lawWordsHtml(say, text)}</li>`)}
        </ul>`,
      ],
      [words.planner, one.plannerNote === undefined ? undefined : lawWordsHtml(say, one.plannerNote)],
      [say.law.sureness, sureness(say, one.confidence)],
    ])}
    <h2>${words.bases}</h2>
    ${table(
      words.bases,
      [
        {
          heading: say.law.instrument,
          cell: ({ instrument }) =>
            html`<a href="/law/instruments/${instrument}${on.suffix}"
                >${lawWordsHtml(say, instruments.get(instrument)?.shortTitle ?? instrument)}</a
              >${forceTag(say, instruments.get(instrument), on)}`,
        },
        {
          heading: say.law.state_.home,
          cell: ({ domestic }) => (domestic === undefined ? unknown(say) : say.ways.articles(domestic)),
        },
        {
          heading: say.law.state_.help,
          cell: ({ cooperation }) =>
            cooperation === undefined ? unknown(say) : say.ways.articles(cooperation),
        },
        { heading: say.law.sureness, cell: (basis) => html`${datesHtml(say, basis)} ${notes.cite(basis)}` },
      ],
      one.bases,
    )}
    ${note('plain', html`<p>${words.editorial}</p>`)} ${draftNote(say)} ${notes.list()}`;
  return lawView(say, {
    title: labelText(say, one.name),
    under: [[say.law.measures, `/law/measures${on.suffix}`]],
    main,
    aside: dayRail(say, on),
  });
}

/** An article gives nothing before its instrument is in force. */
function forceTag(say: Messages, instrument: Instrument | undefined, on: OnDay): Html {
  if (instrument === undefined) return nothing;
  switch (inForceOn(instrument, on.day).verdict) {
    case 'yes':
      return nothing;
    case 'no':
      return html` ${tag('warn', say.lawLibrary.notInForce)}`;
    case 'unknown':
      return html` ${unknown(say)}`;
  }
}

/** Five bars, filled as deep as it goes; the figure stands beside. */
function depth(say: Messages, { intrusiveness }: Measure): Html {
  const bars = [1, 2, 3, 4, 5].map(
    (n) =>
      html`<rect
        x="${(n - 1) * 9}"
        width="7"
        height="12"
        class="${n <= intrusiveness ? 'c-depth__full' : 'c-depth__rest'}"
      ></rect>`,
  );
  return html`<span class="c-depth"
    ><svg viewBox="0 0 43 12" aria-hidden="true">${bars}</svg>
    ${say.law.measure_.depthOf(intrusiveness)}</span
  >`;
}

function yields(say: Messages, one: Measure): Html {
  if (one.yields.length === 0) return html`${say.law.measure_.nothing}`;
  return html`<ul class="c-plain">
    ${one.yields.map((category) => html`<li>${say.ways.category[category]}</li>`)}
  </ul>`;
}
