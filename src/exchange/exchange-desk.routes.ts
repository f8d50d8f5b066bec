// What the pages of the exchange stand on: the keys, if it is set up, and to whom something can be sent now.
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { RequestDesk } from '../requests/verbs/drafting/request-found.routes.ts';
import type { PeerToAsk } from './exchange-asks.ts';
import { openExchangeKeys, type ExchangeKeys } from './exchange-keys.acts.ts';
import type { PeerNames } from './peer-name.pages.ts';
import { linesOf } from './peer-document.acts.ts';

export interface ExchangeDesk extends RequestDesk {
  readonly house: Installation;
  readonly passphrase: string | undefined;
}

/** Undefined: the exchange is not set up. */
export const keysOrNone = ({ house, passphrase }: ExchangeDesk): Promise<ExchangeKeys | undefined> =>
  openExchangeKeys(house, passphrase);

/** Of this State; of all, when none is said. */
export async function peersOf(house: Installation, state: string | undefined): Promise<PeerToAsk[]> {
  return (await linesOf(house.db.kysely))
    .filter(({ stop, document }) => stop === undefined && (state === undefined || document.state === state))
    .map(({ document }) => ({
      origin: document.origin,
      agency: document.agency,
      line: document.endpoints.line ?? document.endpoints.mail,
    }));
}

export async function peerNames({ house }: ExchangeDesk): Promise<PeerNames> {
  return new Map((await linesOf(house.db.kysely)).map(({ peer }) => [peer.origin, peer.agency]));
}
