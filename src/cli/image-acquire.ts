// ./comity image acquire SOURCE --to FILE: makes a forensic image of a device or a file. No database needed; nothing is ever
// written to the source.
import { Refusal } from '../base/refusal.ts';
import { acquireImage } from '../forensics/sources/acquire/acquire.ts';
import { MIN_SPLIT_BYTES, type AcquireSettings } from '../forensics/sources/acquire/plan.ts';
import { mapPath, recordPath, type Acquired } from '../forensics/sources/acquire/record.ts';
import { wordsAndOptions } from './options.ts';
import { EXIT, sizeText, type Terminal } from './terminal.ts';
import { line, numberFrom, oneOf, printable, required } from './words.ts';

const LISTED = 20;
const WORD_CHARACTERS = 1000;
const COMPRESSIONS = ['none', 'empty-block', 'fast', 'best'] as const;
const UNITS: { readonly [unit: string]: number } = { MiB: 1024 ** 2, GiB: 1024 ** 3, MB: 1e6, GB: 1e9 };

const text = { type: 'string', default: '' } as const;
const OPTIONS = {
  to: { type: 'string' },
  format: { type: 'string' },
  compression: { type: 'string', default: 'fast' },
  split: { type: 'string' },
  retries: { type: 'string', default: '2' },
  threads: { type: 'string' },
  'case-number': text,
  'evidence-number': text,
  description: text,
  examiner: text,
  notes: text,
  json: { type: 'boolean', default: false },
} as const;

const COMMAND = 'image acquire';

export async function runAcquire(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, OPTIONS);
  const [source] = positionals;
  if (source === undefined || positionals.length > 1)
    throw new Refusal('badUsage.oneSource', { count: positionals.length, command: COMMAND });
  const to = required(values.to, 'to');
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(stopped());
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const acquired = await acquireImage(source, to, settingsOf(to, values), {
      ...(values.threads === undefined
        ? {}
        : { threads: numberFrom(values.threads, { option: 'threads', least: 1, most: 16 }) }),
      onProgress: (done, total) => terminal.progress('Acquiring', done, total),
      signal: stopping.signal,
    });
    terminal.endProgress();
    if (values.json) {
      const { plan, ...rest } = acquired;
      terminal.out(JSON.stringify({ ...plan, ...rest }));
    } else report(acquired, terminal);
    return acquired.badBytes === 0 && acquired.changes.length === 0 ? EXIT.done : EXIT.refused;
  } finally {
    terminal.endProgress();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

interface Values {
  readonly format?: string | undefined;
  readonly compression: string;
  readonly split?: string | undefined;
  readonly retries: string;
  readonly 'case-number': string;
  readonly 'evidence-number': string;
  readonly description: string;
  readonly examiner: string;
  readonly notes: string;
}

function settingsOf(to: string, values: Values): AcquireSettings {
  const isE01 = /\.[Ee]01$/.test(to);
  const format = oneOf(values.format ?? (isE01 ? 'e01' : 'raw'), ['e01', 'raw'] as const, 'format');
  if (isE01 !== (format === 'e01'))
    throw new Refusal('badUsage.nameOfE01', { found: printable(to), command: COMMAND });
  const compression = oneOf(values.compression, COMPRESSIONS, 'compression');
  const splitBytes = values.split === undefined ? undefined : sizeOf(values.split);
  if (format === 'raw' && (splitBytes !== undefined) !== to.endsWith('.001'))
    throw new Refusal('badUsage.nameOfRawParts', { found: printable(to), command: COMMAND });
  return {
    format,
    compression: format === 'raw' ? 'none' : compression,
    ...(splitBytes === undefined ? {} : { splitBytes }),
    retries: numberFrom(values.retries, { option: 'retries', least: 0, most: 100 }),
    words: {
      caseNumber: word('--case-number', values['case-number']),
      evidenceNumber: word('--evidence-number', values['evidence-number']),
      description: word('--description', values.description),
      examiner: word('--examiner', values.examiner),
      notes: word('--notes', values.notes),
    },
  };
}

function report({ plan, digests, segments, ...acquired }: Acquired, terminal: Terminal): void {
  const out = (label: string, value: string): void => terminal.out(line(label, value));
  const size = segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const names = `${segments[0]?.name}${segments.length > 1 ? ` to ${segments.at(-1)?.name}` : ''}`;
  out('Source', `${printable(plan.source)}, ${plan.mediaSize} bytes (${sizeText(plan.mediaSize)})`);
  if (plan.model !== '' || plan.serialNumber !== '')
    out('Device', printable([plan.model, plan.serialNumber].filter(Boolean).join(', ')));
  out('Image', `${printable(names)}, ${segments.length} file(s), ${sizeText(size)}`);
  for (const [name, value] of Object.entries(digests)) out('Digest', `${name} ${value}`);
  if (acquired.resumedAt > 0)
    out('Taken up', `after ${sizeText(acquired.resumedAt)}, which were read back from the image`);
  if (acquired.retriedBytes > 0) out('Tried again', `${acquired.retriedBytes} bytes were read only then`);
  for (const [offset, bytes] of acquired.badRanges.slice(0, LISTED))
    out('Not read', `bytes ${offset} to ${offset + bytes - 1}: zeros in the image`);
  if (acquired.badRanges.length > LISTED)
    out('Not read', `and ${acquired.badRanges.length - LISTED} more ranges`);
  for (const { what, before, after } of acquired.changes)
    out('Changed', `${what} of the source while it was read: ${printable(before)}, then ${printable(after)}`);
  out('Record', printable(recordPath(plan.target)));
  if (plan.settings.format === 'raw') out('Map', printable(mapPath(plan.target)));
}

function sizeOf(given: string): number {
  const [, number = '', unit = ''] = /^(\d{1,6})(MiB|GiB|MB|GB)$/.exec(given) ?? [];
  const size = Number(number) * (UNITS[unit] ?? 0);
  if (size >= MIN_SPLIT_BYTES) return size;
  throw new Refusal('badUsage.optionSplit', { option: '--split', found: printable(given) });
}

function word(option: string, given: string): string {
  if (given.length <= WORD_CHARACTERS) return given;
  throw new Refusal('badUsage.optionCharacters', { option, most: WORD_CHARACTERS, length: given.length });
}

function stopped(): Refusal {
  return new Refusal('notReady.acquisitionStopped');
}
