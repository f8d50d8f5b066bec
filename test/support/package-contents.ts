// A made-up package for tests of the files written from `PackageContents`: three exhibits of one case, handed from
// Portugal to France. Nobody in it exists; digests are those of the given words.
import { createHash } from 'node:crypto';
import type { Uuid } from '../../src/base/ids.ts';
import type { CustodyEvent } from '../../src/verify/event.ts';
import type {
  ExhibitKind,
  PackageContents,
  PackagedExhibit,
  PackagedFile,
} from '../../src/evidence/packages/package-contents.ts';
import type { EventDetail, PackagedEvent } from '../../src/evidence/events/event.ts';
import { said } from './words.ts';

const LOG = 'pt.example/custody';
const BEGIN = Date.UTC(2026, 9, 28, 14, 7, 0);

export function digest(words: string, algorithm = 'sha256'): string {
  return createHash(algorithm).update(words).digest('hex');
}

export function uuid(words: string): Uuid {
  const text = digest(words);
  const parts = [text.slice(0, 8), text.slice(8, 12), `7${text.slice(13, 16)}`, `8${text.slice(17, 20)}`];
  return `${parts.join('-')}-${text.slice(20, 32)}` as Uuid; // version 7 and the variant were just set
}

type Some = Partial<CustodyEvent> & Pick<CustodyEvent, 'type'> & { readonly detailText?: EventDetail };

/** Events of one item, chained, an hour and a bit apart. */
export function eventsOf(item: string, firstIndex: number, some: readonly Some[]): PackagedEvent[] {
  const events: PackagedEvent[] = [];
  for (const [i, { detailText, ...fields }] of some.entries()) {
    const at = BEGIN + (firstIndex + i) * 3_725_000;
    const prev = events.at(-1)?.leafHash;
    const event: CustodyEvent = {
      v: 1,
      log: LOG,
      id: uuid(`event ${item} ${i}`),
      item,
      itemSeq: i + 1,
      ...(prev !== undefined && { prev }),
      case: uuid('case'),
      occurredAt: `${new Date(at + 3_600_000).toISOString().slice(0, 19)}+01:00`,
      actor: {
        key: digest('key of an examiner'),
        role: 'examiner',
        organisation: 'Unidade de Cibercrime',
        state: 'PT',
      },
      ...(detailText && { detail: digest(JSON.stringify(detailText)) }),
      ...fields,
    };
    events.push({
      index: firstIndex + i,
      event,
      recordedAt: at + 4000,
      leafHash: digest(`leaf ${item} ${i}`),
      ...(detailText && { detail: detailText }),
    });
  }
  return events;
}

export function file(exhibit: string, name: string, bytes = 1000): PackagedFile {
  return { path: `data/${exhibit}/${name}`, bytes, sha256: digest(name) };
}

export function exhibit(
  number: string,
  kind: ExhibitKind,
  parts: Partial<PackagedExhibit> & Pick<PackagedExhibit, 'events'>,
): PackagedExhibit {
  const files = parts.files ?? [file(number, 'evidence.bin')];
  return {
    number,
    id: uuid(number),
    kind,
    digests: { sha256: files.length === 1 ? (files[0]?.sha256 ?? '') : digest(`tree of ${number}`) },
    bytes: files.reduce((sum, one) => sum + one.bytes, 0),
    conditions: [],
    ...parts,
    files,
  };
}

const TOOL = { name: 'comity', version: '0.1.0', settings: digest('settings') };

function laptop(): PackagedExhibit {
  const number = 'PT-2026-000012-1';
  const image = file(number, 'laptop.E01', 256_060_514_304);
  const digests = { sha256: image.sha256, md5: digest('laptop', 'md5'), sha1: digest('laptop', 'sha1') };
  return exhibit(number, 'image', {
    title: 'Laptop disk image',
    files: [{ ...image, ...digests }],
    digests,
    conditions: [
      'Use in case FR-2026-000441 only; any other use needs the written consent of the Portuguese central authority (Budapest Convention, Art. 28(2)(b)).',
      'Return or destroy by 30 June 2028.',
    ],
    events: eventsOf(number, 17, [
      {
        type: 'seized',
        place: 'Porto, PT',
        authority: { type: 'warrant', id: '441/26' },
        detailText: { source: 'Desk in the back office', person: 'A. Example' },
      },
      {
        type: 'acquired',
        place: 'Porto, PT',
        authority: { type: 'warrant', id: '441/26' },
        digests,
        size: image.bytes,
        tool: TOOL,
        facts: {
          files: 1,
          bytes: image.bytes,
          method: 'image',
          writeBlocker: 'Bridge T8',
          badRanges: [[4096, 1024]],
          badBytes: 1024,
        },
        detailText: { source: 'Laptop on the desk in the back office, serial number EX-0001' },
      },
      {
        type: 'stored',
        tool: TOOL,
        facts: {
          files: 1,
          bytes: image.bytes,
          object: `urn:uuid:${uuid(number)}`,
          inventory: digest('inv'),
        },
      },
      { type: 'sealed', facts: { seal: 'PT 0044 8812' } },
      { type: 'viewed', reason: 'Triage ordered by the prosecutor' },
      { type: 'checked', digests, tool: TOOL, facts: { files: 1, bytes: image.bytes } },
      {
        type: 'offered',
        onBehalfOf: { organisation: 'Autoridade central', state: 'PT' },
        facts: {
          toOrganisation: 'Office central de lutte contre la cybercriminalité',
          toState: 'FR',
          package: uuid('package'),
        },
      },
    ]),
  });
}

function production(): PackagedExhibit {
  const number = 'PT-2026-000012-2';
  const names = ['subscriber.csv', 'connections/2026-09.csv', 'connections/2026-10.csv', 'letter.pdf'];
  const files = names.map((name, i) => file(number, name, 4000 + 977 * i));
  const digests = { sha256: digest(`tree of ${number}`) };
  const extent = { files: files.length, bytes: 21_862 };
  return exhibit(number, 'tree', {
    title: 'Production of a mail provider',
    files,
    digests,
    events: eventsOf(number, 30, [
      {
        type: 'received',
        authority: { type: 'request', id: 'PT-2026-000012/R2' },
        digests,
        size: extent.bytes,
        facts: {
          ...extent,
          fromLog: 'es.example/custody',
          fromItem: 'ES-2026-000077-4',
          fromEvent: digest('leaf in Spain'),
          checkpointSize: 90_412,
          checkpointRoot: digest('root in Spain'),
          package: digest('package from Spain'),
        },
      },
      {
        type: 'stored',
        tool: TOOL,
        facts: { ...extent, object: `urn:uuid:${uuid(number)}`, inventory: digest('inv 2') },
      },
    ]),
  });
}

function damaged(): PackagedExhibit {
  const number = 'PT-2026-000012-3';
  return exhibit(number, 'file', {
    title: 'Voice message',
    events: eventsOf(number, 40, [
      {
        type: 'acquired',
        authority: { type: 'consent', id: 'statement of 28 October' },
        digests: { sha256: digest('evidence.bin') },
        facts: { files: 1, bytes: 1000, method: 'file' },
      },
      {
        type: 'checkFailed',
        tool: TOOL,
        facts: {
          files: 1,
          bytes: 1000,
          what: 'digest of the stored file',
          expected: digest('evidence.bin'),
          found: digest('another'),
        },
      },
    ]),
  });
}

function keyEvents(): PackagedEvent[] {
  const fingerprint = digest(said.settings.names.serviceKey);
  return eventsOf(`key:${fingerprint.slice(0, 16)}`, 0, [
    {
      type: 'keyEnrolled',
      facts: { key: fingerprint, algorithm: 'ed25519', use: 'service', publicKey: 'MCowBQYDK2VwAyEA' },
    },
  ]);
}

export function sampleContents(changes: Partial<PackageContents> = {}): PackageContents {
  const created = Date.UTC(2026, 10, 3, 9, 30, 0);
  return {
    id: uuid('package'),
    bag: 'PT-2026-000012-package-0001',
    created,
    agency: { name: 'Unidade de Cibercrime', state: 'PT' },
    origin: LOG,
    case: { id: uuid('case'), reference: 'PT-2026-000012', title: 'Harbour invoices' },
    receiver: { name: 'Office central de lutte contre la cybercriminalité', state: 'FR' },
    program: { name: 'Comity', version: '0.1.0' },
    exhibits: [laptop(), production(), damaged()],
    keyEvents: keyEvents(),
    checkpoint: {
      origin: LOG,
      size: 48_213,
      root: Buffer.from(digest('root'), 'hex').toString('base64'),
      time: created - 60_000,
      cosigners: [
        { name: 'fr.example/witness', algorithm: 'ed25519', time: created - 50_000 },
        { name: 'rs.example/witness', algorithm: 'ml-dsa-44', time: created - 49_000 },
      ],
    },
    timestamps: [
      {
        authority: 'Time Stamping Unit 4',
        time: created - 40_000,
        path: 'custody/timestamps/tsa-1.tsr',
        chain: 'custody/chains/tsa-1.pem',
      },
      {
        authority: 'Example TSA',
        time: created - 39_000,
        path: 'custody/timestamps/tsa-2.tsr',
        chain: 'custody/chains/tsa-2.pem',
      },
    ],
    keys: [
      {
        use: 'log',
        algorithm: 'ed25519',
        fingerprint: digest('log key 1'),
        path: 'custody/keys/log-ed25519.pem',
      },
      {
        use: 'log',
        algorithm: 'ml-dsa-44',
        fingerprint: digest('log key 2'),
        path: 'custody/keys/log-ml-dsa-44.pem',
      },
      {
        use: 'service',
        algorithm: 'ed25519',
        fingerprint: digest(said.settings.names.serviceKey),
        path: 'custody/keys/service.pem',
      },
    ],
    ...changes,
  };
}
