// Digests of what is held, by the algorithms that its sender stated: each file is read once, and its SHA-256 has to be that of
// the custody log before anything else that is computed of it is kept.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isUuid, newUuid, type Random, type Uuid } from '../../../base/ids.ts';
import type { Clock } from '../../../base/time.ts';
import { checkExhibit } from '../../../evidence/custody/custody.acts.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { findExhibit } from '../../../evidence/exhibits/exhibit.store.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { isoLocal } from '../../../base/time.ts';
import { startJob } from '../../../platform/job.store.ts';
import type { Work } from '../../../platform/job.ts';
import { COMPUTED, computedFor, isComputable, type ComputedName } from './compare-digests.ts';
import type { DeliveredFile, Delivery } from '../../machine/states/results.ts';
import { addDigests } from './results.store.ts';
import { deliveryById, filesOf } from '../../machine/states/delivery.store.ts';

const payload = z.strictObject({ delivery: z.string().refine(isUuid) });

/** Seen by who asked alone: its title would tell others that the request exists. */
export const statedDigestsOrder = { name: 'statedDigests', act: 'seeRequests', payload } as const;

/** In the transaction that leaves a list and files; nothing is asked for where SHA-256 does. */
export async function askForDigests(
  parts: { readonly clock: Clock; readonly random: Random },
  tx: Tx,
  delivery: Pick<Delivery, 'id' | 'listing'>,
  by: Uuid,
): Promise<void> {
  const lacking = lackingIn(delivery, await filesOf(tx, { delivery: delivery.id }));
  if (lacking.length === 0) return;
  const title = [...new Set(lacking.map(({ file }) => file.number))].slice(0, 5).join(', ');
  const id = newUuid(parts.clock, parts.random);
  await startJob(parts, tx, statedDigestsOrder, { id, by, title, payload: { delivery: delivery.id } });
}

interface Lacking {
  readonly file: DeliveredFile;
  readonly names: readonly ComputedName[];
}

function lackingIn({ listing }: Pick<Delivery, 'listing'>, files: readonly DeliveredFile[]): Lacking[] {
  const wanted = computedFor(listing);
  return files
    .filter(isComputable)
    .map((file) => ({ file, names: wanted.filter((name) => file.digests[name] === undefined) }))
    .filter(({ names }) => names.length > 0);
}

/** Exhibits whose bytes are not what was sealed: of them nothing is kept. Begun again, it goes on where it was. */
export async function computeDigests(
  house: Installation,
  { delivery: id }: { readonly delivery: string },
  work: Pick<Work, 'signal' | 'progress' | 'job'>,
): Promise<{ readonly damaged: readonly string[] }> {
  const found = isUuid(id) ? await house.db.transaction((tx) => lackingOf(tx, id)) : undefined;
  if (found === undefined) return { damaged: [] };
  const { delivery, lacking } = found;
  const total = lacking.reduce((sum, { file }) => sum + file.bytes, 0);
  let done = 0;
  const onRead = (bytes: number): void => work.progress((done += bytes), total, 'bytes');
  const damaged: string[] = [];
  for (const number of new Set(lacking.map(({ file }) => file.number))) {
    const own = lacking.filter(({ file }) => file.number === number);
    const { status } = await findExhibit(house.db.kysely, number);
    if (status === 'destroyed') continue;
    const read = await digestsOf(house, own, { signal: work.signal, onRead });
    if (read === undefined) {
      damaged.push(number);
      await checkExhibit(house, number, { signal: work.signal, key: `digests:${work.job}:${number}` });
    } else await keep(house, { delivery, number, key: `digests:${work.job}:${number}` }, read);
  }
  return { damaged };
}

async function lackingOf(
  tx: Tx,
  id: Uuid,
): Promise<{ readonly delivery: Delivery; readonly lacking: readonly Lacking[] } | undefined> {
  const delivery = await deliveryById(tx, id);
  return delivery && { delivery, lacking: lackingIn(delivery, await filesOf(tx, { delivery: id })) };
}

type Read = readonly (readonly [file: DeliveredFile, digests: DeliveredFile['digests']])[];

/** Undefined: a file is not what was sealed. */
async function digestsOf(
  house: Installation,
  lacking: readonly Lacking[],
  { signal, onRead }: { readonly signal: AbortSignal; readonly onRead: (bytes: number) => void },
): Promise<Read | undefined> {
  const read: [DeliveredFile, DeliveredFile['digests']][] = [];
  for (const { file, names } of lacking) {
    const sha256 = createHash('sha256');
    const hashes = names.map((name) => [name, createHash(COMPUTED[name])] as const);
    for await (const chunk of house.store.read(file.exhibit, `data/${file.path}`)) {
      signal.throwIfAborted();
      for (const hash of [sha256, ...hashes.map(([, one]) => one)]) hash.update(chunk);
      onRead(chunk.length);
    }
    if (sha256.digest('hex') !== file.sha256) return undefined;
    read.push([file, Object.fromEntries(hashes.map(([name, hash]) => [name, hash.digest('hex')]))]);
  }
  return read;
}

/** With the event that says that the system read these bytes, and what for. */
async function keep(
  house: Installation,
  { delivery, number, key }: { readonly delivery: Delivery; readonly number: string; readonly key: string },
  read: Read,
): Promise<void> {
  const names = [...new Set(read.flatMap(([, digests]) => Object.keys(digests)))];
  await house.log.append({
    key,
    events: async (tx) => {
      for (const [{ exhibit, path }, digests] of read)
        await addDigests(tx, { delivery: delivery.id, exhibit, path }, digests);
      return [
        {
          type: 'viewed',
          item: number,
          case: delivery.caseId,
          occurredAt: isoLocal(house.clock()),
          facts: { purpose: `digests that the sender stated: ${names.join(', ')}` },
        },
      ];
    },
  });
}
