// ./comity image info PATH | verify PATH: what a forensic image is, and whether it is what it says. No database needed.
import { Refusal } from '../base/refusal.ts';
import { FaultLog } from '../forensics/sources/faults.ts';
import type { DigestName, Digests, ImageDescription, ImageMetadata } from '../forensics/sources/image.ts';
import { openImage } from '../forensics/sources/open-image.ts';
import { verifyImage, type ImageCheck } from '../forensics/sources/verify.ts';
import { FLAG, wordsAndOptions } from './options.ts';
import { EXIT, sizeText, type Terminal } from './terminal.ts';
import { line, numberFrom, printable } from './words.ts';

const LISTED = 20;

/** Throws Refusal for wrong use and for images that cannot be read as a whole. */
export async function runInfo(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { json: FLAG });
  const log = new FaultLog();
  const image = openImage(onePath(positionals), log.add);
  image.close();
  const { faults } = log.report();
  const files = image.logical?.filter(({ type }) => type === 'file');
  const logical = files && {
    files: files.length,
    bytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
  if (values.json)
    terminal.out(JSON.stringify({ ...image.description, ...(logical && { logical }), faults }));
  else {
    describe(image.description, terminal, logical);
    for (const fault of faults.slice(0, LISTED))
      terminal.out(line('Damage', `${fault.what}, at offset ${fault.offset} of ${fault.file}`));
  }
  return faults.length === 0 ? EXIT.done : EXIT.refused;
}

export async function runVerify(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    json: FLAG,
    threads: { type: 'string', default: '2' },
    hash: { type: 'string', default: '' },
  });
  const check = await verifyImage(onePath(positionals), {
    hashes: parseHashes(values.hash),
    threads: parseThreads(values.threads),
    onProgress: (done, total) => terminal.progress('Verifying', done, total),
  });
  terminal.endProgress();
  if (values.json) terminal.out(JSON.stringify(check));
  else report(check, terminal);
  return check.container === 'bad' || check.agrees === false ? EXIT.refused : EXIT.done;
}

function describe(
  image: ImageDescription,
  terminal: Terminal,
  logical?: { readonly files: number; readonly bytes: number },
): void {
  const { segments, mediaSize, bytesPerSector, chunkBytes, stored, acquisitionErrors, tracks, notices } =
    image;
  const out = (label: string, value: string): void => terminal.out(line(label, value));
  out('Format', FORMATS[image.format]);
  const [first] = segments;
  out(
    'Segments',
    segments.length === 1
      ? (first?.name ?? '')
      : `${segments.length}, from ${first?.name} to ${segments.at(-1)?.name}`,
  );
  if (logical !== undefined)
    out('Files', `${logical.files}, ${logical.bytes} bytes (${sizeText(logical.bytes)})`);
  else
    out(
      'Medium',
      `${mediaSize} bytes (${sizeText(mediaSize)}), ${Math.ceil(mediaSize / bytesPerSector)} sectors of ${bytesPerSector}`,
    );
  if (image.mediaType !== undefined)
    out('Kind', `${image.mediaType}${image.isPhysical ? ', whole device' : ''}`);
  if (image.format.startsWith('ewf')) out('Chunks', `${chunkBytes} bytes`);
  for (const [field, label] of METADATA) {
    const value = image.metadata[field];
    if (value !== undefined) out(label, value);
  }
  if (logical === undefined) out('Stored digest', digestWords(stored) || 'none');
  for (const { firstSector, sectors } of acquisitionErrors.slice(0, LISTED))
    out('Not read', `${sectors} sector(s) from ${firstSector}: the acquiring program found them unreadable`);
  if (acquisitionErrors.length > LISTED)
    out('Not read', `and ${acquisitionErrors.length - LISTED} more ranges`);
  for (const track of tracks.slice(0, LISTED))
    out('Track', `${track.isAudio ? 'audio' : 'data'} from sector ${track.firstSector}`);
  for (const notice of notices) out('Notice', notice);
}

/** The three results, one under the other, then the verdict. */
function report(
  { description, container, faults, badRanges, isComplete, computed, restBytes, agrees, logical }: ImageCheck,
  terminal: Terminal,
): void {
  const out = (label: string, value: string): void => terminal.out(line(label, value));
  out(
    'Image',
    `${description.segments[0]?.name}, ${FORMATS[description.format]}${logical === undefined ? `, ${sizeText(description.mediaSize)}` : ''}`,
  );
  out('Container', CONTAINER[container]);
  for (const fault of faults.slice(0, LISTED))
    out('', `${fault.what}, at offset ${fault.offset} of ${fault.file}`);
  if (faults.length > LISTED || !isComplete)
    out('', `and ${isComplete ? faults.length - LISTED : 'many'} more`);
  for (const { offset, length } of badRanges.slice(0, LISTED))
    out('', `bytes ${offset} to ${offset + length - 1} of the medium are in doubt`);
  if (badRanges.length > LISTED) out('', `and ${badRanges.length - LISTED} more ranges`);
  if (logical !== undefined)
    out('Files', `${logical.files}, of which ${logical.withDigests} have digests that were compared`);
  else out('Stored digest', digestWords(description.stored) || 'none');
  for (const name of ['md5', 'sha1', 'sha256'] as const) {
    const [now, before] = [computed[name], description.stored[name]];
    if (now !== undefined)
      out(
        'Computed now',
        `${name} ${now}${before === undefined ? '' : before === now ? ' (equal)' : ' (DIFFERS)'}`,
      );
  }
  if (restBytes !== undefined)
    out(
      'Notice',
      `${restBytes} byte(s) of a last sector that is not whole follow the medium that the image states; its digest is over them too (ewfverify leaves them out)`,
    );
  for (const notice of description.notices) out('Notice', notice);
  out('Result', logical === undefined ? verdict(container, agrees) : verdictOfFiles(container, agrees));
}

function verdict(container: ImageCheck['container'], agrees: boolean | undefined): string {
  if (agrees === false && container === 'bad')
    return 'The image file is damaged and its medium is not what was acquired.';
  if (agrees === false) return 'The medium in the image is not what was acquired.';
  if (container === 'bad' && agrees) return 'The image file is damaged; its medium is what was acquired.';
  if (container === 'bad') return 'The image file is damaged, and it carries no digest to compare with.';
  if (agrees === undefined) return 'The image carries no digest to compare with.';
  return 'The image is whole and its medium is what was acquired.';
}

function verdictOfFiles(container: ImageCheck['container'], agrees: boolean | undefined): string {
  if (agrees === false) return 'Files in the container are not what was acquired.';
  if (container === 'bad') return 'The container is damaged.';
  if (agrees === undefined) return 'The container carries no digest of a file to compare with.';
  return 'The container is whole, and its files with digests are what was acquired.';
}

const FORMATS: { readonly [format in ImageDescription['format']]: string } = {
  raw: 'raw',
  'split-raw': 'raw in several files',
  'ewf-e01': 'EWF-E01',
  'ewf-s01': 'EWF-S01 (SMART)',
  'ewf-ex01': 'EWF2-Ex01',
  qcow2: 'QCOW2 disk',
  vhd: 'VHD disk',
  vhdx: 'VHDX disk',
  vmdk: 'VMDK disk',
  aff4: 'AFF4',
  'aff4-l': 'AFF4-L (files)',
  udif: 'UDIF disk (.dmg)',
};

const CONTAINER: { readonly [state in ImageCheck['container']]: string } = {
  good: 'all checksums are right',
  bad: 'NOT all checksums are right',
  absent: 'has no checksums of its own',
};

const METADATA: readonly (readonly [keyof ImageMetadata, string])[] = [
  ['caseNumber', 'Case number'],
  ['evidenceNumber', 'Evidence no.'],
  ['description', 'Description'],
  ['examiner', 'Examiner'],
  ['notes', 'Notes'],
  ['model', 'Model'],
  ['serialNumber', 'Serial number'],
  ['deviceLabel', 'Device label'],
  ['acquiredAt', 'Acquired'],
  ['systemTime', 'System time'],
  ['software', 'Software'],
  ['platform', 'Platform'],
  ['processId', 'Process'],
];

function digestWords(digests: Digests): string {
  return Object.entries(digests)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function onePath(positionals: readonly string[]): string {
  const [path] = positionals;
  if (path === undefined || positionals.length > 1)
    throw new Refusal('badUsage.oneImage', { count: positionals.length, command: 'image verify' });
  return path;
}

function parseHashes(text: string): readonly DigestName[] {
  const names = text === '' ? [] : text.toLowerCase().split(',');
  return names.map((name) => {
    if (name === 'md5' || name === 'sha1' || name === 'sha256') return name;
    throw new Refusal('badUsage.optionHashes', { option: '--hash', found: printable(name) });
  });
}

function parseThreads(text: string): number {
  return numberFrom(text, { option: 'threads', least: 1, most: 16 });
}
