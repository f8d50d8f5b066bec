// What others asked is counted once each, by State, form and what became of it last, over what the person who looks may see.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { requestScene } from '../../../test/support/complete-request.ts';
import { testMember } from '../../../test/support/people.ts';
import { testCase } from '../../../test/support/installation.ts';
import { keepPaper, registerRequest } from '../verbs/incoming/register.acts.ts';
import { takeAct, type Acting } from '../verbs/life/life.acts.ts';
import type { ActGiven } from '../machine/states/life.ts';
import { receivedBy } from './figures.store.ts';

const MESSAGE = new URL('../../../fixtures/requests/bc-31-subscriber/request.json', import.meta.url);
const FORM = 'bc-31-subscriber';

test('requests of others are counted by State, form and outcome, for who may see them', async (t) => {
  const scene = await requestScene(t);
  const { lead, prosecutor, judge, people, house } = scene;
  let n = 0;
  const came = async (counterpart: string): Promise<number> => {
    const bytes = Buffer.concat([readFileSync(MESSAGE), Buffer.from('\n'.repeat((n += 1)))]); // each paper once
    return registerRequest(lead, {
      form: FORM,
      paper: await keepPaper(lead, { name: 'request.json', bytes }),
      counterpart,
      urgency: 'normal',
      writtenIn: 'en',
      reference: `${counterpart}-${n}`,
      receivedAt: '2026-10-05T11:30:00+02:00',
      zone: 'Europe/Paris',
      evidence: 'Receipt of the registered letter of 5 October 2026',
    });
  };
  const take = (who: Acting, number: number, act: string, more: Omit<ActGiven, 'act'> = {}) =>
    takeAct(who, { number, act, ...more });
  const evidence = 'Letter of 6 October';

  await came('JP');
  await came('JP');
  await take(lead, await came('JP'), 'findNotGenuine', { evidence, reason: 'Nobody there sent it.' });
  await take(lead, await came('BR'), 'withdrawn', { evidence });
  const refused = await came('BR');
  await take(lead, refused, 'checkAuthenticity', { evidence });
  await take(lead, refused, 'register', { evidence });
  await take(prosecutor, refused, 'beginReview');
  const ground = { detail: { ground: 'political-offence' }, reason: 'It is one.' } as const;
  await take(judge, refused, 'refuse', { ...ground, evidence });

  const since = new Date('2026-01-01T00:00:00Z');
  const seenBy = ({ person }: Pick<Acting, 'person'>, from = since) =>
    people.db.asPerson(person.id, (tx) => receivedBy(tx, from));
  const lines = (await seenBy(lead)).map((one) => [one.counterpart, one.form, one.outcome, one.count]);
  assert.deepEqual(lines, [
    ['JP', FORM, 'open', 2],
    ['BR', FORM, 'refused', 1],
    ['BR', FORM, 'withdrawn', 1],
    ['JP', FORM, 'notGenuine', 1],
  ]);
  assert.deepEqual(await seenBy(lead, new Date('2026-10-06T00:00:00Z')), [], 'those of the time alone');
  const other = await testCase(house, 'Another case');
  assert.deepEqual(await seenBy(await testMember(house, other, 'Sam Example', 'lead')), []);
});
