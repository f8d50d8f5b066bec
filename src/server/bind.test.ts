import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBinding } from './bind.ts';

const LOCAL = { host: '127.0.0.1', port: 8470, allowPlain: false };

test('on this machine alone plain HTTP is right, under the name that passkeys need', async () => {
  assert.equal((await checkBinding(LOCAL)).url.origin, 'http://localhost:8470');
});

test('on any other address plain HTTP is refused with the reason, unless it is said explicitly', async () => {
  for (const host of ['0.0.0.0', '::', '192.0.2.1'])
    await assert.rejects(checkBinding({ ...LOCAL, host }), {
      code: 'notAllowed',
      message: /TLS.*--plain-http/s,
    });
  const said = await checkBinding({ ...LOCAL, host: '192.0.2.1', allowPlain: true });
  assert.equal(said.url.origin, 'http://192.0.2.1:8470');
});

test('a certificate without its key is refused, and so is a file that is not there', async () => {
  await assert.rejects(checkBinding({ ...LOCAL, certificate: 'a.pem' }), { code: 'badUsage' });
  await assert.rejects(checkBinding({ ...LOCAL, certificate: '/no/such.pem', key: '/no/such.pem' }), {
    code: 'notFound',
  });
});

test('the public address is scheme and host, nothing more', async () => {
  assert.equal(
    (await checkBinding({ ...LOCAL, url: 'https://comity.agency.example' })).url.protocol,
    'https:',
  );
  for (const url of ['https://a.example/path', 'ftp://a.example', 'a.example', 'https://user@a.example'])
    await assert.rejects(checkBinding({ ...LOCAL, url }), { code: 'badUsage' });
});
