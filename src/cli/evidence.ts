// ./comity exhibit add | list | show | check | dispose, ./comity custody list | correct | erase
import type { Readable } from 'node:stream';
import { findCase } from '../cases/case.store.ts';
import {
  checkExhibit,
  correctEvent,
  disposeExhibit,
  eraseEventDetail,
} from '../evidence/custody/custody.acts.ts';
import { CORRECTION } from '../evidence/custody/correction.ts';
import { DISPOSAL } from '../evidence/custody/disposal.ts';
import { eventsOf, type RecordedEvent } from '../evidence/events/recorded-event.acts.ts';
import { addExhibit, type Added } from '../evidence/intake/exhibit-add.acts.ts';
import type { Exhibit } from '../evidence/exhibits/exhibit.ts';
import { checkSignatures } from '../evidence/custody/signatures.acts.ts';
import { findExhibit, listExhibits } from '../evidence/exhibits/exhibit.store.ts';
import { imageTools } from '../forensics/sources/image-tools.ts';
import type { Authority } from '../verify/event.ts';
import { ok, optional, wrong, type Field } from '../web/fields/field.ts';
import { text } from '../web/fields/text.ts';
import { actCommand, named } from './act-command.ts';
import { custodyLines, exhibitWords } from './custody-line.ts';
import type { AcquireStep } from '../evidence/intake/acquire.acts.ts';
import { TEXT, optionsOf, wordsAndOptions } from './options.ts';
import { EXIT, sizeText, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { argument, line, onlyArgument, parseAuthority, printable, required, STEP_WORDS } from './words.ts';
import { phrase, Refusal } from '../base/refusal.ts';

const LISTED = 10_000;
const JSON_FLAG = { json: { type: 'boolean', default: false } } as const;

export async function runExhibitAdd(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    ...JSON_FLAG,
    case: TEXT,
    source: TEXT,
    authority: TEXT,
    title: TEXT,
    condition: { type: 'string', multiple: true, default: [] },
    hash: { type: 'string', default: '' },
    place: TEXT,
    reason: TEXT,
    'write-blocker': TEXT,
    by: TEXT,
    key: TEXT,
  });
  argument(positionals[0], 'PATH');
  const { place, reason, title, key, by: person, 'write-blocker': writeBlocker } = values;
  const common = {
    caseName: required(values.case, 'case'),
    source: required(values.source, 'source'),
    authority: parseAuthority(required(values.authority, 'authority')),
    conditions: values.condition,
    also: parseHashes(values.hash),
    images: imageTools,
    ...present({ place, reason, title, person, writeBlocker }),
    onProgress: (step: AcquireStep, done: number, total: number | undefined) =>
      terminal.progress(STEP_WORDS[step], done, total),
  };
  return withInstallation(async (house, signal) => {
    let code: number = EXIT.done;
    for (const [i, path] of positionals.entries()) {
      const from = path === '-' ? stdin(signal) : ({ kind: 'path', path } as const);
      const added = await addExhibit(house, {
        ...common,
        signal,
        from,
        ...(key === undefined ? {} : { key: `${key}/${i}` }),
      });
      terminal.endProgress();
      if (values.json) terminal.out(JSON.stringify(addedJson(added)));
      else sayAdded(added, terminal);
      if (added.failures.length > 0 || added.isSameSource === false) code = EXIT.refused;
    }
    return code;
  });
}

function stdin(signal: AbortSignal) {
  return { kind: 'stream', stream: untilAborted(process.stdin, signal), name: 'standard-input' } as const;
}

/** A pipe that says nothing would otherwise be waited for, Ctrl-C or not. */
async function* untilAborted(stream: Readable, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted();
  const end = (): void => void stream.destroy();
  signal.addEventListener('abort', end);
  try {
    for await (const piece of stream) yield piece as Uint8Array; // no encoding was set
  } catch (error) {
    signal.throwIfAborted(); // what ended it was we
    throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
  signal.throwIfAborted();
}

function parseHashes(text: string): ('md5' | 'sha1')[] {
  return text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'sha256')
    .map((name) => {
      if (name === 'md5' || name === 'sha1') return name;
      throw new Refusal('badUsage.optionHashes', { option: '--hash', found: printable(name) });
    });
}

function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never; // as filtered
}

function addedJson(added: Added) {
  const { exhibit, acquired, repeated, failures } = added;
  return {
    ...exhibit,
    repeated,
    ...(added.isSameSource === undefined ? {} : { isSameSource: added.isSameSource }),
    ...(acquired?.isImageByNameOnly === undefined ? {} : { isImageByNameOnly: true }),
    failures,
    ...(acquired === undefined
      ? {}
      : {
          digests: acquired.digests,
          badRanges: acquired.badRanges,
          retriedRanges: acquired.retriedRanges,
          changes: acquired.changes,
        }),
  };
}

function sayAdded(added: Added, terminal: Terminal): void {
  const { exhibit, acquired } = added;
  if (added.isSameSource === false)
    terminal.err(
      `NOT added: under this --key ${exhibit.number} was added, which is something else. Give what is new another --key.`,
    );
  else if (added.repeated)
    terminal.out(`${exhibit.number} was added before under this --key; nothing was changed.`);
  else terminal.out(`${exhibit.number}  ${printable(exhibit.title)}, ${sizeText(exhibit.bytes)}`);
  for (const words of exhibitWords(exhibit)) terminal.out(`  ${words}`);
  if (acquired?.digests.md5 !== undefined) terminal.out(`  ${line('MD5', acquired.digests.md5)}`);
  if (acquired?.digests.sha1 !== undefined) terminal.out(`  ${line('SHA-1', acquired.digests.sha1)}`);
  if (acquired !== undefined && acquired.badBytes > 0) {
    terminal.err(
      `  ${sizeText(acquired.badBytes)} could not be read; stored as zeros, and where they lie is recorded.`,
    );
  }
  if (acquired !== undefined && acquired.retriedBytes > 0) {
    terminal.err(
      `  ${sizeText(acquired.retriedBytes)} came only when read again; they are stored as read, and that is recorded.`,
    );
  }
  if (acquired?.isImageByNameOnly === true)
    terminal.err(
      '  It is named like a forensic image and does not begin as one does: it was taken in as a plain file, and compared with nothing.',
    );
  for (const failure of added.failures) terminal.err(`  ${printable(failure.words)}`);
}

export async function runExhibitList(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { ...JSON_FLAG, case: TEXT });
  const exhibits = await withInstallation(async (house) => {
    const file = values.case === undefined ? undefined : await findCase(house.db.kysely, values.case);
    return listExhibits(house.db.kysely, file?.id, LISTED);
  });
  if (values.json) terminal.out(JSON.stringify(exhibits));
  else for (const exhibit of exhibits) terminal.out(exhibitLine(exhibit));
  if (!values.json && exhibits.length === 0) terminal.out('No exhibit yet.');
  return EXIT.done;
}

export function exhibitLine(exhibit: Exhibit): string {
  const state = exhibit.status === 'held' ? sizeText(exhibit.bytes) : 'destroyed';
  return `${exhibit.number.padEnd(20)} ${exhibit.method.padEnd(8)} ${state.padStart(10)}  ${printable(exhibit.title)}`;
}

export async function runExhibitShow(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, JSON_FLAG);
  const number = onlyArgument(positionals, 'NUMBER');
  const shown = await withInstallation(async (house) => ({
    exhibit: await findExhibit(house.db.kysely, number),
    events: await eventsOf(house, number),
  }));
  if (values.json) {
    terminal.out(JSON.stringify({ ...shown.exhibit, events: shown.events.length }));
    return EXIT.done;
  }
  terminal.out(`${shown.exhibit.number}  ${printable(shown.exhibit.title)}`);
  for (const words of exhibitWords(shown.exhibit)) terminal.out(words);
  terminal.out('');
  for (const words of custodyLines(shown.events)) terminal.out(words);
  return EXIT.done;
}

export async function runExhibitCheck(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, JSON_FLAG);
  argument(positionals[0], 'NUMBER');
  return withInstallation(async (house) => {
    let code: number = EXIT.done;
    for (const number of positionals) {
      const exhibit = await findExhibit(house.db.kysely, number);
      const result = await checkExhibit(house, number, {
        onProgress: (bytes) => terminal.progress('Checking', bytes, exhibit.bytes),
      });
      terminal.endProgress();
      if (!result.isIntact) code = EXIT.refused;
      const { isIntact, first, differences } = result;
      if (values.json)
        terminal.out(JSON.stringify({ number, isIntact, first, differences, event: result.event.event.id }));
      else if (isIntact) terminal.out(`${number}  every byte the same (${sizeText(exhibit.bytes)})`);
      else
        terminal.err(
          `${number}  NOT the same: ${printable(first ?? '')}${differences > 1 ? ` (and ${differences - 1} more)` : ''}`,
        );
    }
    return code;
  });
}

const JSON_TOO = { json: { type: 'boolean', means: 'The answer as JSON.' } } as const;

/** As `warrant 441/26`, or in words of its own. */
const order: Field<Authority, unknown, string> = {
  ...text({
    ask: () => '',
    wrong: () => '',
    max: 300,
    means: 'The order on which it rests, such as "order 9/26".',
  }),
  read: (body, name) => {
    const typed = body[name];
    return typeof typed === 'string' && typed.trim() !== ''
      ? ok(parseAuthority(typed))
      : wrong(() => '', phrase('orderAsked', { order: 'order 9/26' }), phrase('none'));
  },
  body: ({ type, id }, name) => ({ [name]: `${type} ${id}` }),
  said: (_say, { id }) => id,
  cell: (_say, { id }) => id,
};

export const runExhibitDispose = actCommand(
  {
    fields: {
      number: named('NUMBER', 'The number of the exhibit.'),
      order,
      reason: optional(DISPOSAL.reason),
      by: optional(
        text({ ask: () => '', wrong: () => '', max: 200, means: 'Who does it.', option: { value: 'NAME' } }),
      ),
    },
    about: {},
    more: JSON_TOO,
  },
  async ({ values: { number, order: by, reason, by: person }, more, terminal }) => {
    const event = await withInstallation((house) =>
      disposeExhibit(house, { number, order: by, ...present({ reason, person }) }),
    );
    if (more.json) terminal.out(JSON.stringify(eventJson(event)));
    else terminal.out(`${number}  destroyed by ${by.type} ${printable(by.id)}; the record of it stays.`);
    return EXIT.done;
  },
);

/** Exit code 1 when a signature is not good. */
export async function runCustodyList(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { ...JSON_FLAG, exhibit: TEXT });
  const number = required(values.exhibit, 'exhibit');
  const { events, signatures } = await withInstallation(async (house) => {
    await findExhibit(house.db.kysely, number);
    const found = await eventsOf(house, number);
    return { events: found, signatures: await checkSignatures(house, found) };
  });
  if (values.json)
    for (const [i, event] of events.entries())
      terminal.out(JSON.stringify({ ...eventJson(event), signature: signatures[i] }));
  else for (const words of custodyLines(events, signatures)) terminal.out(words);
  return signatures.some(({ fault }) => fault !== undefined) ? EXIT.refused : EXIT.done;
}

const EVENT = named('EVENT', 'Id of the event.');
const { field, value, reason: why } = CORRECTION;

export const runCustodyCorrect = actCommand(
  { fields: { event: EVENT, field, value, reason: why }, about: { events: [] }, more: JSON_TOO },
  async ({ values, more, terminal }) => {
    const event = await withInstallation((house) => correctEvent(house, values));
    if (more.json) terminal.out(JSON.stringify(eventJson(event)));
    else terminal.out(`Recorded as event ${event.event.id}. The earlier event stays as it was.`);
    return EXIT.done;
  },
);

export const runCustodyErase = actCommand(
  { fields: { event: EVENT, order }, about: {}, more: JSON_TOO },
  async ({ values, more, terminal }) => {
    const event = await withInstallation((house) => eraseEventDetail(house, values.event, values.order));
    if (more.json) terminal.out(JSON.stringify(eventJson(event)));
    else terminal.out('Erased. The event and its proof stay valid.');
    return EXIT.done;
  },
);

function eventJson(recorded: RecordedEvent) {
  const { index, event, recordedAt, leafHash, detail } = recorded;
  return {
    index,
    leafHash,
    recordedAt,
    event,
    ...(detail === undefined ? {} : { detail: JSON.parse(detail.text) as unknown }),
  };
}
