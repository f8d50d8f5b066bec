// The manifest is written from the package that answers a request, as a request of its own: checked, authorised and kept as any.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Uuid } from '../../../base/ids.ts';
import { isoUtc } from '../../../base/time.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { agencyProfile } from '../../../evidence/installation/settings.acts.ts';
import { fileNameOf } from '../../../evidence/custody/copies.store.ts';
import { errorCode } from '../../../platform/files.ts';
import { sentName } from '../../../evidence/packages/share.ts';
import { stateOf, type SharedPackage } from '../../../evidence/packages/share.ts';
import { shareById } from '../../../evidence/packages/share.store.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { readAll, type BodyOf } from '../../../web/fields/field.ts';
import { nothing } from '../../../web/html.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { legalForm, dayBegun } from '../../core/form.ts';
import { formOf, reporting } from '../../forms/index.ts';
import { type Acting } from '../life/life.acts.ts';
import { noRequest } from '../../core/request.ts';
import { eventsOf } from '../../machine/states/life.store.ts';
import { MANIFEST, manifestAnswers, type ManifestAbout } from './manifest.ts';
import { beginRequest } from '../drafting/request-draft.acts.ts';
import { requestReference, type RequestRecord } from '../../core/request.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import type { DeliveryPlace } from '../results/results.acts.ts';
import { deliveryOf } from '../../machine/states/delivery.store.ts';

interface ManifestPlace extends DeliveryPlace {
  /** Idempotency key, and the id of what is begun. */
  readonly id: Uuid;
  readonly body: BodyOf<typeof MANIFEST>;
}

/** Undefined while nothing has been made of it. Refusals: notFound. */
export async function packageOf(
  tx: Tx,
  { file }: Acting,
  { number, delivery: n }: DeliveryPlace,
): Promise<{ readonly request: RequestRecord; readonly share: SharedPackage | undefined }> {
  const request = await requestOf(tx, file.id, number);
  const delivery = request && (await deliveryOf(tx, request.id, n));
  if (request === undefined || delivery === undefined) throw noRequest(number);
  const share = delivery.share && (await shareById(tx, file.id, delivery.share));
  return { request, share: share !== undefined && stateOf(share) === 'made' ? share : undefined };
}

/** Returns its number within the case. Refusals: notFound, notReady, badInput. */
export async function beginManifest(
  house: Installation,
  acting: Acting,
  place: ManifestPlace,
): Promise<number> {
  const { people, person, file, law } = acting;
  const about: ManifestAbout = { language: 'en', sent: () => nothing };
  const { writtenIn } = readAll(MANIFEST, place.body, about).manifest;
  const { request, share, events } = await people.db.asPerson(person.id, async (tx) => {
    const here = await packageOf(tx, acting, place);
    return { ...here, events: await eventsOf(tx, here.request.id) };
  });
  // As the system: what administrators set is theirs to see.
  const profile = await agencyProfile(people.operator.kysely);
  if (share?.made === undefined) throw new Refusal('notReady.packageHere');
  const form = formOf(request.form);
  const title =
    form === undefined ? request.form : legalForm(form, law.forms, dayBegun(request)).record.title;
  const sentAt = events.findLast(({ act }) => act === 'transmitResults')?.occurredAt;
  const answers = manifestAnswers({
    sender: { name: house.identity.actor.organisation, ...profile },
    recipient: share.receiver.name,
    order: `${title}, ${theirReference(request) ?? requestReference(file.reference, request.number)}`,
    sent: {
      name: sentName(share),
      bytes: share.made.bytes,
      sha512: await sentSha512(house, share),
      at: sentAt && isoUtc(sentAt.getTime()),
    },
    remarks: share.recipient === undefined ? undefined : LANGUAGES[writtenIn].results.manifest.encrypted,
  });
  const [manifest = ''] = reporting('package');
  return beginRequest(acting, manifest, answers, {
    id: place.id,
    counterpart: request.counterpart,
    origin: { kind: 'request', number: request.number },
    writtenIn,
  });
}

/** The number that the one who asked gave it. */
function theirReference({ version: { answers } }: RequestRecord): string | undefined {
  return [answers['issuing.file'], answers['reference']].find(
    (one): one is string => typeof one === 'string' && one !== '',
  );
}

/**
 * What a receiver holds in hand is told apart by its SHA-512, which rules for evidence sent by other means ask for (Implementing Regulation
 * (EU) 2025/1550, Annex, point 3.3.3). Read while somebody waits; of a larger one a person gives the digest.
 */
const DIGEST_BYTES_MAX = 4 * 1024 ** 3;

/** Undefined: too large to be read now, or not on this machine any more. */
async function sentSha512({ home }: Installation, share: SharedPackage): Promise<string | undefined> {
  if (share.made === undefined || share.made.bytes > DIGEST_BYTES_MAX) return undefined;
  const hash = createHash('sha512');
  try {
    await pipeline(createReadStream(join(home.packages, fileNameOf(share))), hash);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}
