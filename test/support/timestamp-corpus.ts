// Finds the RFC 3161 tokens that lie in other people's containers: zip entries, XML in Base 64, evidence records, CMS.
import { globSync, readFileSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

export interface FoundToken {
  /** File, entry and offset. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** OBJECT IDENTIFIER of SignedData, and of TSTInfo. */
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');
const TST_INFO = Buffer.from('060b2a864886f70d0109100104', 'hex');

/** Each token once, whatever it lies in. */
export async function tokensUnder(folder: string): Promise<FoundToken[]> {
  const found = new Map<string, FoundToken>();
  const files = globSync('**/*', { cwd: folder }).sort();
  for (const file of files) {
    if (!statSync(join(folder, file)).isFile()) continue;
    for (const [name, bytes] of await parts(folder, file))
      for (const token of tokensIn(name, bytes)) {
        const digest = createHash('sha256').update(token.bytes).digest('hex');
        if (!found.has(digest)) found.set(digest, token);
      }
  }
  return [...found.values()];
}

async function parts(folder: string, file: string): Promise<(readonly [string, Buffer])[]> {
  const bytes = readFileSync(join(folder, file));
  const whole = [[file, bytes] as const];
  if (bytes.toString('latin1', 0, 2) !== 'PK') return whole;
  const all: (readonly [string, Buffer])[] = [];
  const zip = await fromBufferPromise(bytes).catch(() => undefined); // some containers are broken on purpose
  if (!zip) return all;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    const content = await buffer(await zip.openReadStreamPromise(entry));
    all.push([`${file}!${entry.fileName}`, content]);
    for (const match of content.toString('latin1').matchAll(/>([A-Za-z0-9+/=\s]{800,})</g))
      all.push([`${file}!${entry.fileName}#${match.index}`, Buffer.from(match[1] ?? '', 'base64')]);
  }
  return all;
}

function tokensIn(name: string, bytes: Buffer): FoundToken[] {
  const found: FoundToken[] = [];
  for (let at = bytes.indexOf(SIGNED_DATA); at >= 0; at = bytes.indexOf(SIGNED_DATA, at + 1)) {
    const start = [2, 3, 4, 5]
      .map((back) => at - back)
      .find((from) => headerAt(bytes, from)?.header === at - from);
    const length = start === undefined ? undefined : headerAt(bytes, start)?.length;
    if (start === undefined || length === undefined) continue;
    const token = bytes.subarray(start, start + length);
    if (token.subarray(0, 120).includes(TST_INFO))
      found.push({ name: `${name}@${start}`, bytes: new Uint8Array(token) });
  }
  return found;
}

/** Of a SEQUENCE: bytes of its header, and of the whole (to the end of the file when its length is indefinite). */
function headerAt(bytes: Buffer, at: number): { header: number; length: number } | undefined {
  const first = bytes[at + 1];
  if (bytes[at] !== 0x30 || first === undefined) return undefined;
  if (first === 0x80) return { header: 2, length: bytes.length - at };
  if (first < 0x80) return { header: 2, length: 2 + first };
  const digits = first - 0x80;
  return digits > 3
    ? undefined
    : { header: 2 + digits, length: 2 + digits + bytes.readUIntBE(at + 2, digits) };
}
