// A form that is sent when the session is over: what was typed waits for its person, and for nobody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql, type Kysely } from 'kysely';
import { insertMember } from '../src/people/case-member.store.ts';
import { openDatabase } from '../src/platform/database.ts';
import { testCase } from './support/installation.ts';
import { enrol, testSite } from './support/people.ts';
import { atEnd } from './support/temporary.ts';
import { said, saying } from './support/words.ts';

test('what was typed when the session ended is found again after signing in, and sent once', async (t) => {
  const { people, made, site, house } = await testSite(t);
  const file = await testCase(house);
  const [ines, omar] = [await enrol(people, 'ines'), await enrol(people, 'omar')];
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: ines.id, role: 'lead', at: new Date(people.clock()) }),
  );
  const session = { 'comity.as': 'sign-in', search_path: 'auth' };
  const db = await openDatabase<object>(made.home, { env: made.env, session });
  atEnd(t, () => db.close());
  const age = (hours: number): Promise<unknown> =>
    sql`update session set "createdAt" = now() - make_interval(hours => ${hours})`.execute(
      db.kysely as Kysely<unknown>,
    );
  const notes = `/cases/${file.reference}/notes`;
  const path = `${notes}/new/text`;
  const ask = (who: { readonly cookie: string }, at: string, body?: URLSearchParams): Promise<Response> =>
    fetch(`${site.url}${at}`, {
      headers: { cookie: who.cookie, origin: site.url },
      redirect: 'manual',
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
  const text = 'Four hours of <b>careful</b> reading';
  await age(13);
  const door = await ask(ines, path, new URLSearchParams({ text }));
  assert.deepEqual(
    [door.status, door.headers.get('location')],
    [303, `/sign-in?next=${encodeURIComponent(`/kept${path}`)}`],
  );
  assert.match(
    await (await ask(ines, door.headers.get('location') ?? '')).text(),
    saying(said.keptForm.signIn),
  );
  // What lets somebody in, and what comes from nobody, is kept nowhere.
  for (const [who, at, fields] of [
    [ines, '/account/password', { present: 'a', password: 'b' }],
    [{ cookie: 'comity.session_token=nobodynobodynobody.x' }, path, { text }],
    [{ cookie: 'comity.session_token=%E0%A4%A%E0%A4%A%E0%A4%A.x' }, path, { text }],
  ] as const) {
    const answer = await ask(who, at, new URLSearchParams(fields));
    assert.equal(answer.status, 303, at);
    assert.match(answer.headers.get('location') ?? '', /^\/sign-in/);
    assert.equal(answer.headers.get('location')?.includes('kept') ?? false, false, at);
  }
  await age(0);
  assert.equal((await ask(omar, `/kept${path}`)).status, 404, 'of another');
  const page = await (await ask(ines, `/kept${path}`)).text();
  assert.match(page, /Four hours of &lt;b&gt;careful/);
  assert.match(page, new RegExp(`action="${path}"`));
  assert.equal((await ask(ines, path, new URLSearchParams({ text }))).status, 303);
  assert.match(await (await ask(ines, notes)).text(), /careful/);
});
