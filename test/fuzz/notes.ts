// Lines that are signed, and what is read beside them: notes, checkpoints, proofs, bundles, policies, events, heads, trust files.
import { readFileSync } from 'node:fs';
import { parseCheckpoint } from '../../src/verify/checkpoint.ts';
import { parseEventNote } from '../../src/verify/event-note.ts';
import { parseItemHead } from '../../src/verify/item-head.ts';
import { parseNote, verifySignatures } from '../../src/verify/note.ts';
import { parsePolicy, quorumMet } from '../../src/verify/policy.ts';
import { parseEntryBundle } from '../../src/verify/tiles.ts';
import { parseTlogProof } from '../../src/verify/tlog-proof.ts';
import { joinTrust, readTrust } from '../../src/verify/trust.ts';
import { testCrypto } from '../support/crypto.ts';
import { mutated } from './mutate.ts';
import { exampleFiles } from './packages.ts';
import { oneOf, unlessRefused, whole, type Draw, type Target } from './target.ts';

const NAME = 'fuzzed';
const trustFile = readFileSync(new URL('../../fixtures/package/trust.txt', import.meta.url));
const checkpoint = readFileSync(new URL('../../fixtures/timestamps/checkpoint.note', import.meta.url));

/** Files of the example package that end so. */
async function filesEnding(...ends: readonly string[]): Promise<Uint8Array[]> {
  const files = await exampleFiles();
  return [...files].flatMap(([path, bytes]) => (ends.some((end) => path.endsWith(end)) ? [bytes] : []));
}

const LINES = [
  '\n',
  '\n\n',
  '\u2014 ',
  '\r\n',
  '\0',
  'index ',
  '+',
  '=',
  '/',
  ' ',
  '0',
  '99999999999999999999',
  'é',
];

export async function notes(): Promise<Target> {
  const good = [checkpoint, ...(await filesEnding('checkpoint.note', '.tlog-proof', 'package.note'))];
  const keys = parsePolicy(trustFile, NAME, testCrypto);
  const known = [...keys.logs, ...keys.witnesses].map(({ key }) => key);
  return {
    make: (draw) => mutated(draw, good, LINES),
    read: async (input) => {
      const note = await unlessRefused(() => parseNote(input, NAME));
      if (note !== undefined) await unlessRefused(() => verifySignatures(testCrypto, note, known, NAME));
      await unlessRefused(() => parseCheckpoint(note?.text ?? input, NAME));
      await unlessRefused(() => parseTlogProof(input, NAME));
      await unlessRefused(() => parseEntryBundle(input, NAME));
    },
  };
}

export async function events(): Promise<Target> {
  const good = (await filesEnding('.note')).filter((bytes) => bytes[0] === 0x7b);
  return {
    make: (draw) => jsonLike(draw, good),
    read: async (input) => {
      await unlessRefused(() => parseEventNote(input, NAME));
      await unlessRefused(() => parseItemHead(input, NAME));
    },
  };
}

/** Changes in the text of the JSON, and now and then nested deeply. */
export function jsonLike(draw: Draw, good: readonly Uint8Array[]): Buffer {
  const words = [
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\\u0000',
    '\\ud800',
    '1e400',
    '-0',
    '"__proto__":',
    'null',
    'true',
    '[[[[',
  ];
  if (draw() > 0.05) return mutated(draw, good, [...words, ...LINES]);
  const text = Buffer.from(oneOf(draw, good)).toString('utf8');
  const [open, close] = oneOf(draw, [
    ['[', ']'],
    ['{"a":', '}'],
  ]) as [string, string]; // as written beside
  const deep = oneOf(draw, [30, 33, 64, 1000, 100_000]);
  const at = whole(draw, text.length);
  return Buffer.from(`${text.slice(0, at)}${open.repeat(deep)}1${close.repeat(deep)}${text.slice(at)}`);
}

export function trust(): Target {
  const pem = readFileSync(new URL('../../fixtures/timestamps/p256-root.pem', import.meta.url));
  const words = [
    'log ',
    'witness ',
    'group ',
    'quorum ',
    'any',
    'all',
    'none',
    '-----BEGIN CERTIFICATE-----',
    '-----END CERTIFICATE-----',
  ];
  return {
    make: (draw) => mutated(draw, [trustFile, pem], [...words, ...LINES]),
    read: async (input) => {
      const read = await unlessRefused(() => readTrust(input, NAME, testCrypto));
      if (read === undefined) return;
      await unlessRefused(() => joinTrust([read, read], NAME));
      if (read.policy !== undefined) quorumMet(read.policy, []);
    },
  };
}
