// Every sentence of the verifier in English.
import type { Check, Counts } from './checks.ts';
import { shownName } from './names.ts';
import type { Statement } from './report.ts';
import type { Messages } from './report-messages.ts';

export const english: Messages = {
  language: 'en-GB',
  direction: 'ltr',
  checkTitles: {
    entries: 'Files and names',
    bag: 'List of files',
    payload: 'Evidence',
    tagFiles: 'Records',
    packageNote: 'Seal of the package',
    keys: 'Keys',
    trust: 'Keys you trust',
    checkpoint: 'Head of the log',
    witnesses: 'Witnesses',
    events: 'Custody events',
    proofs: 'Events in the log',
    chains: 'Order of events',
    heads: 'Nothing left out',
    enrolments: 'Right to sign',
    exhibits: 'Evidence and events',
    details: 'Private texts',
    conditions: 'Conditions of use',
    timestamps: 'Time stamps',
  },
  checkWords,
  verdicts: {
    valid: 'This package is whole, and every signature and proof in it holds.',
    invalid: 'This package does not hold. Do not rely on it.',
    notChecked: 'This could not be checked to the end. Treat the package as not checked.',
  },
  withoutTrust: 'Whose keys these are was not checked: no trust file with keys was given.',
  headings: { established: 'What this shows', notEstablished: 'What this does not show' },
  faultWords: {
    unreadable:
      'It could not be opened as a package, or not be read. Choose the folder that holds the bag folder and package.note, or a zip of it; from a medium that fails, take another copy.',
    limitExceeded: 'It is larger or deeper than any honest package. Nothing more was read.',
    unsafeName: 'A name in it could overwrite other files or mislead you. Do not unpack it.',
    unsafeEntry: 'It holds a link or device, which a package never does. Do not copy it.',
    unsafeArchive: 'The zip file is not of the plain form a package has.',
    bagInvalid: 'Its lists of files are not of the required form.',
    fetchRefused: 'It asks for files to be downloaded. A package is whole in itself.',
    fileMissing: 'A file is missing. Ask for the package again.',
    fileUnlisted: 'There is a file that nobody vouched for. Ask for the package again.',
    fileChanged: 'A file is not the one that was handed over. Ask for the package again and keep this one.',
    noteInvalid: 'A signed record is not of the required form.',
    keyInvalid: 'A key is not what it says it is.',
    keyUntrusted:
      'It is signed with a key other than the one you trust. Call the sender by a number you already have.',
    signatureMissing: 'A required signature is not there.',
    signatureWrong: 'A signature does not belong to what it stands under.',
    checkpointInvalid: 'The head of the log is not of the required form or is of another log.',
    quorumMissing: 'Too few witnesses have cosigned the log.',
    proofInvalid: 'An event is not in the log that was signed.',
    tileInvalid: 'A part of the log is not what the tree says.',
    policyInvalid: 'The policy does not fit the keys, or is not of the required form.',
    eventInvalid: 'A custody event is not of the required form.',
    chainBroken: 'An event was left out, repeated or put in another place.',
    chainIncomplete: 'There are fewer or more events than the custodian stated.',
    keyNotEnrolled: 'A key signed that was not allowed to.',
    exhibitMismatch: 'The evidence is not what the custody events say.',
    detailMismatch: 'A private text is not the one the event was bound to.',
    timestampInvalid: 'A time stamp is damaged, is over something else, or its certificate does not hold.',
    notCheckedHere:
      'This program lacks an algorithm. Check again with a newer Node.js or browser, or by hand with OpenSSL 3.5.',
  },
  faultLine: (fault) =>
    `${shownName(fault.place)}: expected ${shownName(fault.expected)}; found ${shownName(fault.found)}.`,
  statement,
};

function checkWords({ name, outcome, counts }: Check): string {
  if (outcome === 'failed') return 'does not hold';
  if (outcome === 'notChecked') return notCheckedWords(name);
  const n = (key: keyof Counts): number => counts[key] ?? 0;
  switch (name) {
    case 'entries':
      return `${files(n('files'))}, ${sizeWords(n('bytes'))}; no links, no unsafe names`;
    case 'bag':
      return `${files(n('payloadFiles'))} of evidence and ${figure(n('tagFiles'))} records, each listed and each there`;
    case 'payload':
      return `${files(n('files'))}, ${sizeWords(n('bytes'))}: every SHA-256 is right`;
    case 'tagFiles':
      return `${files(n('files'))}: every SHA-256 is right`;
    case 'packageNote':
      return 'signed by the service that made it; it covers every byte';
    case 'keys':
      return `the log’s two keys, the service key and the policy agree${n('changes') === 0 ? '' : `; the log’s keys were replaced ${n('changes') === 1 ? 'once' : `${figure(n('changes'))} times`}`}`;
    case 'trust':
      if (n('changes') > 0)
        return `your trust file names earlier keys, which handed on to these: ${plural(n('changes'), 'planned change', 'planned changes')}`;
      return n('keys') === 1
        ? 'one of the log’s keys is in your trust file, and is the same'
        : 'the log’s keys are those of your trust file';
    case 'checkpoint':
      return `${figure(n('logSize'))} events in the log; both signatures are right`;
    case 'witnesses':
      return n('witnesses') === 0
        ? 'none, and the policy asks for none'
        : `${figure(n('witnesses'))} cosigned, as the policy asks`;
    case 'events':
      return `${events(n('events'))}, each signed: ${signerWords(n('events'), n('byOfficers'), n('forOfficers'))}`;
    case 'proofs':
      return 'each one leads to the head of the log';
    case 'chains':
      return `${plural(n('items'), 'item', 'items')}, each without a gap`;
    case 'heads':
      return `${plural(n('heads'), 'statement', 'statements')} of the custodian: no event left out`;
    case 'enrolments':
      return `${plural(n('keys'), 'key', 'keys')}, each enrolled before it signed`;
    case 'exhibits':
      return `${plural(n('exhibits'), 'exhibit is', 'exhibits are')} what the events say`;
    case 'details':
      return n('withheld') === 0
        ? `${figure(n('details'))}, as the events bound them`
        : `${figure(n('details'))}, as bound; ${figure(n('withheld'))} not handed over`;
    case 'conditions':
      return n('conditions') === 0
        ? 'none; the events state none'
        : `${figure(n('conditions'))}, the same as in the events`;
    case 'timestamps':
      return n('tokens') === 0
        ? 'none'
        : `${figure(n('tokens'))} over this head, ${figure(n('trusted'))} of an authority you trust`;
  }
}

/** `1 by its officer, 10 by the service`. */
function signerWords(all: number, byOfficers: number, forOfficers: number): string {
  const own = all - byOfficers - forOfficers;
  return [
    byOfficers === 0 ? '' : `${figure(byOfficers)} by ${byOfficers === 1 ? 'its officer' : 'their officers'}`,
    forOfficers === 0 ? '' : `${figure(forOfficers)} by the service for an officer`,
    own === 0 ? '' : `${figure(own)} by the service`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function notCheckedWords(name: Check['name']): string {
  return name === 'trust'
    ? 'nothing to compare with: no trust file with keys was given'
    : 'not checked here: an algorithm is missing';
}

function statement(one: Statement): string {
  switch (one.id) {
    case 'unchanged':
      return `${files(one.files)} of evidence, ${sizeWords(one.bytes)}, are byte for byte those this package was made with.`;
    case 'sealed':
      return `The package was made by the service of the log ${shownName(one.origin)}, key ${one.fingerprint}.`;
    case 'logged':
      return `${events(one.events)} of ${plural(one.exhibits, 'exhibit', 'exhibits')} and the keys used are in that log of ${figure(one.size)}, whose head is signed.`;
    case 'complete':
      return 'No event of these exhibits was changed, moved or left out in the middle, and there are as many as the custodian stated at that head of the log.';
    case 'signedByOfficers':
      return `${plural(one.events, 'event was', 'events were')} signed by the officer who acted, with a key that was enrolled before${one.passkeys === 0 ? '' : ` (${plural(one.passkeys, 'passkey, in a device that knew', 'passkeys, in devices that knew')} the person)`}.`;
    case 'sameAsEvents':
      return `What is held as evidence is what the events say was acquired or received (${plural(one.exhibits, 'exhibit', 'exhibits')}).`;
    case 'trusted':
      return `The log ${shownName(one.origin)} is the one your trust file names.`;
    case 'keysFollowed':
      return `The log replaced its keys as planned since your trust file was made (${plural(one.changes, 'change', 'changes')}); each time the old keys signed for the new ones. Ask for the new trust file.`;
    case 'witnessed':
      return `Other authorities cosigned the log, so it has one history for all of them: ${one.names.map(shownName).join(', ')}.`;
    case 'stamped':
      return `${shownName(one.authority)} saw this head of the log no later than ${one.time}.`;
    case 'notChecked':
      return `The signatures of ${one.algorithms.join(', ')}: this program lacks the algorithm, so the package is not called valid.`;
    case 'whoseKeys': {
      const witnesses =
        one.witnesses.length === 0
          ? ''
          : `, and those of its witnesses (${one.witnesses.map(shownName).join(', ')}),`;
      return `That these keys${witnesses} belong to the authorities they name. Compare their fingerprints with a list that came by another road, or check again with a trust file.`;
    }
    case 'keyNotNamed':
      return `That the log’s ${one.algorithm} key is the authority’s: your trust file does not name it.`;
    case 'oldKeysNotTrusted':
      return `What bears the earlier keys of ${shownName(one.origin)} alone: at event ${figure(one.index)} the log replaced them because somebody else may hold them. Rely on nothing that is signed with them and was not in your hands before.`;
    case 'noWitnesses':
      return 'That others saw the same log: no witness counts here, so its owner could have shown a different one elsewhere.';
    case 'noStamps':
      return 'When it was at the latest, from outside: there is no time stamp. All times are those of the sender’s own clock.';
    case 'stampNotTrusted':
      return `That ${shownName(one.authority)} is an authority you trust for the time ${one.time}: its token holds, but its root did not come by another road.`;
    case 'clockWentBack':
      return `That the recorded times are right: at event ${figure(one.index)} the clock is earlier than before it. The order of the log is what counts.`;
    case 'signedForOfficers':
      return `Who acted in ${plural(one.events, 'event', 'events')} signed by the service for an officer: the service alone says so.`;
    case 'whatOfficersSaw':
      return 'What an officer’s screen showed: a passkey shows that this person confirmed this very event, at the sender’s own page.';
    case 'withheld':
      return `What ${plural(one.details, 'private text says', 'private texts say')}: not handed over, or erased by order.`;
    case 'destroyed':
      return `What ${shownName(one.number)} was: its bytes were destroyed by order, its events remain.`;
    case 'forPeople':
      return 'That report.pdf, case.jsonld and CHECK.txt say the same as the events: they are unchanged, but are for reading.';
    case 'later':
      return `What happened after event ${figure(one.size)} of the log.`;
    case 'trueWhenSeized':
      return 'That the data was true when it was seized, or who wrote it.';
    case 'toldTheTruth':
      return 'That a person told the truth in an event. It shows who stated what, and that nothing changed since.';
  }
}

function files(count: number): string {
  return plural(count, 'file', 'files');
}

function events(count: number): string {
  return plural(count, 'event', 'events');
}

function plural(count: number, one: string, many: string): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** 48 213, with a space that does not break. */
export function figure(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Decimal units, as disks are sold. */
export function sizeWords(bytes: number): string {
  return sizeText(bytes, ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB']);
}

export function sizeText(bytes: number, units: readonly string[]): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? figure(value) : value.toFixed(1)} ${units[unit]}`;
}
