// What an addressee takes with it of an order: the letter, what was said with its receipts, and the keys by which a stranger checks them.
// docs/formats/portal-receipt.md
import { base64, utf8Text } from '../base/bytes.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { leavesOfTypes } from '../evidence/log/log.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { factText } from '../verify/event.ts';
import { parseEventNote } from '../verify/event-note.ts';
import { formatVerifierKey } from '../verify/note-key.ts';
import { inclusionProof } from '../verify/tiles.ts';
import { formatTlogProof } from '../verify/tlog-proof.ts';
import type { Entry, PortalOrder } from './order.store.ts';

export async function recordOf(
  house: Pick<Installation, 'db' | 'identity' | 'keys' | 'folder' | 'published' | 'publish'>,
  order: PortalOrder,
  letter: Uint8Array,
  entries: readonly Entry[],
): Promise<object> {
  const { id, reference, sha256, givenAt, addressee } = order;
  return {
    v: 2,
    type: 'portalRecord',
    origin: house.identity.origin,
    log: [house.keys.ed25519.key, house.keys.mlDsa44.key].map(formatVerifierKey),
    service: await serviceProofs(house),
    order: id,
    reference,
    letter: { sha256, pdf: base64(letter) },
    addressee: addressee.name,
    givenAt: givenAt.toISOString(),
    entries: entries.map((one) => ({
      id: one.id,
      kind: one.kind,
      by: one.account?.name ?? null,
      text: one.text ?? null,
      at: one.at.toISOString(),
      file: one.file ?? null,
      // Of a file: the step by which its sender signed it, or that nobody did.
      ...(one.kind === 'file' && { signed: entries.find(({ of }) => of === one.id)?.id ?? null }),
      receipt: utf8Text(one.receipt),
    })),
  };
}

/** That the keys of the service are in the log: each enrolment with its proof. */
async function serviceProofs(
  house: Pick<Installation, 'db' | 'folder' | 'published' | 'publish'>,
): Promise<string[]> {
  const enrolled = (await leavesOfTypes(house.db.kysely, ['keyEnrolled'])).filter(
    ({ note, index }) => factText(parseEventNote(note, `event ${index}`).event, 'use') === 'service',
  );
  const last = await house.published();
  const isCovered = last !== undefined && enrolled.every(({ index }) => index < last.size);
  const checkpoint = isCovered ? last : await house.publish();
  return Promise.all(
    enrolled.map(async ({ index, note }) => {
      const proof = await inclusionProof(nodeCrypto, house.folder.read, index, checkpoint.size);
      return utf8Text(formatTlogProof({ index, proof, checkpoint: checkpoint.note, extra: note }));
    }),
  );
}
