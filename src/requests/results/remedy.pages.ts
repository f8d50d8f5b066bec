// Remedies used against an order: each with its outcome.
import { citedText } from '../../law/citation.ts';
import { inCase } from '../../people/policy.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, tag } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { requestAddress, type RequestShown } from '../request-shown.pages.ts';
import { LINE_MAX } from './order-record.ts';
import { recordedTable, recordsPage, stepLinks, type OrderPlace } from './order-record.pages.ts';
import { REMEDY_REFS, stateOfRemedy, type Remedy } from './remedy.ts';

export const REMEDIES = '/remedies';

interface Asked {
  readonly remedies: readonly Remedy[];
  readonly place: OrderPlace;
  readonly isDone: boolean;
}

export function remediesPage(say: Messages, shown: RequestShown, { remedies, place, isDone }: Asked): View {
  const words = say.remedy;
  const mayRecord = inCase(shown.file.role, 'recordRemedy') === 'yes' && place.is === 'gone';
  const { timeLimits } = words;
  const asked = {
    words: { title: words.title, lead: words.lead, none: words.none, record: words.record },
    ref: 'eu-2023-1543, Art. 18',
    path: REMEDIES,
    place,
    mayRecord,
    isDone,
    timeLimits,
  };
  return recordsPage(
    say,
    shown,
    asked,
    remedies.map((one) => remedyHtml(say, shown, one, mayRecord)),
  );
}

function remedyHtml(say: Messages, shown: RequestShown, remedy: Remedy, mayRecord: boolean): Html {
  const words = say.remedy;
  const { kind, usedBy, court, used, decided, mistaken } = remedy;
  return html`<section>
    <h2>${words.number(remedy.number)} ${stateTag(say, remedy)}</h2>
    ${facts([
      [words.labels.kind, kindWords(say, remedy)],
      [words.labels.state, words.states[stateOfRemedy(kind)]],
      [words.labels.usedBy, words.users[usedBy]],
      [words.labels.court, html`<bdi>${visiblePlain(court, LINE_MAX)}</bdi>`],
      [words.labels.outcome, decided === undefined ? words.pending : words.outcomes[decided.outcome]],
    ])}
    ${recordedTable(say, words.number(remedy.number), [
      { words: words.events.used, recorded: used },
      { words: words.events.decided, recorded: decided },
      { words: say.orderRecord.mistaken, recorded: mistaken },
    ])}
    ${mayRecord && mistaken === undefined ? stepLinks(linksOf(say, shown, remedy), words.number(remedy.number)) : nothing}
  </section>`;
}

/** `Before a court of the issuing State (Art. 18(2))`. */
export function kindWords(say: Messages, { kind }: Pick<Remedy, 'kind'>): string {
  return `${say.remedy.kinds[kind]} (${citedText(say, REMEDY_REFS[kind])})`;
}

function stateTag(say: Messages, { decided, mistaken }: Remedy): Html {
  if (mistaken !== undefined) return tag('plain', say.orderRecord.mistaken);
  return decided === undefined ? tag('warn', say.remedy.pending) : tag('plain', say.remedy.events.decided);
}

function linksOf(say: Messages, shown: RequestShown, remedy: Remedy) {
  const mistake = {
    href: remedyAddress(shown, remedy, 'mistake'),
    words: say.orderRecord.toMistake,
  };
  if (remedy.decided !== undefined) return [mistake];
  return [{ href: remedyAddress(shown, remedy, 'outcome'), words: say.remedy.toOutcome }, mistake];
}

export function remedyAddress(
  shown: Pick<RequestShown, 'file' | 'request'>,
  { number }: Remedy,
  then: 'outcome' | 'mistake',
): string {
  return requestAddress(shown.file, shown.request.number, `${REMEDIES}/${number}/${then}`);
}
