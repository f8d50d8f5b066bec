// gzip (RFC 1952): one file that was packed, whose name may stand in the header.
import { gunzipSync } from 'node:zlib';
import { exactly } from '../volumes/bytes.ts';
import { inMemory, wholeOf, type Extractor } from './extractor.ts';
import { unpacked } from './unpack.ts';

const HAS_EXTRA = 4;
const HAS_NAME = 8;
/** A header and a trailer (2.3). */
const LEAST_BYTES = 18;

export const gzip: Extractor = {
  name: 'gzip',
  group: 'archives',
  version: 1,
  takes: (kind) => kind === 'gzip',
  read: (bytes, spent, name) => {
    const head = exactly(bytes, 0, Math.min(Math.max(bytes.size, LEAST_BYTES), 4096));
    const seconds = head.readUInt32LE(4);
    // The last four bytes are the length modulo 2^32 (2.3.1): what is listed, and no more than a hint.
    const stated = exactly(bytes, bytes.size - 4, 4).readUInt32LE(0);
    spent.member();
    const open = () =>
      inMemory(
        unpacked(spent, (most) =>
          gunzipSync(wholeOf(bytes, 0, bytes.size, spent), { maxOutputLength: most }),
        ),
      );
    const modified =
      seconds === 0 ? {} : { modified: new Date(seconds * 1000).toISOString().replace('.000', '') };
    const path = nameIn(head) ?? name.replace(/\.tgz$/, '.tar').replace(/\.gz$/, '');
    return { members: [{ path, address: '0', type: 'file', sizeBytes: stated, ...modified, open }] };
  },
};

function nameIn(head: Buffer): string | undefined {
  const flags = head[3] ?? 0;
  if ((flags & HAS_NAME) === 0) return undefined;
  const at = 10 + ((flags & HAS_EXTRA) === 0 ? 0 : 2 + head.readUInt16LE(10));
  const end = head.indexOf(0, at);
  return end <= at ? undefined : head.toString('latin1', at, end);
}
