// The 24/7 desk: what runs out tonight, what is not yet believed, and what one shift tells the next.
import { visibleLines, visiblePlain } from '../../web/safe-text.ts';
import { stateName } from '../../law/states.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { done, note, pressButton, railSection, tag } from '../../web/parts.ts';
import { byWhom, listText, todayText, whenText } from '../../web/when.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { requestReference } from '../core/request.ts';
import { registerAddress } from '../verbs/incoming/register.pages.ts';
import { deskLinks } from './desk-parts.pages.ts';
import { queueTable, registerTable } from './desk.pages.ts';
import type { QueueLine, RegisterLine, ShiftNote } from './desk.store.ts';

interface DutyShown {
  readonly unbelieved: readonly QueueLine[];
  readonly incoming: readonly QueueLine[];
  readonly outgoing: readonly QueueLine[];
  readonly kept: readonly RegisterLine[];
  /** That nobody has kept yet. */
  readonly promises: readonly ShiftNote[];
  /** Of the last days, without those. */
  readonly notes: readonly ShiftNote[];
  readonly titles: ReadonlyMap<string, string>;
  /** Of each list at most so many are shown here. */
  readonly most: number;
  readonly done: 'noted' | 'kept' | undefined;
  /** In which one that comes in is registered: the newest first. */
  readonly cases: readonly CaseOfMember[];
  readonly now: Date;
}

export function dutyPage(say: Messages, shown: DutyShown): View {
  const words = say.desks;
  const { now } = shown;
  const soon = [...shown.incoming, ...shown.outgoing].filter(
    ({ dueAt }) => dueAt !== undefined && dueAt.getTime() - now.getTime() < 12 * 3_600_000,
  ).length;
  const ending = shown.kept.filter(
    ({ expiresAt }) => expiresAt !== undefined && expiresAt.getTime() - now.getTime() < 12 * 3_600_000,
  ).length;
  return {
    title: words.names.duty,
    place: 'work',
    crumbs: [{ words: say.work.title, href: '/' }, { words: words.names.duty }],
    main: html`${shown.done === undefined ? nothing : done(shown.done === 'kept' ? words.promiseKept : words.noted)}
      <h1>${words.names.duty}</h1>
      <p class="c-lead">
        ${todayText(say, now).replace(/\.$/, '')}${say.language.fullStop}${words.tonight(soon + ending)}
      </p>
      ${deskLinks(say, 'duty', true)} ${shown.unbelieved.length === 0 ? nothing : unbelieved(say, shown)}
      ${more(say, shown, shown.unbelieved, 'incoming', '?state=received&urgency=emergency')}
      <h2>${words.emergencies}</h2>
      ${registering(say, shown)} ${section(say, [...shown.incoming, ...shown.outgoing], shown)}
      ${more(say, shown, shown.incoming, 'incoming', '?urgency=emergency')}
      ${more(say, shown, shown.outgoing, 'outgoing', '?urgency=emergency')}
      <h2>${words.names.preservations}</h2>
      ${shown.kept.length === 0 ? nothingYet(say, words.noPreservation) : registerTable(say, { lines: shown.kept, now })}
      ${more(say, shown, shown.kept, 'preservations', '')}`,
    aside: shiftRail(say, shown),
  };
}

/** What came in is registered in its case: in one of theirs, or in a new one. */
function registering(say: Messages, { cases }: DutyShown): Html {
  const words = say.desks;
  return html`<details class="govuk-details">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">${words.registerEmergency}</span>
    </summary>
    <div class="govuk-details__text">
      <ul class="govuk-list">
        ${cases.map(
          (file) =>
            html`<li>
              <a href="${registerAddress(file)}"
                ><bdi>${file.reference}</bdi> <bdi>${visiblePlain(file.title, 200)}</bdi></a
              >
            </li>`,
        )}
        <li><a href="/cases/new">${words.inNewCase}</a></li>
      </ul>
    </div>
  </details>`;
}

/** Where a list is longer than this page shows: the way to the whole of it. */
function more(
  say: Messages,
  { most }: DutyShown,
  lines: readonly unknown[],
  desk: 'incoming' | 'outgoing' | 'preservations',
  query: string,
): Html {
  if (lines.length < most) return nothing;
  return html`<p>
    <a href="/desk/${desk}${query}">${say.letter.labelled(say.desks.more, say.desks.names[desk])}</a>
  </p>`;
}

function section(say: Messages, lines: readonly QueueLine[], shown: DutyShown): Html {
  if (lines.length === 0) return nothingYet(say, say.desks.noEmergency);
  const time = ({ dueAt }: QueueLine): number => dueAt?.getTime() ?? Infinity;
  return queueTable(
    say,
    lines.toSorted((a, b) => (time(a) < time(b) ? -1 : 1)),
    shown,
  );
}

/** What it begins with is of a case. */
function nothingYet(say: Messages, words: string): Html {
  return html`<p>${words} <a href="/cases">${say.cases.title}</a></p>`;
}

function unbelieved(say: Messages, { unbelieved: lines, titles }: DutyShown): Html {
  const words = say.desks;
  return html`<h2>${words.notBelieved}</h2>
    ${lines.map((one) =>
      note(
        'warn',
        html`<p>
            <b>${titles.get(one.form) ?? one.form}</b><br /><span class="c-cite"
              >${[requestReference(one.case, one.number), saidFrom(say, one), whenText(say, one.stateSince)].join(' · ')}</span
            >
          </p>
          <p>${words.callFirst}</p>
          <p class="c-buttons">
            <a class="govuk-button" href="${authorities(one)}">${words.showNumber}</a>
            <a
              class="govuk-button govuk-button--secondary"
              href="/cases/${one.case}/requests/${one.number}/acts/verifyByCallBack"
              >${words.recordCall}</a
            >
          </p>`,
      ),
    )}`;
}

/** On My work, of whoever may call back. */
export function notBelievedNote(say: Messages, list: readonly Pick<QueueLine, 'case' | 'number'>[]): Html {
  if (list.length === 0) return nothing;
  const words = say.desks;
  const references = list.map((one) => requestReference(one.case, one.number));
  return note(
    'stop',
    html`<p>
      <a href="/desk/duty"><b>${words.emergencies}${say.language.colon}${words.notBelieved}</b></a
      ><br />${listText(say, references)}
    </p>`,
  );
}

/** Nobody has shown yet that it is. */
function saidFrom(say: Messages, { counterpart }: QueueLine): string {
  return say.desks.saidFrom(
    counterpart === undefined ? say.desks.notSaid : stateName(counterpart, say.language.code),
  );
}

function authorities({ counterpart }: QueueLine): string {
  return counterpart === undefined ? '/law/authorities' : `/law/states/${counterpart}`;
}

export function isOpenPromise({ kind, keptAt }: ShiftNote): boolean {
  return kind === 'promise' && keptAt === undefined;
}

function shiftRail(say: Messages, { promises, notes }: DutyShown): Html {
  const words = say.desks;
  return railSection(
    words.shift,
    html`<p>${words.shiftLead(promises.length + notes.length, promises.length)}</p>
      <p><a href="${SHIFT_LOG}/new">${words.writeNote}</a></p>
      ${noteList(say, [...promises, ...notes])}
      <p><a href="${SHIFT_LOG}">${words.wholeLog}</a></p>`,
  );
}

export const SHIFT_LOG = '/desk/duty/notes';

/** Page by page, the newest first. */
export function shiftLogPage(
  say: Messages,
  {
    notes,
    next,
    isLater,
  }: { readonly notes: readonly ShiftNote[]; readonly next: string | undefined; readonly isLater: boolean },
): View {
  const words = say.desks;
  return {
    title: words.shift,
    place: 'work',
    crumbs: [
      { words: say.work.title, href: '/' },
      { words: words.names.duty, href: '/desk/duty' },
      { words: words.shift },
    ],
    main: html`<h1>${words.shift}</h1>
      <p><a href="${SHIFT_LOG}/new">${words.writeNote}</a></p>
      ${notes.length === 0 ? html`<p>${words.noNotes}</p>` : noteList(say, notes)}
      ${isLater ? html`<p><a href="${SHIFT_LOG}">${words.fromStart}</a></p>` : nothing}
      ${next === undefined ? nothing : html`<p><a href="${SHIFT_LOG}?after=${next}">${words.more}</a></p>`}`,
  };
}

function noteList(say: Messages, notes: readonly ShiftNote[]): Html {
  const words = say.desks;
  const writer = (name: string | undefined): string => name ?? say.requests.gone;
  const one = (entry: ShiftNote): Html =>
    html`<li>
      ${entry.kind === 'note' ? nothing : tag(isOpenPromise(entry) ? 'warn' : 'plain', words.shiftKinds[entry.kind])}
      <span class="c-typed">${visibleLines(entry.text, 2000)}</span><br /><span class="c-cite"
        >${byWhom(say, writer(entry.by), entry.at)}${entry.keptAt === undefined ? nothing : html`${say.language.fullStop}${words.keptBy(writer(entry.keptBy), whenText(say, entry.keptAt))}`}</span
      >
      ${isOpenPromise(entry) ? pressButton(`${SHIFT_LOG}/${entry.id}/kept`, words.promiseKept, visiblePlain(entry.text, 60)) : nothing}
    </li>`;
  return html`<ul class="govuk-list">
    ${notes.map(one)}
  </ul>`;
}
