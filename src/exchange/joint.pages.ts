// A joint investigation on the page of its case, and before the desk when it is proposed.
import { caseCrumbs } from '../cases/cases.pages.ts';
import type { CaseOfMember } from '../people/case-member.store.ts';
import { stateWords } from '../requests/machine/text/request-shown.pages.ts';
import { factsOf } from '../web/fields/record.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, form, pressButton, table, tag, type Tone } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { isolatedText, numberText, sizeText, statedText, when } from '../web/when.ts';
import { roleName, saidText } from './case-between.pages.ts';
import { ARRIVALS } from './desk.pages.ts';
import type { changesSeen } from './joint-change.acts.ts';
import { JOINT } from './joint-asks.ts';
import { leftHtml } from './joint-left.pages.ts';
import type { CopyHeld } from './copies-held.store.ts';
import type { Agreement, Kept } from './joint-messages.ts';
import type { SharedRow } from './joint-shared.store.ts';
import type { Party, Team } from './joint.store.ts';

export const JOINT_PATH = 'joint';
export const JOINT_ARRIVED = `${ARRIVALS}/joint`;

type ChangeSeen = Awaited<ReturnType<typeof changesSeen>>[number];

type PartyState = Party['state'] | 'ended';
const TONES: { readonly [state in PartyState]: Tone } = {
  asked: 'plain',
  agreed: 'ok',
  declined: 'stop',
  ended: 'plain',
};

const CHANGE_TONES: { readonly [state in ChangeSeen['state']]: Tone } = {
  open: 'warn',
  agreed: 'ok',
  declined: 'stop',
  lapsed: 'plain',
};

interface JointShown {
  readonly file: CaseOfMember;
  readonly team: Team;
  readonly parties: readonly Party[];
  readonly shared: readonly SharedRow[];
  readonly changes: readonly ChangeSeen[];
  /** That were taken into evidence, here and there. */
  readonly copies: readonly CopyHeld[];
  /** Our log. */
  readonly own: string;
  /** Of peers, by their logs: who left is in no agreement that is kept. */
  readonly names: ReadonlyMap<string, string>;
  /** Who looks may share and end. */
  readonly mayAct: boolean;
}

const agencyOf = ({ parties }: Agreement, origin: string): string =>
  visiblePlain(parties.find((one) => one.origin === origin)?.agency ?? origin, 200);

/** Of who is, or was, in the agreement. */
const nameIn =
  (say: Messages, { changes, team, names }: JointShown) =>
  (origin: string): string => {
    const every = [...changes.map(({ agreement }) => agreement), team.agreement];
    const of = every.find(({ parties }) => parties.some((one) => one.origin === origin));
    return isolatedText(say, of ? agencyOf(of, origin) : visiblePlain(names.get(origin) ?? origin, 200));
  };

const below = ({ file }: Pick<JointShown, 'file'>): string => `/cases/${file.reference}/${JOINT_PATH}`;

function around(say: Messages, file: CaseOfMember, main: Html): View {
  const { title } = say.exchange.joint;
  return { title, place: 'cases', crumbs: [...caseCrumbs(say, file), { words: title }], main };
}

/** Of a case that is not a joint one. */
export function noJointPage(
  say: Messages,
  file: CaseOfMember,
  { mayPropose, isAlone }: { readonly mayPropose: boolean; readonly isAlone: boolean },
): View {
  const words = say.exchange.joint;
  const next = mayPropose
    ? html`<p><a class="govuk-button" href="${below({ file })}/propose">${words.propose}</a></p>`
    : html`<p>${words.none} ${isAlone ? say.exchange.alone : nothing}</p>`;
  return around(
    say,
    file,
    html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${next}`,
  );
}

export function jointPage(say: Messages, shown: JointShown): View {
  const { file, team, shared, mayAct } = shown;
  const words = say.exchange.joint;
  const address = below(shown);
  const second = (path: string, label: string): Html =>
    html`<a class="govuk-button govuk-button--secondary" href="${address}/${path}">${label}</a>`;
  return around(
    say,
    file,
    html`<h1><bdi>${visiblePlain(team.agreement.name, 200)}</bdi></h1>
      <p class="c-lead">${words.lead}</p>
      ${agreementFacts(say, team)} ${partiesTable(say, shown)} ${leftHtml(say, shown, nameIn(say, shown))}
      ${changesHtml(say, shown)} ${divisions(say, shown)}
      <h2>${words.shared}</h2>
      ${shared.length === 0 ? html`<p>${words.nothingShared}</p>` : shared.map((one) => sharedSection(say, shown, one))}
      ${
        mayAct
          ? html`<p class="c-buttons">
              ${second('note', words.shareNote)} ${second('request', words.shareRequest)}
              ${second('exhibit', words.shareExhibit)} ${second('change', words.change)}
              ${second('end', words.end)}
            </p>`
          : nothing
      }`,
  );
}

function agreementFacts(
  say: Messages,
  { agreement, sha256 }: Pick<Team, 'agreement' | 'sha256'>,
  came: Parameters<typeof facts>[0] = [],
): Html {
  const words = say.exchange.joint;
  const { purpose, use, from, until } = agreement;
  return facts([
    ...came,
    ...factsOf(say, JOINT, { purpose, use }),
    [words.period, words.days(statedText(say, from), statedText(say, until))],
    [words.digest, html`<code class="c-break" dir="ltr">${sha256}</code>`],
  ]);
}

function partiesTable(
  say: Messages,
  { team, parties, own }: Pick<JointShown, 'team' | 'parties' | 'own'>,
): Html {
  const words = say.exchange.joint;
  const of = (origin: string): Party | undefined => parties.find((one) => one.origin === origin);
  const state = (origin: string): Html => {
    const party = of(origin);
    const is: PartyState =
      origin === own
        ? team.state === 'proposed'
          ? 'asked'
          : team.state
        : party === undefined
          ? 'asked'
          : party.endedAt === undefined
            ? party.state
            : 'ended';
    return tag(TONES[is], words.states[is]);
  };
  const why = (origin: string): Html => {
    const answer = of(origin)?.answer;
    if (answer === undefined) return nothing;
    const { text, language } = JSON.parse(answer) as { readonly text: string; readonly language: string }; // as it was read by its schema
    return html`<br /><span lang="${language}" dir="auto">${visiblePlain(text, 20_000)}</span>`;
  };
  return html`<h2>${words.parties}</h2>
    ${table<Agreement['parties'][number]>(
      words.parties,
      [
        {
          heading: words.party,
          cell: ({ origin, agency }) =>
            html`<bdi>${visiblePlain(agency, 200)}</bdi
              >${origin === own ? html` ${tag('plain', words.us)}` : nothing}`,
        },
        {
          heading: words.leaders,
          cell: ({ origin }) =>
            html`<bdi>${visiblePlain((origin === own ? team.leader : of(origin)?.leader) ?? '–', 200)}</bdi>`,
        },
        { heading: words.standing, cell: ({ origin }) => html`${state(origin)}${why(origin)}` },
      ],
      team.agreement.parties,
    )}`;
}

/** Those that are open in full; of the others what became of them. */
function changesHtml(say: Messages, shown: JointShown): Html {
  const words = say.exchange.joint;
  const { changes, team, mayAct, own } = shown;
  if (changes.length === 0) return nothing;
  return html`<h2>${words.changes}</h2>
    ${changes.map((one) => {
      const address = `${below(shown)}/changes/${one.sha256}`;
      const { text, language } = JSON.parse(one.why) as { readonly text: string; readonly language: string }; // as it was read by its schema
      const others = one.agreement.parties.filter(
        ({ origin }) => !team.agreement.parties.some((each) => each.origin === origin),
      );
      return html`<section>
        <h3>
          ${words.changeBy(nameIn(say, shown)(one.proposer))}
          ${tag(CHANGE_TONES[one.state], words.changeStates[one.state])}
        </h3>
        <p class="c-hint">${when(say, one.at)}</p>
        ${saidText({ text, language })} ${one.state === 'open' ? agreementFacts(say, one) : nothing}
        ${others.length === 0 || one.state !== 'open' ? nothing : html`<p>${words.comeIn}${say.language.colon}${others.map(({ agency }) => html`<bdi>${visiblePlain(agency, 200)}</bdi> `)}</p>`}
        ${one.answers.map((answer) => changeAnswerHtml(say, team.agreement, answer))}
        ${
          mayAct && one.ours === 'asked' && one.state === 'open'
            ? html`<div class="c-buttons">
                ${form(nothing, words.agreeChange, `${address}/agree`)}
                ${
                  one.agreement.parties.some(({ origin }) => origin === own)
                    ? html`<a class="govuk-button govuk-button--secondary" href="${address}/decline"
                        >${words.declineChange}</a
                      >`
                    : nothing
                }
              </div>`
            : nothing
        }
      </section>`;
    })}`;
}

/** With the reason of who declined it. */
function changeAnswerHtml(
  say: Messages,
  agreement: Agreement,
  { origin, isAgreed, answer }: ChangeSeen['answers'][number],
): Html {
  const { states } = say.exchange.joint;
  // As it was read by its schema.
  const why =
    answer === undefined
      ? undefined
      : (JSON.parse(answer) as { readonly text: string; readonly language: string });
  return html`<p>
      <bdi>${agencyOf(agreement, origin)}</bdi>
      ${tag(isAgreed ? 'ok' : 'stop', states[isAgreed ? 'agreed' : 'declined'])}
    </p>
    ${why === undefined ? nothing : saidText(why)}`;
}

function sharedSection(say: Messages, shown: JointShown, one: SharedRow): Html {
  const words = say.exchange.joint;
  const { said, origin, id, at, unsharedAt } = one;
  const isOurs = origin === shown.own;
  return html`<section>
    <h3>
      ${words.kinds[said.kind]}${unsharedAt === undefined ? nothing : html` ${tag('warn', words.unshared)}`}
    </h3>
    <p class="c-hint">
      <bdi>${agencyOf(shown.team.agreement, origin)}</bdi
      >${say.language.comma}<bdi>${visiblePlain(said.by, 200)}</bdi>${say.language.comma}${roleName(say, said.role)}${say.language.comma}${when(say, at)}
    </p>
    ${saidHtml(say, said)}
    ${
      shown.mayAct && isOurs && unsharedAt === undefined
        ? html`${said.kind === 'exhibit' ? html`<p><a href="${below(shown)}/copies/${id}">${words.giveCopy}</a></p>` : nothing}
          ${pressButton(`${below(shown)}/${id}/unshare`, words.unshare, words.kinds[said.kind])}`
        : nothing
    }
  </section>`;
}

function saidHtml(say: Messages, said: SharedRow['said']): Html {
  const words = say.exchange.joint;
  switch (said.kind) {
    case 'note':
      return saidText(said);
    case 'request':
      return html`<p>
        <bdi>${visiblePlain(said.reference, 100)}</bdi
        >${said.to === undefined ? nothing : html` <bdi>${visiblePlain(said.to, 10)}</bdi>`}
        ${tag('plain', visiblePlain(stateWords(say, said.state), 100))}
      </p>`;
    case 'exhibit':
      return html`<p>
          <bdi>${visiblePlain(said.number, 100)}</bdi>
          <bdi>${visiblePlain(said.title, 300)}</bdi> ${sizeText(say, said.bytes)}
        </p>
        <p>${words.sha256}${say.language.colon}<code class="c-break" dir="ltr">${said.sha256}</code></p>`;
  }
}

function divisions(say: Messages, shown: JointShown): Html {
  const words = say.exchange.joint;
  const { team, parties, mayAct } = shown;
  const theirs = parties.filter(({ division }) => division !== undefined);
  if (team.division === undefined && theirs.length === 0) return nothing;
  return html`<h2>${words.divisions}</h2>
    ${team.division === undefined ? nothing : divisionHtml(say, shown, words.ourDivision, team.division, team.divisionSaid)}
    ${theirs.map(
      ({ origin, division = '', divisionSaid }) =>
        html`${divisionHtml(say, shown, words.theirDivision(agencyOf(team.agreement, origin)), division, divisionSaid)}
        ${mayAct && division !== team.division ? form(nothing, words.agreeDivision, `${below(shown)}/sign/${String(parties.findIndex((one) => one.origin === origin))}`) : nothing}`,
    )}`;
}

function divisionHtml(
  say: Messages,
  { team, shared }: JointShown,
  heading: string,
  division: string,
  words: string | undefined,
): Html {
  const keeps = JSON.parse(division) as readonly Kept[]; // as it was read by its schema, and so are the words
  const said =
    words === undefined
      ? undefined
      : (JSON.parse(words) as { readonly text: string; readonly language: string });
  const nameOf = ({ of, id }: Kept): string => {
    const one = shared.find((each) => each.origin === of && each.id === id)?.said;
    return one?.kind === 'exhibit' ? visiblePlain(`${one.number} ${one.title}`, 300) : id;
  };
  return html`<h3>${heading}</h3>
    ${
      keeps.length === 0
        ? html`<p>${say.exchange.joint.nothingDivided}</p>`
        : html`<ul>
            ${keeps.map((one) => html`<li>${say.exchange.joint.keeps(isolatedText(say, nameOf(one)), isolatedText(say, agencyOf(team.agreement, one.keeper)))}</li>`)}
          </ul>`
    }
    ${said === undefined ? nothing : saidText(said)}`;
}

/** On the desk of what came, where there is any. */
export function teamsTable(say: Messages, all: readonly Team[]): Html {
  const words = say.exchange.joint;
  if (all.length === 0) return nothing;
  return html`<h2>${words.deskTitle}</h2>
    ${table<Team>(
      words.deskTitle,
      [
        {
          heading: words.name,
          cell: ({ id, agreement }) =>
            html`<a href="${JOINT_ARRIVED}/${id}"><bdi>${visiblePlain(agreement.name, 200)}</bdi></a>`,
        },
        {
          heading: say.exchange.arrivals.from,
          cell: ({ agreement, proposer }) =>
            html`<bdi class="c-break">${agencyOf(agreement, proposer)}</bdi>`,
        },
        {
          heading: words.parties,
          cell: ({ agreement }) => numberText(say, agreement.parties.length),
          isNumber: true,
        },
        { heading: say.exchange.arrivals.arrived, cell: ({ at }) => when(say, at) },
      ],
      all,
    )}`;
}

/** As a case that is handed over lies before the desk (case-between.pages.ts). */
export function jointArrivedPage(say: Messages, shown: Pick<JointShown, 'team' | 'parties' | 'own'>): View {
  const { team } = shown;
  const { arrivals } = say.exchange;
  const state = team.state === 'proposed' ? 'asked' : team.state;
  const words = say.exchange.joint;
  const title = visiblePlain(team.agreement.name, 200);
  const address = `${JOINT_ARRIVED}/${team.id}`;
  return {
    title,
    place: 'work',
    crumbs: [{ words: say.exchange.arrivals.title, href: ARRIVALS }, { words: title }],
    main: html`<h1><bdi>${title}</bdi></h1>
      <p class="c-lead">${words.title} ${tag(TONES[state], words.states[state])}</p>
      ${agreementFacts(say, team, [
        [arrivals.from, html`<bdi>${agencyOf(team.agreement, team.proposer)}</bdi>`],
        [arrivals.reference, html`<bdi>${visiblePlain(team.agreement.reference, 100)}</bdi>`],
        [arrivals.arrived, when(say, team.at)],
      ])}
      ${partiesTable(say, shown)}
      ${
        team.state !== 'proposed'
          ? nothing
          : html`<p>${words.takeLead}</p>
              <p class="c-buttons">
                <a class="govuk-button" href="${address}/take">${words.take}</a>
                <a class="govuk-button govuk-button--secondary" href="${address}/decline">${words.decline}</a>
              </p>`
      }`,
  };
}
