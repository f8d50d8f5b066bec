// A POST that is sent twice is done once. What was answered is kept under person, operation and `Idempotency-Key`; the act
// is given a key derived from these, so that it is not done again even when the answer was lost with the process.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { equalBytes } from '../base/bytes.ts';
import { Refusal } from '../base/refusal.ts';
import { beginSending, forgetSending, keepAnswer, type Sending } from '../people/api-answer.store.ts';
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import { ApiProblem, statusOf } from './api-problem.ts';

interface Post {
  readonly operation: string;
  /** The header's value. */
  readonly key: string | undefined;
  /** All that makes this sending what it is: path, query, body. */
  readonly request: readonly string[];
  /** The answer is not kept; the act gives it again. */
  readonly isSecret: boolean;
  /** How long to wait for the same sending that is under way elsewhere. */
  readonly patienceMs: number;
}

interface FirstSending {
  /** Of this person, operation and key, and of what was sent. */
  readonly actKey: string;
  readonly begunAt: Date;
}

interface Done {
  readonly answer: string;
  readonly isRepeated: boolean;
}

/** Printable ASCII, as a structured header field or plain (draft-ietf-httpapi-idempotency-key-header, section 2.1). */
const KEY = /^"?[\x21\x23-\x7e]{8,128}"?$/;
const LOOK_AGAIN_MS = 20;

export async function once(
  people: People,
  person: Person,
  post: Post,
  act: (first: FirstSending) => Promise<string>,
): Promise<Done> {
  const key = checkedKey(post.key);
  const sending: Sending = { person: person.id, operation: post.operation, keySha256: sha256([key]) };
  const name = [person.id, post.operation, Buffer.from(sending.keySha256).toString('hex')].join(':');
  const hold = await waitFor(() => people.operator.hold(`api:${name}`), post.patienceMs);
  try {
    const { db } = people;
    const request = sha256(post.request);
    const begun = await db.asPerson(person.id, (tx) =>
      beginSending(tx, sending, request, new Date(people.clock())),
    );
    if (!equalBytes(begun.requestSha256, request)) throw reused();
    if (begun.answer !== undefined) return { answer: begun.answer, isRepeated: true };
    // Of what was sent too: answers are forgotten after some days, and then the same key may come with something else.
    const actKey = `api:${name}:${Buffer.from(request).toString('hex')}`;
    const answer = await act({ actKey, begunAt: begun.at }).catch(async (error: unknown) => {
      // A refusal did nothing. After anything else only the act's own key tells, so what was sent stays noted.
      if (statusOf(error) < 500) await db.asPerson(person.id, (tx) => forgetSending(tx, sending));
      throw error;
    });
    if (!post.isSecret) await db.asPerson(person.id, (tx) => keepAnswer(tx, sending, answer));
    return { answer, isRepeated: false };
  } finally {
    await hold.release();
  }
}

function checkedKey(key: string | undefined): string {
  if (key !== undefined && KEY.test(key)) return key.replaceAll('"', '');
  throw new ApiProblem(400, 'badUsage', new Refusal('badUsage.idempotencyKey'));
}

async function waitFor<T>(take: () => Promise<T | undefined>, patienceMs: number): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const taken = await take();
    if (taken !== undefined) return taken;
    if (performance.now() >= giveUpAt) break;
    await sleep(LOOK_AGAIN_MS);
  }
  throw new Refusal('conflict.firstSending');
}

/** Of texts, so that no two lists have one digest by being cut elsewhere. */
function sha256(texts: readonly string[]): Uint8Array {
  return createHash('sha256').update(JSON.stringify(texts)).digest();
}

const reused = (): ApiProblem => new ApiProblem(422, 'keyReused', new Refusal('conflict.keyReused'));
