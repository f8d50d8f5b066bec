// My work: what waits for me, by what I am.
import { localDay } from '../../base/time.ts';
import { dueDeadlinesHtml } from '../../cases/case-file.pages.ts';
import type { NamedLead } from '../../cases/case-file.store.ts';
import type { DueDeadline } from '../../cases/case-file.ts';
import { caseTable } from '../../cases/cases.pages.ts';
import { changesNote, doorNote, ownAlerts } from '../../people/alerts.pages.ts';
import type { Alerts } from '../../people/alerts.store.ts';
import type { GlassRequest } from '../../people/break-glass.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { jobsUnderWay } from '../../people/job.pages.ts';
import type { Person } from '../../people/person.ts';
import type { Job } from '../../platform/job.ts';
import { inAgency } from '../../people/policy.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { numberText, todayText, whenText } from '../../web/when.ts';
import { note } from '../../web/parts.ts';
import { glassInCasesNote } from './break-glass.pages.ts';
import { bringingHtml } from '../intake/bringing.pages.ts';
import { healthRail } from '../installation/health.pages.ts';
import type { Health } from '../installation/health.ts';
import type { FailedExhibit } from './exhibit-view.store.ts';
import { waitingDisposalsHtml } from '../custody/disposal.pages.ts';
import type { WaitingDisposal } from '../custody/disposal.store.ts';
import { waitingSharesHtml } from '../packages/share-list.pages.ts';
import type { WaitingShare } from '../packages/share.store.ts';
import { waitingHandOversHtml } from '../custody/holding.pages.ts';
import type { WaitingHandOver } from '../custody/hand-over.store.ts';
import type { WaitingWork } from './waiting.acts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import type { Bringing } from '../intake/upload.store.ts';

interface MyWork {
  readonly person: Person;
  readonly cases: readonly CaseOfMember[];
  readonly failed: readonly FailedExhibit[];
  /** Exhibits of one's cases that were not read again for `days`. */
  /** `isMore`: so many were counted, and there may be more. */
  readonly overdue: { readonly count: number; readonly isMore: boolean; readonly days: number };
  readonly handOvers: readonly WaitingHandOver[];
  readonly disposals: readonly WaitingDisposal[];
  readonly bringing: readonly Bringing[];
  /** The soonest of one's cases. */
  readonly deadlines: readonly DueDeadline[];
  /** The newest that they asked for. */
  readonly jobs: readonly Job[];
  readonly shares: readonly WaitingShare[];
  /** For a role in the agency. */
  readonly waiting: readonly WaitingWork[];
  /** What was opened in an emergency, in cases that they lead. */
  readonly emergencies: readonly GlassRequest[];
  /** Of late, in cases that nobody led. */
  readonly leads: readonly NamedLead[];
  /** What folders above add. */
  readonly more: Html | undefined;
  readonly alerts: Alerts;
  /** For administrators. */
  readonly health: Health | undefined;
  /** The sample case is offered. */
  readonly isSample: boolean;
  readonly now: Date;
}

export function myWorkPage(say: Messages, work: MyWork): View {
  const words = say.work;
  const { person, cases, health } = work;
  const mayOpen = inAgency(person.roles, 'openCase') === 'yes';
  const mayInvite = inAgency(person.roles, 'invitePerson') === 'yes';
  const today = todayText(say, work.now);
  return {
    title: words.title,
    place: 'work',
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${person.name} · ${today}</p>
      ${ownAlerts(say, work.alerts)}
      ${mayOpen || mayInvite ? html`<p class="c-buttons">${mayOpen ? html`<a class="govuk-button" href="/cases/new">${words.open}</a>` : nothing}${mayInvite ? html`<a class="govuk-button${mayOpen ? ' govuk-button--secondary' : ''}" href="/people/invite">${words.invitePeople}</a>` : nothing}</p>` : nothing}
      ${waitingHtml(say, work.waiting)} ${glassInCasesNote(say, work.emergencies, work.now)}
      ${namedLeadsNote(say, work.leads)} ${overdueNote(say, work.overdue)} ${work.more ?? nothing}
      ${dueDeadlinesHtml(say, work.deadlines, localDay(work.now.getTime()))}
      ${waitingHandOversHtml(say, work.handOvers)} ${waitingDisposalsHtml(say, work.disposals)}
      ${jobsUnderWay(say, work.jobs, work.now)} ${bringingHtml(say, work.bringing)}
      ${waitingSharesHtml(say, work.shares)} ${work.failed.length === 0 ? nothing : failed(say, work.failed)}
      ${work.alerts.door === undefined ? nothing : doorNote(say, work.alerts.door)}
      ${changesNote(say, work.alerts.changes)}
      <h2>${words.cases}</h2>
      ${
        cases.length === 0
          ? html`<p>${words.noCases}</p>
              ${work.isSample ? sampleOffer(say) : nothing}`
          : html`${caseTable(say, cases.slice(0, 10))}${cases.length > 10 ? html`<p><a href="/cases">${words.allCases}</a></p>` : nothing}`
      }`,
    ...(health === undefined ? {} : { aside: healthRail(say, health, work.now) }),
  };
}

function overdueNote(say: Messages, { count, isMore, days }: MyWork['overdue']): Html {
  if (count === 0) return nothing;
  const many = (): string =>
    `${say.fixity.unread}${say.language.colon}${say.fixity.unreadCount(`${numberText(say, count)}+`, days)}`;
  return note('warn', html`<p>${isMore ? many() : say.fixity.overdue(count, days)}</p>`);
}

function sampleOffer(say: Messages): Html {
  const words = say.sample;
  return note(
    'plain',
    html`<p><b>${words.title}</b></p>
      <p>${words.lead}</p>
      <form method="post" action="/sample">
        <button class="govuk-button govuk-button--secondary" type="submit">${words.button}</button>
      </form>`,
  );
}

function waitingHtml(say: Messages, list: readonly WaitingWork[]): Html {
  if (list.length === 0) return nothing;
  const one = ({ kind, count }: WaitingWork): Html => {
    const [words, href] = waitingWords(say, kind, count);
    return note('warn', html`<p><a href="${href}">${words}</a></p>`);
  };
  return html`<h2>${say.work.waiting}</h2>
    ${list.map(one)}`;
}

function waitingWords(
  say: Messages,
  kind: WaitingWork['kind'],
  count: number,
): readonly [words: string, href: string] {
  switch (kind) {
    case 'appointments':
      return [say.work.waitingAppointments(count), '/people'];
    case 'recoveries':
      return [say.recovery.waitingWork(count), '/people'];
    case 'glass':
      return [say.glass.waitingWork(count), '/break-glass'];
    case 'glassOpened':
      return [say.glass.auditWork(count), '/audit/break-glass'];
    case 'lawChanges':
      return [say.lawChange.waitingWork(count), '/law/changes'];
    case 'keyChanges':
      return [say.keyChange.waitingWork, '/settings/keys'];
  }
}

function failed(say: Messages, list: readonly FailedExhibit[]): Html {
  const words = say.work;
  return html`<h2>${words.failed}</h2>
    ${note(
      'stop',
      html`<p>${words.failedLead}</p>
        <ul class="govuk-list">
          ${list.map(
            (one) =>
              html`<li>
                <a href="/cases/${one.reference}/evidence/${one.item}">${one.number}</a>
                ${visiblePlain(one.title, 200)}
              </li>`,
          )}
        </ul>`,
    )}`;
}

/** On My work of those who are in the case. */
export function namedLeadsNote(say: Messages, list: readonly NamedLead[]): Html {
  const words = say.caseLead;
  return html`${list.map(({ reference, lead, by, at, reason }) =>
    note(
      'plain',
      html`<p>
          <b>${words.told(lead, reference)}</b>
          ${words.by(by, whenText(say, at))}
        </p>
        <p>${say.glass.because(reason)}</p>
        <p><a href="/cases/${reference}">${say.glass.toCase(reference)}</a></p>`,
    ),
  )}`;
}
