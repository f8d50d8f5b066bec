// Trusted peers: the list, one question a page to add one, the page of one, and our own keys as a sheet for the other side.
import { STATE_CODES, stateName } from '../../law/states.ts';
import { settingPage } from '../../people/setting.pages.ts';
import type { Settings } from '../../platform/settings.ts';
import { lineField, selectField } from '../../web/ask-parts.ts';
import { daysField } from '../../web/day-field.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import {
  choices,
  done,
  errorSummary,
  facts,
  field,
  form,
  hidden,
  note,
  table,
  tag,
  type Errors,
  type Tone,
} from '../../web/parts.ts';
import { dayText } from '../../web/when.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { peerState, ROADS, type Peer, type PeerDeed, type PeerKey, type PeerState } from './peer.ts';

export const PEERS = '/settings/peers';

const TONES: { readonly [state in PeerState]: Tone } = {
  proposed: 'warn',
  confirmed: 'ok',
  withdrawn: 'plain',
};

export function peersPage(say: Messages, peers: readonly Peer[]): View {
  const words = say.peers;
  const view = settingPage(
    say,
    words.title,
    { errors: {}, notice: undefined },
    html`<p class="c-lead">${words.lead}</p>
      ${
        peers.length === 0
          ? html`<p>${words.none}</p>`
          : table<Peer>(
              words.title,
              [
                {
                  heading: words.agency,
                  cell: (one) => html`<a href="${PEERS}/${one.id}">${visiblePlain(one.agency, 200)}</a>`,
                },
                { heading: words.state, cell: (one) => stateName(one.state, say.language.code) },
                {
                  heading: words.log,
                  cell: (one) => html`<span class="c-break">${visiblePlain(one.origin, 255)}</span>`,
                },
                { heading: words.standing, cell: (one) => stateTag(say, one) },
              ],
              peers,
            )
      }
      <p class="c-buttons"><a class="govuk-button" href="${PEERS}/new">${words.add}</a></p>
      <p><a href="${PEERS}/ours">${words.ours}</a></p>`,
  );
  return { ...view, isQuestion: false };
}

function stateTag(say: Messages, peer: Peer): Html {
  const state = peerState(peer);
  return tag(TONES[state], say.peers.states[state]);
}

/** The questions of a new peer, in their order. What was answered goes along in the form. */
export const PEER_STEPS = ['file', 'who', 'road'] as const;
export type PeerStep = (typeof PEER_STEPS)[number];
export type PeerAnswers = {
  readonly [name in 'id' | 'trust' | 'agency' | 'state' | 'road' | 'how' | 'receivedOn']: string;
};

export interface PeerAsked {
  readonly step: PeerStep;
  readonly given: PeerAnswers;
  /** Of the keys given, once they are. */
  readonly prints: readonly PeerKey[];
  readonly origin: string;
  readonly errors: Errors;
}

const ASKED_IN: { readonly [step in PeerStep]: readonly (keyof PeerAnswers)[] } = {
  file: ['trust'],
  who: ['agency', 'state'],
  road: ['road', 'how', 'receivedOn'],
};

export function peerQuestion(say: Messages, asked: PeerAsked): View {
  const words = say.peers;
  const { step, given, errors } = asked;
  const kept = Object.entries(given).filter(([name]) => !ASKED_IN[step].some((one) => one === name));
  const title = { file: words.file, who: words.who, road: words.road }[step];
  const content = { file: askFile, who: askWho, road: askRoad }[step](say, asked);
  return under(say, [{ words: title }], {
    title,
    errors,
    content: form(
      html`${hidden('step', step)}${kept.map(([name, value]) => hidden(name, value))} ${content}`,
      step === 'road' ? words.save : say.form.next,
      `${PEERS}/new`,
    ),
  });
}

function askFile(say: Messages, { given, errors }: PeerAsked): Html {
  const words = say.peers;
  return field(
    say,
    { name: 'trust', label: words.file, hint: words.fileHint, value: given.trust, rows: 8, isHeading: true },
    errors,
  );
}

function askWho(say: Messages, { given, errors, prints, origin }: PeerAsked): Html {
  const words = say.peers;
  const { code } = say.language;
  const states = STATE_CODES.map((state) => ({ value: state, words: stateName(state, code) })).sort((a, b) =>
    a.words.localeCompare(b.words, code),
  );
  return html`<h1>${words.who}</h1>
    ${lineField(say, { name: 'agency', label: words.agency, hint: words.agencyHint, value: given.agency }, errors)}
    ${selectField(say, { name: 'state', label: words.state, value: given.state }, [{ value: '', words: words.chooseState }, ...states], errors)}
    ${facts([[words.log, html`<span class="c-break">${visiblePlain(origin, 255)}</span>`]])}
    ${printsHtml(say, prints)}`;
}

function askRoad(say: Messages, { given, errors }: PeerAsked): Html {
  const words = say.peers;
  const list = ROADS.map((one) => ({ value: one, words: words.roads[one], isChosen: one === given.road }));
  return html`<h1>${words.road}</h1>
    ${choices(say, { name: 'road', kind: 'radios', legend: words.road, isLegendHidden: true, list }, errors)}
    ${field(say, { name: 'how', label: words.how, hint: words.howHint, value: given.how, autocomplete: 'off' }, errors)}
    ${daysField(say, { name: 'receivedOn', legend: words.receivedOn, value: given.receivedOn }, errors)}`;
}

/** In four lines of four groups, each with its number: two people who read to each other say where they are. */
function printsHtml(say: Messages, prints: readonly PeerKey[], hint = say.peers.printsHint): Html {
  const words = say.peers;
  return html`<h2>${words.prints}</h2>
    <p>${hint}</p>
    <div class="c-prints">
      ${prints.map(
        ({ use, fingerprint }) =>
          html`<section>
            <h3>${words.uses[use]}</h3>
            <ol dir="ltr">
              ${(fingerprint.match(/.{1,16}/g) ?? []).map(
                (line) => html`<li><code>${(line.match(/.{1,4}/g) ?? []).join(' ')}</code></li>`,
              )}
            </ol>
          </section>`,
      )}
    </div>`;
}

export interface PeerShown {
  readonly peer: Peer;
  readonly prints: readonly PeerKey[];
  readonly witnesses: number;
  /** Whoever looks added it. */
  readonly isOwn: boolean;
  readonly notice: string | undefined;
}

export function peerPage(say: Messages, { peer, prints, witnesses, isOwn, notice }: PeerShown): View {
  const words = say.peers;
  const state = peerState(peer);
  const address = `${PEERS}/${peer.id}`;
  const title = visiblePlain(peer.agency, 200);
  const day = (date: Date): string => dayText(say, date);
  const deed = (of: PeerDeed | undefined): Html | undefined =>
    of && html`${words.deed(of.by.name, day(of.at))}<br /><bdi class="c-break">${of.words}</bdi>`;
  const view = under(say, [{ words: title }], {
    title,
    errors: {},
    content: html`${notice === undefined ? nothing : done(notice)}
      <div class="c-titled">
        <h1 class="c-break">${title}</h1>
        ${stateTag(say, peer)}
      </div>
      ${state === 'proposed' && notice === undefined ? note('warn', html`<p>${isOwn ? words.waitsOwn : words.waits}</p>`) : nothing}
      ${facts([
        [words.state, stateName(peer.state, say.language.code)],
        [words.log, html`<span class="c-break">${visiblePlain(peer.origin, 255)}</span>`],
        [words.received, words.roads[peer.road]],
        [words.day, day(new Date(`${peer.receivedOn}T12:00:00`))],
        [words.added, deed(peer.added)],
        [words.confirmed, deed(peer.confirmed)],
        [words.withdrawn, deed(peer.withdrawn)],
        [words.witnesses, witnesses === 0 ? undefined : words.witnessesAsked(witnesses)],
      ])}
      ${printsHtml(say, prints)}
      ${prints.some(({ use }) => use === 'service') ? nothing : html`<p class="c-hint">${words.noService}</p>`}
      <p><a href="${address}/trust.txt" download>${words.keep}</a></p>
      ${
        state === 'withdrawn'
          ? nothing
          : html`<p class="c-hint">${words.rotation}</p>
              <p class="c-buttons">
                ${state === 'proposed' && !isOwn ? html`<a class="govuk-button" href="${address}/confirm">${words.confirm}</a>` : nothing}
                <a class="govuk-button govuk-button--secondary" href="${address}/withdraw"
                  >${words.withdraw}</a
                >
              </p>`
      }`,
  });
  return { ...view, isQuestion: false };
}

export interface DecisionAsked {
  readonly peer: Peer;
  readonly prints: readonly PeerKey[];
  readonly given: string;
  readonly errors: Errors;
}

export function confirmPage(say: Messages, { peer, prints, given, errors }: DecisionAsked): View {
  const words = say.peers;
  return under(say, [agencyCrumb(peer), { words: words.confirm }], {
    title: words.confirm,
    errors,
    content: html`<h1>${words.confirm}</h1>
      ${printsHtml(say, prints)}
      ${form(
        field(
          say,
          {
            name: 'words',
            label: words.confirmTitle,
            hint: words.confirmHint,
            value: given,
            autocomplete: 'off',
          },
          errors,
        ),
        words.confirmButton,
        `${PEERS}/${peer.id}/confirm`,
      )}`,
  });
}

export function withdrawPage(say: Messages, { peer, given, errors }: Omit<DecisionAsked, 'prints'>): View {
  const words = say.peers;
  const asked = {
    name: 'words',
    label: words.withdrawTitle,
    hint: words.withdrawHint,
    value: given,
  } as const;
  return under(say, [agencyCrumb(peer), { words: words.withdraw }], {
    title: words.withdrawTitle,
    errors,
    content: form(
      field(say, { ...asked, isHeading: true, autocomplete: 'off' }, errors),
      words.withdrawButton,
      `${PEERS}/${peer.id}/withdraw`,
    ),
  });
}

/** What the other side is given: on paper, or as a file. */
export function oursPage(say: Messages, settings: Settings, prints: readonly PeerKey[], at: Date): View {
  const words = say.peers;
  const view = under(say, [{ words: words.ours }], {
    title: words.ours,
    errors: {},
    content: html`<h1>${words.ours}</h1>
      <div class="c-screen">
        <p class="c-lead">${words.oursLead}</p>
        <p class="c-buttons">
          <a class="govuk-button govuk-button--secondary" href="${PEERS}/ours/trust.txt" download
            >${words.oursFile}</a
          >
        </p>
        <p class="c-hint">${words.oursPrint}</p>
      </div>
      ${facts([
        [words.agency, settings.agency],
        [words.state, stateName(settings.state, say.language.code)],
        [words.log, settings.origin],
        [words.oursDay, dayText(say, at)],
      ])}
      ${printsHtml(say, prints, words.oursHow)}`,
  });
  return { ...view, isQuestion: false };
}

function agencyCrumb(peer: Peer): { readonly words: string; readonly href: string } {
  return { words: visiblePlain(peer.agency, 60), href: `${PEERS}/${peer.id}` };
}

function under(
  say: Messages,
  crumbs: NonNullable<View['crumbs']>,
  { title, errors, content }: { readonly title: string; readonly errors: Errors; readonly content: Html },
): View {
  return {
    title,
    place: 'settings',
    crumbs: [
      { words: say.settings.title, href: '/settings' },
      { words: say.peers.title, href: PEERS },
      ...crumbs,
    ],
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}${content}`,
  };
}
