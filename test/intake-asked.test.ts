// What is said of evidence is asked as every act is: several things at once, each a draft of its person until it is confirmed; then it can
// be changed, answer by answer, until something of it is in evidence.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { listExhibits } from '../src/evidence/exhibits/exhibit.store.ts';
import { enrol } from './support/people.ts';
import { until } from './support/postgres.ts';
import { ANSWERS, bringer, tusOf, uploadGround } from './support/uploads.ts';
import { said as english } from './support/words.ts';

async function ground(t: TestContext, env: NodeJS.ProcessEnv = {}) {
  const opened = await uploadGround(t, env);
  const { site, ines, file } = opened;
  const base = `/cases/${file.reference}/add-evidence`;
  const { form } = tusOf(site, ines);
  const goes = async (path: string, fields: { readonly [field: string]: string } = {}): Promise<string> => {
    const answer = await form(path, fields);
    assert.equal(answer.status, 303, path);
    return answer.headers.get('location') ?? '';
  };
  const page = async (path: string, cookie = ines.cookie): Promise<string> => {
    const answer = await fetch(`${site.url}${path}`, { headers: { cookie } });
    assert.equal(answer.status, 200, path);
    return answer.text();
  };
  const begun = async (): Promise<string> => {
    const [, address] = new RegExp(`href="(${base}/new/[^"]+)"`).exec(await page(base)) ?? [];
    assert.ok(address);
    return address;
  };
  return { ...opened, base, goes, page, begun };
}

/** The address of what a line of the list leads to. */
const discardOf = (list: string, address: string): boolean => list.includes(`action="${address}/discard"`);

test('two things are described at once, neither known to anybody else; each can be discarded', async (t) => {
  const { house, people, file, base, goes, page, begun } = await ground(t);
  const [ledger, phone] = [await begun(), await begun()];
  assert.notEqual(ledger, phone);
  assert.equal(await goes(`${ledger}/what`, { what: 'Ledger of May' }), `${ledger}/source`);
  assert.equal(await goes(`${phone}/source`, { source: 'The pier' }), `${phone}/what`, 'out of turn');
  const list = await page(base);
  assert.ok(discardOf(list, ledger) && discardOf(list, phone));
  assert.match(
    list,
    new RegExp(`Ledger of May[^]*${english.add.unnamed}|${english.add.unnamed}[^]*Ledger of May`),
  );
  assert.match(await page(`${ledger}/what`), /value="Ledger of May"/);
  assert.doesNotMatch(await page(`${phone}/what`), /Ledger of May/);

  const omar = await enrol(people, 'omar', [], [[file, 'lead']]);
  assert.doesNotMatch(await page(base, omar.cookie), /Ledger of May/);
  assert.doesNotMatch(await page(`${ledger}/what`, omar.cookie), /Ledger of May/, 'an address of his own');
  const drafts = await house.db.kysely.selectFrom('intake').selectAll().execute();
  assert.deepEqual(drafts, [], 'nothing is recorded before it is confirmed');

  assert.equal(await goes(`${ledger}/discard`), base);
  const left = await page(base);
  assert.ok(!discardOf(left, ledger) && discardOf(left, phone));
});

test('what was said is changed answer by answer, until something of it is in evidence', async (t) => {
  const { site, house, ines, file, base, goes, page } = await ground(t);
  const one = await bringer(site, ines, file);
  const answers = `${one.intake}/answers`;
  assert.ok(discardOf(await page(base), one.intake), 'listed while nothing of it is here');
  const check = await page(answers);
  for (const words of ['Ledger of the harbour office', '441/26', 'Officer Example', 'This case only'])
    assert.ok(check.includes(words), words);
  assert.ok(check.includes(english.add.checkWords));
  assert.match(await page(`${answers}/taking`), /name="taking.on.month"[^>]*value="11"/);

  assert.equal(await goes(`${answers}/taking`, { 'taking.on': '2999-01-01' }), `${answers}/taking`);
  assert.ok((await page(`${answers}/taking`)).includes(english.add.taking.onForm));
  assert.equal(await goes(`${answers}/taking`, { 'taking.by': '', 'taking.on': '' }), `${answers}/check`);
  assert.equal(await goes(`${answers}/what`, { what: 'Ledger of June' }), `${answers}/check`);
  assert.match(await one.lines(), /Ledger of the harbour office/, 'not before it is confirmed');
  assert.equal(await goes(`${answers}/check`), `${one.intake}/files`);
  assert.match(await one.lines(), /Ledger of June/);

  const upload = await one.create('ledger.csv', 3);
  await one.patch(upload, 0, Buffer.from('abc'));
  await one.finish(upload);
  await until(async () => (await listExhibits(house.db.kysely, file.id, 9)).length > 0);
  assert.equal((await listExhibits(house.db.kysely, file.id, 9))[0]?.title, 'Ledger of June: ledger.csv');
  const fixed = await page(`${answers}/what`);
  assert.ok(fixed.includes(english.add.fixed) && fixed.includes('Ledger of June'));
  assert.doesNotMatch(fixed, /<form[^>]*answers/);
  assert.equal(await goes(`${answers}/what`, { what: 'Another' }), answers);
  assert.equal(await goes(`${answers}/check`), answers);
});

test('where the files are is asked where there is more than one way, and can be changed', async (t) => {
  const { site, ines, file, goes, page } = await ground(t, { COMITY_EVIDENCE_FOLDER: '/nowhere' });
  const one = await bringer(site, ines, file, { way: { way: 'upload' } });
  assert.match(await one.lines(), new RegExp(english.upload.title));
  assert.ok((await page(`${one.intake}/answers`)).includes(english.add.way.upload));
  assert.equal(await goes(`${one.intake}/answers/way`, { way: 'folder' }), `${one.intake}/answers/check`);
  await goes(`${one.intake}/answers/check`);
  const files = await fetch(`${site.url}${one.intake}/files`, {
    headers: { cookie: ines.cookie },
    redirect: 'manual',
  });
  assert.equal(files.headers.get('location'), `${one.intake}/folder`);
});

test('every question says which of how many it is', async (t) => {
  const { page, begun } = await ground(t);
  const address = await begun();
  for (const [i, name] of Object.keys(ANSWERS).entries())
    assert.ok((await page(`${address}/${name}`)).includes(english.add.stepOf(i + 1, 5)), name);
});
