// docs/guides/use-the-api.md, done as it says: each command is run, and answers in the shape that is printed below it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import { insertMember } from '../src/people/case-member.store.ts';
import { personById } from '../src/people/person.store.ts';
import { openHouse } from '../src/server/server.ts';
import { newAccount } from './support/account.ts';
import { testCase, testExhibit, testInstallation } from './support/installation.ts';
import { hasProgram } from './support/programs.ts';
import { openSite } from './support/site.ts';
import { temporaryFolder } from './support/temporary.ts';

const GUIDE = fileURLToPath(new URL('../docs/guides/use-the-api.md', import.meta.url));

test('the guide to the API does what it says', async (t) => {
  if (!hasProgram('curl')) return t.skip('curl not installed');
  const made = await testInstallation(t);
  const { house } = made;
  const file = await testCase(house, 'Harbour papers');
  const path = join(temporaryFolder(t), 'letter.txt');
  writeFileSync(path, 'a letter');
  const title = 'Letter of the harbour master';
  await testExhibit(house, file, { title, from: { kind: 'path', path } });
  const opened = await openHouse(made.home, made.env, new URL('http://localhost'), 'first-token');
  const { id } = await newAccount(opened.people, 'Ines Example', 'ines@agency.example', ['registrar']);
  const by = await personById(house.db.kysely, id);
  assert.ok(by);
  const key = await makeApiKey(opened.people, { by, name: 'Case register', may: 'write', days: 90 });
  await opened.close();
  const at = new Date(house.clock());
  await house.db.transaction((tx) => insertMember(tx, { caseId: file.id, person: id, role: 'lead', at }));
  const { url } = await openSite(t, made);
  const env = { ...process.env, COMITY: `${url}/api/v1`, COMITY_KEY: key };

  const blocks = [...readFileSync(GUIDE, 'utf8').matchAll(/```sh\n(.*?)```\s+```json\n(.*?)```/gs)];
  assert.ok(blocks.length >= 5);
  for (const [, command = '', printed = ''] of blocks) {
    const child = spawn('bash', ['-c', command], { env });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    assert.equal(err, '', command);
    assert.deepEqual(shapeOf(JSON.parse(out)), shapeOf(JSON.parse(printed)), command);
  }
});

/** Names and kinds, not values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}
