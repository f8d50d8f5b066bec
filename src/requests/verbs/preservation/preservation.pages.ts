// Preservations of a case: the list, and one of them with its clocks and its history.
import { caseCrumbs } from '../../../cases/cases.pages.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import type { Knowledge } from '../../../law/model.ts';
import { stateName } from '../../../law/states.ts';
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { inCase } from '../../../people/policy.ts';
import { extensionLink, requestAddress } from '../../machine/text/request-shown.pages.ts';
import { done, facts, note, table, tag } from '../../../web/parts.ts';
import { byWhom, when } from '../../../web/when.ts';
import { clockAddress, endText, ruleName } from '../../machine/clocks/clock-words.pages.ts';
import type { StoredClock } from '../../machine/clocks/stored.ts';
import { stateWords } from '../../machine/text/request-shown.pages.ts';
import { runsOut } from '../../machine/clocks/runs-out.pages.ts';
import type { LifeEvent } from '../../machine/states/life.ts';
import { hasAct, USUAL_COURSE, type Row } from '../../machine/states/machine.ts';
import { preservation as machine } from '../../machine/states/preservation.ts';
import { whyNotNow, type NotNow } from '../sending/not-now.pages.ts';
import { type Preservation } from '../../core/preservation.ts';
import { preservationReference } from '../../core/request.ts';

export function preservationAddress(file: CaseOfMember, number?: number, then = ''): string {
  return `/cases/${file.reference}/preservations${number === undefined ? '' : `/${number}`}${then}`;
}

export function preservationCrumbs(
  say: Messages,
  file: CaseOfMember,
  ...more: { words: string; href?: string }[]
) {
  return [
    ...caseCrumbs(say, file),
    { words: say.desks.names.preservations, href: preservationAddress(file) },
    ...more,
  ];
}

export function preservationsPage(
  say: Messages,
  file: CaseOfMember,
  list: readonly Preservation[],
  { now, mayBegin }: { readonly now: Date; readonly mayBegin: boolean },
): View {
  const words = say.desks;
  return {
    title: words.names.preservations,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.names.preservations }],
    main: html`<h1>${words.names.preservations}</h1>
      <p class="c-lead">${words.leads.preservations}</p>
      ${mayBegin ? waysToBegin(say, file) : nothing}
      ${
        list.length === 0
          ? html`<p>${words.noPreservation}</p>`
          : table<Preservation>(
              words.names.preservations,
              [
                {
                  heading: words.what,
                  cell: (one) =>
                    html`<a href="${preservationAddress(file, one.number)}"
                        >${visiblePlain(one.holder, 200)}</a
                      ><br /><span class="c-cite"
                        >${preservationReference(file.reference, one.number)}</span
                      >`,
                },
                {
                  heading: words.runsOut,
                  cell: (one) =>
                    runsOut(say, { begun: one.inForceAt ?? one.begunAt, end: one.expiresAt, now }),
                },
                { heading: words.state, cell: (one) => standingTag(say, one, now) },
              ],
              list,
            )
      }`,
  };
}

/** By a request, which records it when it is sent; by hand, what was asked without one. */
function waysToBegin(say: Messages, file: CaseOfMember): Html {
  const { begin, beginHint } = say.desks;
  return html`<p class="c-buttons">
      <a class="govuk-button" href="${requestAddress(file)}/new">${say.requests.purposes.keep}</a>
      <a class="govuk-button govuk-button--secondary" href="${preservationAddress(file)}/new">${begin}</a>
    </p>
    <p class="c-hint">${beginHint}</p>`;
}

/** What is over is not called in force, whenever the job that ends it runs. */
function standingTag(say: Messages, { state, expiresAt }: Preservation, now: Date): Html {
  const isOver = (state === 'inForce' || state === 'extended') && expiresAt !== undefined && expiresAt <= now;
  return isOver ? tag('stop', say.desks.periodOver) : tag('plain', stateWords(say, state));
}

export interface PreservationShown {
  readonly file: CaseOfMember;
  readonly held: Preservation;
  readonly clocks: readonly StoredClock[];
  readonly events: readonly Omit<LifeEvent, 'version'>[];
  /** What this person may do next. */
  readonly rows: readonly Row<string, string>[];
  readonly law: Knowledge;
  readonly isDone: boolean;
  readonly now: Date;
}

export function preservationPage(say: Messages, shown: PreservationShown): View {
  const { file, held, clocks, events, law, now } = shown;
  const words = say.desks;
  const reference = preservationReference(file.reference, held.number);
  const live = clocks.filter(({ run }) => run.status === 'running' || run.status === 'paused');
  return {
    title: reference,
    place: 'cases',
    crumbs: preservationCrumbs(say, file, { words: reference }),
    main: html`${shown.isDone ? done(say.requestLife.done) : nothing}
      <h1><bdi>${visiblePlain(held.holder, 200)}</bdi></h1>
      <p class="c-lead">${reference} ${standingTag(say, held, now)}</p>
      ${held.expiresAt !== undefined && held.expiresAt <= now ? note('stop', html`<p><b>${words.mayBeGone}</b></p>`) : nothing}
      ${facts([
        [words.runsOut, runsOut(say, { begun: held.inForceAt ?? held.begunAt, end: held.expiresAt, now })],
        [
          words.counterpart,
          held.stateCode === undefined ? undefined : stateName(held.stateCode, say.language.code),
        ],
        [words.categories, held.categories.map((one) => say.ways.category[one]).join(say.language.comma)],
        [
          words.identifiers,
          html`${held.identifiers.map(({ value }) => html`<bdi>${visiblePlain(value, 500)}</bdi><br />`)}`,
        ],
        [say.requestLife.reference, held.reference],
      ])}
      <h2>${say.requestLife.next}</h2>
      ${nextSteps(say, shown)}
      <h2>${say.timeLimits.title}</h2>
      ${live.length === 0 ? html`<p>${words.noClock}</p>` : clockList(say, live, law)}
      <h2>${say.requestLife.history}</h2>
      ${events.length === 0 ? html`<p>${say.requestLife.noHistory}</p>` : history(say, events)}`,
  };
}

/** Of one of ours that runs. That it was granted is an act of its own. */
function mayAskLonger({ file, held }: Pick<PreservationShown, 'file' | 'held'>): boolean {
  const isHeld = held.state === 'inForce' || held.state === 'extended';
  return isHeld && held.direction === 'outgoing' && inCase(file.role, 'draftRequest') === 'yes';
}

function clockList(say: Messages, clocks: readonly StoredClock[], law: Knowledge): Html {
  return html`<ul class="govuk-list">
    ${clocks.map(
      (clock) =>
        html`<li>
          <a href="${clockAddress(clock.id)}">${ruleName(say, clock.rule, law)}</a><br />
          ${endText(say, clock.run, clock.at.zone)}
        </li>`,
    )}
  </ul>`;
}

function history(say: Messages, events: readonly Omit<LifeEvent, 'version'>[]): Html {
  const words = say.requestLife;
  const acts: { readonly [act: string]: string } = words.acts;
  return table<Omit<LifeEvent, 'version'>>(
    words.history,
    [
      { heading: words.act, cell: ({ act }) => acts[act] ?? act },
      { heading: words.when, cell: ({ occurredAt }) => when(say, occurredAt) },
      {
        heading: words.evidence,
        cell: ({ evidence, reason, by, at }) =>
          html`${[evidence ?? [], reason ?? []].flat().map((text) => html`${visiblePlain(text, 4000)}<br />`)}<span
              class="c-cite"
              >${byWhom(say, by ?? words.theProgram, at)}</span
            >`,
      },
    ],
    events,
  );
}

type Standing = Pick<PreservationShown, 'file' | 'held' | 'rows'>;

/** What this person may do next. */
function nextSteps(say: Messages, shown: Standing): Html {
  const { file, held, rows } = shown;
  if (rows.length === 0 && !mayAskLonger(shown)) return html`<p>${say.requestLife.nothingNext}</p>`;
  const acts: { readonly [act: string]: string } = say.requestLife.acts;
  return html`<ul class="govuk-list">
    ${mayAskLonger(shown) ? html`<li>${extensionLink(say, file, held.number)}</li>` : nothing}
    ${rows.map(({ act }) => html`<li><a href="${preservationAddress(file, held.number, `/acts/${act}`)}">${acts[act] ?? act}</a></li>`)}
  </ul>`;
}

/** Not in this state, or not by this person; or no act at all. With what can be done instead. */
export function notNowPage(
  say: Messages,
  shown: Standing,
  asked: Omit<NotNow, 'state' | 'machine' | 'course'>,
): View {
  const { file, held } = shown;
  const words = say.requestLife;
  const reference = preservationReference(file.reference, held.number);
  const address = preservationAddress(file, held.number);
  const isAct = hasAct(machine, asked.act);
  const title = isAct ? words.notNow : words.noSuchAct;
  return {
    title,
    place: 'cases',
    crumbs: preservationCrumbs(say, file, { words: reference, href: address }, { words: title }),
    isQuestion: true,
    main: html`<h1>${title}</h1>
      <p>${tag('plain', stateWords(say, held.state))}</p>
      ${isAct ? whyNotNow(say, { ...asked, machine, state: held.state, course: USUAL_COURSE }) : html`<p>${words.noSuchActLead}</p>`}
      <h2>${words.next}</h2>
      ${nextSteps(say, shown)}
      <p><a href="${address}">${say.desks.toPreservation}</a></p>`,
  };
}

/** Around the questions of an act on it. */
export function actAround(
  say: Messages,
  { file, held, row }: Pick<PreservationShown, 'file' | 'held'> & { readonly row: Row<string, string> },
) {
  const acts: { readonly [act: string]: string } = say.requestLife.acts;
  const act = acts[row.act] ?? row.act;
  const reference = preservationReference(file.reference, held.number);
  const address = preservationAddress(file, held.number);
  const crumbs = preservationCrumbs(say, file, { words: reference, href: address }, { words: act });
  return { place: 'cases', act, address, crumbs } as const;
}

/** Why this person may not: by which article. */
export function barredPage(
  say: Messages,
  { act, address, ...around }: ReturnType<typeof actAround>,
  barred: string,
): View {
  return {
    ...around,
    title: act,
    isQuestion: true,
    main: html`<h1>${act}</h1>
      ${note(
        'stop',
        html`<p>${say.requestLife.guards.mayRelease}</p>
          <p class="c-cite"><bdi>${barred}</bdi></p>`,
      )}
      <p><a href="${address}">${say.desks.toPreservation}</a></p>`,
  };
}
