// The terminal and the page answer with the same bytes, and the address says everything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comity } from './support/comity.ts';
import { KENYA } from './support/law-change.ts';
import { testInstallation } from './support/installation.ts';
import { enrol } from './support/people.ts';
import { openSite } from './support/site.ts';
import { atEnd } from './support/temporary.ts';
import { propose, publish } from '../src/law/proposal.acts.ts';
import { factNow } from '../src/law/apply-change.ts';
import { openPublishedLaw, valuesOf } from '../src/law/published.acts.ts';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import { openHouse } from '../src/server/server.ts';

const ON = '2026-11-25';
const QUESTION = `from=FR&to=US&category=content&category=subscriber&identifier=someone%40mail.example&provider=google&retention-days=30&urgency=urgent&deadline=2027-04-30&use=court&offence=fraud&years=5&network=interpol&on=${ON}`;

test('the page, the terminal and the API give the same answer, byte for byte, and an answer is its asker’s alone', async (t) => {
  const { home, env } = await testInstallation(t);
  const site = await openSite(t, { home, env });
  const opened = await openHouse(home, env, new URL(site.url), 'unused');
  atEnd(t, () => opened.close());
  const ines = await enrol(opened.people, 'ines');
  const omar = await enrol(opened.people, 'omar');
  const get = (path: string, who = ines): Promise<Response> =>
    fetch(site.url + path, { headers: { cookie: who.cookie }, redirect: 'manual' });

  const key = await makeApiKey(opened.people, { by: ines.person, name: 'Test', may: 'read', days: 7 });
  const api = (query: string): Promise<Response> =>
    fetch(`${site.url}/api/v1/channels?${query}`, { headers: { authorization: `Bearer ${key}` } });

  const ask = (args: readonly string[]) => comity(home.path, ['channels', ...args, '--json'], '', env);

  await t.test('from the same words', async () => {
    const options = [...new URLSearchParams(QUESTION)].flatMap(([name, value]) => [`--${name}`, value]);
    const terminal = await ask(options);
    assert.equal(terminal.code, 0, terminal.err);
    const page = await get(`/channels/plan?${QUESTION}&as=json`);
    assert.equal(page.headers.get('content-type'), 'application/json');
    assert.equal(await page.text(), terminal.out);
    assert.equal(await (await api(QUESTION)).text(), terminal.out);
    const changed = await ask([...options, '--what-if', 'emergency']);
    assert.equal(
      await (await get(`/channels/plan?${QUESTION}&what-if=emergency&as=json`)).text(),
      changed.out,
    );
  });

  await t.test('from words on the edge: each is asked of all three', async () => {
    for (const query of [
      `from=FR&to=US&category=content&urgency=normal&on=${ON}`,
      `from=FR&to=US&category=content&consent=yes&reciprocity=yes&on=${ON}`,
      `from=FJ&to=FR&category=traffic&real-time=yes&data-in=unknown&on=${ON}`,
    ]) {
      const options = [...new URLSearchParams(query)].flatMap(([name, value]) =>
        value === 'yes' ? [`--${name}`] : [`--${name}`, value],
      );
      const { out } = await ask(options);
      assert.equal(await (await get(`/channels/plan?${query}&as=json`)).text(), out, query);
      assert.equal(await (await api(query)).text(), out, query);
    }
  });

  await t.test('an answer is seen again by who asked, and by nobody else', async () => {
    const page = await (await get(`/channels/plan?${QUESTION}`)).text();
    const [, name = ''] = /\/channels\/answers\/([0-9a-f]{64})/.exec(page) ?? [];
    assert.notEqual(name, '');
    const again = await get(`/channels/answers/${name}?as=json`);
    assert.equal(again.status, 200);
    assert.equal(await again.text(), await (await get(`/channels/plan?${QUESTION}&as=json`)).text());
    const theirs = await get(`/channels/answers/${name}`, omar);
    assert.equal(theirs.status, 404);
    assert.equal(await theirs.text(), await (await get('/channels/answers/ffffffff', omar)).text());
  });

  await t.test('what is wrong leads to the question that asks for it', async () => {
    for (const [query, step] of [
      ['to=US', 'from'],
      ['from=FR&to=Mars', 'held'],
      ['from=FR&to=FR', 'held'],
      ['from=FR&to=US&category=dreams', 'data'],
      ['from=FR&to=US&years=x', 'offence'],
    ] as const) {
      const answer = await get(`/channels/plan?${query}`);
      assert.equal(answer.status, 303, query);
      assert.match(
        answer.headers.get('location') ?? '',
        new RegExp(`^/channels/ask/${step}\\?.*go=check$`),
        query,
      );
    }
    assert.equal((await get('/channels/ask/nonsense?from=FR')).status, 404);
  });

  await t.test('from the law as it is published here, and again from the law as it was', async () => {
    const options = ['--from', 'FR', '--to', 'KE', '--category', 'subscriber', '--on', ON];
    const query = `from=FR&to=KE&category=subscriber&on=${ON}`;
    const before = (await ask(options)).out;
    const law = openPublishedLaw(opened.house.db, opened.people.clock);
    const editing = { people: opened.people, law };
    const [rui, lea] = [
      await enrol(opened.people, 'rui', ['knowledgeEditor']),
      await enrol(opened.people, 'lea', ['knowledgeEditor']),
    ];
    const change = { ...KENYA, was: factNow(valuesOf((await law.latest()).texts), KENYA) };
    const made = await propose(editing, rui.person, { change, reason: 'Invented for this test' });
    assert.ok(made.ok, JSON.stringify(made));
    await publish(editing, lea.person, made.id);
    const after = (await ask(options)).out;
    assert.notEqual(after, before);
    assert.equal(await (await get(`/channels/plan?${query}&as=json`)).text(), after);
    const { dataVersion } = JSON.parse(before) as { dataVersion: string };
    assert.equal((await ask([...options, '--law-version', dataVersion])).out, before);
    const never = await ask([...options, '--law-version', '0000000000000000']);
    assert.equal(never.code, 1);
    assert.match(never.err, /a version of the law data that was published here/);
  });

  await t.test('the time axis is a picture without script or style', async () => {
    const picture = await get(`/channels/plan?${QUESTION}&as=axis&part=0`);
    assert.match(picture.headers.get('content-type') ?? '', /^image\/svg\+xml/);
    assert.doesNotMatch(await picture.text(), /<script|style=|href=/);
    assert.equal((await get(`/channels/plan?${QUESTION}&as=axis&part=99`)).status, 404);
  });

  await t.test('what a person typed is text in the page, whatever it holds', async () => {
    const page = await (
      await get(`/channels/plan?from=FR&to=US&identifier=${encodeURIComponent('<script>alert(1)</script>')}`)
    ).text();
    assert.ok(page.includes('&lt;script&gt;alert(1)'));
    assert.ok(!page.includes('<script>alert'));
  });
});
