// Everything the template prints, as text ready to print. What is hostile was made visible on the way.
import type { Json } from '../../../base/canonical-json.ts';
import {
  proofOf,
  type PackageContents,
  type PackagedExhibit,
  type Party,
  type PackagedCourt,
  type PackagedCourtRule,
} from '../package-contents.ts';
import { checkSteps } from './check-text.ts';
import { exhibitRow, exhibitSection } from './exhibit-section.ts';
import { date, dateTimeUtc, bothTimes } from '../../events/figures.ts';
import { LANGUAGES, type Language } from '../../../web/messages.ts';
import { sayIn, type Say, count, ready } from '../../events/messages.ts';
import type { RecordsCertified } from '../records.ts';
import { roomFor } from './room.ts';
import { visible } from '../../../web/safe-text.ts';
import { indexOf } from '../../events/event-words.ts';

export function reportData(contents: PackageContents, language: Language): Json {
  const say = sayIn(language);
  const { exhibits } = contents;
  const room = roomFor(exhibits.length);
  const rows = exhibits.slice(0, room.take('rows', exhibits.length));
  const sections = exhibits.slice(0, room.take('sections', exhibits.length));
  const limited = exhibits.filter((exhibit) => exhibit.conditions.length > 0);
  const proof = proofOf(contents);
  return {
    language,
    direction: LANGUAGES[language].language.dir,
    created: createdParts(contents.created),
    documentTitle: say('documentTitle', { bag: contents.bag }),
    author: party(say, contents.agency),
    words: words(say),
    header: [
      visible(`${contents.agency.name}, ${contents.agency.state}`, 40),
      visible(contents.case.reference, 24),
    ],
    cover: cover(say, contents),
    rows: rows.map((exhibit) => exhibitRow(say, exhibit)),
    rowsNote: [
      ...(sections.length < rows.length
        ? [say('moreExhibits', { count: rows.length - sections.length })]
        : []),
      ...(rows.length < exhibits.length
        ? [say('exhibitsNotListed', { count: exhibits.length - rows.length })]
        : []),
      ...destroyedWords(say, contents),
    ],
    limited: limitedWords(say, limited),
    sections: sections.map((exhibit) => exhibitSection(say, exhibit, room)),
    records: recordsSection(say, contents.records),
    court: courtSection(say, contents.court),
    proof: proofSection(say, contents),
    shows: proof.shows.map((key) => say(`shows.${key}`)),
    notShows: proof.doesNotShow.map((key) => say(`not.${key}`)),
    steps: checkSteps(contents).map(({ step, commands }) => ({ words: say(`step.${step}`), commands })),
  };
}

/** A number that is missing is accounted for: which order, and when. */
function destroyedWords(say: Say, { destroyed = [] }: PackageContents): string[] {
  if (destroyed.length === 0) return [];
  const named = destroyed.slice(0, 50).map(({ number, order, occurredAt }) => {
    const on = date(say, occurredAt);
    return `${number} (${order === undefined ? on : `${say(`authority.${order.type}`, { id: order.id })}, ${on}`})`;
  });
  return [
    say('exhibitsDestroyed', { list: `${named.join('; ')}${destroyed.length > named.length ? '; …' : ''}` }),
  ];
}

/** A State by its code: the name of a country is for the catalogue of law, not for a document to decide. */
function party(say: Say, { name, state }: Party): string {
  return state === '' ? visible(name, 200) : say('party', { name, state });
}

function limitedWords(say: Say, limited: readonly PackagedExhibit[]): string {
  if (limited.length === 0) return '';
  if (limited.length > 12) return say('limitedMany', { count: limited.length });
  return say('limitedExhibits', { numbers: limited.map((exhibit) => exhibit.number).join(', ') });
}

function cover(say: Say, contents: PackageContents): Json {
  const { receiver, case: file } = contents;
  return {
    agency: party(say, contents.agency),
    title: say('title'),
    subtitle: visible(file.title, 200),
    lead: say('lead'),
    proof: say('proofShort', {
      size: contents.checkpoint.size,
      witnesses: contents.checkpoint.cosigners.length,
      stamps: contents.timestamps.length,
    }),
    meaning: say(contents.timestamps.length > 0 ? 'meaning' : 'meaningUndated'),
    facts: [
      [say('agency'), party(say, contents.agency)],
      [say('receiver'), receiver ? party(say, receiver) : say('noReceiver')],
      [say('caseReference'), visible(file.reference, 100)],
      [say('packageName'), visible(contents.bag, 200)],
      [say('packageId'), contents.id],
      [say('created'), dateTimeUtc(say, contents.created)],
      [say('program'), visible(`${contents.program.name} ${contents.program.version}`, 100)],
    ],
  };
}

function createdParts(ms: number): number[] {
  const at = new Date(ms);
  return [
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  ];
}

const WORDS = [
  'footer',
  'page',
  'contents',
  'columnNumber',
  'columnWhat',
  'columnSize',
  'columnEvents',
  'columnState',
  'limited',
  'exhibit',
  'conditions',
  'whatItIs',
  'history',
  'legendTaken',
  'legendKept',
  'legendHanded',
  'legendOffered',
  'legendFailed',
  'filesTitle',
  'columnFile',
  'columnDigest',
  'proof',
  'proofHint',
  'keys',
  'keysHint',
  'keyHistory',
  'fingerprint',
  'shows',
  'notShows',
  'check',
  'checkHint',
] as const;

/** Fixed words the template puts where they belong; `{number}`, `{page}` and `{pages}` are filled in there. */
function words(say: Say): Json {
  return Object.fromEntries(WORDS.map((key) => [key, say(key)]));
}

/** Null where nobody certifies them. */
function recordsSection(say: Say, records: RecordsCertified | undefined): Json {
  if (records === undefined) return null;
  const { custodian, statement, leftOut } = records;
  return {
    title: say('records'),
    hint: say('recordsHint', { custodian: visible(custodian, 500) }),
    statement: visible(statement, 4000),
    leftOut: leftOut === undefined ? '' : say('recordsLeftOut', { words: visible(leftOut, 500) }),
  };
}

// What the report says of use in court in the receiver's State.

const STANDINGS = ['met', 'missing', 'cannotTell'] as const;
/** As the template draws them. */
const DRAWN = { met: 'checked', missing: 'failed', cannotTell: 'unchecked' } as const;
const MAX_NUMBERS = 8;

/** Null where nobody looked. */
function courtSection(say: Say, court: PackagedCourt | undefined): Json {
  if (court === undefined) return null;
  return {
    title: say('court', { state: court.state }),
    hint: say('courtHint'),
    none: court.rules.length === 0 ? say('courtNone', { state: court.state }) : '',
    rules: court.rules.map((rule) => ruleSection(say, rule)),
  };
}

function ruleSection(say: Say, { law, provision, asked, certificate }: PackagedCourtRule): Json {
  return {
    name: visible(`${law}, ${provision}`, 300),
    certificate: certificate === undefined ? '' : say('courtCertificate', { words: certificate }),
    asked: asked.map((one) => ({
      text: visible(one.text, 1000),
      lines: STANDINGS.filter((standing) => one[standing].length > 0).map((standing) => ({
        state: DRAWN[standing],
        stateWords: say(`court.${standing}`),
        numbers: numbersWords(say, one[standing]),
      })),
    })),
  };
}

function numbersWords(say: Say, numbers: readonly string[]): string {
  return numbers.length > MAX_NUMBERS
    ? say('courtMany', { count: numbers.length })
    : visible(numbers.join(', '), 1000);
}

// What the report says of the log, its witnesses and its keys.

const MAX_LINES = 20;

function proofSection(say: Say, contents: PackageContents): Json {
  const { checkpoint, timestamps, keys } = contents;
  const keyEvents = contents.keyEvents.toSorted((one, other) => one.index - other.index);
  const witnesses = checkpoint.cosigners.map(({ name, algorithm, time }) =>
    say('witness', { name, algorithm: algorithmName(algorithm), time: ready(dateTimeUtc(say, time)) }),
  );
  const stamps = timestamps.map(({ authority, time }) =>
    say('timestamp', { authority, time: ready(dateTimeUtc(say, time)) }),
  );
  return {
    facts: [
      { label: say('log'), values: [visible(checkpoint.origin, 255)], mono: false },
      { label: say('checkpoint'), values: [count(checkpoint.size)], mono: false },
      { label: say('root'), values: [visible(checkpoint.root, 64)], mono: true },
      { label: say('checkpointTime'), values: [dateTimeUtc(say, checkpoint.time)], mono: false },
      { label: say('witnesses'), values: orNone(say, witnesses, 'noWitnesses'), mono: false },
      { label: say('timestamps'), values: orNone(say, stamps, 'noTimestamps'), mono: false },
    ],
    keys: keys.slice(0, MAX_LINES).map(({ use, algorithm, fingerprint, path }) => ({
      use: say(`use.${use}`),
      algorithm: algorithmName(algorithm),
      fingerprint,
      path: visible(path, 200),
    })),
    keyEvents: keyEvents.slice(0, MAX_LINES).map((one) => ({
      index: indexOf(one),
      what: say(`event.${one.event.type}`),
      item: visible(one.event.item, 100),
      when: bothTimes(say, one.event.occurredAt).local,
    })),
    moreKeyEvents:
      keyEvents.length > MAX_LINES ? say('moreLines', { count: keyEvents.length - MAX_LINES }) : '',
  };
}

function orNone(say: Say, lines: readonly string[], none: 'noWitnesses' | 'noTimestamps'): string[] {
  if (lines.length === 0) return [say(none)];
  const more = lines.length - MAX_LINES;
  return [...lines.slice(0, MAX_LINES), ...(more > 0 ? [say('moreLines', { count: more })] : [])];
}

function algorithmName(algorithm: string): string {
  if (algorithm === 'ed25519') return 'Ed25519';
  return algorithm === 'ml-dsa-44' ? 'ML-DSA-44' : algorithm;
}
