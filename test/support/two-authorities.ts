// Two installations that trust each other and exchange messages: each with a database of its own; their servers, where a test needs them,
// are programs of their own.
import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { makeExchangeKeys, type ExchangeKeys } from '../../src/exchange/exchange-keys.acts.ts';
import {
  addDocument,
  confirmDocument,
  ownDocumentFile,
  peerLine,
  publishDocument,
  readOrRefuse,
  type PeerLine,
} from '../../src/exchange/peer-document.acts.ts';
import type { Quotas } from '../../src/exchange/quota.acts.ts';
import { trustOfDocument, type PeerKind } from '../../src/exchange/peer-document.ts';
import { wireRoutes } from '../../src/exchange/wire.routes.ts';
import type { Installation } from '../../src/evidence/log/installation.acts.ts';
import { addPeer, confirmPeer } from '../../src/evidence/log/peer.do.ts';
import { openPeer } from '../../src/evidence/log/peer.store.ts';
import { readPeerFile } from '../../src/evidence/log/peer.ts';
import type { People } from '../../src/people/people.acts.ts';
import type { Person } from '../../src/people/person.ts';
import { nodeCrypto } from '../../src/platform/node-crypto.ts';
import { startComity } from './comity.ts';
import type { TestAgency } from './installation.ts';
import { enrol, type TestHouse } from './people.ts';
import { freePort } from './site.ts';
import { nameLoopback } from './loopback.ts';
import { atEnd } from './temporary.ts';

export const BRAZIL = {
  agency: 'Federal Prosecutor of Brazil (invented)',
  state: 'BR',
  origin: 'brasilia.example/custody',
};

export const SPAIN = {
  agency: 'National Court of Spain (invented)',
  state: 'ES',
  origin: 'madrid.example/custody',
};

export const JAPAN: TestAgency = {
  agency: 'Central Authority of Japan (invented)',
  state: 'JP',
  origin: 'tokyo.example/custody',
};

export const PROVIDER: TestAgency = {
  agency: 'Example Mail K.K. (invented)',
  state: 'JP',
  origin: 'mail.example/custody',
};

export interface Authority {
  readonly house: Installation;
  readonly people: People;
  readonly made: Pick<TestHouse['made'], 'home' | 'env'>;
  readonly keys: ExchangeKeys;
  readonly port: number;
  readonly line: string;
  /** Two administrators. */
  readonly ana: Person;
  readonly ben: Person;
}

/** `served`: where its server listens already. */
export async function authority(
  { house, people, made }: Pick<TestHouse, 'house' | 'people'> & Pick<Authority, 'made'>,
  served?: string,
  kinds: readonly PeerKind[] = ['centralAuthority'],
): Promise<Authority> {
  nameLoopback();
  const { person: ana } = await enrol(people, 'ana', ['administrator']);
  const { person: ben } = await enrol(people, 'ben', ['administrator']);
  const keys = await makeExchangeKeys(house, ana, undefined);
  const port = served === undefined ? await freePort() : Number(new URL(served).port);
  const line = served ?? `http://localhost:${port}`;
  await publishDocument(house, people, ana, { keys, kinds: [...kinds], line });
  return { house, people, made, keys, port, line, ana, ben };
}

/** `one` trusts `other`: one administrator adds its document, another confirms keys and address. */
export async function trusts(one: Authority, other: Authority): Promise<PeerLine> {
  const file = Buffer.from((await ownDocumentFile(other.house, other.keys)) ?? '');
  const read = readOrRefuse(file);
  const keys = readPeerFile(trustOfDocument(read), one.house.identity.origin, nodeCrypto);
  assert.ok(keys.ok);
  const { agency, state, origin } = read.document;
  const asked = { agency, state, road: 'meeting', how: 'Handed over', receivedOn: '2026-11-03' } as const;
  await addPeer(one.people, one.ana, { ...asked, keys: keys.keys });
  await addDocument(one.house, one.people, one.ana, file);
  const peer = await openPeer(one.house.db.kysely, origin);
  assert.ok(peer);
  await confirmPeer(one.people, one.ben, peer.id, 'Read out by telephone');
  await confirmDocument(one.people, one.ben, origin);
  return lineTo(one, other);
}

export async function lineTo(
  one: Pick<Authority, 'house'>,
  other: Pick<Authority, 'house'>,
): Promise<PeerLine> {
  const line = await peerLine(one.house.db.kysely, other.house.identity.origin);
  assert.ok(line, 'no line');
  return line;
}

/** Its server as a process of its own. */
export function serve(
  { made, port }: Authority,
  more: { readonly [name: string]: string } = {},
): ReturnType<typeof startComity> {
  const env = { ...made.env, ...more };
  return startComity(made.home.path, ['serve', '--port', String(port)], (lines) => lines.some(isOpen), env);
}

const isOpen = (line: string): boolean => line.startsWith('Stop it with');

/** What other installations ask of it, in this process: no pages, and nothing that goes by the clock. */
export async function listen(t: TestContext, of: Authority, quotas?: Quotas): Promise<Server> {
  const free = { take: () => true };
  const limits = { strangers: free, perPeer: free, ...(quotas && { quotas }) };
  const routes = wireRoutes({ house: of.house, passphrase: undefined, ...limits });
  const listener = getRequestListener((request, { outgoing }) => {
    const { pathname } = new URL(request.url);
    const route = routes.find(({ method, path }) => {
      const [fixed = '', ...named] = path.split('/:');
      return (
        method === request.method &&
        (named.length === 0 ? path === pathname : pathname.startsWith(`${fixed}/`))
      );
    });
    return (
      route?.open(request, '127.0.0.1', outgoing as ServerResponse) ?? new Response(null, { status: 404 })
    );
  });
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((done) => server.listen(of.port, '127.0.0.1', done));
  atEnd(t, () => {
    server.close();
    server.closeAllConnections();
  });
  return server;
}
