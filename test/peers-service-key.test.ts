// A trusted peer replaces the key of its service: packages from before and after, with and without the change confirmed here.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { addPeer, confirmPeer, ownKeys, withdrawPeer } from '../src/evidence/log/peer.do.ts';
import { createPackage } from '../src/evidence/packages/package-create.acts.ts';
import { importPackage, type ImportResult } from '../src/evidence/packages/package-import.acts.ts';
import { comity } from './support/comity.ts';
import { FIJI, FRANCE, PACKING, testCase, testExhibit, testInstallation } from './support/installation.ts';
import { examplePeer } from './support/peers.ts';
import { enrol, testHouse } from './support/people.ts';
import { serviceKeyOfficers } from './support/service-key.ts';
import { temporaryFolder } from './support/temporary.ts';

/** France sends before and after the change; in Fiji two administrators know the keys of France. */
async function scene(t: TestContext) {
  const { made, people, house } = await testHouse(t, FIJI);
  const ana = await enrol(people, 'ana', ['administrator']);
  const ben = await enrol(people, 'ben', ['administrator']);
  const france = await testInstallation(t, FRANCE);
  const folder = temporaryFolder(t);
  const file = await testCase(france.house);
  await testExhibit(france.house, file);
  const packed = async (name: string): Promise<string> => {
    const to = join(folder, name);
    await createPackage(france.house, { ...PACKING, caseName: file.reference, to });
    return to;
  };
  const trusted = async () => {
    const id = await addPeer(people, ana.person, examplePeer(ownKeys(france.house)));
    await confirmPeer(people, ben.person, id, 'Read out by telephone');
    return id;
  };
  const id = await trusted();
  const before = await packed('before');
  const { replace } = await serviceKeyOfficers(t, france.house);
  await replace(france.house);
  await france.reopen();
  const after = await packed('after');
  const taken = async (pack: string): Promise<ImportResult> =>
    importPackage(house, { path: pack, caseName: (await testCase(house, 'Request of France')).reference });
  const confirmed = async (): Promise<void> => {
    await withdrawPeer(people, ana.person, id, 'The key of their service was replaced');
    await trusted();
  };
  const atTerminal = async (pack: string): Promise<string> => {
    const { reference } = await testCase(house, 'Request of France');
    const { code, out, err } = await comity(
      made.home.path,
      ['package', 'import', pack, '--case', reference],
      '',
      made.env,
    );
    assert.equal(code, 0, err);
    return out;
  };
  return { before, after, taken, confirmed, atTerminal };
}

async function compared(result: Promise<ImportResult>): Promise<string | undefined> {
  const taken = await result;
  assert.ok(taken.ok, JSON.stringify(taken));
  assert.equal(taken.peer?.agency, 'Cyber unit of Lyon', 'held to the keys of the log');
  return taken.service;
}

test('a package with another service key than the confirmed one is taken and warned of; once the change is confirmed, the old one is', async (t) => {
  const { before, after, taken, confirmed, atTerminal } = await scene(t);
  assert.equal(await compared(taken(before)), 'same');
  assert.equal(await compared(taken(after)), 'other');
  assert.doesNotMatch(await atTerminal(before), /WARNING/);
  assert.match(
    await atTerminal(after),
    /WARNING: the key of the service is not the one .* Cyber unit of Lyon/,
  );

  await confirmed();
  assert.equal(await compared(taken(after)), 'same');
  assert.equal(await compared(taken(before)), 'other', 'sealed with the key from before');
  assert.doesNotMatch(await atTerminal(after), /WARNING/);
});
