// Writing a request: begun from a form, saved page by page. Two people at once do not overwrite each other.
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { People } from '../../../people/people.acts.ts';
import type { Person } from '../../../people/person.ts';
import type { FormRecord } from '../../../law/model-form.ts';
import { keepWording } from '../../machine/states/wording.store.ts';
import { isStateCode } from '../../../law/states.ts';
import type { Answers } from '../../core/answers.ts';
import { formOf } from '../../forms/index.ts';
import type { Means } from '../../core/means.ts';
import { endAuthority, endingAuthority, type Ends } from '../../machine/signature/end-authority.acts.ts';
import { noRequest } from '../../core/request.ts';
import { eventsOf, insertEvent, setState, voidSignatures } from '../../machine/states/life.store.ts';
import { validationOf } from '../../machine/states/validation.ts';
import {
  overwritten,
  urgencyWithin,
  type RequestRecord,
  type RequestVersion,
  type UrgencyBounds,
  stateOfCase,
} from '../../core/request.ts';
import {
  advanceVersion,
  awaitTurn,
  insertRequest,
  insertVersion,
  lockedRequest,
  requestUnder,
  updateAsked,
  updateCopyFor,
  updateLanguages,
  updateMeans,
  versionOf,
  type NewRequest,
} from '../../machine/states/request.store.ts';
import { keepAsBegun } from './begun-confidential.acts.ts';
import { isWrittenNow, takingBack } from '../../machine/states/written.ts';

export interface Drafting {
  readonly people: People;
  readonly person: Person;
  readonly file: CaseOfMember;
}

/** Returns its number within the case. `id`: what was begun under it is not begun again. */
export async function beginRequest(
  drafting: Drafting,
  form: string,
  answers: Answers,
  more: Pick<NewRequest, 'counterpart' | 'urgency' | 'origin' | 'explained' | 'writtenIn' | 'means'> & {
    readonly id?: Uuid;
    /** The form as it is now, to tell later what changed in it. */
    readonly record?: FormRecord;
  } = {},
): Promise<number> {
  const { people, person, file } = drafting;
  const at = new Date(people.clock());
  const { id = newUuid(people.clock, people.random) } = more;
  return people.db.asPerson(person.id, async (tx) => {
    await awaitTurn(tx, file.id); // sent twice at once, the second sees the first
    const known = more.id && (await requestUnder(tx, file.id, id));
    if (known !== undefined) return known;
    const number = await insertRequest(tx, {
      id,
      caseId: file.id,
      form,
      begunBy: person.id,
      begunAt: at,
      answers,
      counterpart: stateSaid({ form }, answers, file) ?? more.counterpart,
      urgency: urgencyWithin(
        more.urgency ?? 'normal',
        urgencyBounds({ form, direction: 'outgoing' }, answers),
      ),
      origin: more.origin,
      begunWording: more.record && (await keepWording(tx, more.record, at)),
      writtenIn: more.writtenIn,
      explained: more.explained,
      means: more.means,
      through: people.through,
    });
    await keepAsBegun(drafting, tx, { id, origin: more.origin });
    return number;
  });
}

/** Of a form in which an answer says which State it is about. */
function stateSaid(
  { form }: Pick<RequestRecord, 'form'>,
  answers: Answers,
  file: CaseOfMember,
): RequestRecord['counterpart'] {
  const role = formOf(form)?.roles.state;
  const said = role === undefined ? undefined : answers[role];
  return typeof said === 'string' && isStateCode(said) && said !== stateOfCase(file) ? said : undefined;
}

/** What the answers leave open of how urgent it is. Who receives one may take it to be more urgent than it says. */
export function urgencyBounds(
  { form, direction }: Pick<RequestRecord, 'form' | 'direction'>,
  answers: Answers,
): UrgencyBounds | undefined {
  const bounds = formOf(form)?.urgency?.(answers);
  return bounds !== undefined && direction === 'incoming' ? { ...bounds, most: 'emergency' } : bounds;
}

interface SavedPage {
  readonly number: number;
  /** The version that was on the page when it was filled in. */
  readonly base: number;
  readonly page: string;
  /** The fields of the page; a field without an answer loses the one it had. */
  readonly fields: readonly string[];
  readonly answers: Answers;
}

export type Saved =
  | { readonly ok: true; readonly request: RequestRecord }
  /** Somebody else answered these fields in between; nothing was saved. */
  | { readonly ok: false; readonly request: RequestRecord; readonly fields: readonly string[] };

const MAX_TRIES = 5;

/** Refusals: notFound, conflict. */
export function savePage(drafting: Drafting, saved: SavedPage): Promise<Saved> {
  return saveVersion(drafting, saved.number, (before, tx) => pageAnswers(before, tx, saved));
}

/** What is said of a check; without words, what was said is taken away. Refusals: notFound, conflict. */
export function saveReason(
  drafting: Drafting,
  { number, base, code, reason }: { number: number; base: number; code: string; reason: string | undefined },
): Promise<Saved> {
  return saveVersion(drafting, number, async ({ id, version }, tx) => {
    const seen = version.number === base ? version : await versionOf(tx, id, base);
    const isSo = version.explained[code] === reason;
    if (!isSo && seen?.explained[code] !== version.explained[code]) return { overwrites: [code] };
    const others = Object.entries(version.explained).filter(([one]) => one !== code);
    const explained = Object.fromEntries(reason === undefined ? others : [...others, [code, reason]]);
    return { answers: version.answers, explained, page: undefined };
  });
}

/**
 * Refusals: notFound, conflict, badInput (the answers say otherwise). What was signed is void once it changes: it stands in
 * none of what was signed.
 */
export function setAsked(
  { people, person, file }: Drafting,
  {
    number,
    counterpart,
    urgency,
  }: { number: number; counterpart: string | undefined; urgency: RequestRecord['urgency'] },
): Promise<void> {
  return endingAuthority(people, person, async (tx, ends) => {
    const request = await lockedRequest(tx, file.id, number);
    if (request === undefined) throw noRequest(number);
    if (request.counterpart === counterpart && request.urgency === urgency) return;
    const within = urgencyWithin(urgency, urgencyBounds(request, request.version.answers));
    if (within !== urgency) throw new Refusal('badInput.urgencyOfAnswers', { within, urgency });
    await opened({ people, person, file }, tx, { request, ends });
    await updateAsked(tx, request.id, counterpart, urgency);
  });
}

/** Refusals: notFound, conflict. Whoever signed read the checks of what it was to be sent by: what was signed is void once that changes. */
export function setMeans(
  drafting: Drafting,
  { number, means }: { readonly number: number; readonly means: Means | undefined },
): Promise<void> {
  const { people, person, file } = drafting;
  return endingAuthority(people, person, async (tx, ends) => {
    const request = await lockedRequest(tx, file.id, number);
    if (request === undefined) throw noRequest(number);
    if (request.means === means) return;
    await opened(drafting, tx, { request, ends });
    await updateMeans(tx, request.id, means);
  });
}

/** Refusals: notFound, conflict. What was signed is in a language: it is void once that changes. */
export function setLanguages(
  drafting: Drafting,
  { number, ...languages }: { number: number } & Pick<RequestRecord, 'writtenIn' | 'letterIn'>,
): Promise<void> {
  const { people, person, file } = drafting;
  return endingAuthority(people, person, async (tx, ends) => {
    const request = await lockedRequest(tx, file.id, number);
    if (request === undefined) throw noRequest(number);
    const { writtenIn, letterIn } = request;
    if (writtenIn === languages.writtenIn && letterIn === languages.letterIn) return;
    await opened(drafting, tx, { request, ends });
    await updateLanguages(tx, request.id, languages);
  });
}

/**
 * Which authority of the directory is sent a copy when it leaves. Refusals: notFound, conflict. Who authorises it sees who learns of it:
 * what was signed is void once that changes.
 */
export function setCopyFor(
  drafting: Drafting,
  { number, authority }: { readonly number: number; readonly authority: string | undefined },
): Promise<void> {
  const { people, person, file } = drafting;
  return endingAuthority(people, person, async (tx, ends) => {
    const request = await lockedRequest(tx, file.id, number);
    if (request === undefined) throw noRequest(number);
    if (request.copyFor === authority) return;
    await opened(drafting, tx, { request, ends });
    await updateCopyFor(tx, request.id, authority);
  });
}

type Change =
  | { readonly overwrites: readonly string[] }
  /** `openSearch`: absent where it stays as it is. */
  | Pick<RequestVersion, 'answers' | 'explained' | 'openSearch' | 'page'>;

export async function saveVersion(
  drafting: Drafting,
  number: number,
  change: (before: RequestRecord, tx: Tx) => Promise<Change>,
): Promise<Saved> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const result = await trySave(drafting, number, change);
    if (result !== undefined) return result;
  }
  throw new Refusal('conflict.othersSave', { tries: MAX_TRIES });
}

async function pageAnswers({ id, version }: RequestRecord, tx: Tx, saved: SavedPage): Promise<Change> {
  if (version.number !== saved.base) {
    const base = await versionOf(tx, id, saved.base);
    // What is answered so already is not overwritten: perhaps by this very page, whose answer was lost.
    const fields = overwritten(saved.fields, base?.answers ?? {}, version.answers).filter(
      (id) => JSON.stringify(saved.answers[id]) !== JSON.stringify(version.answers[id]),
    );
    if (fields.length > 0) return { overwrites: fields };
  }
  const others = Object.entries(version.answers).filter(([field]) => !saved.fields.includes(field));
  const answers: Answers = { ...Object.fromEntries(others), ...saved.answers };
  return { answers, explained: version.explained, page: saved.page };
}

function trySave(
  { people, person, file }: Drafting,
  number: number,
  change: (before: RequestRecord, tx: Tx) => Promise<Change>,
): Promise<Saved | undefined> {
  return endingAuthority<Saved | undefined>(people, person, async (tx, ends) => {
    const request = await lockedRequest(tx, file.id, number);
    if (request === undefined) throw noRequest(number);
    const { version } = request;
    const changed = await change(request, tx);
    if ('overwrites' in changed) return { ok: false, request, fields: changed.overwrites };
    const { openSearch = version.openSearch } = changed;
    const isSo =
      isSame(changed.answers, version.answers) &&
      isSame(changed.explained, version.explained) &&
      isSame(openSearch ?? {}, version.openSearch ?? {});
    if (isSo) return { ok: true, request };
    const state = await opened({ people, person, file }, tx, { request, ends });
    if (!(await advanceVersion(tx, request.id, version.number))) return undefined;
    const next = { number: version.number + 1, ...changed, openSearch };
    const at = new Date(people.clock());
    await insertVersion(tx, request, next, { by: person.id, at, through: people.through });
    const urgency = urgencyWithin(request.urgency, urgencyBounds(request, next.answers));
    const counterpart = stateSaid(request, next.answers, file) ?? request.counterpart;
    if (urgency !== request.urgency || counterpart !== request.counterpart)
      await updateAsked(tx, request.id, counterpart, urgency);
    return {
      ok: true,
      request: {
        ...request,
        state,
        urgency,
        counterpart,
        version: { ...next, savedBy: person.name, savedAt: at },
      },
    };
  });
}

/** Whatever the order of the members, which the database does not keep. */
export function isSame(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));
}

/** Writing on a request that was sent for review takes it back, and what was signed is void. Returns its state. */
async function opened(
  { people, person, file }: Drafting,
  tx: Tx,
  { request, ends }: { readonly request: RequestRecord; readonly ends: Ends },
): Promise<string> {
  const { id, state, direction, version } = request;
  if (isWrittenNow({ state })) return state;
  const row = takingBack({ state, direction });
  if (row === undefined) throw new Refusal('conflict.requestSent', { state });
  if (validationOf(await eventsOf(tx, id)).is === 'awaited')
    throw new Refusal('conflict.orderAwaitsValidation');
  await endAuthority(tx, ends, { people, person, file }, { request, cause: row.act });
  const at = new Date(people.clock());
  await insertEvent(tx, {
    id: newUuid(people.clock, people.random),
    request: id,
    caseId: file.id,
    version: version.number,
    act: row.act,
    from: row.from,
    to: row.to,
    side: 'ours',
    by: person.id,
    at,
    occurredAt: at,
    zone: 'UTC',
    evidence: undefined,
    reason: undefined,
    detail: {},
    through: people.through,
  });
  await setState(tx, id, row.to, at);
  await voidSignatures(tx, id, at, row.act);
  return row.to;
}
