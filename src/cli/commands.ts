// Every command, in the order people meet them. Each is loaded only when it is run.
import { EXCHANGE_COMMANDS, PEER_COMMANDS } from './exchange-commands.ts';
import { IMAGE_FILES } from './command-image-files.ts';
import { KNOWN_COMMANDS } from './commands-known.ts';
import { SIGNED_COMMANDS } from './commands-signed.ts';
import type { Command, Run } from './run-command.ts';

const command = (usage: string, summary: string, load: () => Promise<Run>): Command => {
  const words = usage.split(' ').filter((word) => /^[a-z][a-z-]*$/.test(word));
  const [first = '', second = ''] = words;
  const hasSub = SUBCOMMANDS.has(first) && second !== '';
  return { name: hasSub ? `${first} ${second}` : first, usage, summary, load };
};

const SUBCOMMANDS = new Set(
  'backup case people exhibit custody image known package peer log witness officer law channels court request exchange words form'.split(
    ' ',
  ),
);

const backup = () => import('./backup.ts');
const cases = () => import('./case.ts');
const caseLead = async () => (await import('./case-lead.ts')).runCaseLead;
const evidence = () => import('./evidence.ts');
const image = () => import('./image.ts');
const known = () => import('./known.ts');
const law = () => import('./law.ts');
const lawExport = () => import('./law-export.ts');
const log = () => import('./log.ts');
const packages = () => import('./package.ts');
const request = () => import('./request.ts');
const requestFile = () => import('./request-convert.ts');
const threads = async () => (await import('../platform/copy.ts')).hashFiles;

export const COMMANDS: readonly Command[] = [
  command(
    'demo',
    'Runs a complete example with sample data, in a separate folder.',
    async () => (await import('./demo.ts')).runDemo,
  ),
  command(
    'init --agency NAME --state XX --origin LOG',
    'Sets up an installation: keys, log and database.',
    async () => (await import('./init.ts')).runInit,
  ),
  command(
    'serve [--sample] [--host ADDRESS] [--port N] [--url URL] [--tls-certificate FILE --tls-key FILE] [--plain-http] [--trusted-proxy NETWORK]…',
    'Starts the web server; the first start prints the link for the first administrator.',
    async () => (await import('./serve.ts')).runServe,
  ),
  command(
    'worker [--jobs N] [--elsewhere]',
    'Runs background jobs beside the server; you can run several workers.',
    async () => (await import('./worker.ts')).runWorker,
  ),
  command(
    'case create --title TITLE [--key KEY] [--json]',
    'Opens a case; a second time with the same --key, it is the same case.',
    async () => (await cases()).runCaseCreate,
  ),
  command('case list [--json]', 'Lists the cases, newest first.', async () => (await cases()).runCaseList),
  command(
    'case show CASE [--json]',
    'Shows a case and its exhibits.',
    async () => (await cases()).runCaseShow,
  ),
  command(
    'case member CASE --person EMAIL --role lead|investigator|prosecutor|judge|examiner|translator|observer|defence',
    'Adds a person who has an account to a case.',
    async () => (await import('./member.ts')).runCaseMember,
  ),
  command('case lead [CASE --person EMAIL]', 'Appoints a lead for a case that has none.', caseLead),
  command(
    'people recover EMAIL [--url URL]',
    'Creates a link to set a new password and second sign-in step, if there are not two other administrators.',
    async () => (await import('./people.ts')).runPeopleRecover,
  ),
  command(
    'exhibit add PATH… --case ID --source TEXT --authority TEXT [--title T] [--condition TEXT]… [--hash md5,sha1] [--place P] [--reason R] [--write-blocker W] [--by NAME] [--key K] [--json]',
    'Takes files, folders, devices, forensic images or standard input (-) into evidence. With --key K, a second time is no second exhibit.',
    async () => (await evidence()).runExhibitAdd,
  ),
  command(
    'exhibit contents NUMBER [--format names|body|jsonl|csv] [--volume N] [--path PATTERN] [--deleted] [--unallocated] [--slack] [--key-file FILE]',
    'Lists what lies in an exhibit, and records that you looked.',
    async () => (await import('./exhibit-contents.ts')).runExhibitContents,
  ),
  command(
    'exhibit examine NUMBER [--again] [--words LANGUAGE] [--unused] [--key-file FILE] [--table] [--json]',
    'Lists, hashes, types and unpacks everything in an exhibit; stopped, it goes on where it was. --again tries what failed once more; --unused lists free space and slack too.',
    async () => (await import('./exhibit-examine.ts')).runExhibitExamine,
  ),
  command(
    'exhibit select NUMBER --what relevant|hits|matching|ticked --title TEXT --reason TEXT [--as files|report] [--tag WORD] [--filter NAME=VALUE&…] [--item ID]… [--items FILE] [--key-file FILE] [--json]',
    'Makes an exhibit of the files that were marked as relevant, that a filter finds or that are named by their ids, or, with --as report, a report of them; or a report of hits.',
    async () => (await import('./exhibit-select.ts')).runExhibitSelect,
  ),
  ...KNOWN_COMMANDS.map(([usage, summary, run]) => command(usage, summary, async () => (await known())[run])),
  command(
    'exhibit list [--case ID] [--json]',
    'Lists the exhibits.',
    async () => (await evidence()).runExhibitList,
  ),
  command(
    'exhibit show NUMBER [--json]',
    'Shows what an exhibit is and its status.',
    async () => (await evidence()).runExhibitShow,
  ),
  command(
    'exhibit check NUMBER… [--json]',
    'Reads every byte of an exhibit again and records the result.',
    async () => (await evidence()).runExhibitCheck,
  ),
  command(
    'exhibit dispose NUMBER --order TEXT [--reason TEXT] [--by NAME] [--json]',
    'Destroys the bytes of an exhibit by order; the custody record stays.',
    async () => (await evidence()).runExhibitDispose,
  ),
  command(
    'exhibit accept NUMBER --receipt FILE [--json]',
    'Accepts custody of a received exhibit.',
    async () => (await packages()).runExhibitAccept,
  ),
  command(
    'custody list --exhibit NUMBER [--json]',
    'Lists the custody events of an exhibit.',
    async () => (await evidence()).runCustodyList,
  ),
  command(
    'custody correct EVENT --field occurredAt|place|reason|authority|source|writeBlocker|seal|person|other --value TEXT --reason TEXT [--json]',
    'Records a correction of an earlier event.',
    async () => (await evidence()).runCustodyCorrect,
  ),
  command(
    'custody erase EVENT --order TEXT [--json]',
    'Erases the private text of an event by order.',
    async () => (await evidence()).runCustodyErase,
  ),
  command(
    'image info PATH [--json]',
    'Shows information about a forensic image.',
    async () => (await image()).runInfo,
  ),
  command(
    'image verify PATH [--json]',
    'Compares a forensic image with its own hash.',
    async () => (await image()).runVerify,
  ),
  command(
    'image acquire SOURCE --to FILE [--format e01|raw] [--compression none|empty-block|fast|best] [--split SIZE] [--retries N] [--threads N] [--case-number TEXT] [--evidence-number TEXT] [--description TEXT] [--examiner TEXT] [--notes TEXT] [--json]',
    'Makes an E01 or raw image of a device or a file, with its digests; goes on where it was stopped.',
    async () => (await import('./image-acquire.ts')).runAcquire,
  ),
  command(IMAGE_FILES.usage, IMAGE_FILES.summary, IMAGE_FILES.load),
  command(
    'image extract PATH --to FOLDER [--volume N] [--path PATTERN] [--address A] [--deleted] [--unallocated] [--slack] [--key-file FILE]',
    'Takes files out of a forensic image into a new folder, with a record of each.',
    async () => (await import('./image-extract.ts')).runExtract,
  ),
  command(
    'picture hash|match|similar|frames|same-video FILE… [--list FILE] [--distance N] [--json]',
    'Computes PDQ fingerprints of pictures, names those that a list of them knows, or groups those that look alike.',
    async () => (await import('./picture.ts')).runPicture,
  ),
  command(
    'package create --case ID [--exhibit N]… --to DIR [--receiver NAME] [--receiver-state XX] [--offer] [--without-quorum] [--zip] [--encrypt-to AGE] [--certified-by EMAIL] [--left-out TEXT] [--without-certificate] [--json]',
    'Creates a package to hand over: evidence with its proof and conditions; --certified-by: with the certificate of records in the name of that person.',
    async () => (await packages()).runPackageCreate,
  ),
  command(
    'package import PATH --case ID [--trust FILE] [--authority TEXT] [--json]',
    'Checks a package, then takes its evidence into a case.',
    async () => (await packages()).runPackageImport,
  ),
  command(
    'package receipt FILE --exhibit N [--trust FILE] [--proof FILE]… [--json]',
    "Files the receiver's receipt, checked against the keys of the trusted peer; --trust: a trust file if there is no peer; --proof: proof of keys replaced as planned.",
    async () => (await packages()).runPackageReceipt,
  ),
  ...PEER_COMMANDS.map(([usage, summary, run]) =>
    command(usage, summary, async () => (await import('./peer.ts'))[run]),
  ),
  ...EXCHANGE_COMMANDS.map(([usage, summary, run]) =>
    command(usage, summary, async () => (await import('./exchange.ts'))[run]),
  ),
  command(
    'verify PATH [--trust FILE] [--json]',
    'Checks a package without a database or network.',
    async () => {
      const { runVerify } = await import('./verify.ts');
      return (args, terminal) => runVerify(args, terminal, threads);
    },
  ),
  command(
    'audit [--since TIME] [--sample PERCENT] [--json]',
    'Recalculates and checks all stored evidence, events and proofs.',
    async () => (await import('./audit.ts')).runAudit,
  ),
  command(
    'backup --to DIR [--keep N] [--without-keys] [--json]',
    'Backs up database, evidence, log and keys while the server runs.',
    async () => (await backup()).runBackup,
  ),
  command('backup check DIR [--json]', 'Checks that a backup is complete.', async () => {
    return (await backup()).runBackupCheck;
  }),
  command(
    'restore DIR [--snapshot NAME] [--checkpoint FILE] [--json]',
    'Restores a backup into an empty COMITY_HOME and audits it.',
    async () => (await backup()).runRestore,
  ),
  command(
    'log checkpoint [--rebuild] [--json]',
    'Publishes a checkpoint now and prints it; --rebuild also rebuilds the log files.',
    async () => (await log()).runLogCheckpoint,
  ),
  command(
    'log authority URL --name NAME [--trust PEM]',
    'Adds a time-stamp authority to ask.',
    async () => (await log()).runLogAuthority,
  ),
  command(
    'log timestamp [--json]',
    'Asks the time-stamp authorities to time-stamp the checkpoint.',
    async () => (await log()).runLogTimestamp,
  ),
  command(
    'log policy FILE',
    'Sets the witness policy: the witnesses and how many must cosign.',
    async () => (await log()).runLogPolicy,
  ),
  command(
    'log witness [--json]',
    'Collects cosignatures of the checkpoint.',
    async () => (await log()).runLogWitness,
  ),
  command(
    'log restore --officer KEY --officer KEY --reason R [--json]',
    'Continues a log whose database is older than its last checkpoint.',
    async () => (await log()).runLogRestore,
  ),
  command(
    'log rotate-service-key --cause planned|compromised|lost --officer KEY --officer KEY [--reason R] [--again] [--json]',
    'Replaces the service key, which signs events; events signed earlier stay valid.',
    async () => (await log()).runRotateServiceKey,
  ),
  command(
    'log rotate-keys --cause planned|compromised|lost --officer KEY --officer KEY [--overlap-days N] [--reason R] [--again] [--json]',
    'Replaces the log keys; a proof links the old keys to the new ones for partners.',
    async () => (await log()).runRotateLogKeys,
  ),
  command(
    'officer enrol NAME [--key-file FILE] [--json]',
    "Creates and enrols an officer's key, and says where it lies.",
    async () => (await log()).runOfficerEnrol,
  ),
  command(
    'witness serve --name NAME --port N --log VKEY|LOG [--log VKEY|LOG]… [--host ADDRESS] [--home DIR]',
    'Cosigns checkpoints of other logs, checked against the keys of trusted peers; LOG: name of a peer’s log.',
    async () => (args, terminal) =>
      import('./witness.ts').then((m) => m.runWitness(['serve', ...args], terminal)),
  ),
  command(
    'witness resume [--home DIR]',
    'Lets a witness that was restored from a backup cosign again.',
    async () => (await import('./witness.ts')).resumeWitness,
  ),
  command(
    'channels --from XX [--to XX] [--category C]… [--urgency normal|urgent|emergency] [--use court|lead] [--real-time] [--offence TYPE]… [--years N] [--[no-]transnational] [--[no-]organised-group] [--[no-]by-system] [--committed-in XX] [--nationality XX] [--residence XX] [--issuer judge|prosecutor|police|other] [--preserve-only] [--provider ID] [--holder provider|person|authority] [--addressee XX] [--establishment XX]… [--offers-services] [--retention-days N] [--data-in XX|unknown]… [--person-in XX] [--identifier TEXT]… [--deadline DATE] [--language L] [--[no-]bilateral-treaty] [--[no-]reciprocity] [--[no-]consent] [--network ID]… [--what-if CHANGE]… [--on DATE] [--law-version VERSION] [--all] [--facts] [--json]',
    'Shows the lawful channels to data held in another State, and their conditions.',
    async () => (await import('./channels.ts')).runChannels,
  ),
  command(
    'channels matrix [--from XX]… [--to XX]… [--category C]… [--urgency normal|urgent|emergency] [--use court|lead] [--offence TYPE]… [--years N] [--on DATE] [--law-version VERSION]',
    'Writes a CSV table with the status of every channel for every pair of States and category.',
    async () => (await import('./channels.ts')).runChannelsMatrix,
  ),
  command('request forms', 'Lists the request forms.', async () => (await request()).listForms),
  command(
    'request form FORM',
    'Shows the fields of a form and the legal basis of each.',
    async () => (await request()).showForm,
  ),
  command(
    'request check FILE [--json]',
    'Checks a request and shows what is missing or wrong.',
    async () => (await request()).check,
  ),
  command(
    'request new FORM --to FILE',
    'Creates a request file to fill in.',
    async () => (await request()).begin,
  ),
  command(
    'request render FILE [--lang L] [--bilingual L] [--written L] [--whole] [--logo SVG] --to PDF|DOCX',
    'Writes a request as a letter, in one UN language or two side by side: PDF/A with the data attached, or an editable copy; --whole: includes the parts that only an enforcing authority may read.',
    async () => (await request()).render,
  ),
  command(
    'request read FILE [--json]',
    'Reads a request received as PDF, JSON or XML.',
    async () => (await requestFile()).readIncoming,
  ),
  command(
    'request convert FILE --to xml|json',
    'Converts a request between JSON and XML.',
    async () => (await requestFile()).convertRequest,
  ),
  ...SIGNED_COMMANDS.map(([usage, words, load]) => command(usage, words, load)),
  command(
    'request statistics --year YYYY [--csv|--json]',
    'Counts the orders of a year, as required by Regulation (EU) 2023/1543.',
    async () => (await import('./request-statistics.ts')).runStatistics,
  ),
  command(
    'request keeper [REQUEST --person EMAIL]',
    'Lists confidential matters that nobody can decide on any more, or names a person to decide.',
    async () => (await import('./request-keeper.ts')).runKeeper,
  ),
  command(
    'request schema json|xml',
    'Prints the JSON Schema or the XSD of requests.',
    async () => (await requestFile()).showSchema,
  ),
  command(
    'court check --exhibit NUMBER --state XX [--on DATE] [--json]',
    "Compares the requirements of a State's courts with the custody log of an exhibit.",
    async () => (await import('./court.ts')).runCourtCheck,
  ),
  command(
    'law search TEXT [--state XX] [--kind KIND] [--on DATE] [--limit N] [--json]',
    'Searches the law data, in any script, with or without accents.',
    async () => (await law()).search,
  ),
  command(
    'law show ID [--on DATE] [--json]',
    'Shows a record of the law data, or the records of a State, as of a date.',
    async () => (await law()).show,
  ),
  command(
    'law check [FOLDER] [--json]',
    'Checks the law data: schemas, references, totals, form.',
    async () => (await law()).check,
  ),
  command(
    'law clock ID --zone ZONE --state XX [--on DATE] [--event NAME=TIME[,END]]… [--json]',
    'Calculates when a legal time limit ends, and explains why.',
    async () => (await import('./law-clock.ts')).clock,
  ),
  command(
    'law compare XX XX [XX] [XX] [--by measure|instrument] [--on DATE] [--json]',
    'Compares States: the legal basis of each measure, or the instruments that bind them.',
    async () => (await import('./law-compare.ts')).compareLaw,
  ),
  command(
    'law import FILE --instrument ID [--format untc|chart|eurlex] [--celex NUMBER] [--day DATE] [--person EMAIL [--difference KEY]…] [--json]',
    "Compares a depositary's download with the law data; with --person, proposes the differences.",
    async () => (await import('./law-import.ts')).importLaw,
  ),
  command(
    'law export --to DIR [--format yaml|csv|json|jsonld] [--from FOLDER]',
    'Exports the law data as published here; YAML is identical byte for byte.',
    async () => (await lawExport()).exportLaw,
  ),
  command(
    'law version [--json]',
    'Shows which version of the law data is in use, and lists earlier versions.',
    async () => (await lawExport()).showVersions,
  ),
  command(
    'form wording import FILE | list',
    'Brings the official wording of a form in a language: a file with its source and day, refused by line.',
    async () => (await import('./form-wording.ts')).runFormWording,
  ),
  command(
    'words export --language XX --to FILE',
    'Writes the messages of a language, and the words of forms and law data, for translators (XLIFF 2).',
    async () => (await import('./words-file.ts')).runWordsExport,
  ),
  command(
    'words import FILE --language XX',
    'Takes translated messages back; names by its line what cannot be taken.',
    async () => (await import('./words-file.ts')).runWordsImport,
  ),
];
