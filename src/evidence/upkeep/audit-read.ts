// Reads leaves as the stranger's verifier would, and checks who signed them: in a thread of the audit, or in its own.
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseEventNote, verifyEventSignatures } from '../../verify/event-note.ts';
import { leafHash } from '../../verify/merkle.ts';
import { keyFingerprint, type NoteKey } from '../../verify/note-key.ts';
import { officerSigner } from '../../verify/officer-key.ts';
import type { Signer } from '../../verify/passkey.ts';
import { signerName } from '../log/key-names.ts';
import { serviceKeys, serviceOf, type StatedKeys } from '../log/log-entry.ts';
import { errorText } from '../../base/error-text.ts';

export interface LeafBatch {
  /** Log index of the first note. */
  readonly first: number;
  readonly notes: readonly Uint8Array[];
}

interface ReadLeaf {
  readonly leafHash: Uint8Array;
  readonly item: string;
  readonly itemSeq: number;
  readonly prev?: string;
  readonly id: string;
  /** POSIX seconds of the service's line. */
  readonly recordedAt: number;
  /** Persons whose keys signed, as `signerName` has them. */
  readonly signers: readonly string[];
}

/** One answer a leaf: what it says, or why it is refused. */
export type LeafAnswer = ReadLeaf | { readonly leafHash: Uint8Array; readonly refused: string };

export interface BatchAnswer {
  readonly first: number;
  readonly leaves: readonly LeafAnswer[];
}

interface KnownKeys {
  readonly services: readonly NoteKey[];
  readonly officers: readonly Signer[];
}

export function leafReader(stated: StatedKeys): (batch: LeafBatch) => Promise<BatchAnswer> {
  const officers = stated.officers.map((one) => officerSigner(nodeCrypto, one.name, one));
  const keys = { services: serviceKeys(stated), officers };
  return async ({ first, notes }) => {
    const leaves: LeafAnswer[] = [];
    for (const [i, note] of notes.entries()) leaves.push(await readLeaf(note, `event ${first + i}`, keys));
    return { first, leaves };
  };
}

async function readLeaf(note: Uint8Array, place: string, keys: KnownKeys): Promise<LeafAnswer> {
  const hash = leafHash(nodeCrypto, note);
  try {
    const parsed = parseEventNote(note, place);
    const known = { service: serviceOf(parsed.note, keys.services), officers: keys.officers };
    const { recordedAt, signedBy } = await verifyEventSignatures(nodeCrypto, parsed, known, place);
    const signers = signedBy
      .slice(1)
      .map((key) => signerName(keyFingerprint(nodeCrypto, key), originOf(key)));
    const { item, itemSeq, prev, id } = parsed.event;
    return {
      leafHash: hash,
      item,
      itemSeq,
      id,
      recordedAt,
      signers,
      ...(prev === undefined ? {} : { prev }),
    };
  } catch (error) {
    return { leafHash: hash, refused: errorText(error) };
  }
}

function originOf(key: Signer): string | undefined {
  return key.type === 'passkey' ? key.origin : undefined;
}
