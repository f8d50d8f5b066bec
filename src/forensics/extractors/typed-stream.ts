// The text of an archive that NeXT's and Apple's NSArchiver makes ("typedstream", theapplewiki.com, "Messages"; cctools' typedstream.h):
// a message of a newer iOS has its words there alone (`attributedBody`).
import { inLine } from './lines.ts';

const MARK = Buffer.from('streamtyped', 'latin1');
const NAME = Buffer.from('NSString', 'latin1');
/** What begins a run of bytes: its type is `+`. */
const BYTES = 0x2b;
const [SHORT, LONG] = [0x81, 0x82];

/** Of its first string; undefined for bytes of anything else. */
export function typedText(value: Uint8Array): string | undefined {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.length);
  if (bytes.subarray(0, 16).indexOf(MARK) < 0) return undefined;
  const name = bytes.indexOf(NAME);
  const begins = name < 0 ? -1 : bytes.indexOf(BYTES, name + NAME.length);
  if (begins < 0 || begins > name + NAME.length + 16 || begins + 6 > bytes.length) return '';
  const first = bytes[begins + 1] ?? 0;
  const [length, from] =
    first === SHORT
      ? [bytes.readUInt16LE(begins + 2), begins + 4]
      : first === LONG
        ? [bytes.readUInt32LE(begins + 2), begins + 6]
        : [first, begins + 2];
  return inLine(bytes.toString('utf8', from, Math.min(from + length, bytes.length)));
}
