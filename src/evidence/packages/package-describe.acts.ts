// Gathers what the report, the CASE file and CHECK.txt say, from the same values the package is made of.
import { base64 } from '../../base/bytes.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { parseNote, verifySignatures } from '../../verify/note.ts';
import { verifyTimestamp } from '../../verify/timestamp.ts';
import { certificatesOfPem } from '../../verify/x509-pem.ts';
import type { RecordedEvent } from '../events/recorded-event.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { keptTokens } from '../log/log-kept.acts.ts';
import { readWitnessPolicy } from '../log/log-partners.acts.ts';
import type { BagRequest } from './package-bag.acts.ts';
import type {
  ExhibitKind,
  PackageContents,
  PackagedCheckpoint,
  PackagedExhibit,
  PackagedTimestamp,
} from './package-contents.ts';
import { readDetail, type PackagedEvent } from '../events/event.ts';
import type { PackedExhibit } from './package-evidence.acts.ts';
import { signedBy } from '../events/signed-by.ts';
import { TOOL } from '../log/tool.ts';

export interface DescribeRequest extends BagRequest {
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
  const exhibits = request.packed.map((packed) =>
    describeExhibit(packed, events.get(packed.exhibit.number) ?? []),
  );
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
    keyEvents: keyItems.flatMap((item) => (events.get(item) ?? []).map(describeEvent)),
    checkpoint: await describeCheckpoint(house, request),
    timestamps: await describeTimestamps(house, request),
    keys: describeKeys(house),
  };
}

function describeExhibit(
  { exhibit, files }: PackedExhibit,
  events: readonly RecordedEvent[],
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
    files,
    events: events.map(describeEvent),
    conditions: exhibit.conditions,
  };
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
