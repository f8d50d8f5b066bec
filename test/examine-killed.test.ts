// Kills the program that examines, the database under it, and both, at random moments; what goes on afterwards leaves the table of
// the run that nothing stopped, byte for byte. A moment is a number of steps, of what the program has changed or sent by then: on a slow
// machine as on a fast one it lies in the midst of the work.
//
//   COMITY_EXAMINE_KILLS=100   how many times (three unless said otherwise)
//   COMITY_CRASH_SEED=…        draws the same moments again; the seed is printed
import assert from 'node:assert/strict';
import { createHash, randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { STAGES } from '../src/forensics/pipeline/examined.ts';
import { comity, comityJson, LYON } from './support/comity.ts';
import { copyHome, PAPERS } from './support/crash-home.ts';
import { strike } from './support/crash-kill.ts';
import { homeAt } from '../src/platform/home.ts';
import { deflated, imageWithArchives } from './support/archives.ts';
import { drawn, shapes } from './support/drawn.ts';
import { knownSet } from './support/known-set.ts';
import { serversBelow } from './support/postgres.ts';
import { randomOf } from './support/random.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import type { ZipPart } from './support/zip-builder.ts';

const WANTED = Number(process.env['COMITY_EXAMINE_KILLS'] ?? 3);
const SEED = Number(process.env['COMITY_CRASH_SEED'] ?? randomInt(2 ** 32));
const HITS = ['comity', 'server', 'both'] as const;

test('an examination that is killed leaves the table of one that was not', async (t) => {
  t.diagnostic(`COMITY_CRASH_SEED=${SEED}`);
  const random = randomOf(SEED);
  const folder = temporaryFolder(t);
  atEnd(t, () => serversBelow(folder).forEach((pid) => process.kill(pid, 'SIGKILL'))); // none, unless it failed
  const [unexamined, whole, broken] = ['unexamined', 'whole', 'broken'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const image = join(folder, 'disk.dd');
  writeFileSync(image, imageWithArchives(await filesOf(t)));
  assert.equal((await comity(unexamined, ['init', ...LYON])).code, 0);
  const file = String((await comityJson(unexamined, ['case', 'create', '--title', 'Harbour']))['reference']);
  assert.equal((await comity(unexamined, ['exhibit', 'add', image, '--case', file, ...PAPERS])).code, 0);
  await takeInSet(t, unexamined);
  for (const home of [whole, broken]) await copyHome(unexamined, home);
  const args = ['exhibit', 'examine', `${file}-1`, '--table'];
  const unbroken = await strike(whole, args, { at: 'no time' });
  assert.equal(unbroken.code, 0, unbroken.err);
  assert.ok(unbroken.out.split('\n').length > 100);
  for (const stage of [
    '"hit":',
    '"stage":"picture"',
    '"stage":"extract:eml"',
    '"stage":"extract:sqlite"',
    '"stage":"extract:pdf"',
  ])
    assert.ok(unbroken.out.includes(stage), `${stage}: there is something to be struck at`);
  const first = unbroken.said[0] ?? 0; // the first stage is over
  let last = unbroken.said.at(-1) ?? 0;
  assert.ok(first > 0 && last > first + 100, `steps ${unbroken.said.join(', ')} of ${unbroken.steps}`);
  const fell = new Map<string, number>();
  let goesOn = false;
  for (let struck = 0, tries = 0; struck < WANTED; tries++) {
    assert.ok(tries <= 2 * WANTED + 5, 'blows came too late');
    const hits = HITS[struck % HITS.length] ?? 'both';
    // Of a run that goes on less is left; one that is new is always hit. How far it is, it writes down by time, so that the number
    // of steps differs a little from run to run.
    const share = (goesOn ? 0.6 : 0.9) * random();
    const step = first + Math.floor(share * (last - first));
    const { code, out, err } = await strike(broken, args, { at: 'step', step, hits });
    if (code === 0) {
      assert.equal(out, unbroken.out);
      // A whole run that took fewer steps than the first, on a machine that is less busy now: the next blows fall sooner.
      if (!goesOn) last = first + Math.floor(0.8 * (step - first));
      assert.ok(last > first + 20, `a whole run ended before step ${step}`);
      await copyHome(unexamined, broken); // the blow would have come after its end
    } else {
      struck += 1;
      const where = `${hits}, ${stageOf(err)}`;
      fell.set(where, (fell.get(where) ?? 0) + 1);
    }
    goesOn = code !== 0;
  }
  const places = [...fell].map(([where, count]) => `${where}: ${count}`);
  for (const place of places.toSorted((one, other) => one.localeCompare(other))) t.diagnostic(place);
  const after = await strike(broken, args, { at: 'no time' });
  assert.equal(after.code, 0, after.err);
  assert.equal(after.out, unbroken.out);
});

const LETTER = 'what lies deepest'; // in the archives too

/** What the stages after the listing have to do: a picture, mail with what is attached, a database, a document, and what is known. */
async function filesOf(t: TestContext): Promise<readonly ZipPart[]> {
  const path = join(temporaryFolder(t), 'chat.db');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA page_size=512; CREATE TABLE said (words TEXT)');
  database.exec("INSERT INTO said VALUES ('one'), ('two')");
  database.close();
  const photo = await drawn(320, 240, shapes(3)).resize(64, 64).jpeg({ quality: 20 }).toBuffer();
  const mail = `From: one@agency.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nwords\r\n--b\r\nContent-Disposition: attachment; filename=known.txt\r\n\r\n${LETTER}\r\n--b--\r\n`;
  const pdf =
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>';
  return [
    deflated('photo.jpg', photo),
    deflated('mail.eml', Buffer.from(mail)),
    deflated('chat.db', readFileSync(path)),
    deflated('paper.pdf', Buffer.from(pdf)),
  ];
}

/** Confirmed by a second person, as everywhere: else nothing is compared with it. */
async function takeInSet(t: TestContext, home: string): Promise<void> {
  const { DATABASE_URL: _, ...env } = process.env;
  const house = await openInstallation(homeAt(home), { env });
  try {
    await knownSet(t, house, `${createHash('sha256').update(LETTER).digest('hex')}\n`);
  } finally {
    await house.close();
  }
}

/** The first that was not over: each says so at its end. */
function stageOf(err: string): string {
  return STAGES.find((stage) => stage !== 'words' && !err.includes(` ${stage}: `)) ?? 'the table';
}
