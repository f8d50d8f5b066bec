// A worked example for a provider that runs Comity: answers the orders of a case from a folder, over the JSON API. Its own retrieval system
// would stand where `held` is. It does what a person with the key's role may do, no more, and may be run again at any time: what was done
// is not done twice. docs/guides/connect-a-retrieval-system.md
//
//   COMITY=https://comity.provider.example/api/v1 COMITY_KEY=comity_… node examples/connector/connector.ts orders ./held
//   COMITY=https://comity.provider.example/api/v1 COMITY_KEY=comity_… node examples/connector/connector.ts FR-2026-000001 ./held
//
// `orders`: keeps at once what orders ask to be kept, and says whose accounts they name. A case: answers what is to be executed in it.
//
// ./held/<account>/<category>/…   one folder for each account (as the order writes it, with _ for what no file name takes), and in it one for
// each category of data that is held of it: subscriber, traffic, content
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

interface Item {
  readonly item: number;
  readonly desired: 'wanted' | 'notNeeded';
  readonly actual: string | null;
}

/** What the message says of an item: `tasks`, in the order of the items. */
interface Task {
  readonly details: {
    readonly category?: string;
    readonly identifiers?: readonly { readonly value: string }[];
  };
}

interface Order {
  readonly number: number;
  readonly reference: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly state: string;
  readonly stateSince: string;
}

const [, , caseReference = '', folder = ''] = process.argv;
/** Of a case, or of the agency. */
const place = caseReference === 'orders' ? '' : `/cases/${caseReference}`;
const { COMITY: api = '', COMITY_KEY: token = '' } = process.env;
if (caseReference === '' || folder === '' || api === '' || token === '') {
  process.stderr.write('COMITY=… COMITY_KEY=… node connector.ts CASE|orders FOLDER\n');
  process.exit(2);
}

if (caseReference === 'orders') for (const order of await ordersToKeep()) await keep(order);
else for (const order of await ordersToAnswer()) await answer(order);

/** As it came by line, before anybody took it into a case. */
interface ArrivedOrder {
  readonly id: string;
  readonly reference: string;
  readonly identifiers: readonly {
    readonly place: number;
    readonly value: string;
    readonly found: 'account' | 'none' | null;
  }[];
}

/** Whose data are to be kept, and nobody has said that they are. */
async function ordersToKeep(): Promise<ArrivedOrder[]> {
  const found: ArrivedOrder[] = [];
  let after = '';
  for (;;) {
    const page = (await ask('GET', `/provider-orders?toKeep=true&limit=100${after}`)) as {
      items: ArrivedOrder[];
      next: string | null;
    };
    found.push(...page.items);
    if (page.next === null) return found;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

/** Copied aside, so that the service may go on changing what it holds; then said, account by account. */
async function keep({ id, reference, identifiers }: ArrivedOrder): Promise<void> {
  let kept = 0;
  for (const { place: number, value, found } of identifiers) {
    const account = safe(value);
    const isHeld = (await stat(join(folder, account)).catch(() => undefined))?.isDirectory() === true;
    if (isHeld) await cp(join(folder, account), join(`${folder}-kept`, id, account), { recursive: true });
    if (isHeld) kept += 1;
    const said = isHeld ? { place: number, found: 'account', account } : { place: number, found: 'none' };
    if (found === null) await act(`/provider-orders/${id}/account`, `${id} account ${number}`, said);
  }
  const outcome =
    kept > 0
      ? { outcome: 'kept', reference: id }
      : { outcome: 'nothing', reason: 'Nothing is held of the accounts that the order names.' };
  await act(`/provider-orders/${id}/keep`, `${id} keep`, outcome);
  process.stdout.write(`${reference}: ${kept} of ${identifiers.length} accounts kept\n`);
}

/** Those that somebody here has looked into and ordered to be executed: a connector decides nothing. */
async function ordersToAnswer(): Promise<Order[]> {
  const found: Order[] = [];
  let after = '';
  for (;;) {
    const page = (await ask('GET', `/requests?limit=100${after}`)) as { items: Order[]; next: string | null };
    found.push(...page.items.filter((one) => one.direction === 'incoming' && one.state === 'executing'));
    if (page.next === null) return found;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

async function answer({ number, reference, stateSince }: Order): Promise<void> {
  const path = `/requests/${number}`;
  const { byItem } = (await ask('GET', path)) as { byItem: Item[] };
  const { tasks } = (await ask('GET', `${path}/message`)) as { tasks: Task[] };
  const open = byItem.filter(({ desired, actual }) => desired === 'wanted' && actual === null);
  if (open.length === 0) return;
  const found = await Promise.all(
    open.map(async ({ item }) => ({ item, files: await held(tasks[item - 1]) })),
  );
  const key = `${reference} ${open.map(({ item }) => item).join()}`;
  const { delivery } = (await act(`${path}/deliveries`, `${key} delivery`, {
    arrivedAt: stateSince, // the same when this is run again: one key, one body
    evidence: 'Retrieved by the connector from the folder of held data',
  })) as { delivery: number };
  const exhibits: string[] = [];
  const answers = [];
  for (const { item, files } of found) {
    const made = files.length === 0 ? [] : await bring(`${key} ${item}`, reference, files);
    exhibits.push(...made);
    answers.push({
      item,
      actual: files.length === 0 ? 'none' : 'produced',
      note: files.length === 0 ? 'Nothing is held of this account.' : `Exhibits ${made.join(', ')}`,
    });
  }
  if (exhibits.length > 0)
    await act(`${path}/deliveries/${delivery}/exhibits`, `${key} exhibits`, { exhibits });
  await act(`${path}/deliveries/${delivery}/answers`, `${key} answers`, { answers });
  process.stdout.write(
    `${reference}: ${answers.map(({ item, actual }) => `${item} ${actual}`).join(', ')}\n`,
  );
}

/** Stands for the retrieval system: the files that are held of the accounts of one item, and of the category that it asks for. */
async function held(task: Task | undefined): Promise<string[]> {
  const { category = '', identifiers = [] } = task?.details ?? {};
  const found: string[] = [];
  for (const { value } of identifiers) {
    const place = join(folder, safe(value), safe(category));
    const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
    found.push(...entries.filter((one) => one.isFile()).map(({ name }) => join(place, name)));
  }
  return found.sort();
}

/** Never out of the folder, whatever an order writes. */
function safe(name: string): string {
  const plain = name.replaceAll(/[^\w@.+-]/g, '_');
  return /^\.*$/.test(plain) ? '_' : plain;
}

/** Each file becomes an exhibit, held against the digest that is computed here. Returns their numbers. */
async function bring(key: string, reference: string, files: readonly string[]): Promise<string[]> {
  const intake = (await act('/intakes', `${key} intake`, {
    what: `Data for ${reference}`,
    source: 'Folder of held data, by the connector',
    authority: { type: 'order', id: reference },
  })) as { id: string };
  const numbers: string[] = [];
  for (const file of files) {
    const { size } = await stat(file);
    const uploads = `/intakes/${intake.id}/uploads`;
    const upload = (await act(uploads, `${key} ${file}`, { name: basename(file), bytes: size })) as {
      id: string;
      received: number;
      state: string;
    };
    const own = `${uploads}/${upload.id}`;
    if (upload.state === 'receiving') {
      const { received } = (await ask('GET', own)) as { received: number }; // it goes on where the line broke
      if (received < size) await send(own, file, received);
      await act(`${own}/finish`, `${key} ${file} finish`, { sha256: await digestOf(file) });
    }
    numbers.push(await exhibitOf(own));
  }
  return numbers;
}

async function send(path: string, file: string, from: number): Promise<void> {
  const response = await fetch(`${api}/cases/${caseReference}${path}`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${token}`,
      'tus-resumable': '1.0.0',
      'upload-offset': String(from),
      'content-type': 'application/offset+octet-stream',
    },
    body: Readable.toWeb(createReadStream(file, { start: from })) as ReadableStream,
    duplex: 'half',
  } as RequestInit & { duplex: 'half' });
  if (!response.ok) throw new Error(`${file} was not taken: ${response.status} ${await response.text()}`);
}

async function exhibitOf(path: string): Promise<string> {
  for (let i = 0; i < 600; i++) {
    const { exhibit, warning } = (await ask('GET', path)) as {
      exhibit: string | null;
      warning: string | null;
    };
    if (warning !== null) throw new Error(`${exhibit}: ${warning}`);
    if (exhibit !== null) return exhibit;
    await sleep(500);
  }
  throw new Error('a file is not in evidence after five minutes: look at the jobs of the case');
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer); // without an encoding
  return hash.digest('hex');
}

/** Once under its key, also when the answer was lost, or this is run again. */
function act(path: string, key: string, body: object): Promise<unknown> {
  return ask('POST', path, body, createHash('sha256').update(`connector ${key}`).digest('hex'));
}

async function ask(method: string, path: string, body?: object, key?: string): Promise<unknown> {
  const response = await fetch(`${api}${place}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
