// A peer is added from its document on the pages, compared in words by a second person, and stopped when its keys change unannounced.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { utf8 } from '../../src/base/bytes.ts';
import { makeExchangeKeys } from '../../src/exchange/exchange-keys.acts.ts';
import {
  considerDocument,
  ownDocumentFile,
  peerLine,
  publishDocument,
} from '../../src/exchange/peer-document.acts.ts';
import { fingerprintWords } from '../../src/exchange/peer-document.ts';
import { nodeCrypto } from '../../src/platform/node-crypto.ts';
import { goOn } from '../support/go-on.ts';
import { sayDay } from '../support/moment.ts';
import { enrol, pageOf, testHouse, testSite } from '../support/people.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { authority, JAPAN } from '../support/two-authorities.ts';
import { said } from '../support/words.ts';

const words = said.peers;

test('a peer is added from its document, compared in words by another, and stopped when its keys change', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { people, site, house } = await testSite(t);
  const tokyo = await authority(await testHouse(t, JAPAN));
  const ana = await pageOf(browser, site, await enrol(people, 'ana', ['administrator']));
  const ben = await pageOf(browser, site, await enrol(people, 'ben', ['administrator']));
  const file = (await ownDocumentFile(tokyo.house, tokyo.keys)) ?? '';
  const keys = [tokyo.house.keys.ed25519.key, tokyo.house.keys.mlDsa44.key];
  const spoken = fingerprintWords(keys, nodeCrypto);

  await ana.goto(`${site.url}/settings/peers/new`);
  await look(ana, 'peer-document-new');
  await ana.getByLabel(words.file).fill(file);
  await goOn(ana);
  await ana.getByRole('heading', { name: words.who }).waitFor();
  await ana.getByText(tokyo.line, { exact: true }).waitFor(); // as the document says
  await look(ana, 'peer-document-who');
  await ana.getByLabel(words.agency).fill(JAPAN.agency);
  await ana.getByLabel(words.state, { exact: true }).selectOption('JP');
  await goOn(ana);
  await ana.getByRole('radio', { name: words.roads.meeting }).check();
  await ana.getByLabel(words.how).fill('Handed over at our meeting in Suva');
  await sayDay(ana, words.receivedOn, '2026-11-03');
  await goOn(ana);
  await look(ana, 'peer-document-check');
  await ana.getByRole('button', { name: words.save }).click();
  await ana.getByText(words.addedNow).waitFor();
  assert.equal(await ana.getByRole('link', { name: words.confirm }).count(), 0, 'not by who added it');
  assert.equal(await peerLine(house.db.kysely, JAPAN.origin), undefined, 'it does not count');

  await ben.goto(`${site.url}/settings/peers`);
  await ben.getByRole('link', { name: JAPAN.agency }).click();
  await ben.getByText(spoken).waitFor();
  await look(ben, 'peer-document-waits');
  await ben.getByRole('link', { name: words.confirm }).click();
  await ben.getByText(spoken).waitFor();
  await look(ben, 'peer-document-confirm');
  await ben.getByLabel(words.confirmTitle).fill('Read out by their duty desk, number of the network');
  await ben.getByRole('button', { name: words.confirmButton }).click();
  await ben.getByText(words.confirmedNow).waitFor();
  assert.equal((await peerLine(house.db.kysely, JAPAN.origin))?.document.endpoints.line, tokyo.line);
  await look(ben, 'peer-document-confirmed');

  // Other keys that nobody announced: everything stops, and it is said where an administrator looks first.
  for (const name of ['exchange', 'exchange-wire', 'exchange-age'])
    rmSync(join(tokyo.house.home.keys, `${name}.pem`));
  const others = await makeExchangeKeys(tokyo.house, tokyo.ana, undefined);
  const moved = { keys: others, kinds: ['centralAuthority'], line: 'https://moved.example' } as const;
  await publishDocument(tokyo.house, tokyo.people, tokyo.ana, moved);
  const changed = (await ownDocumentFile(tokyo.house, others)) ?? '';
  const offered = await considerDocument(house, JAPAN.origin, utf8(changed));
  assert.deepEqual(offered, { is: 'stopped', why: 'notAnnounced' });
  await ana.goto(`${site.url}/settings/health`);
  await look(ana, 'peer-stopped-health');
  await ana.getByRole('link', { name: said.health.warn.peerStopped }).click();
  await ana.getByRole('link', { name: JAPAN.agency }).click();
  await ana.getByText(words.document.stopped.notAnnounced).waitFor();
  await look(ana, 'peer-stopped');
  await ana.getByRole('link', { name: words.document.add }).click();
  const add = ana.getByRole('button', { name: words.document.add });
  await ana.getByLabel(words.document.ask).fill('nonsense');
  await add.click();
  await ana.getByRole('alert').getByText(words.document.wrong).waitFor();
  await look(ana, 'peer-document-wrong');
  await ana.getByLabel(words.document.ask).fill(changed);
  await add.click();
  await ana.getByText(words.document.addedNow).waitFor();
  await ben.reload();
  await ben.getByText(words.document.waits).waitFor();
  await look(ben, 'peer-stopped-waits');
  await ben.getByRole('link', { name: words.confirm }).click();
  await ben.getByText(moved.line).waitFor();
  await ben.getByLabel(words.confirmTitle).fill('Called back: they lost the old ones in a fire');
  await ben.getByRole('button', { name: words.confirmButton }).click();
  await ben.getByText(words.confirmedNow).waitFor();
  const line = await peerLine(house.db.kysely, JAPAN.origin);
  assert.deepEqual([line?.stop, line?.document.endpoints.line], [undefined, moved.line]);
});
