// ./comity witness serve: cosigns the checkpoints of other logs, so that none of them can have two histories unseen.
// ./comity witness resume: lets it go on after a backup was restored.
import { once } from 'node:events';
import type { Server } from 'node:http';
import { errorText } from '../base/error-text.ts';
import { Refusal } from '../base/refusal.ts';
import { isoUtc } from '../base/time.ts';
import { openWitness, type Cosigned, type NotCosigned, type Witness } from '../evidence/log/witness.acts.ts';
import { witnessServer } from '../evidence/log/witness.routes.ts';
import { witnessStore } from '../evidence/log/witness.store.ts';
import { makeFolder } from '../platform/files.ts';
import { clientsOf, isStillTrusted, type WitnessClient } from '../evidence/log/witness-trust.acts.ts';
import { openDatabase, type Database } from '../platform/database.ts';
import { homeAt, homeOf, makeHome, type Home } from '../platform/home.ts';
import type { Schema } from '../platform/schema.ts';
import { isSetUp } from '../platform/settings.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { formatVerifierKey, parseVerifierKey, type NoteKey } from '../verify/note-key.ts';
import { optionsOf, TEXT, TEXTS, wordsAndOptions } from './options.ts';
import { EXIT, readersGone, type Terminal } from './terminal.ts';
import { printable } from './words.ts';

const USAGE =
  'Usage: ./comity witness serve --name NAME --port N --log VKEY|LOG [--log VKEY|LOG]… [--host ADDRESS] [--home DIR]';
const LOOPBACK = '127.0.0.1';

export async function runWitness(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    name: TEXT,
    port: TEXT,
    host: { type: 'string', default: LOOPBACK },
    log: TEXTS,
    home: TEXT,
  });
  const { name, host, log: logs = [], home } = values;
  const port = portOf(values.port);
  if (positionals.join(' ') !== 'serve' || name === undefined || port === undefined || logs.length === 0) {
    terminal.err(USAGE);
    return EXIT.usage;
  }
  const place = home === undefined ? homeOf(process.env) : homeAt(home);
  const asked = logs.map((one) => (one.includes('+') ? logKey(one) : one));
  const db = await databaseOf(place);
  try {
    const clients = await clientsOf(db?.kysely, asked);
    await makeHome(place);
    await makeFolder(place.witness, 0o700);
    const passphrase = process.env['COMITY_PASSPHRASE'];
    const witness = await openWitness(place.witness, {
      name,
      logKeys: clients.flatMap(({ keys }) => keys),
      clock: Date.now,
      ...(passphrase !== undefined && passphrase !== '' && { passphrase }),
      ...(db !== undefined && { isTrusted: (origin) => isStillTrusted(db.kysely, clients, origin) }),
    });
    for (const client of clients) sayWhose(client, terminal);
    return await serve(witness, { host, port }, terminal);
  } finally {
    await db?.close();
  }
}

/** After the peers were asked which of their heads it cosigned last. Done again, it changes nothing. */
export async function resumeWitness(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { home: TEXT });
  const place = values.home === undefined ? homeOf(process.env) : homeAt(values.home);
  await witnessStore(place.witness).resume();
  terminal.out('The witness cosigns.');
  return EXIT.done;
}

/** Of the installation of this home, where it is one: it says whose keys they are, also while the witness serves. */
async function databaseOf(place: Home): Promise<Database<Schema> | undefined> {
  if (!(await isSetUp(place))) return undefined;
  return openDatabase<Schema>(place, { env: process.env, session: { 'comity.as': 'operator' } });
}

function sayWhose({ origin, peer }: WitnessClient, terminal: Terminal): void {
  if (peer !== undefined)
    return terminal.err(
      `${printable(origin)}: held to the keys of ${printable(peer.agency)} (${peer.state}), a trusted peer, compared by two persons.`,
    );
  terminal.err(
    `${printable(origin)}: not established whose keys these are. You named them; no two persons compared them here. It is cosigned all the same.`,
  );
}

async function serve(
  witness: Witness,
  at: { readonly host: string; readonly port: number },
  terminal: Terminal,
): Promise<number> {
  const server = witnessServer(witness, {
    answered: (answer) => terminal.err(`${isoUtc(Date.now())} ${answerLine(answer)}`),
    failed: (error) => terminal.err(`${isoUtc(Date.now())} FAILED ${errorText(error)}`),
  });
  const stopped = stopOnSignal(server);
  if (await witness.store.isPaused())
    terminal.err(
      'This witness was restored from a backup and cosigns nothing until ./comity witness resume is run.',
    );
  await listen(server, at);
  const url = urlOf(server);
  if (at.host !== LOOPBACK)
    terminal.err(
      `Serving plain HTTP on ${at.host}: put a TLS proxy in front of it. Cosignatures are public; nothing secret passes.`,
    );
  terminal.out(`Witness at ${url}. Lines for the policies of the logs it serves:`);
  for (const { key } of witness.signers)
    terminal.out(
      `witness ${key.name}/${key.type.replace('cosignature-', '')} ${formatVerifierKey(key)} ${url}`,
    );
  await stopped;
  return EXIT.done;
}

function answerLine(answer: Cosigned | NotCosigned): string {
  if (answer.status === 200) return `cosigned ${answer.origin} at ${answer.size}`;
  const fork =
    answer.contradiction === undefined
      ? ''
      : ` CONTRADICTION (${answer.contradiction}), kept for GET /forks.`;
  return `refused ${answer.origin ?? 'a request'} with ${answer.status}: ${answer.says}${fork}`;
}

async function listen(server: Server, at: { readonly host: string; readonly port: number }): Promise<void> {
  try {
    server.listen(at.port, at.host);
    await once(server, 'listening');
  } catch (cause) {
    throw new Refusal('notReady.witnessPort', {
      host: at.host,
      port: at.port,
      found: errorText(cause),
      cause,
    });
  }
}

/** Lets requests end that have begun; a second signal ends the process at once. */
async function stopOnSignal(server: Server): Promise<void> {
  const heard = new AbortController();
  const { signal } = heard;
  await Promise.race([
    once(process, 'SIGINT', { signal }),
    once(process, 'SIGTERM', { signal }),
    readersGone(),
  ]);
  heard.abort();
  server.close();
  server.closeIdleConnections();
  await once(server, 'close');
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A server without a port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}/`;
}

function logKey(text: string): NoteKey {
  const key = parseVerifierKey(text, '--log', nodeCrypto);
  if (key.type === 'ed25519' || key.type === 'cosignature-ml-dsa-44') return key;
  throw new Refusal('badUsage.witnessLogKey', { type: key.type });
}

/** 0 lets the system choose. */
function portOf(text: string | undefined): number | undefined {
  const port = text !== undefined && /^[0-9]{1,5}$/.test(text) ? Number(text) : undefined;
  return port !== undefined && port <= 65_535 ? port : undefined;
}
