// A case between us and another authority: on its page here, and before the desk when it came.
import { caseCrumbs } from '../cases/cases.pages.ts';
import type { CaseOfMember } from '../people/case-member.store.ts';
import { AGENCY_ROLES, CASE_ROLES } from '../people/roles.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, form, table, tag, type Tone } from '../web/parts.ts';
import { visibleLines, visiblePlain } from '../web/safe-text.ts';
import { dayText, statedText, when } from '../web/when.ts';
import type { AlongState, BetweenState, CaseBetween, RequestAlong } from './case-between.store.ts';
import { ARRIVALS } from './desk.pages.ts';
import type { MessageOf } from './message.ts';
import type { OutState } from './out.store.ts';

export const WITH_OTHERS = 'with-others';
export const CASES_ARRIVED = `${ARRIVALS}/cases`;

const TONES: { readonly [state in BetweenState]: Tone } = {
  offered: 'plain',
  taken: 'ok',
  declined: 'stop',
  done: 'ok',
  undelivered: 'stop',
};

export interface BetweenSeen {
  readonly one: CaseBetween;
  readonly said: MessageOf<'caseOffered' | 'actAsked'>;
  readonly answer: MessageOf<'caseDeclined' | 'actDone' | 'actDeclined'> | undefined;
  readonly agency: string;
  readonly along: readonly {
    readonly request: RequestAlong;
    /** Theirs: as it came. */
    readonly said: MessageOf<'caseRequest'> | undefined;
  }[];
  /** Of the last message of ours in it. */
  readonly sent: OutState | undefined;
}

/** "Handed to … on …", by what it is and whose. */
function lineOf(say: Messages, { one, agency }: BetweenSeen): string {
  const words = say.exchange.cases;
  const [name, day] = [visiblePlain(agency, 200), dayText(say, one.at)];
  if (one.kind === 'transfer') return one.isOurs ? words.handedTo(name, day) : words.takenFrom(name, day);
  return one.isOurs ? words.askedOf(name, day) : words.askedBy(name, day);
}

/** On the page of the case: what stands between it and others, in a line each. */
export function betweenLines(
  say: Messages,
  file: Pick<CaseOfMember, 'reference'>,
  all: readonly BetweenSeen[],
): Html {
  const words = say.exchange.cases;
  return html`<h2>${words.title}</h2>
    ${all.map(
      (seen) =>
        html`<p>
          ${lineOf(say, seen)} ${tag(TONES[seen.one.state], words.states[seen.one.state])}
          ${seen.one.isOurs ? theirCase(seen.one) : html`<bdi>${visiblePlain(seen.said.reference, 100)}</bdi>`}
        </p>`,
    )}
    <p>
      <a href="/cases/${file.reference}/${WITH_OTHERS}">${all.length === 0 ? words.none : words.look}</a>
    </p>`;
}

function theirCase({ theirReference }: CaseBetween): Html {
  return theirReference === undefined
    ? nothing
    : html`<bdi class="c-nowrap">${visiblePlain(theirReference, 100)}</bdi>`;
}

interface WithOthers {
  readonly file: CaseOfMember;
  readonly all: readonly BetweenSeen[];
  readonly mayAct: boolean;
  /** The case may be handed over: it is open, and with nobody. */
  readonly mayHandOver: boolean;
  /** Nobody can be asked: no peer is reached through the exchange. */
  readonly isAlone: boolean;
}

export function withOthersPage(say: Messages, { file, all, mayAct, mayHandOver, isAlone }: WithOthers): View {
  const words = say.exchange.cases;
  const address = `/cases/${file.reference}/${WITH_OTHERS}`;
  const waits = all.some(({ along }) => along.some(({ request }) => request.state === 'proven'));
  return {
    title: words.title,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.title }],
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${isAlone ? html`<p>${say.exchange.alone}</p>` : nothing}
      ${all.map((seen) => section(say, seen, { file, address: mayAct ? address : undefined }))}
      ${
        mayAct && !file.isClosed
          ? html`<p class="c-buttons">
              ${mayHandOver ? html`<a class="govuk-button ${waits ? 'govuk-button--secondary' : ''}" href="${address}/hand-over">${words.transfer}</a>` : nothing}
              <a class="govuk-button govuk-button--secondary" href="${address}/ask">${words.act}</a>
            </p>`
          : nothing
      }`,
  };
}

interface Place {
  readonly file: Pick<CaseOfMember, 'reference'>;
  /** Undefined: who looks may do nothing. */
  readonly address: string | undefined;
}

const ALONG_TONES: { readonly [state in AlongState]: Tone } = {
  goes: 'plain',
  sent: 'plain',
  closed: 'ok',
  open: 'stop',
  named: 'plain',
  proven: 'ok',
  faulty: 'stop',
  begun: 'ok',
};

/** The requests that go along with the case: what became of each, and what happened to it before. */
function alongOf(say: Messages, { one, along }: BetweenSeen, { file, address }: Place): Html {
  const words = say.exchange.cases;
  if (along.length === 0) return nothing;
  return html`<h3>${words.along}</h3>
    ${along.map(({ request, said }) => {
      const { reference, state, number, message, why } = request;
      const name = html`<bdi>${visiblePlain(reference, 100)}</bdi>`;
      const own = number === 0 ? undefined : `/cases/${file.reference}/requests/${number}`;
      return html`<p>
          ${own === undefined ? name : html`<a href="${own}">${name}</a>`}
          ${tag(ALONG_TONES[state], words.alongStates[state])}
          ${why === undefined ? nothing : html`<span class="c-hint"><bdi>${visiblePlain(why, 300)}</bdi></span>`}
        </p>
        ${
          said === undefined
            ? nothing
            : html`<details class="c-each">
                <summary>${words.alongHistory}</summary>
                ${facts([[words.alongWhat, stateName(say, said.state)]])}
                <ul>
                  ${said.history.map(
                    ({ act, at }) =>
                      html`<li>${when(say, new Date(at))}${say.language.colon}${actName(say, act)}</li>`,
                  )}
                </ul>
              </details>`
        }
        ${
          address !== undefined && state === 'proven' && message !== undefined
            ? html`<div class="c-buttons">
                ${form(nothing, words.goOn, `${address}/${one.id}/requests/${message}/go-on`)}
              </div>`
            : nothing
        }`;
    })}`;
}

/** One that we know by its name; of another program, as it says it. */
function actName(say: Messages, act: string): Html | string {
  const known: { readonly [act: string]: string } = say.requestLife.acts;
  return known[act] ?? html`<bdi>${visiblePlain(act, 40)}</bdi>`;
}

function stateName(say: Messages, state: string): Html | string {
  const known: { readonly [state: string]: string } = say.requestLife.states;
  return known[state] ?? html`<bdi>${visiblePlain(state, 40)}</bdi>`;
}

function section(say: Messages, seen: BetweenSeen, { file, address }: Place): Html {
  const words = say.exchange.cases;
  const { one, sent } = seen;
  const mayAnswer = address !== undefined && one.kind === 'act' && !one.isOurs && one.state === 'taken';
  return html`<section>
    <h2>${lineOf(say, seen)} ${tag(TONES[one.state], words.states[one.state])}</h2>
    ${facts([
      [words.delivery, sent === undefined ? undefined : say.exchange.states[sent]],
      [words.taken, one.takenAt === undefined ? undefined : when(say, one.takenAt)],
      [words.role, one.role === undefined ? undefined : roleName(say, one.role)],
      [
        words.theirs,
        one.isOurs
          ? one.theirReference && theirCase(one)
          : html`<bdi>${visiblePlain(seen.said.reference, 100)}</bdi>`,
      ],
      ...saidFacts(say, seen.said),
    ])}
    ${saidText(seen.said)} ${answerOf(say, seen)} ${alongOf(say, seen, { file, address })}
    ${one.kind === 'transfer' && one.isOurs && one.state === 'taken' ? html`<p>${words.kept}</p>` : nothing}
    ${
      mayAnswer
        ? html`<p class="c-buttons">
            <a class="govuk-button" href="${address}/${one.id}/done">${words.done}</a>
            <a class="govuk-button govuk-button--secondary" href="${address}/${one.id}/decline"
              >${words.decline}</a
            >
          </p>`
        : nothing
    }
  </section>`;
}

function saidFacts(
  say: Messages,
  said: BetweenSeen['said'],
): (readonly [string, Html | string | undefined])[] {
  const words = say.exchange.cases;
  if (said.type === 'actAsked')
    return [[words.due, said.dueOn === undefined ? undefined : statedText(say, said.dueOn)]];
  return [
    [
      words.basisLabel,
      said.basis === undefined ? undefined : html`<bdi>${visiblePlain(said.basis, 1000)}</bdi>`,
    ],
    [words.staysLabel, lines(said.stays)],
    [words.passedOnLabel, lines(said.passedOn)],
  ];
}

function lines(all: readonly string[]): Html | undefined {
  if (all.length === 0) return undefined;
  return html`${all.map((one) => html`<bdi>${visiblePlain(one, 200)}</bdi><br />`)}`;
}

/** Text of another is text, line by line as it was typed. */
export function saidText({ text, language }: { readonly text: string; readonly language: string }): Html {
  return html`<p class="c-typed c-break" lang="${language}" dir="auto">${visibleLines(text, 20_000)}</p>`;
}

/** A role that we know by its name; of another program, as it says it. */
export function roleName(say: Messages, role: string): Html | string {
  const inAgency = AGENCY_ROLES.find((one) => one === role);
  const inCase = CASE_ROLES.find((one) => one === role);
  if (inAgency !== undefined) return say.agencyRole[inAgency];
  return inCase === undefined ? html`<bdi>${visiblePlain(role, 40)}</bdi>` : say.caseRole[inCase];
}

function answerOf(say: Messages, { one, answer }: BetweenSeen): Html {
  if (answer === undefined || one.answeredAt === undefined) return nothing;
  return html`<h3>${say.exchange.cases.answers[answer.type]}</h3>
    <p class="c-hint">${when(say, one.answeredAt)}</p>
    ${saidText(answer)}`;
}

/** On the desk of what came, where there is any. */
export function casesTable(say: Messages, all: readonly BetweenSeen[]): Html {
  const words = say.exchange.cases;
  if (all.length === 0) return nothing;
  return html`<h2>${words.deskTitle}</h2>
    ${table<BetweenSeen>(
      words.deskTitle,
      [
        {
          heading: say.exchange.arrivals.reference,
          cell: ({ one, said }) =>
            html`<a href="${CASES_ARRIVED}/${one.id}"><bdi>${visiblePlain(said.reference, 100)}</bdi></a>`,
        },
        { heading: words.what, cell: ({ one }) => words.kinds[one.kind] },
        {
          heading: say.exchange.arrivals.from,
          cell: ({ agency }) => html`<bdi class="c-break">${visiblePlain(agency, 200)}</bdi>`,
        },
        { heading: say.exchange.arrivals.arrived, cell: ({ one }) => when(say, one.at) },
      ],
      all,
    )}`;
}

export function caseArrivedPage(say: Messages, seen: BetweenSeen): View {
  const { one, said, agency } = seen;
  const words = say.exchange.cases;
  const title = visiblePlain(said.title, 200);
  const address = `${CASES_ARRIVED}/${one.id}`;
  return {
    title,
    place: 'work',
    crumbs: [{ words: say.exchange.arrivals.title, href: ARRIVALS }, { words: title }],
    main: html`<h1><bdi>${title}</bdi></h1>
      <p class="c-lead">${words.kinds[one.kind]} ${tag(TONES[one.state], words.states[one.state])}</p>
      ${facts([
        [say.exchange.arrivals.from, html`<bdi>${visiblePlain(agency, 200)}</bdi>`],
        [say.exchange.arrivals.reference, html`<bdi>${visiblePlain(said.reference, 100)}</bdi>`],
        [say.exchange.arrivals.arrived, when(say, one.at)],
        ...saidFacts(say, said),
      ])}
      ${saidText(said)} ${answerOf(say, seen)}
      ${
        one.state !== 'offered'
          ? nothing
          : html`<p>${words.takeLead}</p>
              <p class="c-buttons">
                <a class="govuk-button" href="${address}/take">${words.take}</a>
                <a class="govuk-button govuk-button--secondary" href="${address}/decline">${words.decline}</a>
              </p>`
      }`,
  };
}
