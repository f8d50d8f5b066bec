// What we give leaves once: killed at any step of sending, either nothing has left or the delivery names its package; done
// again, it is the same package.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { draftedBy } from '../../../../test/support/begun-request.ts';
import { requestScene, type RequestScene } from '../../../../test/support/complete-request.ts';
import { inMemory, testExhibit } from '../../../../test/support/installation.ts';
import { until } from '../../../../test/support/postgres.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import type { SentByChild } from '../../../../test/support/send-results.ts';
import { sent } from '../../../../test/support/sent-request.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { audit } from '../../../evidence/upkeep/audit.acts.ts';
import { eventsOf } from '../../../evidence/events/recorded-event.acts.ts';
import { shareById } from '../../../evidence/packages/share.store.ts';
import { takeAct } from '../life/life.acts.ts';
import { attachExhibits, beginDelivery } from './results.acts.ts';
import { recordAnswers, verifyResults } from './results-outcome.acts.ts';
import { sendResults, type Sending } from './results-send.acts.ts';
import { deliveryOf } from '../../machine/states/delivery.store.ts';

const TRIALS = 7;
const CHILD = join(import.meta.dirname, '../../../../test/support/send-results.ts');

interface Ready {
  readonly request: Uuid;
  readonly number: number;
  /** One exhibit in each delivery, in order. */
  readonly exhibits: readonly string[];
}

/** An incoming request whose results were checked, in so many deliveries. */
async function checkedResults(scene: RequestScene, deliveries: number): Promise<Ready> {
  const { house, people, lead, ines, judge, file } = scene;
  const theirs = { answers: {}, direction: 'incoming', counterpart: 'FJ' } as const;
  const { number } = await draftedBy(people, ines.person.id, file.id, 'bc-31-subscriber', theirs);
  const request = await sent(lead, number, 'executing');
  const exhibits: string[] = [];
  for (let i = 0; i < deliveries; i++) {
    const arrivedAt = '2026-11-03T09:00:00Z';
    const given = { number, arrivedAt, evidence: 'Search of the mailbox', isInformal: false };
    const delivery = await beginDelivery(ines, given);
    const exhibit = await testExhibit(house, file, { from: inMemory(`${i}.csv`, `${i}`) });
    const key = newUuid(house.clock, house.random);
    await attachExhibits(house, ines, { number, delivery, exhibits: [exhibit.number], key });
    exhibits.push(exhibit.number);
  }
  await recordAnswers(ines, { number, delivery: 1 }, [{ item: 1, actual: 'produced' }]);
  await verifyResults(judge, number, { reason: 'Read through', restrictions: 'none' });
  return { request, number, exhibits };
}

function sendingOf({ house }: RequestScene, { number }: Ready, delivery: number): Sending {
  return {
    number,
    delivery,
    receiver: { name: 'Central Authority of Fiji', state: 'FJ' },
    recipient: undefined,
    withDetails: false,
    ground: undefined,
    purpose: 'Answer',
    id: newUuid(house.clock, house.random),
  };
}

/** Nobody else is in the middle of anything in the database. */
function isAtRest({ house }: RequestScene): Promise<boolean> {
  return house.db.withOwner(async (owner) => {
    const { rowCount } = await owner.query(
      `select from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_xid is not null`,
    );
    return rowCount === 0;
  });
}

/** Whether it has left, and in which package. */
function standing({ people, prosecutor, file }: RequestScene, { request }: Ready, sending: Sending) {
  return people.db.asPerson(prosecutor.person.id, async (tx) => ({
    delivery: (await deliveryOf(tx, request, sending.delivery))?.share,
    share: (await shareById(tx, file.id, sending.id))?.id,
  }));
}

test('killed at any step, nothing has left or the delivery names its package; done again it is one', async (t) => {
  const scene = await requestScene(t);
  const { house, prosecutor, file } = scene;
  const ready = await checkedResults(scene, TRIALS + 1);
  const run = childOf(t, scene);
  const told = (sending: Sending): SentByChild => ({
    by: prosecutor.person.id,
    reference: file.reference,
    sending,
  });
  const first = sendingOf(scene, ready, 1);
  const whole = await run(told(first), 0);
  assert.ok(whole > 2 * TRIALS, `${whole} steps`);
  assert.deepEqual(await standing(scene, ready, first), { delivery: first.id, share: first.id });
  const seen = new Set<boolean>();
  for (let trial = 1; trial <= TRIALS; trial++) {
    const sending = sendingOf(scene, ready, trial + 1);
    // Before the first step, in between, and after the last: two runs need not take the same number of steps.
    const step = trial === TRIALS ? Infinity : 1 + Math.round(((whole - 1) * (trial - 1)) / (TRIALS - 1));
    await run(told(sending), step);
    await until(() => isAtRest(scene)); // what it had sent is carried out, though it is no more
    const after = await standing(scene, ready, sending);
    assert.equal(after.delivery, after.share, `killed at step ${step} of ${whole}`);
    seen.add(after.share !== undefined);
    assert.equal(await sendResults(house, prosecutor, sending), 'making');
    assert.equal(await sendResults(house, prosecutor, sending), 'making');
    assert.deepEqual(await standing(scene, ready, sending), { delivery: sending.id, share: sending.id });
    const types = (await eventsOf(house, ready.exhibits[trial] ?? '')).map(({ event }) => event.type);
    assert.deepEqual(types.slice(-1), ['disclosed'], types.join());
    assert.equal(types.filter((type) => type === 'disclosed').length, 1);
  }
  assert.equal(seen.size, 2, 'it was killed before and after');
  const { differences } = await audit(house);
  assert.deepEqual(differences, []);
});

test('a delivery leaves once, however many send it at the same time', async (t) => {
  const scene = await requestScene(t);
  const { house, prosecutor, lead, judge } = scene;
  const ready = await checkedResults(scene, 1);
  const [one, two] = [sendingOf(scene, ready, 1), sendingOf(scene, ready, 1)];
  const outcomes = await Promise.allSettled([
    sendResults(house, prosecutor, one),
    sendResults(house, prosecutor, two),
  ]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const left = await standing(scene, ready, one);
  const other = await standing(scene, ready, two);
  assert.equal([left.share, other.share].filter((share) => share !== undefined).length, 1);
  assert.equal(left.delivery, left.share ?? other.share);
  // What was returned meanwhile does not leave, and no package of it waits.
  const again = await checkedResults(scene, 1);
  await takeAct(judge, { number: again.number, act: 'returnResults', reason: 'A file lacks' });
  const late = sendingOf(scene, again, 1);
  await assert.rejects(sendResults(house, lead, late), isRefusal('notReady'));
  assert.deepEqual(await standing(scene, again, late), { delivery: undefined, share: undefined });
});

function childOf(t: TestContext, { made }: RequestScene) {
  const counted = join(temporaryFolder(t), 'steps');
  /** Killed at that step; 0: left in peace, and how many there were. */
  return (told: SentByChild, step: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const counting = step === 0 ? { COMITY_CRASH_COUNT: counted } : { COMITY_CRASH_STEP: String(step) };
      const args = [CHILD, made.home.path, JSON.stringify(told)];
      const env = { ...process.env, ...made.env, ...counting };
      execFile(process.execPath, args, { env }, (error, _, stderr) => {
        if (step === 0 && error !== null) reject(new Error(stderr));
        else resolve(step === 0 ? Number(readFileSync(counted, 'utf8')) : step);
      });
    });
}
