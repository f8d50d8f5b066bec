// Keys of other programs: making one, ending one, and who it is that comes with one.
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { apiKeyByDigest, apiKeysOf, endApiKey, insertApiKey, touchApiKey } from './api-key.store.ts';
import { isToken, TOKEN_PREFIX, type ApiKey, type Scope } from './api-key.ts';
import { caseOfMember } from './case-member.store.ts';
import { digest, newToken, record, type People } from './people.acts.ts';
import type { Person } from './person.ts';

export const KEY_DAYS = [7, 30, 90, 365] as const;
export const KEYS_MAX = 20;

export interface KeyRequest {
  readonly by: Person;
  readonly name: string;
  readonly may: Scope['may'];
  /** Reference of the one case it is for. */
  readonly onlyCase?: string;
  readonly days: (typeof KEY_DAYS)[number];
}

/** The key, this once: only its digest is kept. Refuses (`notFound`) a case the person is not in. */
export async function makeApiKey(people: People, request: KeyRequest): Promise<string> {
  const { by, name, may } = request;
  const token = `${TOKEN_PREFIX}${newToken(people.random)}`;
  const createdAt = new Date(people.clock());
  await people.db.asPerson(by.id, async (tx) => {
    if ((await apiKeysOf(tx, by.id, createdAt)).length >= KEYS_MAX) throw tooManyKeys();
    const file = request.onlyCase === undefined ? undefined : await caseOfMember(tx, request.onlyCase, by.id);
    if (request.onlyCase !== undefined && file === undefined) throw noSuchCase();
    const id = newUuid(people.clock, people.random);
    const expiresAt = new Date(createdAt.getTime() + request.days * 86_400_000);
    const key = { id, person: by.id, name, may, createdAt, expiresAt, tokenSha256: digest(token) };
    await insertApiKey(tx, file === undefined ? key : { ...key, onlyCase: file });
    await record(people, tx, { what: 'apiKeyMade', by: by.id, about: by.id, facts: { apiKey: id, may } });
  });
  return token;
}

/** False when it is not theirs or has ended. */
export async function endKey(people: People, by: Person, id: Uuid): Promise<boolean> {
  return people.db.asPerson(by.id, async (tx) => {
    if (!(await endApiKey(tx, by.id, id, new Date(people.clock())))) return false;
    await record(people, tx, { what: 'apiKeyEnded', by: by.id, about: by.id, facts: { apiKey: id } });
    return true;
  });
}

/** Undefined for what is no key, has ended or ran out: whoever tries learns no more. */
export async function keyOfToken(people: People, token: string): Promise<ApiKey | undefined> {
  if (!isToken(token)) return undefined;
  const now = new Date(people.clock());
  const key = await apiKeyByDigest(people.operator.kysely, digest(token), now);
  if (key !== undefined) await touchApiKey(people.operator.kysely, key, now);
  return key;
}

const tooManyKeys = (): Refusal => new Refusal('notAllowed.tooManyKeys', { keysMax: KEYS_MAX });

const noSuchCase = (): Refusal => new Refusal('notFound.caseForKey');
