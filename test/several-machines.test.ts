// One database, one bucket, several folders: what a person does at the terminal works on it, and an examination that loses its worker
// is ended by another, with the table of one that nothing stopped.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findExhibit } from '../src/evidence/exhibits/exhibit.store.ts';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { examineJob } from '../src/forensics/pipeline/examine.jobs.ts';
import { homeAt } from '../src/platform/home.ts';
import { jobById, startJob } from '../src/platform/job.store.ts';
import { S3Client } from '../src/platform/s3-client.ts';
import { s3Settings } from '../src/platform/s3-settings.ts';
import { imageWithArchives } from './support/archives.ts';
import { comity, LYON, startComity } from './support/comity.ts';
import { PAPERS } from './support/crash-home.ts';
import { cloneDatabase } from './support/database.ts';
import { skip, startObjectGateway, type ObjectGateway } from './support/object-gateway.ts';
import { until } from './support/postgres.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';

let gateway: ObjectGateway | undefined;
before(async () => {
  if (skip === false) gateway = await startObjectGateway();
});
after(() => gateway?.stop());

test(
  'a person at the terminal and workers on two machines use one database and one bucket',
  { skip },
  async (t) => {
    assert.ok(gateway);
    const folder = temporaryFolder(t);
    const at = (name: string): string => join(folder, name);
    const database = await cloneDatabase();
    atEnd(t, () => database.drop());
    const bucket = gateway.env('machines', randomBytes(4).toString('hex'));
    const settings = s3Settings(bucket);
    assert.ok(settings);
    const client = new S3Client(settings);
    atEnd(t, () => client.close());
    (await client.ask({ method: 'PUT' }))?.resume();
    const env = { ...database.env, ...bucket };
    const run = async (
      args: readonly string[],
      { home = at('server'), more = env as NodeJS.ProcessEnv, code = 0 } = {},
    ) => {
      // prettier-ignore
      const ran = await comity(home, args, '', more);
      assert.equal(ran.code, code, `${args.join(' ')}: ${ran.err}${ran.out}`);
      return ran.out;
    };
    await run(['init', ...LYON]);
    const { reference: file } = JSON.parse(await run(['case', 'create', '--title', 'Harbour', '--json'])) as {
      reference: string;
    };
    writeFileSync(at('disk.dd'), imageWithArchives());
    writeFileSync(at('letter.txt'), 'a letter');
    for (const name of ['disk.dd', 'letter.txt']) await run(['exhibit', 'add', at(name), '--case', file, ...PAPERS]); // prettier-ignore
    await run(['exhibit', 'check', `${file}-1`]);
    assert.match(await run(['exhibit', 'contents', `${file}-1`]), /letter/);
    await run(['package', 'create', '--case', file, '--to', at('out')]);
    await run(['package', 'create', '--case', file, '--to', at('zipped'), '--zip']);
    await run(['backup', '--to', at('backup')]);

    // Another installation of the backup, in another folder of the bucket, examines it undisturbed.
    const other = { home: at('other'), more: gateway.env('machines', randomBytes(4).toString('hex')) };
    await run(['restore', at('backup')], other);
    assert.match(await run(['audit'], other), /Everything is as it was signed/);
    const whole = await run(['exhibit', 'examine', `${file}-1`, '--table'], other);
    assert.ok(whole.split('\n').length > 100);

    // The same in the first, by workers of which one is killed.
    for (const name of ['one', 'two']) {
      for (const copied of ['settings.json', 'log', 'checkpoint', 'keys'])
        cpSync(at(`server/${copied}`), at(`${name}/${copied}`), {
          recursive: true,
          filter: (path) => !/log-[\w-]+\.pem$/.test(path),
        });
    }
    const workerIn = async (name: string): ReturnType<typeof startComity> => {
      const worker = await startComity(at(name), ['worker', '--elsewhere'], (lines) => lines.length > 0, env);
      atEnd(t, () => worker.child.kill('SIGKILL'));
      return worker;
    };
    const one = await workerIn('one');
    const house = await openInstallation(homeAt(at('server')), { env: { ...process.env, ...env } });
    atEnd(t, () => house.close());
    const { caseId } = await findExhibit(house.db.kysely, `${file}-1`);
    const payload = { number: `${file}-1`, reference: file, role: 'system', detail: {} };
    const id = await house.db.transaction((tx) =>
      startJob(house, tx, examineJob, { by: undefined, caseId, title: `${file}-1`, payload }),
    );
    const units = async (): Promise<number> => {
      const found = house.db.kysely.selectFrom('examined_unit').select((q) => q.fn.countAll().as('count'));
      return Number((await found.executeTakeFirst())?.count);
    };
    await until(async () => (await units()) > 3);
    one.child.kill('SIGKILL');
    assert.equal((await jobById(house.db.kysely, id))?.state, 'running');
    const two = await workerIn('two');
    await until(async () => (await jobById(house.db.kysely, id))?.state === 'done');
    await two.stop();
    assert.equal(await run(['exhibit', 'examine', `${file}-1`, '--table']), whole);
    assert.match(await run(['audit']), /Everything is as it was signed/);

    // A worker that could publish the log, or would look for evidence on its own disk, does not begin.
    cpSync(at('server/keys'), at('two/keys'), { recursive: true });
    assert.match(
      (await comity(at('two'), ['worker', '--elsewhere'], '', env)).err,
      /the server alone publishes/,
    );
    assert.match((await comity(at('one'), ['worker', '--elsewhere'], '', database.env)).err, /COMITY_STORE/);
  },
);
