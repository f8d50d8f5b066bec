// Two installations that trust each other, and requests that wait to be sent from the first to the second:
// `exchange-fill.ts HOME URL HOME URL REQUESTS`. Prints how many wait.
import { randomFillSync } from 'node:crypto';
import { sendIn } from '../src/exchange/send.acts.ts';
import { homeAt } from '../src/platform/home.ts';
import { openHouse } from '../src/server/server.ts';
import { authority, trusts, type Authority } from '../test/support/two-authorities.ts';

/** Bytes of a letter of ten pages. */
const LETTER = 60_000;

const [hereHome = '', hereUrl = '', thereHome = '', thereUrl = '', requests = ''] = process.argv.slice(2);
const here = await openedAt(hereHome, hereUrl);
const there = await openedAt(thereHome, thereUrl);
const peer = await trusts(here.side, there.side);
await trusts(there.side, here.side);
const { house, keys } = here.side;
const letter = randomFillSync(Buffer.alloc(LETTER)).toString('base64');
for (let n = 1; n <= Number(requests); n++)
  await house.db.transaction((tx) =>
    sendIn(
      tx,
      { keys, clock: house.clock, random: house.random },
      {
        peer,
        message: { v: 1, type: 'request', reference: `FR-2026-000001/R${n}`, urgency: 'normal', letter },
        lane: 'normal',
        conversation: { request: undefined },
        by: undefined,
      },
    ),
  );
console.log(requests);
await here.close();
await there.close();

async function openedAt(path: string, url: string): Promise<{ side: Authority; close(): Promise<void> }> {
  const home = homeAt(path);
  const opened = await openHouse(home, process.env, new URL(url), 'bench');
  const { house, people } = opened;
  const made = { home, env: process.env };
  return { side: await authority({ house, people, made }, url), close: () => opened.close() };
}
