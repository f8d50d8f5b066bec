// A conversation as its files: whole it is checked without a fault, and with any byte of it changed, with one.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Uuid } from '../../src/base/ids.ts';
import { exportConversation } from '../../src/exchange/conversation-export.acts.ts';
import { signNote } from '../../src/exchange/exchange-keys.acts.ts';
import { documentFile, documentText, readDocumentFile } from '../../src/exchange/peer-document.ts';
import { readConversation } from '../../src/platform/conversation-folder.ts';
import { nodeCrypto } from '../../src/platform/node-crypto.ts';
import { checkConversation } from '../../src/verify/conversation.ts';
import type { Side } from './evidence-between.ts';
import { temporaryFolder } from './temporary.ts';

/** As `of` exports it; and after `peer` has said that its key had ended before all that. */
export async function isChecked(t: TestContext, of: Side, peer: Side, conversation: Uuid): Promise<void> {
  const to = join(temporaryFolder(t), 'conversation');
  const sent = await exportConversation(of.house, of.keys, { conversation, to });
  const files = new Map(readConversation(to));
  const trust = new Map(
    [of, peer].map(({ house }) => [house.identity.origin, [house.keys.ed25519.key, house.keys.mlDsa44.key]]),
  );
  const whole = await checkConversation(files, trust, nodeCrypto);
  assert.deepEqual([whole.faults, whole.messages.length], [[], sent]);
  for (const [path, bytes] of files) {
    const at = randomInt(bytes.length);
    const flipped = bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
    for (const other of [flipped, bytes.subarray(0, at)]) {
      const changed = await checkConversation(new Map(files).set(path, other), trust, nodeCrypto);
      assert.notEqual(changed.faults.length, 0, `${path}, byte ${at} of ${bytes.length}`);
    }
  }
  // The other said later that its key had ended before all that.
  const theirs = readDocumentFile(files.get('peers/theirs.json') ?? new Uint8Array(), nodeCrypto);
  assert.ok(theirs);
  const { document, proofs } = theirs;
  const exchange = document.exchange.map((one) => ({ ...one, until: '2020-01-01T00:00:00Z' }));
  const next = { ...document, serial: document.serial + 1, prev: theirs.digest, exchange };
  const note = signNote(documentText(next), peer.keys.exchange);
  files.set('peers/theirs-next.json', Buffer.from(documentFile(note, proofs)));
  const { faults } = await checkConversation(files, trust, nodeCrypto);
  const ofPeer = whole.messages.filter(({ from }) => from === peer.house.identity.origin).length;
  assert.ok(ofPeer > 0);
  const ended = faults.filter(({ what }) => what.startsWith('signed by a key that had run out'));
  assert.equal(ended.filter(({ path }) => path.startsWith('messages/')).length, ofPeer);
  assert.ok(ended.some(({ path }) => path.startsWith('receipts/')));
}
