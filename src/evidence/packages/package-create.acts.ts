// Makes what is handed over. The events that say so are recorded first, so that the package carries them; the folder is
// built under another name and takes its own only when it is whole, so that no half package can be taken for one.
import { createHash } from 'node:crypto';
import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { canonicalJson } from '../../base/canonical-json.ts';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { inEnglish, phrase, type Phrase, Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import type { CaseFile } from '../../cases/case.ts';
import { findCase } from '../../cases/case.store.ts';
import { makeDurable } from '../../platform/copy-durable.ts';
import { flush, ifThere } from '../../platform/files.ts';
import type { Exhibit } from '../exhibits/exhibit.ts';
import { findExhibit, listExhibits } from '../exhibits/exhibit.store.ts';
import { NO_RECEIVER } from '../events/event.ts';
import type { Installation } from '../log/installation.acts.ts';
import { isForLeadsOnly, leadsOnlyIn } from './leads-only.ts';
import { refuseWithoutConsent } from './sender-conditions.store.ts';
import { liftedConditions } from './leads-only.store.ts';
import type { Draft } from '../log/log-entry.ts';
import {
  witnessCheckpoint,
  readWitnessPolicy,
  stampCheckpoint,
  hasQuorum,
  type Stamping,
} from '../log/log-partners.acts.ts';
import { bestKept } from '../log/log-kept.acts.ts';
import type { Published } from '../log/log-publish.acts.ts';
import { writeBag, type BagRequest, type WrittenBag } from './package-bag.acts.ts';
import type { CourtOf, Party } from './package-contents.ts';
import { checkedForm, writeZip, type PackageForm } from './package-form.acts.ts';
import { holdPath, partOf, refuseNoPlace, removePart } from './package-part.acts.ts';
import type { Tx } from '../log/log.store.ts';
import type { RecordsCertified } from './records.ts';
import { begunBefore, endBegun, insertBegun } from './package.store.ts';
import { TOOL } from '../log/tool.ts';

export interface PackageRequest {
  readonly caseName: string;
  /** Numbers; none means every exhibit of the case that is held. */
  readonly exhibits: readonly string[];
  /** A folder that does not exist yet. */
  readonly to: string;
  readonly receiver?: Party;
  /** Custody is offered, and passes when the receiver accepts; otherwise a copy is handed over. */
  readonly isOffer: boolean;
  /** Go on although fewer witnesses cosigned than the policy asks. The package then says so. */
  readonly withoutQuorum: boolean;
  /** As a folder, as one zip file, or as one encrypted zip file. */
  readonly form: PackageForm;
  /** Made again under the same id, it is the same package: its events are recorded once. */
  readonly id?: Uuid;
  /** Who hands over, on what ground, and private text; the system's own hand when absent. */
  readonly act?: Pick<Draft, 'role' | 'reason' | 'authority' | 'detail'>;
  /** Names and other private text of the events stay here. */
  readonly isWithoutDetails?: boolean;
  /** Certified by who asked for it. */
  readonly records?: RecordsCertified;
  /** For the report: what the receiver's courts ask. */
  readonly courtOf?: CourtOf;
  readonly onProgress?: (label: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

interface MadePackage {
  readonly path: string;
  readonly bag: string;
  readonly id: Uuid;
  readonly exhibits: readonly string[];
  /** Conditions that go with it, by the number of their exhibit. */
  readonly conditions: { readonly [number: string]: readonly string[] };
  readonly files: number;
  readonly bytes: number;
  /** Of `package.note`, lower-case hex: it vouches for every byte. */
  readonly noteSha256: string;
  readonly stamps: readonly Stamping[];
}

const MAX_EXHIBITS = 10_000;

export async function createPackage(house: Installation, request: PackageRequest): Promise<MadePackage> {
  const file = await findCase(house.db.kysely, request.caseName);
  const exhibits = await chosenExhibits(house, file, request.exhibits);
  const { receiver, isOffer } = request;
  const isOwnProceedings = receiver?.state === house.settings.state;
  const to_ = { state: receiver?.state, isOwnProceedings };
  await refuseWithoutConsent(house.db.kysely, { exhibits, to: to_, isOffer });
  const to = resolve(request.to);
  await refuseTaken(to);
  await refuseNoPlace(to);
  const recipients = checkedForm(request.form);
  const hold = await holdPath(house.db, to);
  if (hold === undefined) throw inProgress(to);
  const part = partOf(to);
  try {
    const id = await recordHandOver(house, { to, caseId: file.id, exhibits, request });
    const { checkpoint, stamps } = await vouchedCheckpoint(house, request);
    await removePart(to);
    await mkdir(part, { mode: 0o700 });
    const bag = { id, part, file, exhibits, checkpoint, request };
    const written = request.form.isZip
      ? await writeZip({ part, to, recipients, time: house.clock() }, (zip) =>
          writeBag(house, { ...bag, zip }),
        )
      : await writeFolder(house, bag, to);
    await flush(dirname(to));
    await endBegun(house.db.kysely, to);
    return {
      path: to,
      id,
      stamps,
      exhibits: exhibits.map((exhibit) => exhibit.number),
      conditions: await conditionsOf(house, exhibits),
      ...written,
    };
  } catch (error) {
    await removePart(to); // no copy of evidence is left lying about
    throw error;
  } finally {
    await hold.release();
  }
}

async function writeFolder(house: Installation, bag: BagRequest, to: string): Promise<WrittenBag> {
  const written = await writeBag(house, bag);
  await makeDurable(bag.part);
  await rename(bag.part, to);
  return written;
}

async function chosenExhibits(
  house: Installation,
  file: CaseFile,
  numbers: readonly string[],
): Promise<Exhibit[]> {
  const all = numbers.length === 0 ? await listExhibits(house.db.kysely, file.id, MAX_EXHIBITS) : [];
  for (const number of new Set(numbers)) all.push(await findExhibit(house.db.kysely, number));
  const foreign = all.find((exhibit) => exhibit.caseId !== file.id);
  if (foreign !== undefined) {
    throw new Refusal('notAllowed.exhibitOfOtherCase', { reference: file.reference, number: foreign.number });
  }
  const held = all.filter((exhibit) => exhibit.status === 'held');
  const gone = all.find((exhibit) => exhibit.status === 'destroyed');
  if (numbers.length > 0 && gone !== undefined)
    throw nothingHeld(phrase('destroyedByOrder', { number: gone.number }));
  if (held.length === 0) throw nothingHeld(phrase('noneIn', { where: file.reference }));
  await refuseLeads(house, file, held);
  for (const exhibit of held) await house.settleStaged(exhibit.id);
  return held;
}

/** Those that still hold: who is given the package is bound by them. */
async function conditionsOf(
  house: Installation,
  exhibits: readonly Exhibit[],
): Promise<MadePackage['conditions']> {
  const found: [string, string[]][] = [];
  for (const { number, conditions } of exhibits) {
    if (conditions.length === 0) continue;
    const lifted = await liftedConditions(house.db.kysely, number);
    const left = conditions.filter((condition) => !lifted.includes(condition));
    if (left.length > 0) found.push([number, left]);
  }
  return Object.fromEntries(found);
}

/** What came informally is no evidence, and no package is made of it (background paper, para 33). */
async function refuseLeads(
  house: Installation,
  file: CaseFile,
  exhibits: readonly Pick<Exhibit, 'number' | 'conditions'>[],
): Promise<void> {
  for (const { number, conditions } of exhibits) {
    if (leadsOnlyIn(conditions).length === 0) continue;
    if (!isForLeadsOnly(conditions, await liftedConditions(house.db.kysely, number))) continue;
    throw new Refusal('notAllowed.packageLeadsOnly', { number, reference: file.reference });
  }
}

interface HandOver {
  readonly to: string;
  readonly caseId: Uuid;
  readonly exhibits: readonly Pick<Exhibit, 'number' | 'conditions'>[];
  readonly request: Pick<PackageRequest, 'receiver' | 'isOffer' | 'act'>;
}

/** Under which the events of a package are recorded, once. */
export function handOverKey(id: Uuid): string {
  return `package:${id}`;
}

/** A package that was interrupted is begun again under the id of the first time, so that its events are recorded once. */
async function recordHandOver(
  house: Installation,
  handOver: HandOver & { readonly request: PackageRequest },
): Promise<Uuid> {
  const { to, request } = handOver;
  const before =
    request.id === undefined ? await begunBefore(house.db.kysely, to, digestOfRequest(handOver)) : undefined;
  if (before !== undefined) return before;
  const id = request.id ?? newUuid(house.clock, house.random);
  await house.log.append({
    key: handOverKey(id),
    events: (tx) => beginHandOver(house, tx, id, handOver),
  });
  return id;
}

/** In the transaction of the act that hands over: the package is begun, and these are its events. */
export async function beginHandOver(
  house: Installation,
  tx: Tx,
  id: Uuid,
  handOver: HandOver,
): Promise<Draft[]> {
  const requestSha256 = digestOfRequest(handOver);
  await insertBegun(tx, { id, path: handOver.to, requestSha256, begunAt: new Date(house.clock()) });
  const { caseId, exhibits, request } = handOver;
  const receiver = receiverOf(request);
  return exhibits.map((exhibit) => ({
    type: request.isOffer ? 'offered' : 'disclosed',
    item: exhibit.number,
    case: caseId,
    occurredAt: isoLocal(house.clock()),
    tool: TOOL,
    ...request.act,
    facts: {
      toOrganisation: receiver.name,
      ...(receiver.state === '' ? {} : { toState: receiver.state }),
      package: id,
      ...(exhibit.conditions.length === 0 ? {} : { conditions: exhibit.conditions }),
    },
  }));
}

function digestOfRequest({ exhibits, request }: HandOver): string {
  const asked = canonicalJson({
    exhibits: exhibits.map(({ number, conditions }) => ({ number, conditions })),
    receiver: { ...receiverOf(request) },
    isOffer: request.isOffer,
  });
  return createHash('sha256').update(asked).digest('hex');
}

function receiverOf(request: Pick<PackageRequest, 'receiver'>): Party {
  return request.receiver ?? { name: NO_RECEIVER, state: '' };
}

/** A checkpoint that covers the events just recorded, cosigned and stamped by whoever is configured. */
export async function vouchedCheckpoint(
  house: Installation,
  request: Pick<PackageRequest, 'withoutQuorum'>,
): Promise<{ checkpoint: Published; stamps: readonly Stamping[] }> {
  const published = await house.publish();
  const configured = await readWitnessPolicy(house.home);
  let checkpoint = (await bestKept(house, published.size)) ?? published;
  if (configured !== undefined && !(await hasQuorum(checkpoint.note, configured.policy))) {
    const result = await witnessCheckpoint(house, published);
    checkpoint = result.checkpoint;
    if (!result.quorum && !request.withoutQuorum)
      throw noQuorum(result.witnesses.flatMap((one) => one.problem ?? []));
  }
  return { checkpoint, stamps: await stampCheckpoint(house, checkpoint) };
}

async function refuseTaken(to: string): Promise<void> {
  const info = await ifThere(stat(to));
  if (info === undefined) return;
  if (info.isDirectory()) throw new Refusal('alreadyExists.packagePlaceFolder', { to });
  throw new Refusal('alreadyExists.packagePlaceFile', { to });
}

function inProgress(to: string): Refusal {
  return new Refusal('conflict.packageBeingMade', { to });
}

function nothingHeld(found: Phrase): Refusal {
  return new Refusal('notFound.nothingHeld', { found });
}

function noQuorum(problems: readonly string[]): Refusal {
  return new Refusal('notReady.quorum', {
    found: problems[0] === undefined ? phrase('fewerCosignatures') : inEnglish(problems[0]),
  });
}
