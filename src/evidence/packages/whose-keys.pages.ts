// Whose keys a package bears: its log, their fingerprints, and the trusted peer that they were held to.
import { stateName } from '../../law/states.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { facts, note } from '../../web/parts.ts';
import { dayText } from '../../web/when.ts';
import { compareService, type TrustedPeer } from '../log/peer.ts';
import type { CheckedPackage } from './incoming.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { spokenDigest } from './share.ts';

export function whose(say: Messages, { pack, peer }: CheckedPackage): Html {
  const words = say.incoming;
  if (pack === undefined) return nothing;
  const { origin, keys } = pack;
  const compared = (key: (typeof keys)[number]): Html => {
    const service =
      key.use === 'service' && peer !== undefined ? compareService(peer, key.fingerprint) : undefined;
    if (service === undefined) return nothing;
    return html`<br /><span class="c-hint"
        >${service === 'same' ? words.serviceSame : words.serviceOther}</span
      >`;
  };
  return html`${facts([
    [words.log, html`<span class="c-break">${visiblePlain(origin, 200)}</span>`],
    ...(peer === undefined ? [] : peerFacts(say, peer)),
  ])}
  ${keys.map(
    (key) =>
      html`<p>
        ${words.keyOf[key.use]}<br /><code class="c-digest">${spokenDigest(key.fingerprint)}</code
        >${compared(key)}
      </p>`,
  )}
  ${peer === undefined ? html`<p class="c-hint">${words.keysWords}</p>` : nothing}`;
}

/** Said where it can be acted on, and not only beside the key: a person asks the peer, nobody refuses its package. */
export function serviceWarning(say: Messages, { pack, peer }: CheckedPackage): Html {
  const key = pack?.keys.find(({ use }) => use === 'service');
  if (peer === undefined || key === undefined) return nothing;
  return compareService(peer, key.fingerprint) === 'other' ? otherService(say, peer) : nothing;
}

function otherService(say: Messages, peer: TrustedPeer): Html {
  return note('warn', html`<p>${peerWords(say, say.incoming.serviceWarning, peer)}</p>`);
}

function peerFacts(say: Messages, peer: TrustedPeer): [string, Html | string][] {
  const words = say.incoming;
  return [
    [words.peer, peerName(say, peer)],
    [words.peerCame, say.peers.roads[peer.road]],
    [words.peerSince, dayText(say, new Date(peer.confirmedAt))],
  ];
}

export function peerName(say: Messages, peer: TrustedPeer): string {
  return peerWords(say, (agency, state) => `${agency} (${state})`, peer);
}

export function peerWords(
  say: Messages,
  words: (agency: string, state: string) => string,
  { agency, state }: TrustedPeer,
): string {
  return words(visiblePlain(agency, 200), stateName(state, say.language.code));
}
