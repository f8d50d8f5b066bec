// Trusted peers: the list, the page of one, and our own keys as a sheet for the other side.
import type { Uuid } from '../../base/ids.ts';
import { stateName } from '../../law/states.ts';
import { settingPage } from '../../people/setting.pages.ts';
import type { Settings } from '../../platform/settings.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { done, facts, note, table, tag, type Tone } from '../../web/parts.ts';
import { dayText, when } from '../../web/when.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { printsHtml, spokenFacts } from './peer-asked.ts';
import {
  peerState,
  type Peer,
  type PeerDeed,
  type PeerKey,
  type PeerSpoken,
  type PeerState,
} from './peer.ts';

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

export interface PeerShown {
  readonly peer: Peer;
  readonly prints: readonly PeerKey[];
  readonly witnesses: number;
  readonly spoken: PeerSpoken;
  /** Whoever looks: what they added another one confirms. */
  readonly by: Uuid;
  readonly notice: string | undefined;
}

export function peerPage(say: Messages, { peer, prints, witnesses, spoken, by, notice }: PeerShown): View {
  const words = say.peers;
  const { stop, waiting } = spoken;
  const isOwn = peer.added.by.id === by;
  const mayConfirm =
    peerState(peer) === 'proposed'
      ? !isOwn && waiting?.by !== by
      : waiting !== undefined && waiting.by !== by;
  const state = peerState(peer);
  const address = `${PEERS}/${peer.id}`;
  const title = visiblePlain(peer.agency, 200);
  const day = (date: Date): string => dayText(say, date);
  const deed = (of: PeerDeed | undefined): Html | undefined =>
    of && html`${words.deed(of.by.name, day(of.at))}<br /><bdi class="c-break">${of.words}</bdi>`;
  return {
    title,
    place: 'settings',
    crumbs: peerCrumbs(say, { words: title }),
    main: html`${notice === undefined ? nothing : done(notice)}
      <div class="c-titled">
        <h1 class="c-break">${title}</h1>
        ${stop === undefined ? stateTag(say, peer) : tag('stop', say.exchange.settings.stopped)}
      </div>
      ${state === 'proposed' && notice === undefined ? note('warn', html`<p>${isOwn ? words.waitsOwn : words.waits}</p>`) : nothing}
      ${
        stop === undefined || state === 'withdrawn'
          ? nothing
          : note(
              'stop',
              html`<p><strong>${words.document.stopped[stop.why]}</strong> ${when(say, stop.at)}</p>
                <p>${words.document.stoppedNext}</p>`,
            )
      }
      ${
        waiting === undefined || state !== 'confirmed'
          ? nothing
          : note('warn', html`<p>${waiting.by === by ? words.document.waitsOwn : words.document.waits}</p>`)
      }
      ${facts([
        [words.state, stateName(peer.state, say.language.code)],
        [words.log, html`<span class="c-break">${visiblePlain(peer.origin, 255)}</span>`],
        [words.received, words.roads[peer.road]],
        [words.day, day(new Date(`${peer.receivedOn}T12:00:00`))],
        [words.added, deed(peer.added)],
        [words.confirmed, deed(peer.confirmed)],
        [words.withdrawn, deed(peer.withdrawn)],
        [words.witnesses, witnesses === 0 ? undefined : words.witnessesAsked(witnesses)],
        ...spokenFacts(say, spoken),
      ])}
      ${printsHtml(say, prints)}
      ${prints.some(({ use }) => use === 'service') ? nothing : html`<p class="c-hint">${words.noService}</p>`}
      <p><a href="${address}/trust.txt" download>${words.keep}</a></p>
      ${
        state === 'withdrawn'
          ? nothing
          : html`<p class="c-hint">${words.rotation}</p>
              <p class="c-buttons">
                ${mayConfirm ? html`<a class="govuk-button" href="${address}/confirm">${words.confirm}</a>` : nothing}
                <a class="govuk-button govuk-button--secondary" href="${address}/document"
                  >${words.document.add}</a
                >
                <a class="govuk-button govuk-button--secondary" href="${address}/withdraw"
                  >${words.withdraw}</a
                >
              </p>`
      }`,
  };
}

/** What the other side is given: on paper, or as a file. */
export function oursPage(say: Messages, settings: Settings, prints: readonly PeerKey[], at: Date): View {
  const words = say.peers;
  return {
    title: words.ours,
    place: 'settings',
    crumbs: peerCrumbs(say, { words: words.ours }),
    main: html`<h1>${words.ours}</h1>
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
  };
}

/** Below the list of peers. */
export function peerCrumbs(say: Messages, ...more: NonNullable<View['crumbs']>): NonNullable<View['crumbs']> {
  return [{ words: say.settings.title, href: '/settings' }, { words: say.peers.title, href: PEERS }, ...more];
}

export function agencyCrumb(peer: Peer): { readonly words: string; readonly href: string } {
  return { words: visiblePlain(peer.agency, 60), href: `${PEERS}/${peer.id}` };
}
