// The page of a job in a real browser: the same with and without a script, over a stream, cancelled, done.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Uuid } from '../../src/base/ids.ts';
import { insertMember } from '../../src/people/case-member.store.ts';
import { startJob } from '../../src/platform/job.store.ts';
import type { JobKind } from '../../src/platform/job.ts';
import type { JobTools } from '../../src/evidence/log/tools.jobs.ts';
import { testCase } from '../support/installation.ts';
import { refusedJob, steadyJob, TEST_JOBS } from '../support/job-kinds.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { look, openBrowser } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said } from '../support/words.ts';

async function workshop(t: TestContext) {
  const opened = await testSite(t, { jobs: { atOnce: 1, kinds: TEST_JOBS } });
  const { house, people, site } = opened;
  const file = await testCase(house);
  const ines = await enrol(people, 'ines');
  const at = new Date(people.clock());
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: ines.id, role: 'examiner', at }),
  );
  const ask = async (kind: JobKind<JobTools, { folder: string; item: string }>) => {
    const folder = temporaryFolder(t);
    const payload = { folder, item: file.reference };
    const id: Uuid = await people.db.asPerson(ines.id, (tx) =>
      startJob(people, tx, kind, { by: ines.id, caseId: file.id, title: 'letter.txt', payload }),
    );
    return { address: `${site.url}/jobs/${id}`, go: () => appendFileSync(join(folder, 'go'), '') };
  };
  return { ...opened, file, ines, ask };
}

test('a job tells how far it is by itself, and where it led', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { site, ines, file, ask } = await workshop(t);
  const page = await pageOf(browser, site, ines);
  const job = await ask(steadyJob);
  await page.goto(job.address);
  await page.getByText('3 of 4 done').waitFor();
  await page.getByText('the second part').waitFor();
  assert.equal(await page.getByRole('progressbar').getAttribute('value'), '0.75');
  await look(page, 'job');
  await page.goto(site.url);
  await page.getByRole('listitem').filter({ hasText: 'letter.txt' }).getByText('3 of 4 done').waitFor();
  await look(page, 'my-work-jobs');
  await page.getByRole('listitem').filter({ hasText: 'letter.txt' }).getByRole('link').click();
  await page.getByText('the second part').waitFor();
  job.go();
  await page.getByText('all parts').waitFor();
  await look(page, 'job-done');
  await page.getByRole('link', { name: said.jobs.open }).waitFor();

  const refused = await ask(refusedJob);
  await page.goto(refused.address);
  await page.getByText('Bring another.').waitFor();
  await look(page, 'job-failed');

  const other = await ask(steadyJob);
  await page.goto(other.address);
  await page.getByText('3 of 4 done').waitFor();
  await page.getByRole('button', { name: said.jobs.cancel }).click();
  await page.getByText(said.jobs.cancelledWords).waitFor();
  await look(page, 'job-cancelled');
  await page.getByRole('link', { name: said.jobs.backToCase }).click();
  await page.getByText(file.reference).first().waitFor();
});

test('without a script the page of a job looks again by itself', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { site, ines, ask } = await workshop(t);
  const page = await pageOf(browser, site, ines, { javaScriptEnabled: false });
  const job = await ask(steadyJob);
  await page.goto(job.address);
  await page.getByText('3 of 4 done').waitFor();
  job.go();
  await page.getByText('all parts').waitFor();
});

test('told to stop, the server ends open streams first', async (t) => {
  const { site, ines, ask } = await workshop(t);
  const job = await ask(steadyJob);
  const stream = await fetch(`${job.address}/events`, { headers: { cookie: ines.cookie } });
  assert.equal(stream.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  const reader = stream.body?.getReader();
  assert.match(new TextDecoder().decode((await reader?.read())?.value), /^data: \{.*"hasEnded":false/);
  job.go();
  const stopped = site.server.stop();
  for (;;) if ((await reader?.read())?.done !== false) break; // ended whole, not cut
  await stopped;
});

test('the job of others is absent, and so is its stream', async (t) => {
  const { site, people, ask } = await workshop(t);
  const omar = await enrol(people, 'omar');
  const job = await ask(steadyJob);
  const headers = { cookie: omar.cookie };
  const absent = await (await fetch(`${site.url}/jobs/${omar.id}`, { headers })).text();
  for (const address of [job.address, `${job.address}/events`]) {
    const response = await fetch(address, { headers });
    assert.equal(response.status, 404);
    assert.equal(await response.text(), absent);
  }
  const cancel = await fetch(`${job.address}/cancel`, {
    method: 'POST',
    headers: { ...headers, origin: site.url },
  });
  assert.equal(cancel.status, 404);
  job.go();
});
