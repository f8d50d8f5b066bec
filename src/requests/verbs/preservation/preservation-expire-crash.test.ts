// The job that lets preservations expire, killed again and again, two at a time: none expires twice, none without its event, none
// before its alarm, and none is forgotten. COMITY_EXPIRE_KILLS for more, COMITY_EXPIRE_SEED for other moments.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { testCase } from '../../../../test/support/installation.ts';
import { testHouse, testMember, type TestHouse } from '../../../../test/support/people.ts';
import { randomOf } from '../../../../test/support/random.ts';
import { strikeTwo } from '../../../../test/support/strike.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import type { Acting } from '../life/life.acts.ts';
import { beginPreservation, takePreservationAct } from '../life/preservation.acts.ts';

const KILLS = Number(process.env['COMITY_EXPIRE_KILLS'] ?? 5);
const SEED = Number(process.env['COMITY_EXPIRE_SEED'] ?? randomInt(2 ** 32));
/** For each kill, so that there is always something under way. */
const HELD_A_KILL = 20;
const WORKER = fileURLToPath(new URL('../../../../test/support/alarm-worker.ts', import.meta.url));
const DAY_MS = 86_400_000;

/** Those that have ended, and some that have not. */
async function hold(t: TestContext) {
  const made = await testHouse(t);
  const { house, people } = made;
  const file = await testCase(house);
  const lead: Acting = {
    people,
    law: await shippedLaw(),
    ...(await testMember(house, file, 'Lena Example', 'lead')),
  };
  const keep = async (daysAgo: number): Promise<number> => {
    const number = await beginPreservation(lead, {
      direction: 'outgoing',
      request: undefined,
      holder: 'Example Mail',
      stateCode: 'US',
      instrument: 'us-18usc-2703',
      identifiers: [],
      categories: ['subscriber'],
    });
    const occurredAt = new Date(people.clock() - daysAgo * DAY_MS).toISOString();
    await takePreservationAct(lead, { number, act: 'confirm', occurredAt, zone: 'UTC', evidence: 'Letter' });
    return number;
  };
  for (let i = 0; i < KILLS * HELD_A_KILL; i++) await keep(92 + (i % 400)); // 90 days, each its own
  const running = [await keep(10), await keep(80)];
  return { made, running };
}

function strike({ made }: TestHouse, afterMs: number): Promise<boolean> {
  return strikeTwo([WORKER, made.home.path], made.env, afterMs);
}

interface Held {
  readonly number: number;
  readonly state: string;
  readonly expired: number;
  readonly events: number;
  readonly last: number;
  readonly alarms: number;
  readonly unfired: number;
}

async function look({ house }: TestHouse): Promise<readonly Held[]> {
  const { rows } = await sql<Held>`
    select p.number, p.state,
           (select count(*)::int from preservation_event e where e.preservation_id = p.id and e.act = 'expire') as expired,
           (select count(*)::int from preservation_event e where e.preservation_id = p.id) as events,
           (select max(e.number) from preservation_event e where e.preservation_id = p.id) as last,
           (select count(*)::int from clock_alarm a join request_clock c on c.id = a.clock_id
             where c.preservation_id = p.id and a.fired_at is not null) as alarms,
           (select count(*)::int from clock_alarm a join request_clock c on c.id = a.clock_id
             where c.preservation_id = p.id and a.fired_at is null and a.void_at is null and a.due_at <= now()) as unfired
      from preservation p order by p.number`.execute(house.db.kysely);
  return rows;
}

function isWhole({ state, expired, events, last, unfired }: Held): boolean {
  const isExpired = state === 'expired';
  return (
    expired === Number(isExpired) && events === 1 + expired && last === events && !(isExpired && unfired > 0)
  );
}

test(`${KILLS} kills of the job that lets preservations expire: nothing twice, nothing lost`, async (t) => {
  t.diagnostic(`COMITY_EXPIRE_SEED=${SEED}`);
  const { made, running } = await hold(t);
  const random = randomOf(SEED);
  const seen: number[] = [];
  let [kills, alarms] = [0, new Map<number, number>()];
  let reach = 250; // ms: where the machine is slow, longer, until some have expired
  for (let rounds = 0; kills < KILLS && rounds < 3 * KILLS; rounds++) {
    const isEnded = await strike(made, random() * reach);
    if (!isEnded) kills += 1;
    const held = await look(made);
    assert.deepEqual(
      held.filter((one) => !isWhole(one)),
      [],
      'each wholly expired, or wholly not',
    );
    for (const one of held)
      assert.ok(one.alarms >= (alarms.get(one.number) ?? 0), 'what was told stays told');
    alarms = new Map(held.map((one) => [one.number, one.alarms]));
    seen.push(held.filter(({ state }) => state === 'expired').length);
    if (seen.at(-1) === 0) reach *= 2;
    if (isEnded) break;
  }
  t.diagnostic(`${kills} killed; expired after each: ${seen.join(' ')}`);
  assert.ok(kills > 0, 'some were killed');
  assert.ok(
    seen.some((count) => count > 0 && count < KILLS * HELD_A_KILL),
    'and in the middle of it',
  );
  while (!(await strike(made, 60_000)));
  const held = await look(made);
  assert.deepEqual(
    held.filter((one) => !isWhole(one)),
    [],
  );
  assert.deepEqual(
    held.filter(({ state }) => state !== 'expired').map(({ number }) => number),
    running,
    'those that ended, all of them, and no other',
  );
  for (const { number, alarms: told } of held)
    assert.equal(told > 0, number !== running[0], `told of ${number} once its warning was due`);
});
