// Peers as witnesses: which of them are to cosign our log, for administrators; and what they ask of ours (C2SP tlog-witness), for anybody.
import { witnessReply } from '../evidence/log/witness.routes.ts';
import { MAX_REQUEST_BYTES } from '../evidence/log/witness.ts';
import { setPolicy } from '../evidence/installation/settings.acts.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, asking, type AnyAct } from '../people/act.routes.ts';
import { type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { readAll } from '../web/fields/field.ts';
import type { ExchangeDesk } from './exchange-desk.routes.ts';
import { WITNESSES } from './exchange-asks.ts';
import { linesOf, ownDocument } from './peer-document.acts.ts';
import { offeredWitness, policyOfPeers, WITNESS_PATH, type OfferedWitness } from './witness-policy.ts';
import { stopForked, witnessOfPeers } from './witness-peers.acts.ts';
import type { Wire, WireRoute } from './wire.routes.ts';

const SETTINGS = '/settings/exchange';

export async function offeredWitnesses({ house }: Pick<ExchangeDesk, 'house'>): Promise<OfferedWitness[]> {
  const lines = (await linesOf(house.db.kysely)).filter(({ stop }) => stop === undefined);
  return lines.map(({ document }) => offeredWitness(document, nodeCrypto)).filter((one) => one !== undefined);
}

export function witnessSettingRoutes(desk: ExchangeDesk): PageRoute[] {
  return actInAgency(desk.people, ['changeSettings', `${SETTINGS}/witnesses`], (visit) =>
    choosing(desk, visit),
  );
}

async function choosing(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { say } = visit.frame;
  const words = say.exchange.witnesses;
  const peers = await offeredWitnesses(desk);
  if (peers.length === 0) return visit.go(SETTINGS);
  const about = { peers: peers.map(({ agency: name }) => name), atLeast: 1 };
  return asking<typeof WITNESSES>({
    fields: WITNESSES,
    about,
    address: `${SETTINGS}/witnesses`,
    caption: words.title,
    button: words.save,
    frame: questionFrame({
      place: 'settings',
      crumbs: [
        { words: say.settings.title, href: '/settings' },
        { words: say.exchange.title, href: SETTINGS },
        { words: words.title },
      ],
    }),
    act: async (body) => {
      const { atLeast } = readAll(WITNESSES, body, about);
      await setPolicy(desk.house, desk.people, visit.person, policyOfPeers(peers, atLeast));
      return `${SETTINGS}?done=witnesses`;
    },
  });
}

/** On the line, beside what is signed by a peer: a log that asks shows its own signatures, and nothing secret passes. */
export function witnessRoutes({ house, passphrase, strangers }: Wire): WireRoute[] {
  const witness = witnessOfPeers(house, passphrase);
  const open = async (request: Request, address: string): Promise<Response> => {
    if (!strangers.take(address))
      return new Response(null, { status: 429, headers: { 'retry-after': '60' } });
    // Where our document names no witness there is none, and nobody's question makes its keys.
    if ((await ownDocument(house.db.kysely))?.witness === undefined)
      return new Response(null, { status: 404 });
    const path = new URL(request.url).pathname.slice(WITNESS_PATH.length);
    let stopped: Promise<void> = Promise.resolve();
    const reply = await witnessReply(
      await witness(),
      {
        answered: (answer) => {
          stopped = stopForked(house, answer);
        },
      },
      { method: request.method, path, body: () => bodyOf(request) },
    );
    await stopped;
    const headers = { 'content-type': reply.type, 'cache-control': 'no-store' };
    return new Response(Uint8Array.from(Buffer.from(reply.body)), { status: reply.status, headers });
  };
  return [
    { method: 'POST', path: `${WITNESS_PATH}/add-checkpoint`, open },
    { method: 'POST', path: `${WITNESS_PATH}/add-key-change`, open },
    { method: 'GET', path: `${WITNESS_PATH}/:log/checkpoint`, open },
    { method: 'GET', path: `${WITNESS_PATH}/forks`, open },
  ];
}

/** Undefined: longer than a witness reads. */
async function bodyOf(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_REQUEST_BYTES) return undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > MAX_REQUEST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
