// How the installation is: beside My work of administrators, and in full.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, note, railSection } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import type { OutsideProgram } from '../../platform/outside-program.ts';
import { WALLS, type Walls } from '../../platform/walls.ts';
import { numberText, sizeText, when, whenText } from '../../web/when.ts';
import { warningsOf, type Health, type HealthWarning, type HouseworkDone, type Vouched } from './health.ts';

/** Where something can be done about it. */
const ABOUT: { readonly [warning in HealthWarning]: string } = {
  failed: '/settings/fixity',
  storageLow: '/settings/storage',
  backupNone: '/settings/backups',
  backupOld: '/settings/backups',
  backupBroken: '/settings/backups',
  backupUnchecked: '/settings/backups',
  unread: '/settings/fixity',
  noWitness: '/settings/partners',
  witnessLate: '/settings/partners',
  noStamp: '/settings/partners',
  witnessPaused: '/settings/exchange',
  serviceKeyLost: '/settings/keys',
  keysLost: '/settings/keys',
  keysDue: '/settings/keys',
  peerStopped: '/settings/peers',
  fenceUnanswered: '/settings/exchange',
  mailboxUnread: '/settings/exchange/mailbox',
  jobsFailed: '/settings/health',
};

export function healthRail(say: Messages, health: Health, now: Date): Html {
  return html`${railSection(
    say.work.health,
    html`${facts([
        [say.work.agency, `${health.agency}, ${health.state}`],
        ...logFacts(say, health),
        [say.work.space, sizeText(say, health.bytesLeft)],
      ])}
      <p><a href="/settings/health">${say.health.more}</a></p>`,
  )}
  ${warningsOf(health, now).length === 0 ? nothing : railSection(say.health.attention, warnings(say, health, now))}`;
}

function warnings(say: Messages, health: Health, now: Date): Html {
  return html`<ul class="govuk-list">
    ${warningsOf(health, now).map((one) => html`<li><a href="${ABOUT[one]}">${say.health.warn[one]}</a></li>`)}
  </ul>`;
}

/** What stands between hostile bytes and this machine, and which programs of others are used. */
interface Readers {
  readonly walls: Pick<Walls, 'hold' | 'missing'>;
  readonly programs: readonly Pick<OutsideProgram, 'name' | 'version'>[];
}

export function healthPage(
  say: Messages,
  health: Health,
  { now, readers }: { readonly now: Date; readonly readers: Readers },
): View {
  const words = say.health;
  const { housework, jobs } = health;
  const isFine = warningsOf(health, now).length === 0;
  return {
    title: words.title,
    place: 'settings',
    crumbs: [{ words: say.settings.title, href: '/settings' }, { words: words.title }],
    isQuestion: true,
    main: html`<h1>${words.title}</h1>
      ${
        isFine
          ? note('ok', html`<p>${words.fine}</p>`)
          : note(
              'warn',
              html`<p><b>${words.attention}</b></p>
                ${warnings(say, health, now)}`,
            )
      }
      <h2>${words.log}</h2>
      ${facts(logFacts(say, health))}
      <h2>${say.settings.storage}</h2>
      ${facts([
        [say.work.counts, say.work.countsWords(health.counts.cases, health.counts.exhibits)],
        [say.work.people, numberText(say, health.counts.persons)],
        [say.storage.held, sizeText(say, health.bytesHeld)],
        [say.storage.left, sizeText(say, health.bytesLeft)],
        [say.fixity.unread, unreadText(say, health)],
        [say.fixitySetting.failed, numberText(say, health.failed)],
      ])}
      <h2>${say.settings.backups}</h2>
      ${facts(houseworkFacts(say, housework))}
      <h2>${words.jobs}</h2>
      <p>${words.jobsWords(jobs.waiting, jobs.failed)}</p>
      ${mailboxFacts(say, health)}
      <h2>${words.reading}</h2>
      <p>${words.readingWords}</p>
      ${facts(readerFacts(say, readers))}`,
  };
}

/** Why a wall is missing is said by the program that could not make it, in English. */
function readerFacts(say: Messages, { walls, programs }: Readers): Facts {
  const words = say.health;
  const held = walls.hold.map((wall) => html`<li>${words.walls[wall]}</li>`);
  const missing = WALLS.flatMap((wall) => {
    const why = walls.missing[wall];
    if (why === undefined) return [];
    return [html`<li>${words.walls[wall]}: <span lang="en" dir="ltr">${visiblePlain(why, 200)}</span></li>`];
  });
  return [
    [words.wallsHere, listOrNone(say, held)],
    [words.wallsMissing, listOrNone(say, missing)],
    [
      words.programs,
      programs.length === 0
        ? words.none
        : html`<span lang="en" dir="ltr"
            >${programs.map(({ name, version }) => `${name} ${version}`).join(', ')}</span
          >`,
    ],
  ];
}

function listOrNone(say: Messages, items: readonly Html[]): Html | string {
  return items.length === 0
    ? say.health.none
    : html`<ul class="govuk-list">
        ${items}
      </ul>`;
}

function mailboxFacts(say: Messages, { mailbox }: Health): Html {
  if (mailbox === undefined) return nothing;
  const { readAt, isBroken } = mailbox;
  return html`<h2>${say.health.mailbox}</h2>
    ${isBroken ? html`<p><a href="${ABOUT.mailboxUnread}">${say.health.warn.mailboxUnread}</a></p>` : nothing}
    ${readAt === undefined ? nothing : html`<p>${say.health.mailboxRead(whenText(say, readAt))}</p>`}`;
}

type Facts = Parameters<typeof facts>[0];

function logFacts(say: Messages, health: Health): Facts {
  const words = say.work;
  const vouched = ({ isAsked, at }: Vouched): Html | string | undefined =>
    at === undefined ? (isAsked ? say.partners.never : undefined) : when(say, at);
  return [
    [words.log, health.log],
    [words.events, numberText(say, health.events)],
    [
      words.checkpoint,
      health.checkpointAt === undefined ? words.noCheckpoint : when(say, health.checkpointAt),
    ],
    [say.partners.lastWitnessed, vouched(health.witnessed)],
    [say.partners.lastStamped, vouched(health.stamped)],
  ];
}

export function unreadText(say: Messages, { unread, unreadDays }: Health): string {
  return unread === 0
    ? say.fixity.allRead(unreadDays)
    : say.fixity.unreadCount(numberText(say, unread), unreadDays);
}

export function houseworkText(say: Messages, one: HouseworkDone | undefined): string {
  const words = say.backups;
  if (one === undefined) return words.never;
  const at = whenText(say, one.at);
  return one.isSound ? words.sound(at) : words.unsound(at);
}

export function houseworkFacts(say: Messages, housework: Health['housework']): Facts {
  const words = say.backups;
  const text = (one: HouseworkDone | undefined): string => houseworkText(say, one);
  return [
    [words.made, text(housework.backupMade)],
    [words.into, housework.backupMade?.place],
    [words.checked, text(housework.backupChecked)],
    [words.audited, text(housework.audited)],
  ];
}
