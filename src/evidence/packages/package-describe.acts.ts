// Gathers what the report, the CASE file and CHECK.txt say, from the same values the package is made of.
import { base64 } from '../../base/bytes.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { parseNote, verifySignatures } from '../../verify/note.ts';
import { verifyTimestamp } from '../../verify/timestamp.ts';
import { certificatesOfPem } from '../../verify/x509-pem.ts';
import { z } from 'zod';
import type { Uuid } from '../../base/ids.ts';
import type { StoredFile } from '../../platform/object-store.ts';
import { listExhibits } from '../exhibits/exhibit.store.ts';
import { eventsOf, type RecordedEvent } from '../events/recorded-event.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { keptTokens } from '../log/log-kept.acts.ts';
import { readWitnessPolicy } from '../log/log-partners.acts.ts';
import type { BagRequest } from './package-bag.acts.ts';
import type {
  ExhibitKind,
  PackageContents,
  PackagedCheckpoint,
  PackagedExhibit,
  PackagedFile,
  PackagedTimestamp,
} from './package-contents.ts';
import { readDetail, type PackagedEvent } from '../events/event.ts';
import type { PackedExhibit } from './package-evidence.acts.ts';
import { signedBy } from '../events/signed-by.ts';
import { TOOL } from '../log/tool.ts';

const MAX_DESTROYED = 100_000;
/** A report shows a few dozen files; more is read of a list than those need. */
const MAX_LIST_BYTES = 1024 * 1024;

interface DescribeRequest extends BagRequest {
  readonly bag: string;
  readonly packed: readonly PackedExhibit[];
  /** By item, oldest first. */
  readonly events: ReadonlyMap<string, readonly RecordedEvent[]>;
}

export async function describeContents(
  house: Installation,
  request: DescribeRequest,
): Promise<PackageContents> {
  const { file, events, request: asked } = request;
  const exhibits: PackagedExhibit[] = [];
  for (const packed of request.packed) {
    const names = await foundNames(house, packed);
    exhibits.push(describeExhibit(packed, events.get(packed.exhibit.number) ?? [], names));
  }
  const destroyed = asked.exhibits.length === 0 ? await destroyedOf(house, file.id) : [];
  const court = asked.receiver && (await asked.courtOf?.(exhibits, asked.receiver.state));
  const keyItems = [...events.keys()].filter((item) => item.startsWith('key:'));
  return {
    id: request.id,
    bag: request.bag,
    created: house.clock(),
    agency: { name: house.settings.agency, state: house.settings.state },
    origin: house.identity.origin,
    case: { id: file.id, reference: file.reference, title: file.title },
    ...(asked.receiver === undefined ? {} : { receiver: asked.receiver }),
    program: TOOL,
    exhibits,
    ...(court === undefined ? {} : { court }),
    ...(asked.records === undefined ? {} : { records: asked.records }),
    ...(destroyed.length === 0 ? {} : { destroyed }),
    keyEvents: keyItems.flatMap((item) => (events.get(item) ?? []).map(describeEvent)),
    checkpoint: await describeCheckpoint(house, request),
    timestamps: await describeTimestamps(house, request),
    keys: describeKeys(house),
  };
}

async function destroyedOf(
  house: Installation,
  caseId: Uuid,
): Promise<NonNullable<PackageContents['destroyed']>> {
  const all = await listExhibits(house.db.kysely, caseId, MAX_DESTROYED);
  const gone = all.filter(({ status }) => status === 'destroyed');
  return Promise.all(
    gone.map(async ({ number }) => {
      const ended = (await eventsOf(house, number)).findLast(
        ({ event }) => event.type === 'destroyed',
      )?.event;
      const order = ended?.authority;
      return { number, ...(order && { order }), occurredAt: ended?.occurredAt ?? '' };
    }),
  );
}

/** Of the files that a report can show: the last part of the name as it was found, where the store had to write another. */
async function foundNames(
  house: Installation,
  { exhibit, stored }: PackedExhibit,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const list = stored.find(({ path }) => path === 'tree.jsonl');
  if (list === undefined) return names;
  let rest = '';
  const decoder = new TextDecoder();
  for await (const piece of house.store.read(exhibit.id, 'tree.jsonl', {
    from: 0,
    to: Math.min(list.bytes, MAX_LIST_BYTES),
  })) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) takeName(names, line);
  }
  return names;
}

function takeName(names: Map<string, string>, line: string): void {
  const entry = listed.safeParse(JSON.parse(line));
  if (!entry.success) return;
  const { path, name, nameBytes } = entry.data;
  const found =
    name ?? (nameBytes === undefined ? undefined : `0x${Buffer.from(nameBytes, 'base64').toString('hex')}`);
  if (found !== undefined && found !== path.slice(path.lastIndexOf('/') + 1)) names.set(path, found);
}

/** A line of `tree.jsonl` (docs/formats/store.md, section 5). */
const listed = z.object({
  kind: z.literal('file'),
  path: z.string(),
  name: z.string().optional(),
  nameBytes: z.string().optional(),
});

function describeExhibit(
  { exhibit, files }: PackedExhibit,
  events: readonly RecordedEvent[],
  names: ReadonlyMap<string, string>,
): PackagedExhibit {
  const acquired = events.findLast(
    ({ event }) => event.type === 'acquired' || event.type === 'received',
  )?.event;
  return {
    number: exhibit.number,
    id: exhibit.id,
    kind: kindOf(exhibit.method, files.length),
    title: exhibit.title,
    digests: acquired?.digests ?? { sha256: exhibit.sha256 },
    bytes: exhibit.bytes,
    files: files.map((file) => withFoundName(file, exhibit.number, names)),
    events: events.map(describeEvent),
    conditions: exhibit.conditions,
  };
}

function withFoundName(file: StoredFile, number: string, names: ReadonlyMap<string, string>): PackagedFile {
  const foundAs = names.get(file.path.slice(`data/${number}/`.length));
  return foundAs === undefined ? file : { ...file, foundAs };
}

/** What came in a package is shown as what it is, not as how it came. */
function kindOf(method: string, files: number): ExhibitKind {
  switch (method) {
    case 'tree':
    case 'device':
    case 'image':
    case 'stream':
    case 'file':
      return method;
    default:
      return files === 1 ? 'file' : 'tree';
  }
}

export function describeEvent(recorded: RecordedEvent): PackagedEvent {
  const { index, event, recordedAt, leafHash, detail, note } = recorded;
  const signed = signedBy(parseEventNote(note, `event ${index}`));
  return {
    index,
    event,
    recordedAt: recordedAt.getTime(),
    leafHash,
    ...(signed === undefined ? {} : { signedBy: signed }),
    ...(detail === undefined ? {} : { detail: readDetail(detail.text, `event ${index}`) }),
  };
}

async function describeCheckpoint(
  house: Installation,
  { checkpoint }: BagRequest,
): Promise<PackagedCheckpoint> {
  const configured = await readWitnessPolicy(house.home);
  const witnesses = configured?.policy.witnesses ?? [];
  const keys = witnesses.map((witness) => witness.key);
  const verified = await verifySignatures(
    nodeCrypto,
    parseNote(checkpoint.note, 'checkpoint'),
    keys,
    'checkpoint',
  );
  return {
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: base64(checkpoint.root),
    time: checkpoint.time * 1000,
    cosigners: verified.map(({ key, time }) => ({
      name: key.name,
      algorithm: key.type === 'cosignature-ml-dsa-44' ? 'ml-dsa-44' : 'ed25519',
      time: (time ?? 0) * 1000,
    })),
  };
}

async function describeTimestamps(
  house: Installation,
  { checkpoint }: BagRequest,
): Promise<PackagedTimestamp[]> {
  const tokens = await keptTokens(house, checkpoint);
  return Promise.all(
    tokens.map(async ({ name, token, chain }) => {
      const certificates = certificatesOfPem(chain, name);
      const found = await verifyTimestamp(nodeCrypto, {
        token,
        data: checkpoint.note,
        trust: [],
        chain: certificates,
        place: name,
      });
      return {
        authority: found.authorityName,
        time: Date.parse(found.time),
        path: `custody/timestamps/${name}.tsr`,
        chain: `custody/chains/${name}.pem`,
      };
    }),
  );
}

function describeKeys(house: Installation): PackageContents['keys'] {
  const { keys, identity } = house;
  return [
    {
      use: 'log',
      algorithm: 'ed25519',
      fingerprint: keys.ed25519.signing.fingerprint,
      path: 'custody/keys/log-ed25519.pem',
    },
    {
      use: 'log',
      algorithm: 'ml-dsa-44',
      fingerprint: keys.mlDsa44.signing.fingerprint,
      path: 'custody/keys/log-ml-dsa-44.pem',
    },
    {
      use: 'service',
      algorithm: 'ed25519',
      fingerprint: identity.service.signing.fingerprint,
      path: 'custody/keys/service.pem',
    },
  ];
}
