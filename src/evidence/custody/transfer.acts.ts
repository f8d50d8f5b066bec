// Custody passes in two steps: the sender offers (package-create), the receiver accepts, in a log of its own. The
// receipt is the acceptance with its proof, one file; the sender checks it and files it.
import { hex } from '../../base/bytes.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseCheckpoint } from '../../verify/checkpoint.ts';
import { factText } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { Fault } from '../../verify/fault.ts';
import { leafHash, verifyInclusion } from '../../verify/merkle.ts';
import { parseNote, requireSignature, verifySignatures } from '../../verify/note.ts';
import type { Policy } from '../../verify/policy.ts';
import { inclusionProof } from '../../verify/tiles.ts';
import { formatTlogProof, parseTlogProof } from '../../verify/tlog-proof.ts';
import { eventsOf, type RecordedEvent } from './custody.acts.ts';
import { findExhibit } from '../exhibits/exhibit.store.ts';
import type { Installation } from '../house/installation.acts.ts';
import { TOOL } from '../house/tool.ts';

export interface Acceptance {
  readonly event: RecordedEvent;
  /** A `.tlog-proof` whose extra data is the event: what the sender files. */
  readonly receipt: Uint8Array;
  readonly repeated: boolean;
}

/** Accepts custody of an exhibit that was received in a package. A second acceptance gives the same receipt's event. */
export async function acceptExhibit(house: Installation, number: string): Promise<Acceptance> {
  const exhibit = await findExhibit(house.db.kysely, number);
  const received = (await eventsOf(house, number)).findLast(({ event }) => event.type === 'received');
  if (received === undefined) {
    throw new Refusal('notAllowed', {
      expected: 'an exhibit that was received in a package',
      found: `${number}, which was acquired here`,
      next: 'Only what another agency handed over can be accepted.',
    });
  }
  const {
    fromLog,
    fromItem,
    fromEvent,
    checkpointSize,
    checkpointRoot,
    package: pack,
  } = received.event.facts ?? {};
  const recorded = await house.log.append({
    key: `accept:${exhibit.id}`,
    events: [
      {
        type: 'accepted',
        item: number,
        case: exhibit.caseId,
        occurredAt: isoLocal(house.clock()),
        tool: TOOL,
        facts: {
          fromLog: fromLog ?? '',
          fromItem: fromItem ?? '',
          fromEvent: fromEvent ?? '',
          checkpointSize: checkpointSize ?? 0,
          checkpointRoot: checkpointRoot ?? '',
          package: pack ?? '',
        },
      },
    ],
  });
  const index = recorded.leaves[0]?.index ?? -1;
  const event = (await eventsOf(house, number)).find((one) => one.index === index);
  if (event === undefined) throw new Error('an acceptance without an event');
  const checkpoint = await house.publish();
  const proof = await inclusionProof(nodeCrypto, house.folder.read, index, checkpoint.size);
  const receipt = formatTlogProof({ index, proof, checkpoint: checkpoint.note, extra: event.note });
  return { event, receipt, repeated: recorded.repeated };
}

/** Checks a receipt against keys that came by another road, and records that custody has passed. */
export async function fileReceipt(
  house: Installation,
  request: { readonly number: string; readonly receipt: Uint8Array; readonly trust: Policy },
): Promise<RecordedEvent> {
  const exhibit = await findExhibit(house.db.kysely, request.number);
  const checked = await checkReceipt(request.receipt, request.trust);
  const { event, checkpoint } = checked;
  const [fromLog, fromItem] = [factText(event, 'fromLog'), factText(event, 'fromItem')];
  if (event.type !== 'accepted' || fromLog !== house.identity.origin || fromItem !== request.number) {
    throw new Refusal('badInput', {
      expected: `the acceptance of ${request.number} of ${house.identity.origin}`,
      found: `${event.type} of ${fromItem ?? 'nothing'} of ${fromLog ?? 'nobody'}`,
      next: 'File it with the exhibit it is for.',
    });
  }
  const recorded = await house.log.append({
    key: `receipt:${exhibit.id}:${checked.leafHash}`,
    events: [
      {
        type: 'receiptFiled',
        item: request.number,
        case: exhibit.caseId,
        occurredAt: isoLocal(house.clock()),
        tool: TOOL,
        facts: {
          fromLog: event.log,
          fromItem: event.item,
          fromEvent: checked.leafHash,
          checkpointSize: checkpoint.size,
          checkpointRoot: hex(checkpoint.root),
        },
      },
    ],
  });
  const found = (await eventsOf(house, request.number)).find(
    (one) => one.index === recorded.leaves[0]?.index,
  );
  if (found === undefined) throw new Error('a receipt without an event');
  return found;
}

async function checkReceipt(bytes: Uint8Array, trust: Policy) {
  const { extra, index, proof, checkpoint: noteBytes } = parseTlogProof(bytes, 'receipt');
  if (extra === undefined) throw new Fault('proofInvalid', 'receipt', 'the event as extra data', 'none');
  const note = parseNote(noteBytes, 'receipt checkpoint');
  const checkpoint = parseCheckpoint(note.text, 'receipt checkpoint');
  const keys = trust.logs.map((log) => log.key).filter((key) => key.name === checkpoint.origin);
  if (keys.length === 0) {
    throw new Fault(
      'keyUntrusted',
      'receipt checkpoint',
      `keys of ${checkpoint.origin} in the trust file`,
      'none',
    );
  }
  const verified = await verifySignatures(nodeCrypto, note, keys, 'receipt checkpoint');
  for (const key of keys) requireSignature(verified, key, 'receipt checkpoint');
  const leaf = leafHash(nodeCrypto, extra);
  verifyInclusion(
    nodeCrypto,
    { index, size: checkpoint.size, leaf, proof, root: checkpoint.root },
    'receipt',
  );
  const { event } = parseEventNote(extra, 'receipt event');
  if (event.log !== checkpoint.origin)
    throw new Fault('eventInvalid', 'receipt event', `an event of ${checkpoint.origin}`, event.log);
  return { event, checkpoint, leafHash: hex(leaf) };
}
