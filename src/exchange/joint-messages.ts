// What is said of a joint investigation (UNTOC Art. 19): the agreement, which each party signs by its digest; what a party chose to share, a
// note, a request told as a fact, an exhibit named by its digests; and the end, with who keeps which exhibit, signed by both.
import { z } from 'zod';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { isUuid, type Uuid } from '../base/ids.ts';
import { isAllText } from './life-messages.ts';

export const PARTIES_MAX = 10;
const KEPT_MAX = 500;

const line = (max: number) => z.string().min(1).max(max).refine(isAllText);
const uuid = z.custom<Uuid>((value) => typeof value === 'string' && isUuid(value));
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const language = z.string().regex(/^[a-z]{2,3}$/);
const words = { text: line(20_000), language };

const agreement = z.strictObject({
  id: uuid,
  name: line(200),
  purpose: line(4000),
  /** How what is shared may be used. */
  use: line(4000),
  /** Of the case of who proposes. */
  reference: line(100),
  from: z.iso.date(),
  until: z.iso.date(),
  parties: z
    .array(z.strictObject({ origin: line(255), agency: line(200), state: z.string().regex(/^[A-Z]{2}$/) }))
    .min(2)
    .max(PARTIES_MAX),
});
export type Agreement = z.infer<typeof agreement>;

/** As its digest covers it. */
export function textOfAgreement(of: Agreement): string {
  return canonicalJson(of as unknown as Json); // texts and lists of texts
}

export function withoutParty(of: Agreement, gone: string): Agreement {
  return { ...of, parties: of.parties.filter(({ origin }) => origin !== gone) };
}

/** Whether it takes out that party and changes nothing else. */
export function takesOut(before: Agreement, after: Agreement, gone: string): boolean {
  return textOfAgreement(withoutParty(before, gone)) === textOfAgreement(after);
}

/**
 * Two may leave at once, each of the agreement as it knew it: of the one that came second, the agreement as it is now without that party too.
 * Undefined: what it says is more than that it leaves.
 */
export function leavesToo(now: Agreement, said: Agreement, leaver: string): Agreement | undefined {
  const after = withoutParty(now, leaver);
  const isIn = (origin: string): boolean => said.parties.some((one) => one.origin === origin);
  const isThat =
    !isIn(leaver) &&
    after.parties.every(({ origin }) => isIn(origin)) &&
    textOfAgreement({ ...said, parties: after.parties }) === textOfAgreement(after);
  return isThat ? after : undefined;
}

/** Who chose it, as its own side says. */
const who = { by: line(200), role: line(40) };
const shared = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('note'), ...who, ...words }),
  z.strictObject({
    kind: z.literal('request'),
    ...who,
    reference: line(100),
    to: line(10).optional(),
    state: line(40),
  }),
  z.strictObject({
    kind: z.literal('exhibit'),
    ...who,
    number: line(100),
    title: line(300),
    sha256: digest,
    bytes: z.int().min(0),
  }),
]);
export type Shared = z.infer<typeof shared>;

/** Of one exhibit that was shared: by whom, and who keeps it in the end. */
const kept = z.strictObject({ of: line(255), id: uuid, keeper: line(255) });
export type Kept = z.infer<typeof kept>;

export const JOINT_MESSAGES = {
  jointProposed: { by: 'asks', shape: { agreement, leader: line(200), language } },
  // Of a conversation between two that were asked too: it is opened by the one whose origin comes first.
  jointAgreed: { by: 'either', shape: { agreement: digest, leader: line(200) } },
  // Of an agreement as it would be: said to every party, by whom it was proposed to.
  jointDeclined: { by: 'either', shape: { agreement: digest, ...words } },
  // The agreement as it would be, and why; the digest is of the one that it changes. In effect when all have agreed.
  jointChanged: { by: 'either', shape: { agreement: digest, changed: agreement, ...words } },
  // `version` grows by one each time: the state of a request is told anew, a note never changes.
  jointShared: {
    by: 'either',
    shape: { agreement: digest, id: uuid, version: z.int().min(1).max(10_000), shared },
  },
  jointUnshared: { by: 'either', shape: { agreement: digest, id: uuid } },
  // The division as its sender signs it. It has ended between two when both have signed the same.
  jointEnded: { by: 'either', shape: { agreement: digest, keeps: z.array(kept).max(KEPT_MAX), ...words } },
} as const;

export type JointMessageType = keyof typeof JOINT_MESSAGES;
export const JOINT_TYPES = Object.keys(JOINT_MESSAGES) as readonly JointMessageType[]; // its own keys
