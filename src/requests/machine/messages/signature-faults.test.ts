// Whatever is wrong with a signature, a page can say it in the language of its reader: each fault has a reason, and each reason words.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { barePdf, makeSigner, signPdf } from '../../../../test/support/signed-pdf.ts';
import { nodeCrypto } from '../../../platform/node-crypto.ts';
import { MAX_SIGNATURE_BYTES, verifyDocumentSignature } from '../../../verify/document-signature.ts';
import { Fault } from '../../../verify/fault.ts';
import { LANGUAGES } from '../../../web/messages.ts';

const folder = mkdtempSync(join(tmpdir(), 'comity-faults-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A signature by OpenSSL, and the bytes that it is over. */
function signature(): { readonly cms: Buffer; readonly signed: Buffer } {
  let [cms, signed]: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  const signer = makeSigner(folder, { name: 'faults' });
  signPdf(barePdf(), signer, { change: (made) => (cms = made), cades: true });
  signPdf(barePdf(), signer, { make: (bytes) => ((signed = bytes), cms) });
  return { cms, signed };
}

const { cms, signed } = signature();

async function faultOf(bytes: Uint8Array): Promise<Fault | undefined> {
  try {
    const asked = {
      cms: bytes,
      signed: [signed],
      mustBind: true,
      trust: [],
      at: new Date(Date.now() + 60_000).toISOString(),
      place: 'signature',
    };
    const { standing } = await verifyDocumentSignature(nodeCrypto, asked);
    return standing.kind === 'unfit' ? standing.why : undefined;
  } catch (fault) {
    if (fault instanceof Fault) return fault;
    throw fault;
  }
}

test('each byte of a signature changed, and each cut of it, is a fault with a reason, or none', async () => {
  assert.equal(await faultOf(cms), undefined, 'as it is made');
  const met = new Set<string>();
  const look = async (bytes: Uint8Array, what: string): Promise<void> => {
    const fault = await faultOf(bytes);
    if (fault === undefined) return;
    assert.ok(fault.reason, `${what}: ${fault.message}`);
    met.add(fault.reason.key);
  };
  for (let at = 0; at < cms.length; at++)
    for (const bit of [0x01, 0x20, 0x80]) {
      const changed = Buffer.from(cms);
      changed[at] = (changed[at] ?? 0) ^ bit;
      await look(changed, `byte ${at}`);
    }
  for (let length = 0; length < cms.length; length += 5)
    await look(cms.subarray(0, length), `${length} bytes`);
  await look(Buffer.alloc(MAX_SIGNATURE_BYTES + 1), 'too large');
  await look(Buffer.concat([cms, Buffer.from('words')]), 'more after it');
  for (const key of ['part', 'form', 'tooLarge', 'signature', 'binding', 'algorithm'])
    assert.ok(met.has(key), `${key}: ${[...met].join(' ')}`);
});

test('a reason names the part and its byte in each of the six languages', () => {
  for (const say of Object.values(LANGUAGES)) {
    const { part, form, lacks } = say.documentSignatures.reasons;
    for (const words of [part('signerInfos', '48'), lacks('signerInfos')]) assert.match(words, /signerInfos/);
    for (const words of [part('signerInfos', '48'), form('48')]) assert.match(words, /48/);
  }
  const { reasons } = LANGUAGES.zh.documentSignatures;
  assert.doesNotMatch(`${reasons.form('48')}${reasons.tooLarge}`, /[A-Za-z]/);
});
