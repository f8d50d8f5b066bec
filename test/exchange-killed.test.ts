// What no wire does: each side has a PostgreSQL of its own, the servers' clocks are an hour apart, and a server, the database under it or
// both are killed at random moments. In the end both sides agree message by message, and the audit of either finds nothing.
//
//   COMITY_EXCHANGE_KILLS=30   how many times (once unless said otherwise)
//   COMITY_EXCHANGE_SEED=…     draws the same moments again; the seed is printed
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import type { Uuid } from '../src/base/ids.ts';
import { initialise } from '../src/evidence/installation/init.acts.ts';
import { WELL_KNOWN } from '../src/exchange/peer-document.ts';
import { homeAt } from '../src/platform/home.ts';
import { openHouse } from '../src/server/server.ts';
import { assertAudited } from './support/audited.ts';
import { drawing } from './support/bad-wire.ts';
import { FRANCE, type TestAgency } from './support/installation.ts';
import { agree, answer, REQUEST, say } from './support/message-by-message.ts';
import { killServer, serversBelow } from './support/postgres.ts';
import { freePort } from './support/site.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { authority, JAPAN, serve, trusts, type Authority } from './support/two-authorities.ts';

const HITS = ['both', 'server', 'database'] as const;
const KILLS = Number(process.env['COMITY_EXCHANGE_KILLS'] ?? 1);
const SEED = Number(process.env['COMITY_EXCHANGE_SEED'] ?? randomInt(1, 1_000_000));
const CONVERSATIONS = 3;
const MESSAGES = 5;
/** Its own database, not that of the tests. */
const OWN = {};

interface Side {
  readonly of: Authority;
  /** Its server, started anew where it is not running. */
  readonly up: () => Promise<void>;
  readonly kill: (what: (typeof HITS)[number]) => Promise<void>;
  readonly down: () => Promise<void>;
}

const open = (home: string) => openHouse(homeAt(home), OWN, new URL('http://localhost:8470'), 'first-token');

/** As another process would, beside the server. */
async function within<T>(of: Authority, act: (opened: Authority) => Promise<T>): Promise<T> {
  const opened = await open(of.made.home.path);
  try {
    return await act({ ...of, house: opened.house, people: opened.people });
  } finally {
    await opened.close();
  }
}

async function made(t: TestContext, agency: TestAgency): Promise<Authority> {
  const folder = temporaryFolder(t);
  atEnd(t, () => serversBelow(folder).forEach((pid) => process.kill(pid, 'SIGKILL'))); // none, unless it failed
  const home = homeAt(join(folder, 'home'));
  await initialise(home, agency, { env: OWN });
  const opened = await open(home.path);
  try {
    return await authority(
      { house: opened.house, people: opened.people, made: { home, env: OWN } },
      `http://localhost:${await freePort()}`,
    );
  } finally {
    await opened.close();
  }
}

function side(t: TestContext, of: Authority): Side {
  let running: Awaited<ReturnType<typeof serve>> | undefined;
  const isUp = (): boolean => running?.child.exitCode === null && running.child.signalCode === null;
  const up = async (): Promise<void> => {
    if (!isUp()) running = await serve(of);
    for (let tries = 0; tries < 600 && isUp(); tries++, await sleep(100)) {
      const answered = await fetch(`${of.line}${WELL_KNOWN}`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (answered) return;
    }
    if (isUp()) assert.fail('its server goes on and answers nothing');
    return up();
  };
  const down = async (): Promise<void> => running?.stop();
  atEnd(t, down);
  const kill = async (what: (typeof HITS)[number]): Promise<void> => {
    const child = running?.child;
    if (what !== 'database' && child && isUp()) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    if (what !== 'server') await killServer(of.made.home.path);
  };
  return { of, up, down, kill };
}

test(`servers and their databases are killed, and both sides agree in the end (COMITY_EXCHANGE_SEED=${SEED})`, async (t) => {
  const lyon = side(t, await made(t, FRANCE));
  const tokyo = side(t, await made(t, JAPAN));
  await within(lyon.of, (ours) =>
    within(tokyo.of, async (theirs) => {
      await trusts(ours, theirs);
      await trusts(theirs, ours);
    }),
  );
  const draw = drawing(SEED);
  const conversations: Uuid[] = [];
  const blows: string[] = [];
  await Promise.all([lyon.up(), tokyo.up()]);
  for (let kill = 0; kill < KILLS; kill++) {
    await within(lyon.of, async (ours) => {
      for (let n = 0; n < CONVERSATIONS; n++) {
        const { conversation } = await say(ours, tokyo.of, REQUEST);
        conversations.push(conversation);
        for (let i = 1; i < MESSAGES; i++) await say(ours, tokyo.of, answer(`Answer ${i}`), conversation);
      }
    });
    await sleep(draw() * 1500);
    const [who, what] = [draw() < 0.5 ? lyon : tokyo, HITS[kill % HITS.length] ?? 'both'];
    blows.push(`${what} of ${who.of.house.settings.state}`);
    await who.kill(what);
    await who.up();
  }
  await within(lyon.of, async (ours) => {
    const left = (): Promise<number> =>
      ours.house.db.withOwner(async (owner) => {
        const { rows } = await owner.query<{ n: number }>(
          `select count(*)::int as n from exchange_out where state <> 'delivered'`,
        );
        return rows[0]?.n ?? 0;
      });
    // A message in the hand of a server that was killed is given back after a minute.
    for (let tries = 0; (await left()) > 0; tries++, await sleep(500))
      assert.ok(tries < 600, `${await left()} were never delivered`);
    await within(tokyo.of, async (theirs) => {
      let agreed = 0;
      for (const one of conversations) agreed += await agree({ lyon: ours, tokyo: theirs }, one);
      assert.equal(agreed, KILLS * CONVERSATIONS * MESSAGES);
    });
  });
  await Promise.all([lyon.down(), tokyo.down()]);
  for (const { of } of [lyon, tokyo]) await assertAudited(of.made.home.path, `after ${blows.join(', ')}`);
  t.diagnostic(`seed ${SEED}: ${blows.join(', ')}`);
});
