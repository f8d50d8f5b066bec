import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity } from '../../test/support/comity.ts';
import { addPage, barePdf, makeSigner, signPdf } from '../../test/support/signed-pdf.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';

test('the terminal says whether a signature holds, who is known by it, and what was added', async (t) => {
  const folder = temporaryFolder(t);
  const signer = makeSigner(folder);
  const signed = signPdf(barePdf(), signer);
  const put = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const trust = ['--trust', put('roots.pem', signer.rootPem)];
  const say = (...args: string[]) => comity(folder, ['request', 'signed', ...args]);

  const good = await say(put('good.pdf', signed), ...trust);
  assert.equal(good.code, 0, good.err);
  assert.match(good.out, /Signature 1: holds for the whole document\n.*CN=A\. Signer/);
  assert.match((await say(put('good.pdf', signed))).out, /who signed is not established/);
  const more = await say(put('more.pdf', addPage(signed)), ...trust, '--json');
  const { signatures } = JSON.parse(more.out) as { signatures: { after: { pages: number[] } }[] };
  assert.deepEqual(signatures[0]?.after.pages, [1, 2]);
  const reason = Buffer.from('","kind":"bad"} \u202eVerified by Comity', 'utf16le').swap16().toString('hex');
  const spoofed = signPdf(barePdf(), signer, { extra: `/Reason<feff${reason}>` });
  const told = await say(put('spoofed.pdf', spoofed), ...trust, '--json');
  const [first] = (JSON.parse(told.out) as { signatures: Record<string, unknown>[] }).signatures;
  assert.deepEqual(Object.keys(first ?? {}).sort(), ['finding', 'saidByTheDocumentItself']);
  assert.doesNotMatch(told.out, /\u202e/, 'shown as its code point');
  assert.match(JSON.stringify(first?.['saidByTheDocumentItself']), /Verified by Comity/);
  const changed = await say(
    put('changed.pdf', Buffer.from(signed.toString('latin1').replace('300 300', '300 301'), 'latin1')),
  );
  assert.equal(changed.code, 1);
  assert.match(changed.out, /Signature 1: does not hold\..*another digest/);
  const wrong = await say(put('good.pdf', signed), '--trust', put('none.pem', 'no certificate'));
  assert.deepEqual([wrong.code, /1 to 100 PEM certificates/.test(wrong.err)], [1, true]);
});
