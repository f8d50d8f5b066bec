// Where a request stands, what is next and for whom, item by item, who signed it, and all that was done.
import { visibleLines, visiblePlain } from '../../../web/safe-text.ts';
import type { Knowledge } from '../../../law/model.ts';
import { arrow } from '../../../web/arrow.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { facts, note, table, tag } from '../../../web/parts.ts';
import { byWhom, dayText, listText, when, whenText } from '../../../web/when.ts';
import { inZone, ownerLink } from '../../machine/clocks/clock-words.pages.ts';
import { isOffered } from '../life/offered.ts';
import { capacityIn, SAYING_CAPACITY } from '../../machine/states/capacity.ts';
import { capacityWords } from '../../machine/states/capacity.pages.ts';
import { hourOf } from '../../machine/states/deadline.ts';
import { carriageLines } from './carriage.pages.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import type { RequestLife } from '../life/life.acts.ts';
import type { OpenStep } from '../../machine/states/open-step.ts';
import {
  itemsStanding,
  type ActDetail,
  type LifeEvent,
  type SignatureMark,
} from '../../machine/states/life.ts';
import type { Day } from '../../../law/day.ts';
import { itemHtml } from '../../machine/text/item-name.pages.ts';
import { nextRows, STOPPING, type Row } from '../../machine/states/machine.ts';
import { machineOf } from '../../machine/states/machines.ts';
import type { FollowUpsShown } from './follow-up.pages.ts';
import { endingLines } from './ending.pages.ts';
import { meansWords } from '../../machine/way/finding.ts';
import { wayName } from './way-name.pages.ts';
import { requestAddress, stateWords, type RequestShown } from '../../machine/text/request-shown.pages.ts';

export interface LifeShown extends RequestShown {
  readonly life: RequestLife;
  /** What is still to be recorded of it, though something else on record says it. */
  readonly open?: OpenStep | undefined;
  /** The law is asked of this day. */
  readonly today: Day;
  /** What was and may be written about it. */
  readonly followUps: FollowUpsShown;
  /** Somebody has just recorded something. */
  readonly isDone?: boolean;
}

const MAX_SHOWN = 20_000;

export function actWords(say: Messages, act: string): string {
  const words: { readonly [act: string]: string } = say.requestLife.acts;
  return words[act] ?? act;
}

/** What the machine has now and history does not rule out. */
export function rowsNow({ request, life }: Pick<LifeShown, 'request' | 'life'>): Row<string, string>[] {
  return nextRows(machineOf(request.direction), request.state).filter((row) => isOffered(row, life.facts));
}

/** The acts that this person may take first, as links; then what waits for others. */
export function nextSteps(say: Messages, { file, request, life }: LifeShown): Html {
  const words = say.requestLife;
  const rows = rowsNow({ request, life });
  const mine = goingOnFirst(
    rows.filter(({ who }) => isWho(life.facts.actor, who)),
    {
      first: request.urgency === 'emergency' ? CALL_BACK : undefined,
      isRoleSaid: capacityIn(life.facts.events) !== undefined,
    },
  );
  const others = rows.filter((row) => !mine.includes(row));
  if (rows.length === 0) return html`<p>${words.nothingNext}</p>`;
  return html`${
    mine.length === 0
      ? nothing
      : html`<ul class="govuk-list">
          ${mine.map(({ act }) => html`<li><a href="${requestAddress(file, request.number, `/acts/${act}`)}">${actWords(say, act)}</a></li>`)}
        </ul>`
  }
  ${
    others.length === 0
      ? nothing
      : html`<details class="c-each c-each--after">
          <summary>${words.notYours}</summary>
          <ul class="govuk-list">
            ${others.map(({ act, who }) => html`<li>${actWords(say, act)} <span class="c-hint">${words.whos[who]}</span></li>`)}
          </ul>
        </details>`
  }`;
}

/** What is kept for it goes on there: what the holder confirms is recorded on that page. */
export function heldLinks(say: Messages, { file, life }: Pick<LifeShown, 'file' | 'life'>): Html {
  const { preservations } = life.facts;
  if (preservations.length === 0) return nothing;
  return html`<ul class="govuk-list">
    ${preservations.map((preservation) => html`<li>${ownerLink(say, { reference: file.reference, request: undefined, preservation })}</li>`)}
  </ul>`;
}

/** What a duty officer does first: nothing else shows that an emergency is one. */
const CALL_BACK = 'verifyByCallBack';

/** `isRoleSaid`: another is a correction. */
function goingOnFirst<Act extends { readonly act: string }>(
  rows: readonly Act[],
  { first, isRoleSaid }: { readonly first: string | undefined; readonly isRoleSaid: boolean },
): Act[] {
  const isLate = (act: string): boolean => STOPPING.has(act) || (isRoleSaid && act === SAYING_CAPACITY);
  const place = ({ act }: Act): number => (act === first ? -1 : Number(isLate(act)));
  return rows.toSorted((a, b) => place(a) - place(b));
}

export function itemTable(say: Messages, shown: LifeShown): Html {
  const words = say.requestLife;
  const grounds: { readonly [code: string]: string } = words.grounds;
  return html`<h2>${words.items}</h2>
    ${table(
      words.items,
      [
        { heading: words.item, cell: ({ item }) => itemHtml(say, shown, item) },
        { heading: words.desired, cell: ({ desired }) => words.desireds[desired] },
        {
          heading: words.actual,
          cell: ({ actual, actualAt, ground, note: said }) =>
            actual === undefined
              ? words.noAnswer
              : html`${words.actuals[actual]}${ground === undefined ? nothing : html` – ${grounds[ground] ?? ground}`}
                ${said === undefined ? nothing : html`<p>${visiblePlain(said, MAX_SHOWN)}</p>`}
                ${actualAt === undefined ? nothing : html`<p class="c-hint">${when(say, actualAt)}</p>`}`,
        },
      ],
      itemsStanding(shown.request, shown.life.items, shown.life.events),
    )}`;
}

export function signatureTable(say: Messages, { file, request, life }: LifeShown): Html {
  const words = say.requestLife;
  const { signatures } = life.facts;
  if (signatures.length === 0) return nothing;
  const roles: { readonly [role: string]: string } = say.caseRole;
  const letter = ({ id }: SignatureMark): string =>
    requestAddress(file, request.number, `/signatures/${id}.pdf`);
  return html`<h2>${words.signatures}</h2>
    ${table(
      words.signatures,
      [
        {
          heading: words.who,
          cell: ({ role, name }) => html`<bdi>${name ?? say.requests.gone}</bdi> (${roles[role] ?? role})`,
        },
        { heading: words.when, cell: ({ at }) => when(say, at) },
        { heading: words.version, cell: ({ version }) => String(version) },
        {
          heading: say.requests.state,
          cell: ({ voidAt }) =>
            voidAt === undefined ? tag('ok', words.signedStands) : tag('stop', words.signedVoid),
        },
        {
          heading: words.signedOld,
          cell: (one) =>
            html`<a href="${letter(one)}"
              >PDF<span class="govuk-visually-hidden">
                ${say.review.versions.number(one.version)}${say.language.comma}${whenText(say, one.at)}</span
              ></a
            >`,
        },
      ],
      signatures,
    )}
    <p><a href="${requestAddress(file, request.number, '/proof.zip')}">${words.proof}</a></p>
    <p class="c-hint">${words.proofHint}</p>`;
}

export function historyTable(
  say: Messages,
  events: readonly LifeEvent[],
  law: Pick<Knowledge, 'channels' | 'authorities'>,
): Html {
  const words = say.requestLife;
  if (events.length === 0) return html`<p>${words.noHistory}</p>`;
  return table(
    words.history,
    [
      {
        heading: words.act,
        cell: ({ act, from, to }) =>
          html`<b>${actWords(say, act)}</b>
            ${from === to ? nothing : html`<p class="c-hint">${stateWords(say, from)} ${arrow(say)} ${stateWords(say, to)}</p>`}`,
      },
      { heading: words.when, cell: ({ occurredAt }) => when(say, occurredAt) },
      { heading: words.who, cell: (event) => whoWords(say, event) },
      { heading: words.evidence, cell: (event) => howWords(say, event, law) },
    ],
    events.toReversed(),
  );
}

function whoWords(say: Messages, { side, by }: LifeEvent): Html {
  const words = say.requestLife;
  const name = by ?? say.requests.gone;
  switch (side) {
    case 'ours':
      return html`<bdi>${name}</bdi>`;
    case 'theirs':
      return html`${words.theirs}
        <p class="c-hint"><bdi>${name}</bdi></p>`;
    case 'system':
      return html`${words.theProgram}`;
  }
}

function howWords(
  say: Messages,
  { evidence, reason, detail }: LifeEvent,
  { channels, authorities }: Pick<Knowledge, 'channels' | 'authorities'>,
): Html {
  const words = say.requestLife;
  const grounds: { readonly [code: string]: string } = words.grounds;
  const line = (text: string | undefined): Html =>
    text === undefined
      ? nothing
      : html`<div class="c-typed"><bdi>${visibleLines(text, MAX_SHOWN)}</bdi></div>`;
  const {
    capacity,
    deadline,
    identifiers,
    ground,
    reference,
    channel,
    means,
    sent,
    conditions,
    preservation,
    exhibits,
    callBack,
    notified,
  } = detail;
  return html`${line(evidence)}${line(reason)}${line(identifiers?.map(({ value }) => value).join('\n'))}${line(capacity && capacityWords(say, capacity))}${line(ground === undefined ? undefined : grounds[ground])}${itemLines(say, detail).map(line)}
  ${line(reference)}${line(channel && wayName(say, { channels }, channel))}${line(means && meansWords(say, means))}${line(sent && words.sentDigest(sent.document))}${line(conditions)}${line(preservation)}${line(exhibits?.join(say.language.comma))}
  ${line(notified?.authority)}${line(notified?.notNeeded)}${carriageLines(say, detail).map(line)}${endingLines(say, detail).map(line)}
  ${line(deadline && words.deadline.line(deadlineText(say, deadline), deadline.setBy))}
  ${callBack === undefined ? nothing : callWords(say, callBack, authorities)}`;
}

/** The day, or the hour of it, as it was set. */
function deadlineText(say: Messages, deadline: NonNullable<ActDetail['deadline']>): string {
  const end = hourOf(deadline);
  return end === undefined
    ? dayText(say, new Date(deadline.lastDay))
    : inZone(say, end.toISOString(), deadline.hour?.zone ?? 'UTC');
}

/** What was said of each item. */
function itemLines(say: Messages, { items = [] }: ActDetail): string[] {
  const { desireds, actuals, grounds } = say.requestLife;
  return items.map(({ item, desired, actual, ground, note: said }) => {
    const words = [desired && desireds[desired], actual && actuals[actual], ground && grounds[ground], said];
    const all = words.filter((one) => one !== undefined).join(say.language.comma);
    return say.letter.labelled(say.requests.items.item(item), all);
  });
}

function callWords(
  say: Messages,
  { authority, number, spokeTo }: NonNullable<ActDetail['callBack']>,
  authorities: Knowledge['authorities'],
): Html {
  const parts = [authorities.find(({ id }) => id === authority)?.name ?? authority, number, spokeTo];
  return html`<div>
    ${listText(
      say,
      parts.map((one) => visiblePlain(one, MAX_SHOWN)),
    )}
  </div>`;
}

/** For the one who writes: what a reviewer wants changed. */
export function returned(say: Messages, events: readonly LifeEvent[]): Html {
  const last = events.at(-1);
  if (last?.act !== 'returnForChanges') return nothing;
  return note(
    'warn',
    html`<h2>${say.requestLife.comment}</h2>
      <p class="c-typed">${visibleLines(last.reason ?? '', MAX_SHOWN)}</p>
      <p class="c-hint">${byWhom(say, last.by ?? say.requests.gone, last.at)}</p>`,
  );
}

/** A signature as facts: what was signed, to be compared. */
export function digestFacts(
  say: Messages,
  digests: { readonly document: string; readonly data: string; readonly file?: string | undefined },
): Html {
  const words = say.requestLife;
  return facts([
    [words.document, html`<code class="c-digest">${digests.document}</code>`],
    [words.dataDigest, html`<code class="c-digest">${digests.data}</code>`],
    [words.fileDigest, digests.file && html`<code class="c-digest">${digests.file}</code>`],
  ]);
}
