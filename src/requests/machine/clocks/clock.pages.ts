// The time limits of a case, and one of them: when it ends, and why.
import { caseCrumbs } from '../../../cases/cases.pages.ts';
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { calendarOf } from '../../../law/clocks/calendar.ts';
import { notesOf } from '../../../law/fact.pages.ts';
import type { Knowledge } from '../../../law/model.ts';
import { draftNote, lawWordsHtml } from '../../../law/sentence.pages.ts';
import { stateName } from '../../../law/states.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { done, facts, note, pressButton, table, tag, type Tone } from '../../../web/parts.ts';
import { when, whenText } from '../../../web/when.ts';
import { zoneOf } from '../../../web/zones.ts';
import type { AlarmLine, LetterNotSent, WaitingAlarm } from './alarm.store.ts';
import {
  clockAddress,
  endText,
  eventText,
  inZone,
  ownerLink,
  readingText,
  ruleLength,
  ruleName,
  stepText,
} from './clock-words.pages.ts';
import type { ClockOwner, ClockSource } from './clock.store.ts';
import { timeLineHtml } from './time-line.pages.ts';
import { timeLineOf } from './time-line.ts';
import { AGREED, isOwn, isReceiptRule, type otherwiseToday, type StoredClock } from './stored.ts';

export interface ClockLine {
  readonly clock: StoredClock;
  readonly owner: ClockOwner;
}

const TONES: { readonly [status in StoredClock['run']['status']]: Tone } = {
  notStarted: 'plain',
  running: 'ok',
  paused: 'warn',
  stopped: 'stop',
  done: 'plain',
};

function statusTag(say: Messages, { run }: StoredClock, now: Date): Html {
  const words = say.timeLimits;
  if (run.status === 'running' && run.earliest !== undefined && Date.parse(run.earliest) <= now.getTime())
    return tag('stop', words.ended);
  return tag(TONES[run.status], run.status === 'notStarted' ? words.noFigure : words.status[run.status]);
}

export function caseClocksPage(
  say: Messages,
  file: CaseOfMember,
  law: Knowledge,
  list: readonly ClockLine[],
  now: Date,
): View {
  const words = say.timeLimits;
  return {
    title: words.title,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.title }],
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${
        list.length === 0
          ? html`<p>${words.none}</p>`
          : table<ClockLine>(
              words.title,
              [
                {
                  heading: words.ends,
                  cell: ({ clock }) =>
                    html`<a href="${clockAddress(clock.id)}">${endText(say, clock.run, clock.at.zone)}</a>`,
                },
                {
                  heading: words.rule,
                  cell: ({ clock }) =>
                    html`${ruleName(say, clock.rule, law)}<br /><span class="c-cite"
                        >${ruleLength(say, clock.rule)}</span
                      >`,
                },
                { heading: words.what, cell: ({ owner }) => ownerLink(say, owner) },
                { heading: words.state, cell: ({ clock }) => statusTag(say, clock, now) },
              ],
              list,
            )
      }`,
  };
}

export interface ClockShown extends ClockLine {
  readonly law: Knowledge;
  readonly sources: readonly ClockSource[];
  readonly alarms: readonly AlarmLine[];
  readonly today: ReturnType<typeof otherwiseToday>;
  /** Names of the items that it runs for. */
  readonly awaited: readonly string[];
  readonly isSeen: boolean;
  /** The letter to whoever reads this. */
  readonly notSent?: LetterNotSent | undefined;
  readonly now: Date;
}

export function clockPage(say: Messages, shown: ClockShown): View {
  const { clock, owner, law, alarms, now } = shown;
  const words = say.timeLimits;
  const { rule, run, at } = clock;
  const notes = notesOf(say, law);
  const isWaiting = alarms.some(({ firedAt, seenAt }) => firedAt !== undefined && seenAt === undefined);
  const title = `${words.one}${say.language.colon}${ruleName(say, rule, law)}`;
  return {
    title,
    place: 'cases',
    crumbs: [
      { words: say.cases.title, href: '/cases' },
      { words: owner.reference, href: `/cases/${owner.reference}` },
      { words: words.title, href: `/cases/${owner.reference}/time-limits` },
      { words: words.one },
    ],
    main: html`${shown.isSeen ? done(words.seenDone) : nothing}
      <h1>${title}</h1>
      <p class="c-lead">${endText(say, run, at.zone)}</p>
      <p>${statusTag(say, clock, now)} ${ownerLink(say, owner)}</p>
      ${
        shown.awaited.length === 0
          ? nothing
          : facts([[words.awaited, words.awaitedItems(shown.awaited.join(say.language.semicolon))]])
      }
      ${isWaiting && shown.notSent !== undefined ? note('warn', html`<p>${notSentWords(say, shown.notSent)}</p>`) : nothing}
      ${
        isWaiting
          ? html`${pressButton(`${clockAddress(clock.id)}/seen`, words.see, title)}
              <p class="c-hint">${words.seeHint}</p>`
          : nothing
      }
      ${lineOf(say, shown)} ${todayNote(say, shown)}
      <h2>${words.how}</h2>
      ${readings(say, clock)} ${run.refused.map(({ why }) => html`<p>${words.refused[why]}</p>`)}
      ${facts([
        [words.rule, html`${ruleLength(say, rule)} ${isOwn(rule) ? nothing : notes.cite(rule)}`],
        [
          words.place,
          words.placeWords(stateWords(say, at.state), zoneOf(at.zone, say.language.locale).words),
        ],
        [
          words.atEnd,
          isReceiptRule(rule)
            ? words.receiptEnd
            : rule.id === AGREED.id
              ? words.agreedRule
              : lawWordsHtml(say, rule.atEnd),
        ],
      ])}
      <p class="c-hint">${calendarWords(say, clock)} ${words.law(clock.lawVersion)}</p>
      <h2>${words.events}</h2>
      ${sourceTable(say, shown)}
      ${
        alarms.length === 0
          ? nothing
          : html`<h2>${words.alarms}</h2>
              ${alarmTable(say, alarms)}`
      }
      ${draftNote(say)} ${notes.list()}`,
  };
}

function lineOf(say: Messages, { clock: { run, at }, sources, alarms, now }: ClockShown): Html {
  const line = timeLineOf(run, {
    alarms: alarms.filter(({ kind }) => kind === 'before').map(({ dueAt }) => dueAt),
    doneAt: run.status === 'done' ? sources.findLast(({ event }) => event === 'done')?.at : undefined,
    now,
  });
  return line === undefined ? nothing : timeLineHtml(say, line, at.zone);
}

function stateWords(say: Messages, state: string): string {
  return state === 'ZZ' ? '–' : stateName(state, say.language.locale);
}

function calendarWords(say: Messages, { at }: StoredClock): string {
  const words = say.timeLimits;
  if (at.state === 'ZZ') return words.unknownState;
  return calendarOf(at.state, at.week).isKnown ? words.holidaysFrom : words.holidaysUnknown;
}

function readings(say: Messages, { run, at }: StoredClock): Html {
  const words = say.timeLimits;
  if (run.readings.length === 0) return html`<p>${words.noFigure}</p>`;
  return html`${run.readings.map(
    (reading, i) =>
      html`${run.readings.length > 1 ? html`<h3>${words.reading(i + 1)}</h3>` : nothing}
        <p>
          ${reading.end === undefined ? words.standsStill : words.endsAt(inZone(say, reading.end, at.zone))}
          (${readingText(say, reading, run)})
        </p>
        <ol class="govuk-list govuk-list--number">
          ${reading.steps.map((step) => html`<li>${stepText(say, step)}</li>`)}
        </ol>`,
  )}`;
}

function todayNote(say: Messages, { today, clock }: ClockShown): Html {
  const words = say.timeLimits;
  if (today === undefined) return nothing;
  const end = today.run?.earliest;
  const text =
    today.rule === undefined
      ? words.todayGone
      : end === undefined
        ? words.todayOther
        : words.todayEnds(inZone(say, end, clock.at.zone));
  return note(
    'warn',
    html`<p><b>${words.today}</b></p>
      <p>${text}</p>`,
  );
}

function sourceTable(say: Messages, { sources, clock }: ClockShown): Html {
  const words = say.timeLimits;
  return table<ClockSource>(
    words.events,
    [
      { heading: words.event, cell: ({ event }) => eventText(say, event) },
      { heading: words.at, cell: ({ at }) => inZone(say, at.toISOString(), clock.at.zone) },
      {
        heading: words.evidence,
        cell: ({ evidence, setBy, recordedAt, by }) =>
          html`${setBy === undefined ? nothing : html`<div>${words.setBy(visiblePlain(setBy, 1000))}</div>`}<bdi
              >${evidence === undefined ? words.noEvidence : visiblePlain(evidence, 4000)}</bdi
            ><br />
            <span class="c-cite"
              >${by === undefined ? words.recordedBySystem(whenText(say, recordedAt)) : words.recorded(whenText(say, recordedAt), by)}</span
            >`,
      },
    ],
    sources,
  );
}

function alarmTable(say: Messages, list: readonly AlarmLine[]): Html {
  const words = say.timeLimits;
  const state = ({ firedAt, seenBy, seenAt, escalatedAt }: AlarmLine): string => {
    if (seenAt !== undefined) return words.seen(seenBy ?? say.requests.gone, whenText(say, seenAt));
    if (escalatedAt !== undefined) return words.escalated(whenText(say, escalatedAt));
    return firedAt === undefined ? words.waits : words.fired(whenText(say, firedAt));
  };
  return table<AlarmLine>(
    words.alarms,
    [
      { heading: words.what, cell: ({ kind }) => words.alarm[kind] },
      { heading: words.at, cell: ({ dueAt }) => when(say, dueAt) },
      { heading: words.state, cell: state },
    ],
    list,
  );
}

function notSentWords(say: Messages, { since, until }: LetterNotSent): string {
  return say.timeLimits.letterNotSent(whenText(say, since), whenText(say, until));
}

/** A part of My work. */
export function waitingAlarmsHtml(say: Messages, list: readonly WaitingAlarm[]): Html {
  const words = say.timeLimits;
  if (list.length === 0) return nothing;
  return html`<h2>${words.work}</h2>
    ${table<WaitingAlarm>(
      words.work,
      [
        {
          heading: words.ends,
          cell: ({ clock, end }) => html`<a href="${clockAddress(clock)}">${whenText(say, end)}</a>`,
        },
        { heading: words.what, cell: (one) => ownerLink(say, one) },
        {
          heading: words.state,
          cell: ({ isEscalated, notSent }) =>
            html`${isEscalated ? tag('stop', words.workLate) : nothing}${notSent === undefined ? nothing : html`<p class="c-hint">${notSentWords(say, notSent)}</p>`}`,
        },
      ],
      list,
    )}`;
}
