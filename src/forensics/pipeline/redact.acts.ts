// A redacted copy of a file of text becomes an exhibit of its own: what was not asked is replaced by a mark, and nothing else is changed. Beside
// it lies a record of where that stood in the original, by its digest, and why. The original stays, and both chains say what was made.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import { inEnglish, Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { exhibitInAct, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import { addExhibit, type Added } from '../../evidence/intake/exhibit-add.acts.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { TOOL } from '../../evidence/log/tool.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { safeName } from '../../platform/safe-name.ts';
import { readAll, type BodyOf } from '../../web/fields/field.ts';
import { imageTools } from '../sources/image-tools.ts';
import { redactedBytes, spansOf } from './redact-spans.ts';
import { REDACT } from './redact.ts';

const REDACT_BYTES_MAX = 64 * 1024 * 1024;
export const RECORD = 'redaction.json';
const SPANS_MAX = 200_000;
const MIB = 1024 * 1024;
const PROBLEMS = {
  notText: 'badInput.redactNotText',
  notTable: 'badInput.redactNotTable',
  notJson: 'badInput.redactNotJson',
  form: 'badInput.redactForm',
  absent: 'badInput.redactAbsent',
} as const;

interface RedactAsked {
  readonly number: string;
  readonly body: BodyOf<typeof REDACT>;
  /** Under which it is made once. */
  readonly key: string;
}

/** Of one file of text in UTF-8. Refuses badInput (another kind of file, nothing of it there), tooLarge, notAllowed, damaged. */
export async function makeRedacted(
  house: Installation,
  by: Viewer,
  { number, body, key }: RedactAsked,
): Promise<Added> {
  const { exhibit } = await house.db.transaction((tx) => exhibitInAct(tx, by, number, 'addEvidence'));
  const { kind, which, title, reason } = readAll(REDACT, body, {});
  const { name, bytes } = await fileOf(house, exhibit);
  const found = spansOf(kind, which, bytes);
  if (!found.ok) throw new Refusal(PROBLEMS[found.problem], { found: inEnglish(found.found) });
  const { spans } = found;
  if (spans.length > SPANS_MAX) throw tooLarge();
  const made = redactedBytes(bytes, spans, kind === 'values');
  const digestOf = (of: Uint8Array): string => nodeCrypto.hexAtOnce?.('sha256', of) ?? '';
  const record = {
    v: 1,
    type: 'redaction',
    original: { exhibit: exhibit.number, file: name, sha256: digestOf(bytes), bytes: bytes.length },
    redacted: { file: name, sha256: digestOf(made.bytes), bytes: made.bytes.length },
    kind,
    which: kind === 'text' ? [] : [...which], // a text that is taken out is not told by its own record
    reason,
    ranges: spans.map(({ from, to }, i) => [from, to, made.marks[i]?.from ?? 0, made.marks[i]?.to ?? 0]),
    madeAt: isoLocal(house.clock()),
    tool: { ...TOOL },
    says: 'Each range: first byte and byte after the last in the original, then those of the mark in its place. Everything outside of them is as in the original.',
  };
  const removed = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const [first] = await eventsOf(house, number);
  const folder = await mkdtemp(join(house.home.uploads, 'redaction-')); // what a crash leaves there, the next start removes
  try {
    const path = join(folder, safeName(`${number}-redacted`));
    await mkdir(path);
    await writeFile(join(path, name), made.bytes, { mode: 0o600 });
    await writeFile(join(path, RECORD), `${canonicalJson(record as unknown as Json)}\n`, { mode: 0o600 });
    return await addExhibit(house, {
      caseName: by.file.reference,
      title,
      source: number,
      authority: first?.event.authority ?? { type: 'other', id: number },
      conditions: exhibit.conditions,
      reason,
      from: { kind: 'path', path },
      also: [],
      images: imageTools,
      derivedFrom: {
        exhibit,
        as: 'redacted',
        method: `${kind}; places: ${spans.length}; bytes: ${removed} of ${bytes.length}; SHA-256 of the original: ${record.original.sha256}`,
      },
      by: { role: by.file.role, person: by.person.name, personId: by.person.id, through: by.through },
      key,
      signal: AbortSignal.timeout(600_000),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const tooLarge = (): Refusal =>
  new Refusal('tooLarge.redaction', { mebibytes: REDACT_BYTES_MAX / MIB, most: SPANS_MAX });

/** The one file that it is, as it was sealed; a redacted copy has its record beside it. */
async function fileOf(
  house: Installation,
  { id, number }: Exhibit,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const { files } = await house.store.inventory(id);
  const all = files.filter(({ path }) => path.startsWith('data/') && !path.endsWith(`/${RECORD}`));
  const [file] = all;
  if (file === undefined || all.length > 1)
    throw new Refusal('badInput.redactOneFile', { found: String(all.length) });
  if (file.bytes > REDACT_BYTES_MAX) throw tooLarge();
  const pieces: Uint8Array[] = [];
  for await (const piece of house.store.read(id, file.path)) pieces.push(piece);
  const bytes = new Uint8Array(Buffer.concat(pieces));
  if (nodeCrypto.hexAtOnce?.('sha256', bytes) !== file.sha256)
    throw new Refusal('damaged.redactSource', { number });
  const own = safeName(file.path.slice(file.path.lastIndexOf('/') + 1));
  return { name: own === RECORD ? `file-${RECORD}` : own, bytes };
}
