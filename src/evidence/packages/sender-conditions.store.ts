// Conditions that evidence arrived with bind whoever took it in, and what is made of it: what goes on to others, or to a court, goes with the
// sender's consent. The consent is a signed message (exchange/consent.acts.ts), and lifts what it names as an authority beside the exhibit.
// Whatever leaves the house asks here, and asks nowhere else.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Db } from '../log/log.store.ts';
import { liftedConditions } from './leads-only.store.ts';

/** What was made of it is made of so many in a row at most. */
const MADE_OF_MAX = 64;

/** Those that came with an exhibit by the exchange, or with what it was made of, and that its sender has not lifted. */
export async function conditionsOfSender(db: Db, number: string): Promise<string[]> {
  return [...new Set((await bindingOf(db, number)).map(({ condition }) => condition))];
}

/** A condition that binds us, and by whom it was set. */
export interface Binding {
  readonly condition: string;
  /** The exhibit that came with it. */
  readonly on: string;
  /** Its log. */
  readonly sender: string;
}

/** Those of `conditionsOfSender`, each with the exhibit that came with it and its sender. */
export async function bindingOf(db: Db, number: string): Promise<Binding[]> {
  const seen = new Set([number]);
  for (const one of seen) {
    if (seen.size > MADE_OF_MAX) break;
    for (const input of await madeOf(db, one)) seen.add(input);
  }
  const binding: Binding[] = [];
  for (const one of seen) {
    const sender = await senderOf(db, one);
    const came =
      sender === undefined
        ? []
        : [...(await factsIn(db, one, 'received', 'conditions')), ...(await addedBy(db, one))];
    if (sender === undefined || came.length === 0) continue;
    const lifted = [...(await liftedConditions(db, one)), ...(await liftedConditions(db, number))];
    for (const condition of came)
      if (!lifted.includes(condition)) binding.push({ condition, on: one, sender });
  }
  return binding;
}

/** The exhibits that an exhibit was made of, as its own events say. */
async function madeOf(db: Db, number: string): Promise<string[]> {
  const inputs: string[] = [];
  for (const type of ['derived', 'redacted'] as const)
    if ((await factsIn(db, number, type, 'outputs')).includes(number))
      inputs.push(...(await factsIn(db, number, type, 'inputs')));
  return inputs;
}

async function factsIn(
  db: Db,
  number: string,
  type: 'received' | 'derived' | 'redacted',
  fact: 'conditions' | 'inputs' | 'outputs',
): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select jsonb_array_elements_text(f.said) as said from custody_event l
     cross join lateral (select split_part(convert_from(l.note, 'UTF8'), e'\\n', 1)::jsonb -> 'facts' -> ${fact} as said) f
     where l.item = ${number} and l.type = ${type} and f.said is not null`.execute(db);
  return rows.map(({ said }) => said);
}

/** So stands in the log by which message of a peer something was changed beside an exhibit. */
export const saidByMessage = (digest: string, origin: string): string => `message ${digest} of ${origin}`;

/** Conditions that its sender added by a message, after it came: those that were stated here have no such authority. */
async function addedBy(db: Db, number: string): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select jsonb_array_elements_text(f.note #> '{facts,conditions}') as said from custody_event l
     cross join lateral (select split_part(convert_from(l.note, 'UTF8'), e'\\n', 1)::jsonb as note) f
     where l.item = ${number} and l.type = 'conditionAdded' and starts_with(f.note #>> '{authority,id}', 'message ')`.execute(
    db,
  );
  return rows.map(({ said }) => said);
}

/** The log of who sent it, by the exchange. */
async function senderOf(db: Db, number: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('incoming_package as i')
    .innerJoin('exchange_offer as x', 'x.arrives_as', 'i.id')
    .select('x.peer_origin')
    .where(sql<boolean>`${number} = any(i.exhibits)`)
    .executeTakeFirst();
  return row?.peer_origin;
}

interface Leaving {
  readonly exhibits: readonly { readonly number: string }[];
  readonly to: {
    /** Of the receiver. */
    readonly state?: string | undefined;
    /** Logs of all that get it, where they are known. */
    readonly origins?: readonly string[];
    /** A copy for proceedings of our own State, before a court or to the defence. */
    readonly isOwnProceedings?: boolean;
  };
  /** Custody goes with it. */
  readonly isOffer: boolean;
}

/**
 * Refuses notAllowed: the sender has set conditions, and has not consented. Going back to who set them is no onward transfer. What speaks for the
 * accused may be disclosed in one's own proceedings whatever the conditions say, once the sender has notice of that (UNTOC Art. 18(5) and (19);
 * UN Convention against Cybercrime, Art. 40(5)).
 */
export async function refuseWithoutConsent(db: Db, { exhibits, to, isOffer }: Leaving): Promise<void> {
  for (const { number } of exhibits) {
    for (const { condition, on, sender } of await bindingOf(db, number)) {
      if (to.isOwnProceedings === true && !isOffer && (await isNoticed(db, on))) continue;
      if (!(await goesBack(db, sender, to, isOffer)))
        throw new Refusal('notAllowed.conditionsOfSender', { number, condition });
    }
  }
}

/** Of what is told to the sender of a package that came. */
export const noticeAbout = (package_: Uuid, id: Uuid): string => `notice:${package_}:${id}`;

/** Its sender was told that something in what it came with speaks for the accused, and is disclosed. */
async function isNoticed(db: Db, number: string): Promise<boolean> {
  const row = await db
    .selectFrom('incoming_package as i')
    .innerJoin('exchange_offer as x', 'x.arrives_as', 'i.id')
    .innerJoin('exchange_out as o', 'o.conversation_id', 'x.conversation_id')
    .select('o.id')
    .where(sql<boolean>`${number} = any(i.exhibits)`)
    .where('o.type', '=', 'exculpatoryNotice')
    .where('o.state', 'not in', ['refused', 'expired'])
    .where(sql<boolean>`starts_with(o.about, 'notice:' || x.package || ':')`)
    .executeTakeFirst();
  return row !== undefined;
}

async function goesBack(
  db: Db,
  sender: string,
  { state, origins }: Leaving['to'],
  isOffer: boolean,
): Promise<boolean> {
  if (origins !== undefined) return origins.every((one) => one === sender);
  if (!isOffer || state === undefined) return false;
  const row = await db
    .selectFrom('peer')
    .select('id')
    .where('origin', '=', sender)
    .where('state', '=', state)
    .executeTakeFirst();
  return row !== undefined;
}
