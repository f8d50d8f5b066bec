// Beside a decision on a request: how its legal basis stands today for both States, and what each declared to it.
import type { Day } from '../../../law/day.ts';
import { boundDates, dateText, dayWords, notesOf, standingTag, type Notes } from '../../../law/fact.pages.ts';
import { declarationsOf, inForceOn, instrumentOf } from '../../../law/look-up.ts';
import type { Instrument } from '../../../law/model.ts';
import { standingOf } from '../../../law/party-standing.ts';
import { draftNote, lawWordsHtml } from '../../../law/sentence.pages.ts';
import { isStateCode, stateName, type StateCode } from '../../../law/states.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { facts } from '../../../web/parts.ts';
import { citedText } from '../../../law/citation.ts';
import { instrumentName, refText } from '../../core/ref-text.pages.ts';
import { stateOfCase } from '../../core/request.ts';
import type { RequestShown } from '../../machine/text/request-shown.pages.ts';

export function basisStanding(say: Messages, shown: RequestShown & { readonly today: Day }): Html {
  const { file, request, legal, law, today } = shown;
  const words = say.requestIncoming;
  const { instrument: id, ref } = legal.record;
  const instrument = instrumentOf(law, id);
  if (instrument === undefined) return facts([[words.basis, refText(say, law, `${id}, ${ref}`)]]); // the law of one State
  const notes = notesOf(say, law);
  const own = stateOfCase(file);
  const states = [request.counterpart, isStateCode(own) ? own : undefined].filter((one) => one !== undefined);
  const force = inForceOn(instrument, today);
  return html`<h2>${words.standing(dayWords(say, today))}</h2>
    ${facts([
      [
        words.basis,
        html`<a href="/law/instruments/${id}">${instrumentName(say, law, id)}</a>${say.language.comma}<bdi
            >${citedText(say, ref)}</bdi
          >`,
      ],
      [
        words.inForce[force.verdict],
        html`${force.since === undefined ? nothing : html`${say.law.since} ${dateText(say, force.since)}`}
        ${notes.cite(force.fact)}`,
      ],
      ...states.map((state) => standingLine(say, shown, { instrument, state, notes })),
    ])}
    ${states.map((state) => declared(say, shown, { instrument, state, notes }))} ${draftNote(say)}
    ${notes.list()}`;
}

interface Of {
  readonly instrument: Instrument;
  readonly state: StateCode;
  readonly notes: Notes;
}

/** A State that is not listed is unknown, never "no". */
function standingLine(
  say: Messages,
  { law, today }: RequestShown & { readonly today: Day },
  { instrument, state, notes }: Of,
): readonly [string, Html] {
  const { word, record } = standingOf(law, instrument, state, today);
  return [
    stateName(state, say.language.code),
    html`${standingTag(say, word)}
    ${record?.entryIntoForce === undefined && record?.until === undefined ? nothing : html`${say.law.since} ${boundDates(say, record)}`}
    ${record === undefined ? nothing : notes.cite(record)}`,
  ];
}

function declared(say: Messages, { law }: RequestShown, { instrument, state, notes }: Of): Html {
  const list = declarationsOf(law, instrument.id, state);
  if (list.length === 0) return nothing;
  return html`<h3>${say.requestIncoming.declared(stateName(state, say.language.code))}</h3>
    <ul class="govuk-list">
      ${list.map((one) => html`<li>${say.ways.articles(one.article)}${say.language.colon}${lawWordsHtml(say, one.effect)} ${notes.cite(one)}</li>`)}
    </ul>`;
}
