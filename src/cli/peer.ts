// ./comity peer list | add | confirm | withdraw | export: agencies whose keys came by another road, and our own for them.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Day } from '../base/day.ts';
import { inEnglish, Refusal } from '../base/refusal.ts';
import { latestDay } from '../base/time.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import {
  addPeer,
  confirmPeer,
  keysOf,
  ownKeys,
  withdrawPeer,
  type Deciding,
} from '../evidence/log/peer.do.ts';
import { listPeers, openPeer } from '../evidence/log/peer.store.ts';
import {
  PEER_FILE_BYTES_MAX,
  peerPrints,
  peerState,
  readPeerFile,
  type Peer,
  type PeerKey,
  type PeerKeys,
} from '../evidence/log/peer.ts';
import { COMPARED, PEER, WITHDRAWN } from '../evidence/log/peer-asked.ts';
import { addDocument, confirmDocument } from '../exchange/peer-document.acts.ts';
import { waitingDocument } from '../exchange/peer-document.store.ts';
import {
  fingerprintDigits,
  fingerprintWords,
  readDocumentFile,
  trustOfDocument,
} from '../exchange/peer-document.ts';
import { DOCUMENT_BYTES_MAX } from '../verify/peer-note.ts';
import { openPersonDatabase } from '../people/as-person.store.ts';
import { emailOf } from '../people/email-field.ts';
import { personByEmail } from '../people/person.store.ts';
import type { Person } from '../people/person.ts';
import { inAgency } from '../people/policy.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { actCommand, named } from './act-command.ts';
import { TEXT, optionsOf, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { printable, refuseSpare, required } from './words.ts';

const JSON_FLAG = { json: { type: 'boolean', default: false } } as const;

export async function runPeerList(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, JSON_FLAG);
  const peers = await withInstallation((house) => listPeers(house.db.kysely));
  if (values.json) terminal.out(JSON.stringify(peers.map(peerJson)));
  else if (peers.length === 0)
    terminal.out('No trusted peer. Packages that arrive say by themselves whose they are.');
  else for (const one of peers) for (const line of linesOf(one)) terminal.out(line);
  return EXIT.done;
}

function peerJson(peer: Peer): object {
  const { trust, ...rest } = peer;
  return {
    ...rest,
    standing: peerState(peer),
    fingerprints: peerPrints(keysOf({ ...rest, trust }), nodeCrypto),
  };
}

function linesOf(peer: Peer): string[] {
  const { agency, state, origin, road, receivedOn, added, confirmed, withdrawn } = peer;
  const deed = (words: string, of: Peer['confirmed']): string[] =>
    of === undefined
      ? []
      : [`  ${words} by ${printable(of.by.name)}, ${of.at.toISOString()}: ${printable(of.words)}`];
  return [
    `${printable(origin)}  ${peerState(peer)}  ${printable(agency)} (${state})`,
    `  received on ${receivedOn}, ${ROAD_WORDS[road]}`,
    ...deed('added', added),
    ...deed('confirmed', confirmed),
    ...deed('withdrawn', withdrawn),
    ...printLines(peerPrints(keysOf(peer), nodeCrypto)),
  ];
}

const ROAD_WORDS: { readonly [road in Peer['road']]: string } = {
  letter: 'by letter',
  meeting: 'in person',
  callBack: 'by telephone, calling back a number of a directory',
  network: 'through a network of contact points',
  publication: 'from an official publication',
};

const USES: { readonly [use in PeerKey['use']]: string } = {
  ed25519: 'log, Ed25519',
  mlDsa44: 'log, ML-DSA-44',
  service: 'service',
};

/** Four groups a line, as the pages have them: two people read them to each other. */
function printLines(prints: readonly PeerKey[]): string[] {
  return prints.flatMap(({ use, fingerprint }) => [
    `  ${USES[use]}`,
    ...(fingerprint.match(/.{1,16}/g) ?? []).map(
      (line, i) => `    ${i + 1}  ${(line.match(/.{1,4}/g) ?? []).join(' ')}`,
    ),
  ]);
}

const person = emailOf({
  ask: (say) => say.people.email,
  means: 'E-mail address of the administrator who does it.',
  option: { value: 'EMAIL' },
});
const LOG = named('LOG', 'The name of their log.');
const FILE = named('FILE', 'The file of their keys, or their peer document.');

const NO_KEYS = {
  own: '',
  taken: [],
  documents: { read: () => undefined }, // the file is read by the command itself
  today: latestDay(Date.now()) as Day, // it is one
};

export const runPeerAdd = actCommand(
  {
    fields: { file: FILE, ...PEER.who.parts, ...PEER.road.parts, person },
    about: NO_KEYS,
    more: { json: { type: 'boolean', means: 'The answer as JSON.' } },
  },
  async ({ values: { file, person: by, ...asked }, more, terminal }) => {
    const { keys, id } = await asAdministrator(by, async ({ people, by: who, house }) => {
      const { keys: found, document } = await readKeys(file, house);
      const made = await addPeer(people, who, { ...asked, keys: found });
      if (document !== undefined) await addDocument(house, people, who, document);
      return { keys: found, id: made };
    });
    if (more.json) terminal.out(JSON.stringify({ id, log: keys.origin }));
    else {
      terminal.out(`${printable(asked.agency)} is added with the keys of ${printable(keys.origin)}:`);
      for (const line of printLines(peerPrints(keys, nodeCrypto))) terminal.out(line);
      terminal.out(`  in digits: ${fingerprintDigits(keys.log, nodeCrypto)}`);
      terminal.out(`  in words: ${fingerprintWords(keys.log, nodeCrypto)}`);
      terminal.out(
        'They do not count yet. Another administrator compares them with what the agency says, then: ./comity peer confirm LOG --how TEXT --person EMAIL',
      );
    }
    return EXIT.done;
  },
);

/** A file of keys alone, or a peer document, which has them and says besides how the agency is reached. */
async function readKeys(
  path: string,
  house: Installation,
): Promise<{ readonly keys: PeerKeys; readonly document?: Uint8Array }> {
  const size = (await stat(path).catch((cause: unknown) => unreadable(path, cause))).size;
  if (size > DOCUMENT_BYTES_MAX) throw new Refusal('badInput.peerKeysLong');
  const bytes = await readFile(path);
  const document = readDocumentFile(bytes, nodeCrypto);
  if (document === undefined && size > PEER_FILE_BYTES_MAX) throw new Refusal('badInput.peerKeysLong');
  const text = document === undefined ? bytes.toString('utf8') : trustOfDocument(document);
  const read = readPeerFile(text, house.settings.origin, nodeCrypto);
  if (read.ok) return { keys: read.keys, ...(document !== undefined && { document: bytes }) };
  if (read.why === 'form')
    throw new Refusal('badInput.peerKeysForm', {
      found: read.cause === undefined ? path : inEnglish(read.cause.message),
    });
  throw new Refusal(NOT_KEYS[read.why]);
}

function unreadable(path: string, cause: unknown): never {
  throw new Refusal('notFound.peerKeysFile', { path: printable(path), cause });
}

const NOT_KEYS = {
  tooLarge: 'badInput.peerKeysLong',
  severalLogs: 'badInput.peerKeysSeveralLogs',
  noLog: 'badInput.peerKeysNoLog',
  own: 'badInput.peerKeysOwn',
} as const;

export const runPeerConfirm = actCommand(
  { fields: { log: LOG, ...COMPARED.compared.parts, person }, about: {} },
  async ({ values: { log, how, person: email }, terminal }) => {
    const line = await asAdministrator(email, async ({ people, by, house }) => {
      const peer = await needed(house, log);
      if (peerState(peer) === 'proposed') await confirmPeer(people, by, peer.id, how);
      const waits = await people.db.asPerson(by.id, (tx) => waitingDocument(tx, peer.id));
      return waits ? (await confirmDocument(people, by, log)).endpoints.line : undefined;
    });
    terminal.out(`${printable(log)} is trusted: its packages are held to these keys from now on.`);
    if (line !== undefined) terminal.out(`Messages go to ${printable(line)}.`);
    return EXIT.done;
  },
);

export const runPeerWithdraw = actCommand(
  { fields: { log: LOG, ...WITHDRAWN, person }, about: {} },
  async ({ values: { log, why, person: email }, terminal }) => {
    await asAdministrator(email, async ({ people, by, house }) =>
      withdrawPeer(people, by, (await needed(house, log)).id, why),
    );
    terminal.out(`${printable(log)} is not trusted any more.`);
    return EXIT.done;
  },
);

/** A later document of a peer that is there: other keys, another address. The second person confirms it like the first one. */
export const runPeerDocument = actCommand(
  { fields: { file: named('FILE', 'The file of their peer document.'), person }, about: {} },
  async ({ values: { file, person: email }, terminal }) => {
    const { read } = await asAdministrator(email, async ({ people, by, house }) => {
      const { size } = await stat(file).catch((cause: unknown) => unreadable(file, cause));
      if (size > DOCUMENT_BYTES_MAX) throw new Refusal('badInput.peerKeysLong');
      return addDocument(house, people, by, await readFile(file));
    });
    const { origin, serial, endpoints } = read.document;
    terminal.out(
      `Document ${serial} of ${printable(origin)} is added; it leads to ${endpoints.line ?? endpoints.mail ?? 'no line'}.`,
    );
    terminal.out('It does not count yet. Another administrator confirms it with ./comity peer confirm LOG.');
    return EXIT.done;
  },
);

/** Without a log: our own keys, for the other side. */
export async function runPeerExport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { to: TEXT });
  const [log, ...spare] = positionals;
  refuseSpare(spare);
  const text = await withInstallation(async (house) =>
    log === undefined ? ownKeys(house) : (await needed(house, log)).trust,
  );
  if (values.to === undefined) terminal.out(text.trimEnd());
  else {
    await writeFile(values.to, text, { flag: 'wx' });
    terminal.out(`Written to ${values.to}. It is for: ./comity verify PACKAGE --trust ${values.to}`);
  }
  return EXIT.done;
}

async function needed({ db }: Installation, origin: string): Promise<Peer> {
  const peer = await openPeer(db.kysely, origin);
  if (peer !== undefined) return peer;
  throw new Refusal('notFound.peerLog', { found: printable(origin) });
}

export interface Acting {
  readonly people: Deciding;
  readonly by: Person;
  readonly house: Installation;
}

/** The entry names who, and the account on this machine that said so. */
export function asAdministrator<T>(
  email: string | undefined,
  act: (acting: Acting) => Promise<T>,
): Promise<T> {
  const asked = required(email, 'person').toLowerCase();
  return withInstallation(async (house) => {
    const by = await personByEmail(house.db.kysely, asked);
    if (by === undefined || by.endedAt !== undefined || inAgency(by.roles, 'changePeers') === 'no')
      throw new Refusal('notAllowed.administratorAddress', { found: printable(asked) });
    const db = await openPersonDatabase(house.home, { env: process.env });
    const { clock, random } = house;
    try {
      return await act({ people: { db, clock, random, user: userInfo().username }, by, house });
    } finally {
      await db.close();
    }
  });
}
