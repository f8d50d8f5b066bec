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
    tagFiles: 'Records in the package',
    packageNote: 'Package seal',
    keys: 'Keys',
    trust: 'Trusted keys',
    checkpoint: 'Checkpoint of the log',
    witnesses: 'Witnesses',
    events: 'Custody events',
    proofs: 'Events in the log',
    chains: 'Order of events',
    heads: 'No events left out',
    enrolments: 'Authority of the keys to sign',
    exhibits: 'Exhibits match events',
    request: 'Request as signed',
    details: 'Private texts',
    conditions: 'Conditions on use',
    timestamps: 'Time stamps',
  },
  checkWords,
  verdicts: {
    valid: 'This package is complete, and every signature and proof in it is valid.',
    uncompared:
      'This package is complete, and every signature and proof in it is valid. The keys of its sender were not compared.',
    invalid: 'This package is not valid. Do not rely on it.',
    notChecked: 'The check could not be completed. Treat the package as not checked.',
  },
  withoutTrust: 'Whose keys these are was not checked: no trust file with keys was given.',
  headings: { established: 'What this check proves', notEstablished: 'What this check does not prove' },
  faultWords: {
    unreadable:
      'The package could not be opened or read. Choose the folder that contains the bag folder and package.note, or a zip file of both. If the storage medium is faulty, use another copy.',
    limitExceeded:
      'The package is larger or has more folder levels than any valid package. Checking stopped.',
    unsafeName:
      'A file name in the package could overwrite other files or mislead you. Do not unpack the package.',
    unsafeEntry:
      'The package contains a link or a device file, which is never allowed. Do not copy the package.',
    unsafeArchive: 'The zip file does not have the simple structure of a package. Ask for the package again.',
    bagInvalid: 'The file lists of the package do not have the required format. Ask for the package again.',
    fetchRefused:
      'The package refers to files that would have to be downloaded. A valid package contains all its files.',
    fileMissing: 'A file is missing. Ask for the package again.',
    fileUnlisted: 'The package contains a file that is not in its signed lists. Ask for the package again.',
    fileChanged: 'A file differs from the one that was handed over. Keep this package and ask for it again.',
    noteInvalid: 'A signed record does not have the required format.',
    keyInvalid: 'A key is malformed or does not match its name.',
    keyUntrusted:
      'The package is signed with a key that is not in your trust file. Call the sender on a number you already have.',
    signatureMissing: 'A required signature is missing.',
    signatureWrong: 'A signature does not match the content it should sign.',
    checkpointInvalid:
      'The checkpoint of the log does not have the required format or belongs to another log.',
    quorumMissing: 'Not enough witnesses have cosigned the log.',
    proofInvalid: 'An event is not in the signed log.',
    tileInvalid: 'A part of the log does not match its Merkle tree.',
    policyInvalid: 'The witness policy does not match the keys, or does not have the required format.',
    eventInvalid: 'A custody event does not have the required format.',
    chainBroken: 'An event was left out, repeated or moved.',
    chainIncomplete: 'The number of events differs from the number stated by the custodian.',
    keyNotEnrolled: 'A signature was made with a key that was not authorised to sign.',
    exhibitMismatch: 'The evidence does not match the custody events.',
    requestMismatch:
      'The request is not the one that was signed, or the log does not have what was signed. Ask the sender for the proof again.',
    detailMismatch: 'A private text does not match the one recorded with the event.',
    timestampInvalid: 'A time stamp is damaged, covers different data, or its certificate is not valid.',
    notCheckedHere:
      'This program does not support a required algorithm. Check again with a newer Node.js or browser, or by hand with OpenSSL 3.5.',
  },
  faultLine: (fault) =>
    `${shownName(fault.place)}: expected ${shownName(fault.expected)}; found ${shownName(fault.found)}.`,
  statement,
};

function checkWords({ name, outcome, counts }: Check): string {
  if (outcome === 'failed') return 'failed';
  if (outcome === 'notChecked') return notCheckedWords(name);
  const n = (key: keyof Counts): number => counts[key] ?? 0;
  switch (name) {
    case 'entries':
      return `${files(n('files'))}, ${sizeWords(n('bytes'))}; no links, no unsafe names`;
    case 'bag':
      return `${files(n('payloadFiles'))} of evidence and ${figure(n('tagFiles'))} records, all listed and present`;
    case 'payload':
      return `${files(n('files'))}, ${sizeWords(n('bytes'))}: every SHA-256 matches`;
    case 'tagFiles':
      return `${files(n('files'))}: every SHA-256 matches`;
    case 'packageNote':
      return 'signed by the service that created the package; the seal covers every byte';
    case 'keys':
      return `the log’s two keys, the service key and the policy agree${n('changes') === 0 ? '' : `; the log’s keys were replaced ${n('changes') === 1 ? 'once' : `${figure(n('changes'))} times`}`}`;
    case 'trust':
      if (n('changes') > 0)
        return `your trust file names earlier keys, which were replaced by these: ${plural(n('changes'), 'planned change', 'planned changes')}`;
      return n('keys') === 1
        ? 'one of the log’s keys is in your trust file and matches'
        : 'the log’s keys match your trust file';
    case 'checkpoint':
      return `${figure(n('logSize'))} events in the log; both signatures are valid`;
    case 'witnesses':
      return n('witnesses') === 0
        ? 'none, and the policy requires none'
        : `${figure(n('witnesses'))} cosigned, as the policy requires`;
    case 'events':
      return `${events(n('events'))}, each signed: ${signerWords(n('events'), n('byOfficers'), n('forOfficers'))}`;
    case 'proofs':
      return 'each event is proven to be in the checkpoint';
    case 'chains':
      return `${plural(n('items'), 'item', 'items')}, no events missing`;
    case 'heads':
      return `${plural(n('heads'), 'statement', 'statements')} by the custodian: no event left out`;
    case 'enrolments':
      return `${plural(n('keys'), 'key', 'keys')}, each enrolled before it signed`;
    case 'exhibits':
      return `${plural(n('exhibits'), 'exhibit matches', 'exhibits match')} the events`;
    case 'request':
      return `version ${figure(n('version'))}: letter, data and passkey signature match the event of the log`;
    case 'details':
      return n('withheld') === 0
        ? `${figure(n('details'))}, all match their events`
        : `${figure(n('details'))} match their events; ${figure(n('withheld'))} not handed over`;
    case 'conditions':
      return n('conditions') === 0
        ? 'none, as in the events'
        : `${figure(n('conditions'))}, the same as in the events`;
    case 'timestamps':
      return n('tokens') === 0
        ? 'none'
        : `${figure(n('tokens'))} for this checkpoint, ${figure(n('trusted'))} from an authority you trust`;
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
    : 'not checked: this program does not support an algorithm';
}

function statement(one: Statement): string {
  switch (one.id) {
    case 'unchanged':
      return `The ${files(one.files)} of evidence (${sizeWords(one.bytes)}) ${one.files === 1 ? 'is' : 'are'} identical, byte for byte, to ${one.files === 1 ? 'that' : 'those'} from which this package was created.`;
    case 'sealed':
      return `The package was created by the service of the log ${shownName(one.origin)} (key ${one.fingerprint}).`;
    case 'logged':
      return `${events(one.events)} of ${plural(one.exhibits, 'exhibit', 'exhibits')} and the keys used are in that log of ${figure(one.size)} events, whose checkpoint is signed.`;
    case 'complete':
      return 'No event of these exhibits was changed, moved or left out, and their number is the one the custodian stated at that checkpoint of the log.';
    case 'signedByOfficers':
      return `${plural(one.events, 'event was', 'events were')} signed by the officer who acted, with a key that was enrolled before${one.passkeys === 0 ? '' : ` (${plural(one.passkeys, 'passkey, in a device that knew', 'passkeys, in devices that knew')} the person)`}.`;
    case 'sameAsEvents':
      return `The evidence matches what the events record as acquired or received (${plural(one.exhibits, 'exhibit', 'exhibits')}).`;
    case 'requestAuthorised':
    case 'requestComplete':
    case 'requestStands':
    case 'requestEnded':
    case 'requestPerson':
      return ofRequest(one);
    case 'trusted':
      return `The log ${shownName(one.origin)} is named in your trust file.`;
    case 'keysFollowed':
      return `The log has replaced its keys as planned since your trust file was made (${plural(one.changes, 'change', 'changes')}); each time the old keys signed the new ones. Ask for the new trust file.`;
    case 'witnessed':
      return `Other authorities cosigned the log, so all of them have seen the same history: ${one.names.map(shownName).join(', ')}.`;
    case 'stamped':
      return `${shownName(one.authority)} confirms that this checkpoint of the log existed at ${one.time} at the latest.`;
    case 'notChecked':
      return `The ${one.algorithms.join(', ')} signatures: this program does not support the algorithm, so it cannot confirm that the package is valid.`;
    case 'whoseKeys': {
      const witnesses =
        one.witnesses.length === 0
          ? ''
          : `, and those of its witnesses (${one.witnesses.map(shownName).join(', ')}),`;
      return `That these keys${witnesses} belong to the authorities they name. Compare their fingerprints with a list you received separately, or check again with a trust file.`;
    }
    case 'keyNotNamed':
      return `That the log’s ${one.algorithm} key belongs to the authority: your trust file does not name this key.`;
    case 'oldKeysNotTrusted':
      return `Anything signed only with the earlier keys of ${shownName(one.origin)}: at event ${figure(one.index)} the log replaced those keys because someone else may hold them. Do not rely on anything signed with them unless you already had it before then.`;
    case 'noWitnesses':
      return 'That others saw the same log: no trusted witness cosigned, so the owner of the log could have shown others a different log.';
    case 'noStamps':
      return 'The latest time at which the log can have been signed: there is no independent time stamp. All times come from the sender’s own clock.';
    case 'stampNotTrusted':
      return `That ${shownName(one.authority)} is an authority you trust for the time ${one.time}: the time stamp is valid, but its root certificate was not received separately.`;
    case 'clockWentBack':
      return `That the recorded times are right: the time of event ${figure(one.index)} is earlier than that of the event before. Rely on the order of the log.`;
    case 'signedForOfficers':
      return `Who acted in ${plural(one.events, 'event', 'events')} signed by the service for an officer: only the service states this.`;
    case 'whatOfficersSaw':
      return 'What an officer’s screen showed: a passkey proves that this person confirmed exactly this event on the sender’s own page.';
    case 'withheld':
      return `What ${plural(one.details, 'private text says', 'private texts say')}: not handed over, or erased by order.`;
    case 'destroyed':
      return `What ${shownName(one.number)} was: its bytes were destroyed by order, its events remain.`;
    case 'forPeople':
      return 'That report.pdf, case.jsonld and CHECK.txt match the events: they are unchanged, but are provided only for reading.';
    case 'later':
      return `What happened after event ${figure(one.size)} of the log.`;
    case 'trueWhenSeized':
      return 'That the data were true when seized, or who wrote them.';
    case 'toldTheTruth':
      return 'That the statements in an event are true. An event shows who stated what, and that nothing has changed since.';
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

function ofRequest(one: Extract<Statement, { readonly id: `request${string}` }>): string {
  switch (one.id) {
    case 'requestAuthorised':
      return `${shownName(one.person)} (${shownName(one.role)}) signed version ${figure(one.version)} of ${shownName(one.reference)} with a passkey at ${one.at}: exactly the letter with SHA-256 ${one.letter} and the data in it. It is event ${figure(one.index)} of the log.`;
    case 'requestComplete':
      return 'Every event of this request and of the keys used is here, and their number is the one the sender stated at that checkpoint of the log.';
    case 'requestStands':
      return 'Up to that checkpoint of the log nobody had taken this authorisation back.';
    case 'requestEnded':
      return `THE AUTHORISATION ENDED with event ${figure(one.index)} of the log (${shownName(one.cause)}). Do not act on this letter; ask the sender.`;
    case 'requestPerson':
      return 'That the person has the office that the letter names, or that the law allows this request: the sender answers for that. What is for the sender’s file alone is bound by its digest and is not here.';
  }
}
