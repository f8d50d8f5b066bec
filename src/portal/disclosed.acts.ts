// Whoever was disclosed something comes in by a link and a code that travelled by two roads, later with a passkey or another code, and reads
// what stands: each look is an event of the custody log before anything is shown.
import { timingSafeEqual } from 'node:crypto';
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { isoLocal } from '../base/time.ts';
import { findExhibit } from '../evidence/exhibits/exhibit.store.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Draft } from '../evidence/log/log-entry.ts';
import { TOOL } from '../evidence/log/tool.ts';
import type { Taker } from '../evidence/packages/share.acts.ts';
import { shareById, shareLines } from '../evidence/packages/share.store.ts';
import { obstacleOf, type ShareLine, type SharedPackage } from '../evidence/packages/share.ts';
import { CODE_TRIES_MAX, codeTyped, receiverEmail } from '../people/disclosure.ts';
import * as store from '../people/disclosure.store.ts';
import type { Disclosure } from '../people/disclosure.store.ts';
import { digest, record, withAccount, type People } from '../people/people.acts.ts';
import type { Caller } from '../people/sign-in.acts.ts';
import type { StoredFile } from '../platform/object-store.ts';
import { disclosureCode } from './disclosure.do.ts';

/** Undefined when there is none, or it was taken back or is over: a stranger learns no more. */
export function disclosureBehind(people: People, token: string): Promise<Disclosure | undefined> {
  return store.disclosureByToken(people.operator.kysely, digest(token), new Date(people.clock()));
}

type Entered =
  | { readonly ok: true; readonly cookies: readonly string[] }
  /** `over`: no code opens it any more; another must be made. */
  | { readonly ok: false; readonly why: 'wrong' | 'over' };

/** With the code, which opens it once. A try counts before it is looked at. */
export async function enterDisclosure(
  people: People,
  caller: Caller,
  disclosure: Disclosure,
  typed: string,
): Promise<Entered> {
  const { id } = disclosure;
  const db = people.operator.kysely;
  const round = await store.takeTry(db, id, CODE_TRIES_MAX, new Date(people.clock()));
  if (round === undefined) return { ok: false, why: 'over' };
  if (!isSame(codeTyped(typed), disclosureCode(people, id, round))) return { ok: false, why: 'wrong' };
  const hold = await people.operator.hold(`disclosure:${id}`);
  if (hold === undefined) return { ok: false, why: 'over' }; // somebody comes in with it at this moment
  try {
    return await letIn(people, caller, disclosure, round);
  } finally {
    await hold.release();
  }
}

/** The code is right: it is used, and whoever has it is in. */
async function letIn(
  people: People,
  caller: Caller,
  { id, package: pack, name }: Disclosure,
  round: number,
): Promise<Entered> {
  const password = people.signIn.tokenFor(`disclosure account ${id}`);
  const now = await store.disclosureById(people.operator.kysely, pack, id);
  const account = now?.portal?.account ?? (await makeAccount(people, { id, name }, password));
  const isIn = await people.operator.transaction(async (tx) => {
    if (!(await store.useDisclosureCode(tx, id, round, new Date(people.clock())))) return false;
    const facts = { disclosure: id, portal: account, by: 'code', address: caller.address };
    await record(people, tx, { what: 'signedIn', facts });
    return true;
  });
  if (!isIn) return { ok: false, why: 'over' };
  const answer = await people.signIn.withPassword(caller, receiverEmail(id), password);
  if (!answer.ok) throw new Error(`the account of a disclosure does not open: ${answer.why}`);
  return { ok: true, cookies: answer.cookies };
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** For this disclosure alone. Its password is known to nobody and is asked of nobody: behind the code, and beside the passkeys. */
async function makeAccount(
  people: People,
  { id, name }: Pick<Disclosure, 'id' | 'name'>,
  password: string,
): Promise<Uuid> {
  let made: Uuid | undefined;
  await withAccount(people, { name, email: receiverEmail(id), password }, async (tx, account) => {
    await store.setDisclosureAccount(tx, id, account.id);
    made = account.id;
  });
  if (made === undefined) throw new Error('an account was made and is not there');
  return made;
}

/** What may be seen by it now. Undefined: the package was taken off, so that nothing of it is given any more. */
export async function disclosedBy(
  { db }: Pick<Installation, 'db'>,
  disclosure: Disclosure,
): Promise<{ readonly share: SharedPackage; readonly lines: readonly ShareLine[] } | undefined> {
  const share = await shareById(db.kysely, disclosure.caseId, disclosure.package);
  if (share?.made === undefined || share.removedAt !== undefined) return undefined;
  const all = await shareLines(db.kysely, disclosure.caseId, disclosure.exhibits.length, disclosure.exhibits);
  return { share, lines: all.filter((one) => obstacleOf(one) === undefined) };
}

/** In the log they stand by their side of the proceeding; the name is in the private text. */
export function takerOfDisclosure({ who, name, id, portal }: Disclosure): Taker {
  const detail = { person: name, through: `portal, disclosure ${id}` };
  return { id: portal?.account ?? id, role: who === 'other' ? 'receiver' : who, detail };
}

/** Before it is shown. `key`: what is one look however often it is asked for. */
export async function recordReceiverLook(
  house: Installation,
  disclosure: Disclosure,
  look: Pick<Draft, 'type' | 'facts'> & {
    readonly of: readonly string[];
    readonly key?: string;
    readonly foundAs?: string;
  },
): Promise<void> {
  const { role, detail } = takerOfDisclosure(disclosure);
  const { of, key, foundAs, ...what } = look;
  await house.log.append({
    ...(key !== undefined && { key }),
    events: of.map((item) => ({
      ...what,
      item,
      case: disclosure.caseId,
      occurredAt: isoLocal(house.clock()),
      role,
      detail: { ...detail, ...(foundAs !== undefined && { foundAs }) },
      tool: TOOL,
    })),
  });
}

export interface DisclosedExhibit {
  readonly share: SharedPackage;
  readonly line: ShareLine;
  readonly id: Uuid;
}

/** Refuses notFound: not of this disclosure, or not given out any more. */
export async function disclosedExhibit(
  house: Installation,
  disclosure: Disclosure,
  number: string,
): Promise<DisclosedExhibit> {
  const found = await disclosedBy(house, disclosure);
  const line = found?.lines.find((one) => one.number === number);
  if (found === undefined || line === undefined) throw new Refusal('notFound.disclosed');
  const { id } = await findExhibit(house.db.kysely, number);
  return { share: found.share, line, id };
}

/** As it lies in the store. Refuses notFound. */
export async function disclosedFile(
  house: Installation,
  { id }: DisclosedExhibit,
  path: string,
): Promise<StoredFile> {
  const file = (await house.store.inventory(id)).files.find((one) => one.path === path);
  if (file === undefined || file.bytes < 0) throw new Refusal('notFound.disclosed');
  return file;
}
