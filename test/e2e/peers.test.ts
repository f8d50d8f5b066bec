// A trusted peer: one administrator adds its keys by three questions, another confirms, and a package that arrives says whose it is.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { goOn } from '../support/go-on.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { ownKeys } from '../../src/evidence/log/peer.acts.ts';
import { heldByInes, packExhibit } from '../support/held-exhibit.ts';
import { FIJI, testCase } from '../support/installation.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { sayDay } from '../support/moment.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said } from '../support/words.ts';

test('keys are added by one, confirmed by another, and packages are held to them until they are withdrawn', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const sender = await heldByInes(t);
  const { people, site, house, made } = await testSite(t, {}, FIJI);
  const file = await testCase(house, 'Request of France');
  const ana = await pageOf(browser, site, await enrol(people, 'ana', ['administrator']));
  const ben = await pageOf(browser, site, await enrol(people, 'ben', ['administrator']));
  const mere = await pageOf(browser, site, await enrol(people, 'mere', [], [[file, 'investigator']]));
  mkdirSync(made.home.incoming, { recursive: true });
  const arrives = async (name: string): Promise<void> => {
    await packExhibit(sender, join(made.home.incoming, name));
    await mere.goto(`${site.url}/cases/${file.reference}/import`);
    await mere.getByRole('button', { name: `${said.incoming.checkIt} ${name}` }).click();
    await mere.getByRole('link', { name: said.jobKind.checkPackage.open }).click();
  };
  await arrives('first.zip');
  await mere.getByText('No trusted peer has this log.').waitFor();
  await look(mere, 'peer-import-none');
  const first = mere.url();

  await ana.goto(`${site.url}/settings`);
  await ana.getByRole('link', { name: 'Trusted peers' }).click();
  await ana.getByText(said.peers.none).waitFor();
  await look(ana, 'peers-none');
  await ana.getByRole('link', { name: 'Add a peer' }).click();
  await ana.getByLabel(said.peers.file).fill('log nonsense');
  await goOn(ana);
  await ana.getByRole('alert').getByText(said.peers.fileFaults.form).waitFor();
  await look(ana, 'peer-file');
  await ana.getByLabel(said.peers.file).fill(ownKeys(sender.made.house));
  await goOn(ana);
  await ana.getByRole('heading', { name: said.peers.who }).waitFor();
  await ana.getByLabel('Agency').fill('Cyber unit of Lyon');
  await goOn(ana);
  await ana.getByRole('alert').getByText('Choose the State of the agency').waitFor();
  await ana.getByLabel(said.peers.state, { exact: true }).selectOption('FR');
  await look(ana, 'peer-who');
  await goOn(ana);
  await ana.getByRole('radio', { name: 'In person, at a meeting' }).check();
  await ana.getByLabel(said.peers.how).fill('Sheet handed over at our meeting in Suva');
  await sayDay(ana, said.peers.receivedOn, '2026-11-03');
  await look(ana, 'peer-road');
  await goOn(ana);
  await ana.getByRole('button', { name: 'Add the peer' }).click();
  await ana.getByText(said.peers.addedNow).waitFor();
  assert.equal(
    await ana.getByRole('link', { name: 'Compare and confirm' }).count(),
    0,
    'not by who added it',
  );
  await look(ana, 'peer-added');

  await ben.goto(`${site.url}/settings/peers`);
  await look(ben, 'peers');
  await ben.getByRole('link', { name: 'Cyber unit of Lyon' }).click();
  await ben.getByRole('link', { name: 'Compare and confirm' }).click();
  const print = sender.made.house.keys.ed25519.signing.fingerprint;
  await ben.getByText(`${print.slice(0, 4)} ${print.slice(4, 8)} ${print.slice(8, 12)}`).waitFor();
  await ben.getByRole('button', { name: said.peers.confirmButton }).click();
  await ben.getByRole('alert').getByText(said.peers.confirmForm).waitFor();
  await ben.getByLabel('How did you compare these keys?').fill('By telephone with their duty desk');
  await look(ben, 'peer-confirm');
  await ben.getByRole('button', { name: said.peers.confirmButton }).click();
  await ben.getByText(said.peers.confirmedNow).waitFor();
  await look(ben, 'peer-confirmed');

  await mere.goto(first);
  await mere.getByText(said.incoming.peerChanged).waitFor();
  await mere.getByRole('button', { name: said.incoming.again }).click();
  await mere.getByRole('link', { name: said.jobKind.checkPackage.open }).click();
  const whose = 'These are the keys of Cyber unit of Lyon (France), a trusted peer';
  await mere.getByRole('paragraph').filter({ hasText: whose }).waitFor();
  await mere.getByText(said.incoming.serviceSame).waitFor();
  await look(mere, 'peer-import');
  await mere.getByRole('link', { name: said.incoming.take }).click();
  await mere.getByLabel(said.incoming.answers).fill('FJ-2026-0031');
  await mere.getByRole('button', { name: said.incoming.take }).click();
  await mere.getByRole('link', { name: said.jobKind.importPackage.open }).click();
  await mere.getByText(said.incoming.taken).waitFor();
  const [received] = await eventsOf(house, `${file.reference}-1`);
  assert.match(received?.event.reason ?? '', /those of a trusted peer/);

  await ben.getByRole('link', { name: 'Withdraw this peer' }).click();
  await ben.getByLabel(said.peers.withdrawTitle).fill('They say that others may hold their keys');
  await look(ben, 'peer-withdraw');
  await ben.getByRole('button', { name: 'Withdraw the peer' }).click();
  await ben.getByText(said.peers.withdrawnNow).waitFor();
  await look(ben, 'peer-withdrawn');
  await arrives('second.zip');
  await mere.getByText('No trusted peer has this log.').waitFor();

  await ben.goto(`${site.url}/settings/peers/ours`);
  const ours = made.house.keys.mlDsa44.signing.fingerprint;
  await ben.getByText(`${ours.slice(0, 4)} ${ours.slice(4, 8)} ${ours.slice(8, 12)}`).waitFor();
  await look(ben, 'peers-ours');
  await ben.emulateMedia({ media: 'print' });
  await look(ben, 'peers-ours-printed');
});
