// Reading stored bytes again: on request, and by a schedule that begins with what was unread the longest.
import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newUuid } from '../../base/ids.ts';
import type { PersonDatabase } from '../../people/as-person.store.ts';
import type { Work } from '../../platform/job.ts';
import { testCase, testExhibit, testInstallation } from '../../../test/support/installation.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { checkJob, fixityJob, startFixity } from './fixity.jobs.ts';
import type { Installation } from '../log/installation.acts.ts';

const DAY_MS = 86_400_000;

function work(house: Installation, aborted?: AbortSignal): Work {
  return {
    job: newUuid(house.clock, house.random),
    person: undefined,
    caseId: undefined,
    signal: aborted ?? new AbortController().signal,
    progress: () => undefined,
  };
}

const NOBODY: PersonDatabase = {
  asPerson: () => Promise.reject(new Error('not asked for')),
  close: () => Promise.resolve(),
};

test('what was not read for long is read, what was read lately is not, and a damage is told', async (t) => {
  const { house, clock } = await testInstallation(t);
  const file = await testCase(house);
  const folder = temporaryFolder(t);
  const numbers: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    writeFileSync(join(folder, name), `bytes of ${name}`);
    const from = { kind: 'path', path: join(folder, name) } as const;
    const exhibit = await testExhibit(house, file, { from });
    numbers.push(exhibit.number);
    if (name === 'b') clock.ms += 60 * DAY_MS;
    if (name === 'a') continue;
    const path = house.store.localPath(exhibit.id, `data/${name}`);
    assert.ok(path);
    if (name !== 'b') continue;
    chmodSync(path, 0o644);
    const bytes = readFileSync(path);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  }
  assert.equal(await startFixity(house), false);
  clock.ms += 40 * DAY_MS; // a and b were taken in 100 days ago, c 40
  assert.equal(await startFixity(house), true);
  assert.equal(await startFixity(house), false, 'one at a time');
  const result = await fixityJob.run({ days: 90 }, work(house), { house, db: NOBODY });
  assert.deepEqual(result, { warning: '1 of 2', warnings: [{ what: 'notSealed', name: '1 / 2' }] });
  const last = async (i: number) => (await eventsOf(house, numbers[i] ?? '')).at(-1)?.event.type;
  assert.equal(await last(0), 'checked');
  assert.equal(await last(1), 'checkFailed');
  assert.equal(await last(2), 'stored');
  assert.deepEqual(await fixityJob.run({ days: 90 }, work(house), { house, db: NOBODY }), {});
});

test('a check that is run twice as one job is recorded once, with who asked', async (t) => {
  const { house } = await testInstallation(t);
  const file = await testCase(house);
  const path = join(temporaryFolder(t), 'letter.txt');
  writeFileSync(path, 'a letter');
  const from = { kind: 'path', path } as const;
  const exhibit = await testExhibit(house, file, { from });
  const { number } = exhibit;
  const payload = { number, item: 1, reference: file.reference, role: 'examiner', name: 'Ines Example' };
  const one = { ...work(house), person: newUuid(house.clock, house.random) };
  await checkJob.run(payload, one, { house, db: NOBODY });
  assert.deepEqual(await checkJob.run(payload, one, { house, db: NOBODY }), {
    href: `/cases/${file.reference}/evidence/1`,
  });
  const events = await eventsOf(house, number);
  assert.equal(events.filter(({ event }) => event.type === 'checked').length, 1);
  assert.match(events.at(-1)?.detail?.text ?? '', /Ines Example/);
  assert.equal(events.at(-1)?.event.actor.role, 'examiner');
});
