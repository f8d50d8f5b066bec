// Made from the English words by `npm run words`; not written by hand. What the verifier says.
import type { ReportWords } from './report-words.ts';

export const ENGLISH: ReportWords = {
  units: ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'],
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
  checks: {
    entries: '{files, plural, one {# file} other {# files}}, {bytes}; no links, no unsafe names',
    bag: '{payloadFiles, plural, one {# file} other {# files}} of evidence and {tagFiles} records, all listed and present',
    payload: '{files, plural, one {# file} other {# files}}, {bytes}: every SHA-256 matches',
    tagFiles: '{files, plural, one {# file} other {# files}}: every SHA-256 matches',
    packageNote: 'signed by the service that created the package; the seal covers every byte',
    keys: 'the log’s two keys, the service key and the policy agree',
    keysChanged: 'the log’s keys were replaced {changes, plural, one {once} other {# times}}',
    trust: 'the log’s keys match your trust file',
    trustOne: 'one of the log’s keys is in your trust file and matches',
    trustFollowed:
      'your trust file names earlier keys, which were replaced by these: {changes, plural, one {# planned change} other {# planned changes}}',
    checkpoint: '{logSize} events in the log; both signatures are valid',
    witnesses: '{witnesses} cosigned, as the policy requires',
    witnessesNone: 'none, and the policy requires none',
    events: '{events, plural, one {# event} other {# events}}, each signed: {signers}',
    byOfficers: '{byOfficers, plural, one {# by its officer} other {# by their officers}}',
    forOfficers: '{forOfficers} by the service for an officer',
    byService: '{own} by the service',
    proofs: 'each event is proven to be in the checkpoint',
    chains: '{items, plural, one {# item} other {# items}}, no events missing',
    heads: '{heads, plural, one {# statement} other {# statements}} by the custodian: no event left out',
    enrolments: '{keys, plural, one {# key} other {# keys}}, each enrolled before it signed',
    exhibits: '{exhibits, plural, one {# exhibit matches} other {# exhibits match}} the events',
    request: 'version {version}: letter, data and passkey signature match the event of the log',
    details: '{details}, all match their events',
    detailsWithheld: '{details} match their events; {withheld} not handed over',
    conditions: '{conditions}, the same as in the events',
    conditionsNone: 'none, as in the events',
    timestamps: '{tokens} for this checkpoint, {trusted} from an authority you trust',
    timestampsNone: 'none',
    failed: 'failed',
    notChecked: 'not checked: this program does not support an algorithm',
    noTrust: 'nothing to compare with: no trust file with keys was given',
  },
  verdicts: {
    valid: 'This package is complete, and every signature and proof in it is valid.',
    uncompared:
      'This package is complete, and every signature and proof in it is valid. The keys of its sender were not compared.',
    invalid: 'This package is not valid. Do not rely on it.',
    notChecked: 'The check could not be completed. Treat the package as not checked.',
  },
  withoutTrust: 'Whose keys these are was not checked: no trust file with keys was given.',
  headings: {
    established: 'What this check proves',
    notEstablished: 'What this check does not prove',
  },
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
  faultLine: '{place}: expected {expected}; found {found}.',
  statements: {
    unchanged:
      'The {files, plural, one {# file} other {# files}} of evidence ({bytes}) {files, plural, one {is} other {are}} identical, byte for byte, to {files, plural, one {that} other {those}} from which this package was created.',
    sealed: 'The package was created by the service of the log {origin} (key {fingerprint}).',
    logged:
      '{events, plural, one {# event} other {# events}} of {exhibits, plural, one {# exhibit} other {# exhibits}} and the keys used are in that log of {size} events, whose checkpoint is signed.',
    complete:
      'No event of these exhibits was changed, moved or left out, and their number is the one the custodian stated at that checkpoint of the log.',
    signedByOfficers:
      '{events, plural, one {# event was} other {# events were}} signed by the officer who acted, with a key that was enrolled before{passkeys, plural, =0 {} one { (# passkey, in a device that knew the person)} other { (# passkeys, in devices that knew the person)}}.',
    sameAsEvents:
      'The evidence matches what the events record as acquired or received ({exhibits, plural, one {# exhibit} other {# exhibits}}).',
    recordsCertified:
      '{custodian} of {keeper} certifies how these records are made in the ordinary course; the certificate (records.json) names {exhibits, plural, one {# exhibit} other {# exhibits}} by the digests that were checked here.',
    requestAuthorised:
      '{person} ({role}) signed version {version} of {reference} with a passkey at {at}: exactly the letter with SHA-256 {letter} and the data in it. It is event {index} of the log.',
    requestComplete:
      'Every event of this request and of the keys used is here, and their number is the one the sender stated at that checkpoint of the log.',
    requestStands: 'Up to that checkpoint of the log nobody had taken this authorisation back.',
    requestEnded:
      'THE AUTHORISATION ENDED with event {index} of the log ({cause}). Do not act on this letter; ask the sender.',
    requestPerson:
      'That the person has the office that the letter names, or that the law allows this request: the sender answers for that. What is for the sender’s file alone is bound by its digest and is not here.',
    trusted: 'The log {origin} is named in your trust file.',
    keysFollowed:
      'The log has replaced its keys as planned since your trust file was made ({changes, plural, one {# change} other {# changes}}); each time the old keys signed the new ones. Ask for the new trust file.',
    witnessed: 'Other authorities cosigned the log, so all of them have seen the same history: {names}.',
    stamped: '{authority} confirms that this checkpoint of the log existed at {time} at the latest.',
    notChecked:
      'The {algorithms} signatures: this program does not support the algorithm, so it cannot confirm that the package is valid.',
    whoseKeys:
      'That these keys{too} belong to the authorities they name. Compare their fingerprints with a list you received separately, or check again with a trust file.',
    andWitnesses: ', and those of its witnesses ({witnesses}),',
    keyNotNamed:
      'That the log’s {algorithm} key belongs to the authority: your trust file does not name this key.',
    oldKeysNotTrusted:
      'Anything signed only with the earlier keys of {origin}: at event {index} the log replaced those keys because someone else may hold them. Do not rely on anything signed with them unless you already had it before then.',
    noWitnesses:
      'That others saw the same log: no trusted witness cosigned, so the owner of the log could have shown others a different log.',
    noStamps:
      'The latest time at which the log can have been signed: there is no independent time stamp. All times come from the sender’s own clock.',
    stampNotTrusted:
      'That {authority} is an authority you trust for the time {time}: the time stamp is valid, but its root certificate was not received separately.',
    clockWentBack:
      'That the recorded times are right: the time of event {index} is earlier than that of the event before. Rely on the order of the log.',
    signedForOfficers:
      'Who acted in {events, plural, one {# event} other {# events}} signed by the service for an officer: only the service states this.',
    whatOfficersSaw:
      'What an officer’s screen showed: a passkey proves that this person confirmed exactly this event on the sender’s own page.',
    withheld:
      'What {details, plural, one {# private text says} other {# private texts say}}: not handed over, or erased by order.',
    destroyed: 'What {number} was: its bytes were destroyed by order, its events remain.',
    recordsLeftOut: 'What was asked for and is not here. {custodian} names as left out: {leftOut}',
    forPeople:
      'That report.pdf, case.jsonld and CHECK.txt match the events: they are unchanged, but are provided only for reading.',
    later: 'What happened after event {size} of the log.',
    trueWhenSeized: 'That the data were true when seized, or who wrote them.',
    toldTheTruth:
      'That the statements in an event are true. An event shows who stated what, and that nothing has changed since.',
  },
};
