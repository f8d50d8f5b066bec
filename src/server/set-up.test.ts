import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outsideOf } from '../../test/support/outside.ts';
import { said } from '../../test/support/words.ts';
import { limiter } from './limits.ts';
import { setUpApp } from './set-up.ts';

test('set-up says of each field what is wrong with it, in words of that field alone', async () => {
  const url = new URL('http://localhost:8470');
  const make = (): Promise<void> => assert.fail('set up with what is wrong');
  const app = setUpApp(await outsideOf(url), { token: 't', tries: limiter(100), make });
  const errorsFor = async (given: Record<string, string>): Promise<readonly string[]> => {
    const sent = {
      method: 'POST',
      headers: { host: url.host, origin: url.origin },
      body: new URLSearchParams(given),
    };
    const answer = await app.request(`${url.origin}/set-up/t`, sent, { incoming: {} });
    const page = await answer.text();
    return [answer.status, ...Object.values(said.setUp.wrong).filter((words) => page.includes(words))].map(
      String,
    );
  };
  const { agency, state, origin } = said.setUp.wrong;
  const good = { agency: 'Cyber unit', state: 'FR', origin: 'comity.agency.example/custody' };
  assert.deepEqual(await errorsFor({ ...good, agency: ' ' }), ['422', agency]);
  assert.deepEqual(await errorsFor({ ...good, state: 'France' }), ['422', state]);
  assert.deepEqual(await errorsFor({ ...good, origin: 'my log' }), ['422', origin]);
  assert.deepEqual(await errorsFor({}), ['422', agency, state, origin]);
});
