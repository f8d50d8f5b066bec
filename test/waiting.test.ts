// My work tells each role what waits for its decision, and of nothing that one began oneself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { askToOpen, confirmToOpen } from '../src/evidence/desks/break-glass.acts.ts';
import { waitingFor } from '../src/evidence/desks/waiting.acts.ts';
import type { Change } from '../src/law/change.ts';
import { insertProposals } from '../src/law/proposal.store.ts';
import { proposeAdministrator } from '../src/people/people.acts.ts';
import { proposeRecovery } from '../src/people/recovery.acts.ts';
import { testCase } from './support/installation.ts';
import { enrol, testHouse, type Enrolled } from './support/people.ts';

test('each role reads what waits for it', async (t) => {
  const { people, house } = await testHouse(t);
  const who = {
    ana: await enrol(people, 'ana', ['administrator']),
    ben: await enrol(people, 'ben', ['administrator']),
    rita: await enrol(people, 'rita', ['registrar']),
    dora: await enrol(people, 'dora', ['dutyOfficer']),
    kim: await enrol(people, 'kim', ['knowledgeEditor']),
    lou: await enrol(people, 'lou', ['knowledgeEditor']),
    aldo: await enrol(people, 'aldo', ['auditor']),
    ines: await enrol(people, 'ines'),
  };
  const told = async ({ id, person }: Enrolled): Promise<string> =>
    (await people.db.asPerson(id, (tx) => waitingFor(tx, person, new Date())))
      .map(({ kind, count }) => `${kind} ${count}`)
      .join(', ');
  const all = async (): Promise<{ [name: string]: string }> => {
    const found: { [name: string]: string } = {};
    for (const [name, one] of Object.entries(who)) {
      const words = await told(one);
      if (words !== '') found[name] = words;
    }
    return found;
  };
  assert.deepEqual(await all(), {});

  await proposeAdministrator(people, who.ana.person, who.ines.id);
  await proposeRecovery(people, who.ana.person, who.rita.id);
  const file = await testCase(house);
  const id = newUuid(people.clock, people.random);
  await askToOpen(people, who.dora.person, { id, reference: file.reference, reason: 'A child', hours: 4 });
  const change: Change = {
    kind: 'value',
    record: 'clock bc29.hold',
    path: ['note'],
    was: null,
    value: 'Counted from receipt.',
    source: { id: 'text-ets185' },
    as_of: '2026-11',
    confidence: 'confirmed',
  };
  await people.db.asPerson(who.kim.id, (tx) =>
    insertProposals(tx, [
      {
        id: newUuid(people.clock, people.random),
        change,
        reason: 'The text says so',
        draftedOn: 'shipped',
        revises: undefined,
        proposedBy: who.kim.id,
        proposedAt: new Date(),
      },
    ]),
  );
  assert.deepEqual(await all(), {
    ben: 'appointments 1, recoveries 1',
    rita: 'glass 1',
    lou: 'lawChanges 1',
  });
  await confirmToOpen(house, people, who.rita.person, id);
  assert.deepEqual(await all(), {
    ben: 'appointments 1, recoveries 1',
    lou: 'lawChanges 1',
    aldo: 'glassOpened 1',
  });
});
