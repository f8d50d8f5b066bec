// The terminal and the law as it is published in this COMITY_HOME: one source for every command.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test, type TestContext } from 'node:test';
import { factNow } from '../src/law/apply-change.ts';
import type { Change } from '../src/law/change.ts';
import { propose, publish, type Editing } from '../src/law/proposal.acts.ts';
import { openPublishedLaw, valuesOf } from '../src/law/published.acts.ts';
import { comity, type Ran } from './support/comity.ts';
import { enrol, testHouse } from './support/people.ts';
import { hasProgram } from './support/programs.ts';
import { temporaryFolder } from './support/temporary.ts';

const COMPLETE = fileURLToPath(new URL('../fixtures/requests/cets224-7/complete.json', import.meta.url));

interface Desk extends Editing {
  /** One editor proposes it, another publishes it. */
  readonly change: (change: Change) => Promise<void>;
  readonly run: (...args: string[]) => Promise<Ran>;
}

async function desk(t: TestContext): Promise<Desk> {
  const { house, people, made } = await testHouse(t);
  const law = openPublishedLaw(house.db, people.clock);
  const ines = await enrol(people, 'ines', ['knowledgeEditor']);
  const omar = await enrol(people, 'omar', ['knowledgeEditor']);
  const change = async (asked: Change): Promise<void> => {
    const was = factNow(valuesOf((await law.latest()).texts), asked);
    const proposed = await propose({ people, law }, ines.person, {
      change: { ...asked, was },
      reason: 'It was read',
    });
    assert.ok(proposed.ok, JSON.stringify(proposed));
    await publish({ people, law }, omar.person, proposed.id);
  };
  return { people, law, change, run: (...args) => comity(made.home.path, args, '', made.env) };
}

test('a form that an editor confirmed is confirmed at the terminal and in print', async (t) => {
  const { change, run } = await desk(t);
  const letter = async (name: string): Promise<string> => {
    const to = join(temporaryFolder(t), name);
    const ran = await run('request', 'render', COMPLETE, '--to', to);
    assert.equal(ran.code, 0, ran.err);
    return spawnSync('pdftotext', ['-raw', to, '-'], { encoding: 'utf8' }).stdout;
  };
  const notice = /not yet been compared with the official text/;
  assert.match((await run('request', 'forms')).out, /cets224-7 .*\[recalled\]/);
  if (hasProgram('pdftotext')) assert.match(await letter('before.pdf'), notice);
  await change({
    kind: 'value',
    record: 'form cets224-7',
    path: ['confidence'],
    was: null,
    value: 'confirmed',
    source: { id: 'protocol-text', title: 'The Protocol, authentic text', kind: 'treaty-text' },
    as_of: '2026-11',
    confidence: 'confirmed',
  });
  assert.match((await run('request', 'forms')).out, /cets224-7 .*\[confirmed\]/);
  assert.match((await run('request', 'form', 'cets224-7')).out, /\[confirmed\]/);
  if (hasProgram('pdftotext')) assert.doesNotMatch(await letter('after.pdf'), notice);
});
