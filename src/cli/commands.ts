// Every command, in the order people meet them. Each is loaded only when it is run.
import type { Terminal } from './terminal.ts';

export type Run = (args: readonly string[], terminal: Terminal) => Promise<number>;

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  load(): Promise<Run>;
}

const command = (usage: string, summary: string, load: () => Promise<Run>): Command => {
  const words = usage.split(' ').filter((word) => /^[a-z][a-z-]*$/.test(word));
  const [first = '', second = ''] = words;
  const hasSub = SUBCOMMANDS.has(first) && second !== '';
  return { name: hasSub ? `${first} ${second}` : first, usage, summary, load };
};

const SUBCOMMANDS = new Set([
  'backup',
  'case',
  'people',
  'exhibit',
  'custody',
  'image',
  'package',
  'peer',
  'log',
  'witness',
  'officer',
  'law',
  'channels',
  'court',
  'request',
]);

const backup = () => import('./backup.ts');
const cases = () => import('./case.ts');
const caseLead = async () => (await import('./case-lead.ts')).runCaseLead;
const evidence = () => import('./evidence.ts');
const log = () => import('./log.ts');
const packages = () => import('./package.ts');
const peers = () => import('./peer.ts');
const threads = async () => (await import('../platform/copy.ts')).hashFiles;

export const COMMANDS: readonly Command[] = [
  command(
    'demo',
    'Shows the whole way once, on a sample, in a folder of its own.',
    async () => (await import('./demo.ts')).runDemo,
  ),
  command(
    'init --agency NAME --state XX --origin LOG',
    'Sets an installation up: keys, log, database.',
    async () => (await import('./init.ts')).runInit,
  ),
  command(
    'serve [--sample] [--host ADDRESS] [--port N] [--url URL] [--tls-certificate FILE --tls-key FILE] [--plain-http] [--trusted-proxy NETWORK]…',
    'Opens the web pages; the first start prints the link for the first administrator.',
    async () => (await import('./serve.ts')).runServe,
  ),
  command(
    'worker [--jobs N]',
    'Runs background jobs beside a server, as many processes as wanted.',
    async () => (await import('./worker.ts')).runWorker,
  ),
  command(
    'case create --title T [--key K] [--json]',
    'Opens a case.',
    async () => (await cases()).runCaseCreate,
  ),
  command('case list [--json]', 'Lists the cases, newest first.', async () => (await cases()).runCaseList),
  command(
    'case show CASE [--json]',
    'Shows a case and its exhibits.',
    async () => (await cases()).runCaseShow,
  ),
  command(
    'case member CASE --person EMAIL --role ROLE',
    'Puts a person who has an account into a case.',
    async () => (await import('./member.ts')).runCaseMember,
  ),
  command('case lead [CASE --person EMAIL]', 'Names who leads a case that nobody leads.', caseLead),
  command(
    'people recover EMAIL [--url URL]',
    'Makes a link with which a person sets a new password and second step, when two other administrators are missing.',
    async () => (await import('./people.ts')).runPeopleRecover,
  ),
  command(
    'exhibit add PATH… --case ID --source TEXT --authority TEXT [--title T] [--condition TEXT]… [--hash md5,sha1] [--place P] [--reason R] [--write-blocker W] [--by NAME] [--key K] [--json]',
    'Takes files, folders, devices, forensic images or standard input (-) into evidence.',
    async () => (await evidence()).runExhibitAdd,
  ),
  command(
    'exhibit list [--case ID] [--json]',
    'Lists the exhibits.',
    async () => (await evidence()).runExhibitList,
  ),
  command(
    'exhibit show NUMBER [--json]',
    'Shows what an exhibit is and where it stands.',
    async () => (await evidence()).runExhibitShow,
  ),
  command(
    'exhibit check NUMBER… [--json]',
    'Reads every byte again and records the result.',
    async () => (await evidence()).runExhibitCheck,
  ),
  command(
    'exhibit dispose NUMBER --order TEXT [--reason R] [--by NAME] [--json]',
    'Destroys the bytes by order; the record stays.',
    async () => (await evidence()).runExhibitDispose,
  ),
  command(
    'exhibit accept NUMBER --receipt FILE [--json]',
    'Accepts custody of a received exhibit.',
    async () => (await packages()).runExhibitAccept,
  ),
  command(
    'custody list --exhibit NUMBER [--json]',
    'Shows everything that happened to an exhibit.',
    async () => (await evidence()).runCustodyList,
  ),
  command(
    'custody correct EVENT --field F --value V --reason R [--json]',
    'Records what an earlier event should have said.',
    async () => (await evidence()).runCustodyCorrect,
  ),
  command(
    'custody erase EVENT --order TEXT [--json]',
    'Erases the private text of an event by order.',
    async () => (await evidence()).runCustodyErase,
  ),
  command('image info PATH [--json]', 'Says what a forensic image is.', async () => forensics('info')),
  command('image verify PATH [--json]', 'Compares a forensic image with its own hash.', async () =>
    forensics('verify'),
  ),
  command(
    'package create --case ID [--exhibit N]… --to DIR [--receiver NAME] [--receiver-state XX] [--offer] [--without-quorum] [--zip] [--encrypt-to AGE] [--json]',
    'Makes what is handed over: evidence with its proof and its conditions.',
    async () => (await packages()).runPackageCreate,
  ),
  command(
    'package import PATH --case ID [--trust FILE] [--authority TEXT] [--json]',
    'Checks a package, then takes it into evidence.',
    async () => (await packages()).runPackageImport,
  ),
  command(
    'package receipt FILE --exhibit N [--trust FILE] [--proof FILE]… [--json]',
    "Files the receiver's acceptance, held to the keys of the trusted peer; --trust: a file of keys where there is none; --proof: of keys replaced as planned.",
    async () => (await packages()).runPackageReceipt,
  ),
  command(
    'peer list [--json]',
    'Lists the agencies whose keys came by another road, with their fingerprints.',
    async () => (await peers()).runPeerList,
  ),
  command(
    'peer add FILE --agency NAME --state XX --road letter|meeting|callBack|network|publication --how TEXT --received DATE --person EMAIL [--json]',
    'Adds the keys of another agency; they count when a second administrator confirms them.',
    async () => (await peers()).runPeerAdd,
  ),
  command(
    'peer confirm LOG --how TEXT --person EMAIL',
    'Confirms, as a second administrator, that the keys of a peer were compared.',
    async () => (await peers()).runPeerConfirm,
  ),
  command(
    'peer withdraw LOG --reason TEXT --person EMAIL',
    'Trusts a peer no longer.',
    async () => (await peers()).runPeerWithdraw,
  ),
  command(
    'peer export [LOG] [--to FILE]',
    'Writes the file of keys of a peer, or our own for the other side: for verify --trust and the offline page.',
    async () => (await peers()).runPeerExport,
  ),
  command(
    'verify PATH [--trust FILE] [--json]',
    'Checks a package; needs no database and no network.',
    async () => {
      const { runVerify } = await import('./verify.ts');
      return (args, terminal) => runVerify(args, terminal, threads);
    },
  ),
  command(
    'audit [--since TIME] [--sample PERCENT] [--json]',
    'Recomputes everything held.',
    async () => (await import('./audit.ts')).runAudit,
  ),
  command(
    'backup --to DIR [--keep N] [--without-keys] [--json]',
    'Backs everything up while it runs: database, evidence, log, keys.',
    async () => (await backup()).runBackup,
  ),
  command('backup check DIR [--json]', 'Says whether a backup is whole.', async () => {
    return (await backup()).runBackupCheck;
  }),
  command(
    'restore DIR [--snapshot NAME] [--checkpoint FILE] [--json]',
    'Brings a backup back into an empty COMITY_HOME, and audits it.',
    async () => (await backup()).runRestore,
  ),
  command(
    'log checkpoint [--rebuild] [--json]',
    'Publishes a checkpoint now and prints it; with --rebuild, the files of the log anew.',
    async () => (await log()).runLogCheckpoint,
  ),
  command(
    'log authority URL --name NAME [--trust PEM]',
    'Names a time-stamp authority to ask.',
    async () => (await log()).runLogAuthority,
  ),
  command(
    'log timestamp [--json]',
    'Asks the time-stamp authorities to stamp the checkpoint.',
    async () => (await log()).runLogTimestamp,
  ),
  command(
    'log policy FILE',
    'Names the witnesses and how many must cosign.',
    async () => (await log()).runLogPolicy,
  ),
  command(
    'log witness [--json]',
    'Collects cosignatures of the checkpoint.',
    async () => (await log()).runLogWitness,
  ),
  command(
    'log restore --officer KEY --officer KEY --reason R [--json]',
    'Takes up a log again whose database is older than its last checkpoint.',
    async () => (await log()).runLogRestore,
  ),
  command(
    'log rotate-service-key --cause planned|compromised|lost --officer KEY --officer KEY [--reason R] [--again] [--json]',
    'Replaces the key that signs events; what it signed stays valid.',
    async () => (await log()).runRotateServiceKey,
  ),
  command(
    'log rotate-keys --cause planned|compromised|lost --officer KEY --officer KEY [--overlap-days N] [--reason R] [--again] [--json]',
    'Replaces the keys that sign the log; partners are led from the old to the new.',
    async () => (await log()).runRotateLogKeys,
  ),
  command(
    'officer enrol NAME [--key FILE] [--json]',
    'Makes and enrols the key of an officer.',
    async () => (await log()).runOfficerEnrol,
  ),
  command(
    'witness serve --name NAME --port N --log VKEY|LOG [--log VKEY|LOG]… [--host ADDRESS] [--home DIR]',
    'Cosigns the checkpoints of other logs, held to the keys of trusted peers; LOG: the name of a peer’s log.',
    async () => (args, terminal) =>
      import('./witness.ts').then((m) => m.runWitness(['serve', ...args], terminal)),
  ),
  command(
    'channels --from XX [--to XX] [--category C]… [--urgency normal|urgent|emergency] [--use court|lead] [--real-time] [--offence TYPE]… [--years N] [--transnational] [--organised-group] [--provider ID] [--holder provider|person|authority] [--addressee XX] [--establishment XX]… [--offers-services] [--retention-days N] [--data-in XX|unknown]… [--person-in XX] [--identifier TEXT]… [--deadline DATE] [--language L] [--bilateral-treaty] [--reciprocity] [--consent|--no-consent] [--network ID]… [--what-if CHANGE]… [--on DATE] [--law-version VERSION] [--all] [--facts] [--json]',
    'Says which lawful ways lead to data held in another State, and on what terms.',
    async () => (await import('./channels.ts')).runChannels,
  ),
  command(
    'channels matrix [--from XX]… [--to XX]… [--category C]… [--urgency normal|urgent|emergency] [--use court|lead] [--offence TYPE]… [--years N] [--on DATE] [--law-version VERSION]',
    'Writes, as CSV, how every way stands for every pair of States and every category.',
    async () => (await import('./channels.ts')).runChannelsMatrix,
  ),
  command('request forms', 'Lists the forms of requests.', async () => request('forms')),
  command('request form FORM', 'Shows the fields of a form and the law behind each.', async () =>
    request('form'),
  ),
  command('request check FILE [--json]', 'Says what is missing or wrong in a request.', async () =>
    request('check'),
  ),
  command('request new FORM --to FILE', 'Begins a request as a file to be filled in.', async () =>
    request('new'),
  ),
  command(
    'request render FILE [--lang L] [--bilingual L] [--written L] [--whole] --to PDF|DOCX',
    'Writes a request out as a letter, in any UN language or two side by side: PDF/A with its data attached, or a copy to edit; --whole: with what only an enforcing authority may read.',
    async () => request('render'),
  ),
  command('request read FILE [--json]', 'Reads a request that came as PDF, JSON or XML.', async () =>
    request('read'),
  ),
  command(
    'request signed FILE [--trust FILE] [--json]',
    'Says what the signatures within a PDF establish, and what was added after them; --trust: certificates that you keep.',
    async () => request('signed'),
  ),
  command('request convert FILE --to xml|json', 'Writes a request in its other rendering.', async () =>
    request('convert'),
  ),
  command(
    'request signatures REQUEST [--json]',
    'Checks every signature on a request, from the bytes that were kept and the custody log.',
    async () => request('signatures'),
  ),
  command(
    'request statistics --year YYYY [--csv|--json]',
    'Counts the orders of a year, as Regulation (EU) 2023/1543 asks.',
    async () => request('statistics'),
  ),
  command('request keeper [REQUEST --person EMAIL]', 'Names who keeps what nobody keeps.', async () =>
    request('keeper'),
  ),
  command('request schema json|xml', 'Prints the JSON Schema or the XSD of requests.', async () =>
    request('schema'),
  ),
  command(
    'court check --exhibit NUMBER --state XX [--on DATE] [--json]',
    'Holds what the courts of a State ask against what the custody log of an exhibit shows.',
    async () => (await import('./court.ts')).runCourtCheck,
  ),
  command(
    'law search TEXT [--state XX] [--kind KIND] [--on DATE] [--limit N] [--json]',
    'Finds a text in the law data, in any script, with or without accents.',
    async () => law('search'),
  ),
  command(
    'law show ID [--on DATE] [--json]',
    'Shows a record of the law data, or what is on record of a State, as of a day.',
    async () => law('show'),
  ),
  command(
    'law check [FOLDER] [--json]',
    'Checks the law data: schemas, references, totals, form.',
    async () => law('check'),
  ),
  command(
    'law clock ID --zone ZONE --state XX [--on DATE] [--event NAME=TIME[,END]]… [--json]',
    'Says when a legal time limit ends, and why.',
    async () => (await import('./law-clock.ts')).clock,
  ),
  command(
    'law compare XX XX [XX] [XX] [--by measure|instrument] [--on DATE] [--json]',
    'Sets States side by side: what each measure rests on, or which instruments bind them.',
    async () => law('compare'),
  ),
  command(
    'law import FILE --instrument ID [--format untc|chart|eurlex] [--celex NUMBER] [--day DATE] [--person EMAIL [--key KEY]…] [--json]',
    "Holds a depositary's download against the law data; with --person, proposes what differs.",
    async () => law('import'),
  ),
  command(
    'law export --to DIR [--format yaml|csv|json|jsonld] [--from FOLDER]',
    'Writes the law data out as it is published here; YAML comes back byte for byte.',
    async () => law('export'),
  ),
  command(
    'law version [--json]',
    'Says which version of the law data is in use, and lists the ones before it.',
    async () => law('version'),
  ),
];

async function request(sub: string): Promise<Run> {
  const { runRequest } = await import('./request.ts');
  return (args, terminal) => runRequest([sub, ...args], terminal);
}

async function law(sub: string): Promise<Run> {
  const { runLaw } = await import('./law.ts');
  return (args, terminal) => runLaw([sub, ...args], terminal);
}

async function forensics(sub: string): Promise<Run> {
  const { runImage } = await import('./image.ts');
  return (args, terminal) => runImage([sub, ...args], terminal);
}

/** The command that the first one or two words name, and the words after. */
export function findCommand(
  args: readonly string[],
): { command: Command; rest: readonly string[] } | undefined {
  const [first = '', second = ''] = args;
  const two = COMMANDS.find((one) => one.name === `${first} ${second}`);
  if (two !== undefined) return { command: two, rest: args.slice(2) };
  const single = COMMANDS.find((one) => one.name === first);
  return single === undefined ? undefined : { command: single, rest: args.slice(1) };
}

export function usageText(commands: readonly Command[]): string[] {
  const width = Math.max(...commands.map((one) => one.name.length)) + 2;
  return [
    'Comity keeps electronic evidence with proof, and hands it over so that a stranger can check it.',
    '',
    ...commands.map((one) => `  ${one.name.padEnd(width)}${one.summary}`),
    '',
    "  './comity COMMAND --help' shows how one, or a group such as request, is used. COMITY_HOME (default ./comity-data) holds everything.",
  ];
}

/** How each command of a group is used, such as of `request`; nothing where there is no such group. */
export function groupText(group = ''): string[] {
  return COMMANDS.filter(({ name }) => name.startsWith(`${group} `)).flatMap(({ usage, summary }) => [
    `  ./comity ${usage}`,
    `      ${summary}`,
  ]);
}
