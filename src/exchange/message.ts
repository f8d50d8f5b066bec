// What an envelope can say: a closed list of types, each with its versions. What is not on the list is answered `unsupported`; what is
// for the side that asked cannot be said by the side that was asked. Texts of peers are text: nothing in them is followed or rendered.
import { z } from 'zod';
import type { Json } from '../base/canonical-json.ts';
import { isUuid, type Uuid } from '../base/ids.ts';
import { CASE_MESSAGES } from './case-messages.ts';
import { COST_MESSAGES } from './cost-messages.ts';
import { JOINT_MESSAGES } from './joint-messages.ts';
import { messageIn } from '../verify/envelope.ts';
import { isSecond } from '../verify/envelope.ts';
import { HOLD_SHAPE, HOLDS, type HoldType } from './hold-messages.ts';
import { changeSchema } from '../law/change.ts';
import { ANSWER_MESSAGES } from './provider-answer.ts';
import { FEEDBACK, SAID_TYPES_OF } from './said-messages.ts';
import { isAllText, LIFE, LIFE_SHAPE, type LifeType } from './life-messages.ts';

const line = (max: number) => z.string().min(1).max(max).refine(isAllText);
const text = z.string().min(1).max(20_000).refine(isAllText);
const language = z.string().regex(/^[a-z]{2,3}$/);
/** The bytes as they were signed: Base 64, never written anew. */
const bytes = z.base64().max(700_000);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const uuid = z.custom<Uuid>((value) => typeof value === 'string' && isUuid(value));
/** What one needs to decide before reading: the letter is encrypted to a key made for it alone. Version 2 of a request, and only that. */
const sealed = z.strictObject({
  recipient: z.string().regex(/^age1[0-9a-z]{58}$/),
  confidential: z.boolean(),
  use: text.optional(),
});
const EPOCH_MAX = 40;
export const HEADS_MAX = 1500;
/** Far beyond what two say to each other, and far below what a number in the database holds. */
const NEXT_MAX = 1_000_000;
/** Of conversations between the two: the number that is expected next of whoever reads this, and the digest before it. */
const heads = z
  .array(
    z.strictObject({
      conversation: uuid,
      next: z.int().min(1).max(NEXT_MAX),
      prev: digest.optional(),
    }),
  )
  .max(HEADS_MAX);
const OFFERED_MAX = 500;
export const OFFERED_CONDITIONS_MAX = 20;
/** Of all together, in any script: with the rest it has room in a message. It is kept as it came, to be shown before the package is taken. */
export const OFFERED_CHARS_MAX = 300_000;
const HISTORY_MAX = 20;
const common = {
  /** Envelope that this answers. */
  inReplyTo: z.custom<Uuid>((value) => typeof value === 'string' && isUuid(value)).optional(),
};

/** What is to be known of an exhibit before its package is taken. */
const offeredItem = { item: line(100), conditions: z.array(line(1000)).max(OFFERED_CONDITIONS_MAX) };

type OfferedItems = readonly { readonly item: string; readonly conditions: readonly string[] }[];

/** How much of it there is. */
export function offeredChars(exhibits: OfferedItems): number {
  return JSON.stringify(exhibits.map(({ item, conditions }) => ({ item, conditions }))).length;
}

const isKeepable = (exhibits: OfferedItems): boolean => offeredChars(exhibits) <= OFFERED_CHARS_MAX;

/** What goes in one package, which is the one attachment of the envelope. */
const inPackage = {
  package: uuid,
  reference: line(100),
  until: z.string().refine(isSecond),
  checkpoint: z.strictObject({ size: z.int().min(1), root: digest }),
};

/** Who may say it: who asks (opened the conversation), who is asked, either. */
type Saying = 'asks' | 'asked' | 'either';

/** What is the same as an act of the request, in both its lives. */
type OfLife = { readonly [Type in LifeType]: Row<(typeof LIFE)[Type]['by'], typeof LIFE_SHAPE> };
const ofLife = Object.fromEntries(
  Object.entries(LIFE).map(([type, { by }]) => [type, { by, shape: LIFE_SHAPE }]),
) as unknown as OfLife; // the same keys

/** What is the same as an act of data that are kept. */
type OfHold = { readonly [Type in HoldType]: Row<(typeof HOLDS)[Type]['by'], typeof HOLD_SHAPE> };
const ofHold = Object.fromEntries(
  Object.entries(HOLDS).map(([type, { by }]) => [type, { by, shape: HOLD_SHAPE }]),
) as unknown as OfHold; // the same keys

interface Row<By extends Saying = Saying, Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly by: By;
  readonly shape: Shape;
}

const MESSAGES = {
  ...ofLife,
  ...ofHold,
  ...SAID_TYPES_OF,
  feedback: FEEDBACK,
  // Costs of executing an order that its addressee claims back, from its record, and the answer (Regulation (EU) 2023/1543, Art. 14).
  ...COST_MESSAGES,
  // The letter as it was signed (PDF), with its data attached; nothing of it is in the envelope's own words.
  request: {
    by: 'asks',
    shape: {
      reference: line(100),
      urgency: z.enum(['normal', 'urgent', 'emergency']),
      letter: bytes,
      sealed: sealed.optional(),
    },
  },
  // The production order as it was signed, to the enforcing authority that is notified of it (Regulation (EU) 2023/1543, Art. 8); and a ground for
  // refusal that it raises within its time (Art. 12).
  orderNotified: {
    by: 'asks',
    shape: { reference: line(100), urgency: z.enum(['normal', 'urgent', 'emergency']), letter: bytes },
  },
  groundRaised: { by: 'asked', shape: LIFE_SHAPE },
  // The conditions are accepted by a person, or not; then the key of the letter follows. `of`: the envelope's digest.
  sealedAccepted: { by: 'asked', shape: { of: digest } },
  sealedDeclined: { by: 'asked', shape: { of: digest, text, language } },
  sealedKey: { by: 'asks', shape: { key: z.string().regex(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/) } },
  // Who authorised exactly that letter, and that the log has it (docs/formats/request-proof.md), as one zip.
  requestProof: { by: 'asks', shape: { proof: bytes } },
  // The program of a provider gave the instruction to keep, before anybody read the order: that, and no more.
  preservedAtOnce: { by: 'asked', shape: { at: HOLD_SHAPE.at, zone: HOLD_SHAPE.zone } },
  // Annex III of Regulation (EU) 2023/1543: not executed, or not yet; and that the law of another State forbids it.
  ...ANSWER_MESSAGES,
  registered: { by: 'asked', shape: { reference: line(100) } },
  question: { by: 'asked', shape: { text, language } },
  answer: { by: 'asks', shape: { text, language } },
  // The acceptance in the receiver's log with its proof, as `./comity package receipt` files it. Custody has passed with the acceptance.
  custodyAccepted: { by: 'either', shape: { receipt: z.base64().max(100_000) } },
  // The same of a rejection: custody stays where it is.
  custodyRejected: { by: 'either', shape: { receipt: z.base64().max(100_000) } },
  // Custody of exhibits in one package, which is the one attachment of the envelope. Taken or rejected until then; silence is a rejection.
  offer: {
    by: 'either',
    shape: {
      ...inPackage,
      exhibits: z
        .array(
          z.strictObject({
            ...offeredItem,
            /** Leaf hash of the event `offered` in the sender's log. */
            event: digest,
            /** Acceptances by which it came to the sender, with their proofs: who has an open offer of it files the answer by that. */
            history: z.array(z.base64().max(20_000)).max(HISTORY_MAX),
          }),
        )
        .min(1)
        .max(OFFERED_MAX)
        .refine(isKeepable),
    },
  },
  callBack: { by: 'either', shape: { package: uuid } },
  // A copy within a joint investigation, in one package as an offer is: custody stays with its sender. Then: it was taken into evidence.
  copySent: {
    by: 'either',
    shape: {
      ...inPackage,
      exhibits: z.array(z.strictObject(offeredItem)).min(1).max(OFFERED_MAX).refine(isKeepable),
    },
  },
  copyTaken: { by: 'either', shape: { package: uuid } },
  // An exhibit of that package was destroyed by who got it: its event in their log with the proof, as of an acceptance. `item`: as its first sender numbers it.
  destroyed: { by: 'either', shape: { package: uuid, item: line(100), receipt: z.base64().max(100_000) } },
  // Nobody took it into a case until the day that it could be fetched.
  copyExpired: { by: 'either', shape: { package: uuid } },
  // A side that is bound by the conditions of that evidence has to use something of it that speaks for the accused, and says so
  // (UN Convention against Cybercrime, Art. 40(5); UNTOC Art. 18(5)).
  exculpatoryNotice: { by: 'either', shape: { package: uuid, to: line(200), text, language } },
  // What changed of the sender's own State, with its source: two persons of the receiver decide about it. `of`: the envelope that proposes.
  lawProposal: { by: 'asks', shape: { change: changeSchema, reason: text, language } },
  proposalDecided: {
    by: 'asked',
    shape: {
      of: uuid,
      outcome: z.enum(['published', 'returned']),
      text: text.optional(),
      language: language.optional(),
    },
  },
  // Two heads of one size, signed by the log of a third: it showed two histories (notes, Base 64).
  fork: {
    by: 'either',
    shape: { origin: line(255), held: z.base64().max(60_000), sent: z.base64().max(60_000) },
  },
  // The sender's database was restored: what it offered before and has no answer is dropped. Then what the other side knows.
  fence: { by: 'either', shape: { epoch: z.int().min(2).max(EPOCH_MAX), heads } },
  fenced: {
    by: 'either',
    shape: {
      epoch: z.int().min(2).max(EPOCH_MAX),
      heads,
      offers: z.array(z.strictObject({ event: digest, item: line(100), package: uuid })).max(4000),
    },
  },
  // Use beyond the conditions that the evidence of an offer came with: to whom, and why. `of`: the digest of the envelope that asks.
  consentAsked: { by: 'either', shape: { package: uuid, to: line(200), text, language } },
  consentGiven: { by: 'either', shape: { of: digest } },
  consentRefused: { by: 'either', shape: { of: digest, text, language } },
  ...CASE_MESSAGES,
  ...JOINT_MESSAGES,
} as const satisfies { readonly [type: string]: Row };

/**
 * A refusal and a withdrawal had a first version, which was words alone and no act. A request whose letter is sealed is of the second, and so is a
 * condition that says of which exhibit it is.
 */
const VERSIONS = {
  request: [1, 2],
  refused: [2],
  withdrawn: [2],
  conditionAdded: [1, 2],
  conditionLifted: [1, 2],
} as const;
type VersionOf<Type> = Type extends keyof typeof VERSIONS ? (typeof VERSIONS)[Type][number] : 1;

function versionsOf(type: MessageType): readonly (1 | 2)[] {
  return Object.hasOwn(VERSIONS, type) ? VERSIONS[type as keyof typeof VERSIONS] : [1]; // it has it
}

/** The one that is said, of what is not a request. */
export function versionOf(type: MessageType): 1 | 2 {
  return versionsOf(type).at(-1) ?? 1;
}

export type MessageType = keyof typeof MESSAGES;
export const MESSAGE_TYPES = Object.keys(MESSAGES) as readonly MessageType[]; // its own keys

type Shapes = {
  [Type in MessageType]: { v: VersionOf<Type>; type: Type; inReplyTo?: Uuid | undefined } & z.infer<
    z.ZodObject<(typeof MESSAGES)[Type]['shape']>
  >;
};
export type Message = Shapes[MessageType];
export type MessageOf<Type extends MessageType> = Shapes[Type];

const named = z.looseObject({ type: z.string().max(40), v: z.int() });

/** Undefined: a type or a version that is not on the list, or fields that are not of it. */
export function readMessage(json: Json): Message | undefined {
  const head = named.safeParse(json);
  if (!head.success || !isType(head.data.type)) return undefined;
  const { type } = head.data;
  const read = z
    .strictObject({
      ...common,
      v: z.literal([...versionsOf(type)]),
      type: z.literal(type),
      ...MESSAGES[type].shape,
    })
    .safeParse(json);
  const message = read.success ? (read.data as Message) : undefined; // the schema of this type
  return message === undefined || isOfVersion(message) ? message : undefined;
}

function isOfVersion(message: Message): boolean {
  switch (message.type) {
    case 'request':
      return (message.v === 2) === (message.sealed !== undefined);
    case 'conditionAdded':
    case 'conditionLifted': {
      const has = [message.package, message.item, message.condition].filter((one) => one !== undefined);
      return has.length === (message.v === 2 ? 3 : 0);
    }
    default:
      return true;
  }
}

/** What a plaintext says. */
export function messageOf(plain: Uint8Array): Message | undefined {
  const json = messageIn(plain);
  return json === undefined ? undefined : readMessage(json);
}

/** What an offer says at least, also one that was refused for the rest: by that it is rejected. */
const offerNamed = z.looseObject({
  type: z.literal('offer'),
  package: uuid,
  checkpoint: inPackage.checkpoint,
  exhibits: z
    .array(z.looseObject({ item: line(100), event: digest }))
    .min(1)
    .max(OFFERED_MAX),
});

export function offerNamedIn(plain: Uint8Array): z.infer<typeof offerNamed> | undefined {
  return offerNamed.safeParse(messageIn(plain)).data;
}

function isType(type: string): type is MessageType {
  return Object.hasOwn(MESSAGES, type);
}

export function saidBy(type: MessageType): Saying {
  return MESSAGES[type].by;
}

/** What is no message and has versions too: in the second, any bytes of a file can be asked for. */
const ROADS = { parts: [1, 2] } as const;

/** What the peer document says of them. */
export function versionsSpoken(): { readonly [type: string]: number[] } {
  const messages = MESSAGE_TYPES.map((type) => [type, versionsOf(type)] as const);
  return Object.fromEntries([...messages, ...Object.entries(ROADS)].map(([of, all]) => [of, [...all]]));
}
