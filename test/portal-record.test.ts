// A key of the service that somebody else may hold: what it signs after it was replaced is refused in the record of an order, what says that it is
// older is told apart. By the program of one file, which providers have.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { buildVerifiers } from '../src/cli/build.ts';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { signatureOf } from '../src/evidence/log/log-entry.ts';
import { ownKeys } from '../src/evidence/log/peer.do.ts';
import type { Installation } from '../src/evidence/log/installation.acts.ts';
import { recordOf } from '../src/portal/record.acts.ts';
import { portalReceiptText } from '../src/portal/receipt.ts';
import type { Entry, PortalOrder } from '../src/portal/order.store.ts';
import { formatNote } from '../src/verify/note.ts';
import { testInstallation } from './support/installation.ts';
import { serviceKeyOfficers } from './support/service-key.ts';
import { temporaryFolder } from './support/temporary.ts';

test('a replaced key of the service vouches for nothing after it was replaced', async (t) => {
  const made = await testInstallation(t);
  const { house } = made;
  const folder = temporaryFolder(t);
  await buildVerifiers(folder);
  const letter = Buffer.from('%PDF');
  const once = () => newUuid(house.clock, house.random);
  const order = {
    id: once(),
    reference: 'FR-2026-000001/R1',
    sha256: createHash('sha256').update(letter).digest('hex'),
    givenAt: new Date(made.clock.ms),
    addressee: { id: once(), name: 'Example Mail' },
  } as unknown as PortalOrder; // what a record is made of
  /** By whose key `by` opens, with the head that it names. */
  const entryBy = (by: Installation, size: number): Entry => {
    const id = once();
    const text = portalReceiptText({
      origin: house.identity.origin,
      order: order.id,
      reference: order.reference,
      letter: order.sha256,
      entry: id,
      kind: 'opened',
      addressee: order.addressee.id,
      at: '2026-11-30T15:20:05Z',
      log: { size, root: '0'.repeat(64) },
    });
    const receipt = formatNote(text, [signatureOf(by.identity.service, text, 1_790_000_000)]);
    return { id, kind: 'opened', at: new Date(made.clock.ms), receipt } as unknown as Entry; // as above
  };
  const first = house.identity.service;
  const { replace } = await serviceKeyOfficers(t, house);
  const { size: before } = await house.publish();
  const older = entryBy(house, before);
  await replace(house, 'compromised');
  const next = await openInstallation(made.home, { env: made.env, clock: house.clock });
  const { size: after } = await next.publish();
  assert.notEqual(next.identity.service.signing.fingerprint, first.signing.fingerprint);
  const trust = join(folder, 'trust.txt');
  writeFileSync(trust, ownKeys(next));
  const verify = async (...entries: Entry[]): Promise<{ readonly ok: boolean; readonly said: string }> => {
    const path = join(folder, 'record.json');
    writeFileSync(path, JSON.stringify(await recordOf(next, order, letter, entries)));
    const command = [join(folder, 'comity-verify.mjs'), path, '--trust', trust];
    try {
      return { ok: true, said: execFileSync(process.execPath, command, { encoding: 'utf8' }) };
    } catch (error) {
      const { stdout, stderr, status } = error as { stdout: string; stderr: string; status: number };
      assert.equal(status, 1, stderr);
      return { ok: false, said: stdout };
    }
  };
  const new_ = await verify(entryBy(next, after));
  assert.ok(new_.ok && !new_.said.includes('Replaced key'), new_.said);
  const old = await verify(older, entryBy(next, after));
  assert.ok(old.ok, old.said);
  assert.match(old.said, /Replaced key +1 of the receipts/);
  const late = await verify(
    older,
    entryBy({ ...house, identity: { ...house.identity, service: first } }, after),
  );
  assert.equal(late.ok, false, 'it says itself that it saw the replacement');
  assert.match(late.said, /keyNotEnrolled/);
  await next.close();
});
