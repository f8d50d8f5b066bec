// What the report says of one exhibit.
import type { Json } from '../../../base/canonical-json.ts';
import type { PackagedExhibit } from '../package-contents.ts';
import type { PackagedEvent } from '../../events/event.ts';
import { custodyLine } from '../../events/custody-line.ts';
import { entryWords, indexOf } from '../../events/event-words.ts';
import { date, size, sizeShort } from '../../events/figures.ts';
import { count, ready, type Say } from '../../events/messages.ts';
import type { Room } from './room.ts';
import { visible } from '../../../web/safe-text.ts';

/** A line of the list at the front. */
export function exhibitRow(say: Say, exhibit: PackagedExhibit): Json {
  return {
    number: visible(exhibit.number, 60),
    title: titleOf(say, exhibit),
    kind: say(`kind.${exhibit.kind}`),
    size: sizeShort(say, exhibit.bytes),
    events: count(exhibit.events.length),
    ...stateOf(say, exhibit, 'short'),
  };
}

export function exhibitSection(say: Say, exhibit: PackagedExhibit, room: Room): Json {
  const { events, files } = exhibit;
  const line = custodyLine(events, room.take('entries', 40));
  const listed = isWhole(exhibit) ? [] : files;
  const shown = listed.slice(0, room.take('files', 12));
  const [first, last] = [events[0], events.at(-1)];
  return {
    number: visible(exhibit.number, 60),
    title: titleOf(say, exhibit),
    ...stateOf(say, exhibit, 'long'),
    kind: say(`kind.${exhibit.kind}`),
    facts: facts(say, exhibit),
    ...conditions(say, exhibit, room),
    marks: [...new Set(line.map((entry) => entry.mark))],
    hint:
      first && last
        ? say('historyHint', { count: events.length, first: indexOf(first), last: indexOf(last) })
        : '',
    line: line.map((entry) => entryWords(say, entry, events)),
    files: shown.map((file) => ({
      path: visible(file.path, 300),
      foundAs: file.foundAs === undefined ? '' : say('foundAs') + say('colon') + visible(file.foundAs, 300),
      size: sizeShort(say, file.bytes),
      sha256: file.sha256,
    })),
    moreFiles:
      shown.length < listed.length
        ? say('moreFiles', { count: listed.length - shown.length, total: listed.length })
        : '',
    noFiles: files.length === 0 ? say('noFiles') : '',
  };
}

function titleOf(say: Say, exhibit: PackagedExhibit): string {
  return exhibit.title === undefined ? say('untitled') : visible(exhibit.title, 200);
}

/** State is words and shape first, colour second. */
function stateOf(say: Say, exhibit: PackagedExhibit, length: 'short' | 'long'): { [name: string]: Json } {
  const last = exhibit.events.findLast(({ event }) => event.type.startsWith('check'));
  const isShort = length === 'short';
  if (!last)
    return { state: 'unchecked', stateWords: say(isShort ? 'state.unchecked' : 'state.uncheckedLong') };
  const on = { date: ready(date(say, last.event.occurredAt)) };
  if (last.event.type === 'checkFailed')
    return { state: 'failed', stateWords: isShort ? say('state.failed') : say('state.failedOn', on) };
  return { state: 'checked', stateWords: isShort ? say('state.checked') : say('state.checkedOn', on) };
}

function facts(say: Say, exhibit: PackagedExhibit): Json {
  const { digests, files, events } = exhibit;
  const taken = events.filter(({ event }) => event.type === 'acquired' || event.type === 'received');
  const mono: [string, string | undefined][] = [
    [isWhole(exhibit) || files.length === 0 ? 'SHA-256' : say('overTree'), digests.sha256],
    ['SHA-1', digests.sha1],
    ['MD5', digests.md5],
  ];
  const plain: [string, string | undefined][] = [
    [say('size'), size(say, exhibit.bytes)],
    isWhole(exhibit)
      ? [say('columnFile'), files[0] && visible(files[0].path, 300)]
      : [say('files'), count(filesOf(exhibit))],
    [say('source'), first([...taken, ...events], (one) => sourceOf(say, one)) ?? say('sourceNotGiven')],
    [say('foundAs'), first(events, ({ detail }) => detail?.foundAs && visible(detail.foundAs, 300))],
    [
      say('authority'),
      first(events, ({ event: { authority } }) =>
        authority ? say(`authority.${authority.type}`, { id: authority.id }) : undefined,
      ),
    ],
  ];
  return [
    ...imageFacts(say, events),
    ...mono.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value, mono: true }])),
    ...plain.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value, mono: false }])),
  ];
}

/** As the event says: the list of the files, which is a file of the package too, is not one of them. */
function filesOf({ files, events }: PackagedExhibit): number {
  const stated = events.findLast(({ event }) => event.type === 'acquired' || event.type === 'received')?.event
    .facts?.['files'];
  return typeof stated === 'number' ? stated : files.length;
}

/** The three results that must be told apart: the container's checksums, the digest it carries, the digest computed. */
function imageFacts(say: Say, events: readonly PackagedEvent[]): Json[] {
  const image = events.findLast(({ event }) => event.type === 'acquired')?.event.facts?.['image'];
  if (!isObject(image)) return [];
  const { format, segments, mediaSize, container, stored, computed } = image;
  const plain = (label: string, value: string): Json => ({ label, value, mono: false });
  const digests = isObject(stored) ? Object.entries(stored) : [];
  const size = sizeShort(say, Number(mediaSize));
  return [
    plain(say('image'), say('imageWords', { format: textOf(format), segments: Number(segments), size })),
    plain(
      say('imageChecksums'),
      say(
        container === 'good' || container === 'bad' ? `imageChecksums.${container}` : 'imageChecksums.absent',
      ),
    ),
    ...digests.flatMap(([name, value]) => {
      const own = isObject(computed) ? computed[name] : undefined;
      const words = own === value ? say('imageEqual') : say('imageDiffers', { computed: textOf(own) });
      const label = say('imageStored', { name: name.toUpperCase().replace(/^SHA(?=\d)/, 'SHA-') });
      return [{ label, value: textOf(value), mono: true }, plain('', words)];
    }),
    ...(digests.length === 0 ? [plain('', say('imageNoStored'))] : []),
  ];
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One file that has the exhibit's digest needs no list. */
function isWhole({ files, digests }: PackagedExhibit): boolean {
  return files.length === 1 && files[0]?.sha256 === digests.sha256;
}

function sourceOf(say: Say, { event, detail }: PackagedEvent): string | undefined {
  if (detail?.source !== undefined) return visible(detail.source, 600);
  const { fromLog, fromItem } = event.facts ?? {};
  if (event.type !== 'received' || typeof fromLog !== 'string' || typeof fromItem !== 'string')
    return undefined;
  return say('sourceLog', { log: fromLog, item: fromItem });
}

function first<T>(list: readonly T[], find: (one: T) => string | undefined): string | undefined {
  for (const one of list) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Conditions are never shortened: one that does not fit is counted and pointed to. */
function conditions(say: Say, exhibit: PackagedExhibit, room: Room): { [name: string]: Json } {
  const all = [...new Set(exhibit.conditions)];
  const shown = all.slice(0, room.take('conditions', 20));
  return {
    conditions: shown.map((text) => visible(text, 4000)),
    moreConditions:
      shown.length < all.length ? say('moreConditions', { count: all.length - shown.length }) : '',
  };
}
