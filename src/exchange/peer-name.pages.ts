// Who a peer is, for a person: the agency by name, its log in small below.
import { html, type Html } from '../web/html.ts';
import { visiblePlain } from '../web/safe-text.ts';

/** Of agencies, by their logs. */
export type PeerNames = ReadonlyMap<string, string>;

export function peerName(names: PeerNames, origin: string): Html {
  const agency = names.get(origin);
  const log = visiblePlain(origin, 255);
  return agency === undefined
    ? html`<bdi class="c-break">${log}</bdi>`
    : html`<bdi>${visiblePlain(agency, 200)}</bdi><br /><bdi class="c-cite c-break">${log}</bdi>`;
}
