// Two installations that trust each other, and one file that the first has offered to the second; then the first serves it in parts as to any
// peer, and once more as plain bytes at /plain: `exchange-package-serve.ts HOME URL HOME URL BYTES`. Says over IPC when it listens,
// and when asked how many bytes of the file it was asked for, and how much memory it took at the most.
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { open, stat, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { sql } from 'kysely';
import { newUuid } from '../src/base/ids.ts';
import { sealedPath } from '../src/exchange/offer.acts.ts';
import { setTold } from '../src/exchange/offer.store.ts';
import { wireRoutes } from '../src/exchange/wire.routes.ts';
import { ChunkHasher } from '../src/platform/chunk-tree.ts';
import { homeAt } from '../src/platform/home.ts';
import { openHouse } from '../src/server/server.ts';
import { authority, trusts } from '../test/support/two-authorities.ts';

const [hereHome = '', hereUrl = '', thereHome = '', thereUrl = '', bytes = ''] = process.argv.slice(2);
const here = await openHouse(homeAt(hereHome), process.env, new URL(hereUrl), 'bench');
const there = await openHouse(homeAt(thereHome), process.env, new URL(thereUrl), 'bench');
const side = (of: typeof here, path: string, url: string) =>
  authority({ house: of.house, people: of.people, made: { home: homeAt(path), env: process.env } }, url);
const [lyon, tokyo] = [await side(here, hereHome, hereUrl), await side(there, thereHome, thereUrl)];
await trusts(lyon, tokyo);
await trusts(tokyo, lyon);

const id = newUuid(here.house.clock, here.house.random);
const path = sealedPath(here.house, { id });
const attachment = await makeFile(path, Number(bytes));
const offered = async (of: typeof here, peer: string, isOurs: boolean): Promise<void> => {
  const conversation = newUuid(of.house.clock, of.house.random);
  await sql`insert into exchange_conversation (id, peer_origin, is_ours, opened_at) values (${conversation}, ${peer}, ${isOurs}, now())`.execute(
    of.house.db.kysely,
  );
  await sql`insert into exchange_offer (id, package, peer_origin, is_ours, until, at, arrives_as)
    values (${id}, ${id}, ${peer}, ${isOurs}, now() + interval '1 day', now(), ${isOurs ? null : id})`.execute(
    of.house.db.kysely,
  );
  await of.house.db.transaction((tx) => setTold(tx, id, { conversation, attachment }));
};
await offered(here, there.house.identity.origin, true);
await offered(there, here.house.identity.origin, false);
await there.close();

const free = { take: () => true };
const routes = wireRoutes({ house: here.house, passphrase: undefined, strangers: free, perPeer: free });
const parts = routes.find(({ path: at }) => at.includes(':sha256'));
const listener = getRequestListener(
  (request, { outgoing }) => parts?.open(request, '127.0.0.1', outgoing as ServerResponse) ?? new Response(), // as above
);
/** Bytes of the file. */
let asked = 0;
process.on('message', () => process.send?.({ asked, memory: process.resourceUsage().maxRSS * 1024 }));
const server = createServer((request, response) => {
  const [, first, last] = /\/(\d+)-(\d+)$/.exec(request.url ?? '') ?? [];
  if (first !== undefined) asked += 1 + Number(last) - Number(first);
  if (request.url === '/plain') createReadStream(path, { highWaterMark: 1024 * 1024 }).pipe(response);
  else void listener(request, response);
});
server.listen(Number(new URL(hereUrl).port), '127.0.0.1', () => process.send?.('listens'));
process.once('SIGTERM', () => {
  process.disconnect();
  server.closeAllConnections();
  server.close(() => void here.close());
});

/** What no disk and no line can shorten, at the speed of AES. */
async function makeFile(to: string, size: number) {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const file = await open(to, 'w', 0o600);
  const stream = createCipheriv('aes-256-ctr', randomBytes(32), randomBytes(16));
  const digest = createHash('sha256');
  const leaves: Buffer[] = [];
  const chunks = new ChunkHasher((leaf) => leaves.push(leaf));
  const zeros = Buffer.alloc(4 * 1024 * 1024);
  for (let left = size; left > 0; left -= zeros.length) {
    const piece = stream.update(zeros.subarray(0, Math.min(left, zeros.length)));
    digest.update(piece);
    chunks.update(piece);
    await file.write(piece);
  }
  await file.close();
  const root = chunks.root().toString('hex');
  await writeFile(`${to}.chunks`, Buffer.concat(leaves), { mode: 0o600 });
  return { sha256: digest.digest('hex'), size: (await stat(to)).size, chunks: root };
}
