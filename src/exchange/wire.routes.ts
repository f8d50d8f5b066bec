// What other installations ask of this one. No session, no cookie, no page: a signature by the wire key of a known peer, looked at before
// a byte of the body is read. Whoever is not known is told nothing.
import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { inGroups } from '../platform/in-groups.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { utcDay } from '../base/time.ts';
import * as store from './conversation.store.ts';
import * as outs from './out.store.ts';
import { ENVELOPES_PATH, NOTE_MEDIA, RECEIPTS_PATH } from './line.acts.ts';
import { ENVELOPE_BYTES_MAX, ENVELOPE_MEDIA } from '../verify/envelope.ts';
import { openExchangeKeys, type ExchangeKeys } from './exchange-keys.acts.ts';
import { checkHead, claimedKey, contentDigest } from './http-signature.ts';
import { givePart, partAtOnce, type PartOfFile } from './give-part.ts';
import { ATTACHMENTS_PATH, partAt, servedPart } from './part-spans.acts.ts';
import { ownDocument, ownDocumentFile, peerLine, type PeerLine } from './peer-document.acts.ts';
import { WELL_KNOWN } from './peer-document.ts';
import { PROBE_PATH, probeAnswer } from './watch.acts.ts';
import { witnessRoutes } from './witness.routes.ts';
import { quotasOf, type Quotas } from './quota.acts.ts';
import { fileReceipt, takeEnvelope } from './take.acts.ts';
import type { Taken } from './take-group.acts.ts';

/** Counts what an address, or a peer, may ask in a minute. */
interface Tries {
  take(key: string): boolean;
}

export interface Wire {
  readonly house: Installation;
  readonly passphrase: string | undefined;
  /** Of whoever gave no good signature, by address. */
  readonly strangers: Tries;
  /** Of each peer. */
  readonly perPeer: Tries;
  /** In place of those of the installation, for tests. */
  readonly quotas?: Quotas;
}

export interface WireRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** `outgoing`: where a long answer goes straight to the socket. */
  readonly open: (request: Request, address: string, outgoing?: ServerResponse) => Promise<Response>;
}

const RECEIPT_BYTES_MAX = 4096;
const EMPTY = new Uint8Array();
const NUMBER = '0|[1-9][0-9]{0,14}';
const PART = new RegExp(`^/([0-9a-f]{64})/(?:chunks|(${NUMBER})(?:-(${NUMBER}))?)$`);

export function wireRoutes(wire: Wire): WireRoute[] {
  const { house } = wire;
  let keys: Promise<ExchangeKeys | undefined> | undefined;
  /** Asked again while there are none: they are made while the server runs. */
  const keysNow = async (): Promise<ExchangeKeys | undefined> => {
    const found = await (keys ??= openExchangeKeys(house, wire.passphrase));
    if (found === undefined) keys = undefined;
    return found;
  };
  const entering =
    (bytesMax: number, act: (known: Known) => Promise<Response>) =>
    async (request: Request, address: string): Promise<Response> => {
      const own = await keysNow();
      if (own === undefined) return plain(404);
      return enter({ ...wire, keys: own }, { request, address, bytesMax }, act);
    };
  return [
    ...witnessRoutes(wire),
    {
      method: 'GET',
      path: WELL_KNOWN,
      open: async () => {
        const own = await keysNow();
        const file = own && (await ownDocumentFile(house, own));
        if (file === undefined) return plain(404);
        return new Response(file, { headers: { 'content-type': 'application/json' } });
      },
    },
    {
      method: 'POST',
      path: ENVELOPES_PATH,
      open: entering(ENVELOPE_BYTES_MAX, async ({ keys: own, peer, type, body }) => {
        if (type !== ENVELOPE_MEDIA) return plain(415);
        const taken = await takeEnvelope({ house, keys: own, quotas: quotasFor(wire) }, peer, body);
        return answerOf(wire, peer, taken);
      }),
    },
    {
      method: 'POST',
      path: RECEIPTS_PATH,
      open: entering(RECEIPT_BYTES_MAX, async ({ keys: own, peer, body }) => {
        const filed = await fileReceipt({ house, keys: own }, peer, body);
        if (filed === 'filed') return plain(204);
        await count(wire, peer, `receipt:${filed}`);
        return plain(filed === 'unknown' ? 404 : 400);
      }),
    },
    {
      method: 'POST',
      path: PROBE_PATH,
      open: entering(0, ({ keys: own, peer }) =>
        Promise.resolve(
          new Response(probeAnswer(house, own, peer.peer.origin), {
            headers: { 'content-type': NOTE_MEDIA },
          }),
        ),
      ),
    },
    {
      method: 'GET',
      path: `${ATTACHMENTS_PATH}/:sha256/:part`,
      open: (request, address, outgoing) =>
        entering(0, ({ peer }) => part(wire, peer, { path: new URL(request.url).pathname, outgoing }))(
          request,
          address,
        ),
    },
  ];
}

async function part(
  wire: Wire,
  peer: PeerLine,
  { path, outgoing }: { readonly path: string; readonly outgoing: ServerResponse | undefined },
): Promise<Response> {
  const asked = PART.exec(path.slice(ATTACHMENTS_PATH.length));
  const [, sha256 = '', first, last] = asked ?? [];
  const wanted =
    first === undefined
      ? 'chunks'
      : last === undefined
        ? partAt(Number(first))
        : { first: Number(first), last: Number(last) };
  const give = async (of: PartOfFile): Promise<Response> => {
    if (outgoing === undefined) return new Response(await partAtOnce(of));
    await givePart(outgoing, of);
    return RESPONSE_ALREADY_SENT;
  };
  const given = asked && (await servedPart(wire.house, peer.peer.origin, { sha256, wanted }, give));
  if (given) return given;
  await count(wire, peer, 'attachment');
  return plain(404);
}

async function answerOf(wire: Wire, peer: PeerLine, taken: Taken): Promise<Response> {
  switch (taken.is) {
    case 'unreadable':
      await count(wire, peer, `envelope:${taken.why}`);
      return plain(400);
    case 'quota':
      await count(wire, peer, `quota:${taken.of}`);
      return plain(429, { 'retry-after': taken.of === 'urgent' ? '1' : '60' });
    case 'tooFarAhead':
      return plain(429, { 'retry-after': '5' });
    case 'delivered':
    case 'held':
    case 'refused':
      if (taken.is === 'refused') await count(wire, peer, 'refused');
      return new Response(Buffer.concat(taken.notes), {
        status: { delivered: 200, held: 202, refused: 409 }[taken.is],
        headers: { 'content-type': NOTE_MEDIA },
      });
  }
}

interface Entering {
  readonly request: Request;
  readonly address: string;
  readonly bytesMax: number;
}

interface Known {
  readonly keys: ExchangeKeys;
  readonly peer: PeerLine;
  readonly type: string;
  readonly body: Uint8Array;
}

/** Head, key, signature, quota, length; then the body, and its digest. */
async function enter(
  wire: Wire & { readonly keys: ExchangeKeys },
  { request, address, bytesMax }: Entering,
  act: (known: Known) => Promise<Response>,
): Promise<Response> {
  const { house, strangers, perPeer } = wire;
  const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
  const { method } = request;
  const shared = sharedOf(house);
  const claimed = claimedKey({ method, uri: '', header });
  const { line, peer } = await shared.read(claimed?.keyName.replace(/\/wire$/, ''));
  const url = new URL(request.url);
  // With the address that our own document gives: behind a proxy the request says another.
  const head = { method, uri: `${line ?? url.origin}${url.pathname}${url.search}`, header };
  const now = house.clock();
  if (peer === undefined || !(await checkHead(head, peer.wire, now / 1000, nodeCrypto)))
    return strangers.take(address)
      ? plain(401, { connection: 'close' })
      : plain(429, { 'retry-after': '60', connection: 'close' });
  if (quotasFor(wire).isSlowed(peer.peer.origin) || !perPeer.take(peer.peer.origin)) {
    await count(wire, peer, 'quota');
    return plain(429, { 'retry-after': '5' });
  }
  if (peer.stop !== undefined) return plain(503, { 'retry-after': '3600' });
  const length = Number(head.header('content-length'));
  if (!(length <= bytesMax)) {
    await count(wire, peer, 'tooLarge');
    return plain(413, { connection: 'close' });
  }
  const body = await bodyOf(request, length);
  if (body === undefined || contentDigest(nodeCrypto, body) !== head.header('content-digest')) {
    await count(wire, peer, 'digest');
    return plain(400);
  }
  const known = { keys: wire.keys, peer, type: head.header('content-type') ?? '', body };
  const [answer] = await Promise.all([act(known), shared.wake(peer.peer.origin)]);
  return answer;
}

interface Shared {
  /** Our own line, and what is known of who says to be asking. */
  readonly read: (
    origin: string | undefined,
  ) => Promise<{ readonly line: string | undefined; readonly peer: PeerLine | undefined }>;
  /** It was heard. */
  readonly wake: (origin: string) => Promise<unknown>;
}

const GROUP_MAX = 64;
const shareds = new WeakMap<object, Shared>();

/** What every request needs of the database is asked once for all that came meanwhile. */
function sharedOf({ db: { kysely }, clock }: Installation): Shared {
  const made = shareds.get(kysely) ?? {
    read: inGroups(GROUP_MAX, async (origins: readonly (string | undefined)[]) => {
      const [own, lines] = await Promise.all([
        ownDocument(kysely),
        eachOnce(origins, (one) => (one === undefined ? Promise.resolve(undefined) : peerLine(kysely, one))),
      ]);
      return lines.map((peer) => ({ line: own?.endpoints.line, peer }));
    }),
    wake: inGroups(GROUP_MAX, (origins: readonly string[]) =>
      eachOnce(origins, (one) => outs.wakeOuts(kysely, one, new Date(clock()))),
    ),
  };
  shareds.set(kysely, made);
  return made;
}

/** What is asked for twice is done once. */
function eachOnce<Key, Value>(keys: readonly Key[], act: (key: Key) => Promise<Value>): Promise<Value[]> {
  const done = new Map<Key, Promise<Value>>();
  return Promise.all(
    keys.map((key) => {
      const one = done.get(key) ?? act(key);
      done.set(key, one);
      return one;
    }),
  );
}

/** Undefined: longer than it said. */
async function bodyOf(request: Request, length: number): Promise<Uint8Array | undefined> {
  if (request.body === null) return length === 0 ? EMPTY : undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body) {
    size += part.length;
    if (size > length) return undefined;
    parts.push(part);
  }
  return size === length ? Buffer.concat(parts) : undefined;
}

const quotasFor = ({ house, quotas }: Wire): Quotas => quotas ?? quotasOf(house);
/** Of a peer whose line is its own these are no accidents of the line. A receipt of what is not known may be of what was forgotten here. */
const FORGED = ['envelope:signature', 'receipt:unreadable'];

function count(wire: Wire, { peer }: PeerLine, what: string): Promise<void> {
  const { house } = wire;
  if (FORGED.includes(what)) quotasFor(wire).wrong(peer.origin);
  return store.countRefused(house.db.kysely, peer.origin, utcDay(house.clock()), what.slice(0, 40));
}

function plain(status: number, headers: { readonly [name: string]: string } = {}): Response {
  return new Response(null, { status, headers });
}
