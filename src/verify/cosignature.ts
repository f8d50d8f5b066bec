// The bytes that timed signatures are over (C2SP tlog-cosignature). A header keeps the kinds apart.
import { concat, uint64, utf8 } from '../base/bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';

const SUBTREE_LABEL = 'subtree/v1\n\0';

/** "Ed25519 signed message": a header line, a time line, the note text. `time` in POSIX seconds. */
export function timedMessage(header: string, time: number, noteText: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(utf8(`${header}\ntime ${time}\n`), noteText);
}

/**
 * "ML-DSA-44 signed message": the struct `cosigned_message` for the whole tree of a checkpoint. It commits to the
 * signer's name. Throws Fault checkpointInvalid when the text is not a checkpoint.
 */
export function subtreeMessage(
  signer: string,
  time: number,
  noteText: Uint8Array,
  place: string,
): Uint8Array<ArrayBuffer> {
  const { origin, size, root } = parseCheckpoint(noteText, place);
  return concat(
    utf8(SUBTREE_LABEL),
    oneByteLength(signer),
    uint64(time),
    oneByteLength(origin),
    uint64(0),
    uint64(size),
    root,
  );
}

/** `opaque text<1..2^8-1>` of RFC 8446, section 3.4. Names and origins are limited where they are parsed. */
function oneByteLength(text: string): Uint8Array<ArrayBuffer> {
  const bytes = utf8(text);
  if (bytes.length === 0 || bytes.length > 255) throw new RangeError(`${text} has ${bytes.length} bytes`);
  return concat(Uint8Array.of(bytes.length), bytes);
}
