// The keys are replaced while the server runs: it takes up the new ones by itself, and goes on recording.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { audit } from '../src/evidence/upkeep/audit.acts.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { comity } from './support/comity.ts';
import { testCase, testExhibit } from './support/installation.ts';
import { until } from './support/postgres.ts';
import { enrol, testSite } from './support/people.ts';
import { temporaryFolder } from './support/temporary.ts';

test('a server takes up keys that were replaced beside it, and goes on recording with them', async (t) => {
  const { made, people, site } = await testSite(t);
  const file = await testCase(made.house);
  const exhibit = await testExhibit(made.house, file);
  const ana = await enrol(people, 'ana', ['administrator']);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const look = (cookie: string, at: string): Promise<Response> =>
    fetch(`${site.url}${at}`, { headers: { cookie }, redirect: 'manual' });
  // Those that sign come first; those before them are listed below.
  const shown = async (): Promise<string[]> => {
    const page = await (await look(ana.cookie, '/settings/keys')).text();
    return (page.match(/[0-9a-f]{8}(?: [0-9a-f]{8}){7}/g) ?? []).slice(0, 3);
  };
  const view = (): Promise<Response> => look(ines.cookie, `/cases/${file.reference}/evidence/1`);
  assert.equal((await view()).status, 200);
  const before = await shown();
  assert.equal(before.length, 3);

  const run = (...args: string[]) => comity(made.home.path, args, '', made.env);
  const officers = ['one', 'two'].map((name) => join(temporaryFolder(t), `${name}.pem`));
  for (const key of officers)
    assert.equal((await run('officer', 'enrol', 'A. Invented', '--key-file', key)).code, 0);
  const named = officers.flatMap((key) => ['--officer', key]);
  const planned = await run('log', 'rotate-keys', '--cause', 'planned', ...named);
  assert.equal(planned.code, 0, planned.err);
  const [ed25519 = '', mlDsa44 = '', service = ''] = before;
  await until(async () => {
    const page = await shown();
    return page.length === 3 && !page.includes(ed25519) && !page.includes(mlDsa44);
  });
  const stolen = await run('log', 'rotate-service-key', '--cause', 'compromised', ...named);
  assert.equal(stolen.code, 0, stolen.err);
  await until(async () => !(await shown()).includes(service));
  assert.equal((await view()).status, 200);
  const house = await made.reopen();
  const views = (await eventsOf(house, exhibit.number)).filter(({ event }) => event.type === 'viewed');
  assert.equal(views.length, 2, 'recorded before and after');
  assert.equal(views.at(-1)?.event.actor.key, house.identity.service.signing.fingerprint);
  assert.deepEqual((await audit(house)).differences, []);
});
