// Takes a file that has arrived into evidence, by the same act as the terminal, once: whatever is killed in between, the bytes
// lie where they arrived until the exhibit is recorded.
import { link, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { errorCode, ifThere } from '../../platform/files.ts';
import type { Home } from '../../platform/home.ts';
import { defineJob, type JobKind, type Work } from '../../platform/job.ts';
import { safeName } from '../../platform/safe-name.ts';
import { factText } from '../../verify/event.ts';
import { isFailureKind, warningOf, type Failure } from './acquire-failures.acts.ts';
import type { ImageTools } from './acquire.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { addExhibit, type AddRequest } from './exhibit-add.acts.ts';
import { itemOfNumber } from '../exhibits/exhibit.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Answers } from './intake.ts';
import { intakeById, requestAnswered } from './intake.store.ts';
import type { JobTools } from '../log/tools.jobs.ts';
import { removeBytes, uploadPath } from './upload.acts.ts';
import { takeOrder, type Upload } from './upload.ts';
import { takingBefore, uploadById } from './upload.store.ts';

export function takeJob(images: ImageTools): JobKind<JobTools> {
  return defineJob(takeOrder, async (payload, work, { house }: JobTools) => {
    const { home } = house;
    const { reference, role, name, through } = payload;
    const { upload, answers, request } = await whatWasBrought(house, payload.upload);
    const parts = await Promise.all((payload.parts ?? [upload.id]).map((id) => uploadOf(house, id)));
    const key = `upload:${upload.id}`;
    if ((await house.recordedUnder(key)) === undefined)
      for (const part of parts) await refuseLost(home, part);
    const named = await underTheirNames(home, parts);
    const total = parts.reduce((sum, part) => sum + part.bytes, 0);
    try {
      const added = await addExhibit(house, {
        ...statedIn(answers),
        inAnswerTo: request,
        key,
        caseName: reference,
        title: `${answers.what}: ${namesOf(parts)}`,
        from: { kind: 'path', path: named.path, foundAs: upload.name },
        also: [],
        images,
        by: { role, person: name, personId: upload.person, through },
        ...sentAs(parts),
        turn: () => turnOf(house, upload, work),
        signal: work.signal,
        onProgress: (step, bytes, of) => work.progress(bytes, of ?? total, 'bytes', step),
      });
      const { number } = added.exhibit;
      const failures = added.repeated ? await recordedFailures(house, number) : added.failures;
      const warnings = failures.map((failure) => warningOf(failure));
      for (const part of parts) await removeBytes(home, part.id);
      const href = `/cases/${reference}/evidence/${itemOfNumber(number)}`;
      return {
        href,
        note: number,
        ...(failures.length === 0 ? {} : { warning: failures.map(({ words }) => words).join(' '), warnings }),
      };
    } finally {
      await named.remove();
    }
  });
}

/** So long a file waits for one that was handed over before it: its place among the jobs is not for it alone. */
const TURN_MS = 120_000;
/** One that no process has begun by then is not begun soon: this job may have the only place. */
const BEGINS_MS = 3_000;
const LOOK_MS = 100;

/** Numbers follow the order in which the files of one intake were handed over, however long each takes. */
async function turnOf(house: Installation, { intakeId }: Upload, work: Work): Promise<void> {
  for (let waited = 0; waited < TURN_MS; waited += LOOK_MS) {
    work.signal.throwIfAborted();
    const before = await takingBefore(house.db.kysely, { intakeId, job: work.job });
    if (before === 'none' || (before === 'waiting' && waited >= BEGINS_MS)) return;
    await setTimeout(LOOK_MS);
  }
}

/** What the answers say of an exhibit, however its bytes come. */
export function statedIn(
  answers: Answers,
): Pick<AddRequest, 'source' | 'authority' | 'conditions' | 'taking' | 'cameWith'> {
  const { source, authority, conditions, taking, cameWith } = answers;
  return {
    source,
    authority,
    conditions,
    cameWith,
    taking: {
      ...(taking.by === '' ? {} : { takenBy: taking.by }),
      ...(taking.on === '' ? {} : { takenOn: taking.on }),
      ...(taking.at === '' ? {} : { takenAt: taking.at }),
    },
  };
}

/** What is compared with what arrived; an image of several files has a digest for each. */
function sentAs(parts: readonly Upload[]): Pick<AddRequest, 'senderSha256' | 'senderParts' | 'imageFiles'> {
  const [only] = parts;
  if (parts.length > 1) {
    const digests = parts.flatMap(({ name, senderSha256 }): [string, string][] =>
      senderSha256 === undefined ? [] : [[safeName(name), senderSha256]],
    );
    return { senderParts: new Map(digests), imageFiles: parts.length };
  }
  return only?.senderSha256 === undefined ? {} : { senderSha256: only.senderSha256 };
}

function namesOf(parts: readonly Upload[]): string {
  const [first, last] = [parts[0]?.name ?? '', parts.at(-1)?.name ?? ''];
  return parts.length === 1 ? first : `${first} … ${last}`;
}

async function uploadOf(house: Installation, id: Uuid): Promise<Upload> {
  const upload = await uploadById(house.db.kysely, id);
  if (upload === undefined) throw lost();
  return upload;
}

async function whatWasBrought(
  house: Installation,
  id: Uuid,
): Promise<{ readonly upload: Upload; readonly answers: Answers; readonly request: Uuid | undefined }> {
  const upload = await uploadById(house.db.kysely, id);
  const intake = upload === undefined ? undefined : await intakeById(house.db.kysely, upload.intakeId);
  if (upload === undefined || intake === undefined) throw lost();
  return { upload, answers: intake.answers, request: await requestAnswered(house.db.kysely, intake.id) };
}

async function refuseLost(home: Home, upload: Upload): Promise<void> {
  const found = await ifThere(stat(uploadPath(home, upload.id)));
  if (found?.size !== upload.bytes) throw lost();
}

/** Images find their parts by their names, so each file has its own for as long as it is read. `path`: of the first. */
async function underTheirNames(
  home: Home,
  parts: readonly Upload[],
): Promise<{ path: string; remove: () => Promise<void> }> {
  const [first] = parts;
  if (first === undefined) throw lost();
  const folder = `${uploadPath(home, first.id)}.named`;
  const pathOf = ({ name }: Upload): string => join(folder, safeName(name));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  for (const part of parts)
    await link(uploadPath(home, part.id), pathOf(part)).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error; // in evidence already, and cleared away
    });
  return { path: pathOf(first), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** When the exhibit was recorded by an earlier run, which was killed before it could say so. */
async function recordedFailures(house: Installation, number: string): Promise<Failure[]> {
  const events = await eventsOf(house, number);
  return events
    .filter(({ event }) => event.type === 'checkFailed')
    .flatMap(({ event }) => {
      const said = (name: string): string => factText(event, name) ?? '';
      const [what, expected, found] = [said('what'), said('expected'), said('found')];
      if (!isFailureKind(what)) return [];
      return [{ what, expected, found, words: `Expected ${expected}; found ${found}.` }];
    });
}

const lost = (): Refusal => new Refusal('notFound.fileSent');
