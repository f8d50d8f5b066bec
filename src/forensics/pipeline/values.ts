// Values of PhotoDNA that a licensed tool gave for files of an exhibit: a list by their digests. The program cannot compute such a value and
// reads nothing in it; it is equal to an entry of a set, or not.
import { readCsv } from '../../base/csv.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Fields } from '../../web/fields/field.ts';
import { textFile } from '../../web/fields/file.ts';
import { text } from '../../web/fields/text.ts';
import { DIGESTS, ENTRY_BYTES, type DigestKind } from '../known/known.ts';
import { jsonObjects } from '../known/json-objects.ts';
import { alternatives } from '../known/read-set.ts';

const TOOL_MAX = 100;
const LIST_BYTES_MAX = 4 * 1024 * 1024;
const ROWS_MAX = 100_000;
const VALUE_CHARACTERS = 4000;

export const VALUES = {
  list: textFile({
    ask: (say) => say.licensedValues.asks.list,
    label: (say) => say.licensedValues.labels.list,
    hint: (say) => say.licensedValues.hints.list,
    bytesMax: LIST_BYTES_MAX,
    wrong: (say) => say.form.needed(say.licensedValues.labels.list),
    means:
      'CSV with a column `sha256`, `sha1` or `md5` and a column `photodna`; or JSON with these names, or Project VIC.',
  }),
  tool: text({
    max: TOOL_MAX,
    ask: (say) => say.licensedValues.asks.tool,
    label: (say) => say.licensedValues.labels.tool,
    hint: (say) => say.licensedValues.hints.tool,
    wrong: (say) => say.form.needed(say.licensedValues.labels.tool),
    tooLong: (say) => say.form.tooLong(say.licensedValues.labels.tool, TOOL_MAX),
    means: 'Which licensed tool gave them, with its version; it stands in the custody record.',
  }),
} satisfies Fields;

export interface LicensedValue {
  readonly kind: DigestKind;
  /** Of the file, hex. */
  readonly digest: string;
  readonly value: string;
}

/** Refuses badInput: a row without a digest or without a value; tooLarge. */
export async function readValues(list: string): Promise<readonly LicensedValue[]> {
  const text = list.replace(/^\ufeff/, '');
  const found: LicensedValue[] = [];
  let row = 0;
  for await (const named of /^\s*[[{]/.test(text) ? jsonObjects(oneText(text), 'list') : csvRows(text)) {
    row += 1;
    found.push(valueOf(named, row));
    if (found.length > ROWS_MAX) throw new Refusal('tooLarge.licensedValues', { most: ROWS_MAX });
  }
  if (found.length === 0) throw new Refusal('badInput.licensedValues', { row: 1 });
  return found;
}

async function* oneText(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

type Named = { readonly [name: string]: unknown };

function* csvRows(text: string): Generator<Named> {
  const [head, ...rows] = readCsv(text).rows;
  for (const { cells } of rows)
    yield Object.fromEntries((head?.cells ?? []).map((name, i) => [name, cells[i] ?? '']));
}

function valueOf(named: Named, row: number): LicensedValue {
  const of = new Map(Object.entries(named).map(([name, value]) => [name.trim().toLowerCase(), value]));
  const kind = DIGESTS.find((one) => isDigest(of.get(one), one));
  const given = of.get('photodna') ?? of.get('pdna') ?? alternatives(of.get('alternativehashes')).photodna;
  const value = typeof given === 'string' ? given.trim() : '';
  if (kind === undefined || value === '' || value.length > VALUE_CHARACTERS)
    throw new Refusal('badInput.licensedValues', { row });
  return { kind, digest: String(of.get(kind)).trim().toLowerCase(), value };
}

function isDigest(value: unknown, kind: DigestKind): boolean {
  return (
    typeof value === 'string' &&
    /^[0-9a-f]+$/i.test(value.trim()) &&
    value.trim().length === 2 * ENTRY_BYTES[kind]
  );
}
