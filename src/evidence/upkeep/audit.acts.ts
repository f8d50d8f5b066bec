// Recomputes everything that is held: objects, events, chains, tree, tiles, checkpoints, time stamps.
import { availableParallelism } from 'node:os';
import { equalBytes } from '../../base/bytes.ts';
import type { Uuid } from '../../base/ids.ts';
import type { ObjectCheck } from '../../platform/object-store.ts';
import { factText } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { auditEnrolments, auditKeyChanges } from './audit-key-changes.acts.ts';
import { auditEvents } from './audit-events.acts.ts';
import { Findings, type AuditReport } from '../log/findings.ts';
import type { Exhibit } from '../exhibits/exhibit.ts';
import { exhibitById, heldExhibits } from '../exhibits/exhibit.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { leavesOfItem } from '../log/log.store.ts';
import { keptCheckpoints, type KeptCheckpoint } from '../log/log-kept.acts.ts';
import { readPublished } from '../log/log-publish.acts.ts';

interface AuditRequest {
  /** Only what was recorded from then on. */
  readonly since?: Date;
  /** Only so many of a hundred exhibits, chosen by chance; the log is always read whole. */
  readonly samplePercent?: number;
  readonly onProgress?: (label: string, done: number, total: number) => void;
  /** What other folders hold against the log. */
  readonly also?: (house: Installation, findings: Findings) => Promise<void>;
}

export async function audit(house: Installation, request: AuditRequest = {}): Promise<AuditReport> {
  const findings = new Findings();
  const published = await readPublished(house.folder, house.keys, house.identity.origin).catch(
    (error: unknown) => {
      findings.add(
        'checkpoint',
        'a checkpoint signed by the keys of this log',
        error instanceof Error ? error.message : 'another',
      );
      return undefined;
    },
  );
  await auditHeads(house, findings);
  const kept = await keptCheckpoints(house, findings);
  const checkpoints: KeptCheckpoint[] = [
    ...kept,
    ...(published === undefined ? [] : [{ ...published, tokens: 0, place: 'checkpoint' }]),
  ];
  const events = await auditEvents(house, findings, {
    ...(request.since === undefined ? {} : { since: request.since }),
    ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
    sizes: new Set(checkpoints.map((checkpoint) => checkpoint.size)),
    publishedSize: published?.size ?? 0,
  });
  for (const checkpoint of checkpoints) {
    if (checkpoint.size > events.inLog)
      findings.add(checkpoint.place, `a log of ${checkpoint.size} events`, `${events.inLog}`);
    const root = events.roots.get(checkpoint.size);
    if (root !== undefined && !equalBytes(root, checkpoint.root))
      findings.add(checkpoint.place, 'the root of the events', 'another');
  }
  await auditKeyChanges(house, findings);
  await auditEnrolments(house, findings);
  const exhibits = await auditExhibits(house, findings, request);
  await request.also?.(house, findings);
  return {
    exhibits,
    events: { checked: events.checked, inLog: events.inLog },
    tiles: events.tiles,
    checkpoints: checkpoints.length,
    timestamps: checkpoints.reduce((sum, checkpoint) => sum + checkpoint.tokens, 0),
    clockSetBack: events.clockSetBack,
    differences: findings.first,
    differencesCount: findings.count,
  };
}

/** The head is kept twice, so that whoever loses or takes away one of them with the newest events is still found out. */
async function auditHeads(house: Installation, findings: Findings): Promise<void> {
  const heads = await house.folder.heads();
  for (const { place, bytes } of heads)
    if (bytes === undefined) findings.add(place, 'the published head of the log', 'none');
  const [first, ...others] = heads.map(({ bytes }) => bytes);
  for (const other of others)
    if (first !== undefined && other !== undefined && !equalBytes(first, other))
      findings.add('checkpoint', 'the same head in both of its places', 'two different ones');
}

async function auditExhibits(
  house: Installation,
  findings: Findings,
  request: AuditRequest,
): Promise<AuditReport['exhibits']> {
  const counts = { checked: 0, held: 0, files: 0, bytes: 0 };
  const held = heldExhibits(house.db.kysely);
  const reader = async (): Promise<void> => {
    for (let next = await held.next(); !next.done; next = await held.next()) {
      const exhibit = next.value;
      counts.held += 1;
      if (request.since !== undefined && exhibit.addedAt < request.since) continue;
      if (request.samplePercent !== undefined && !isSampled(house, request.samplePercent)) continue;
      const check = await auditExhibit(house, findings, exhibit);
      counts.checked += 1;
      counts.files += check?.files ?? 0;
      counts.bytes += check?.bytes ?? 0;
      request.onProgress?.('Reading exhibits', counts.bytes, 0);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, reader));
  await auditUnlisted(house, findings);
  return counts;
}

async function auditExhibit(
  house: Installation,
  findings: Findings,
  exhibit: Exhibit,
): Promise<ObjectCheck | undefined> {
  const { number } = exhibit;
  if (!(await isStored(house, exhibit.id))) {
    findings.add(number, 'its stored bytes', 'none');
    return undefined;
  }
  const check = await house.store.check(exhibit.id);
  for (const difference of check.differences) {
    const damaged = difference.damaged?.map(([offset, bytes]) => `${bytes} bytes from ${offset}`).join(', ');
    findings.add(
      `${number} ${difference.path}`,
      difference.expected || 'as sealed',
      damaged ?? (difference.found || difference.what),
    );
  }
  findings.count += Math.max(0, check.differencesCount - check.differences.length);
  const sealed = await sealedInventory(house, number);
  if (sealed !== check.inventorySha256) {
    findings.add(
      `${number} inventory.json`,
      `the inventory that was recorded (${sealed ?? 'none'})`,
      check.inventorySha256 || 'none',
    );
  }
  return check;
}

/** In place, or sealed in staging and put into place now. */
async function isStored(house: Installation, id: Uuid): Promise<boolean> {
  if (await house.store.has(id)) return true;
  const staged = (await house.store.staged()).some((one) => one.id === id && one.isSealed);
  if (staged) await house.settleStaged(id);
  return staged;
}

/** The inventory digest in the exhibit's own events: what ties the stored object to the log. */
async function sealedInventory(house: Installation, number: string): Promise<string | undefined> {
  for (const leaf of await leavesOfItem(house.db.kysely, number)) {
    const { event } = parseEventNote(leaf.note, `event ${leaf.index}`);
    if (event.type === 'stored') return factText(event, 'inventory');
  }
  return undefined;
}

async function auditUnlisted(house: Installation, findings: Findings): Promise<void> {
  for await (const id of house.store.ids()) {
    if ((await exhibitById(house.db.kysely, id)) === undefined)
      findings.add(`urn:uuid:${id}`, 'an exhibit for each stored object', 'none');
  }
}

function isSampled(house: Installation, percent: number): boolean {
  const bytes = new Uint8Array(4);
  house.random(bytes);
  return new DataView(bytes.buffer).getUint32(0) / 2 ** 32 < percent / 100;
}
