// A message of a conversation as its page shows it: by our clock and, of what a receipt or an answer says, by theirs.
import type { Uuid } from '../base/ids.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { keptEnvelope } from '../verify/envelope.ts';
import { keptReceipt } from '../verify/envelope-receipt.ts';
import type { In } from './in.store.ts';
import { messageOf, MESSAGE_TYPES, type Message, type MessageType } from './message.ts';
import type { Out } from './out.store.ts';

/** One step of a message: the receipt that shows it, or the signed message that answers it. */
export interface StepSeen {
  readonly is: 'queued' | 'mailed' | 'relay' | 'delivery' | 'retrieval' | 'rejection' | 'answered';
  readonly ours: Date | undefined;
  readonly theirs: Date | undefined;
  readonly code?: string | undefined;
  /** What answers it. */
  readonly by?: Pick<MessageSeen, 'id' | 'type'> | undefined;
}

export interface MessageSeen {
  readonly id: Uuid;
  readonly isOurs: boolean;
  readonly type: MessageType | undefined;
  readonly state: Out['state'] | In['state'];
  readonly at: Date;
  readonly steps: readonly StepSeen[];
  readonly said: Message | undefined;
  /** Of its envelope. */
  readonly digest?: string | undefined;
  readonly lastError: string | undefined;
  /** It reached nobody, or was refused: under this it can be said once more by who looks. */
  readonly again?: string | undefined;
}

/** What went and what came in one conversation, each in its order: with what answered it, the first of each type. */
export function seenAll(outs: readonly Out[], ins: readonly In[]): MessageSeen[] {
  const [went, came] = [outs.map(seenOut), ins.map(seenIn)];
  const createdBy = new Map(ins.map(({ id, envelope }) => [id, envelope]));
  const byThem = answersOf(came, ({ id, at }) => {
    const envelope = createdBy.get(id);
    const created = envelope && keptEnvelope(envelope, nodeCrypto)?.header.created;
    return { ours: at, theirs: created === undefined ? undefined : new Date(created) };
  });
  const byUs = answersOf(went, ({ at, steps }) => ({
    ours: at,
    theirs: steps.find(({ is }) => is === 'delivery')?.theirs,
  }));
  const answered = (all: readonly MessageSeen[], by: ReadonlyMap<Uuid, StepSeen[]>) =>
    all.map((one) => ({ ...one, steps: [...one.steps, ...(by.get(one.id) ?? [])] }));
  return [...answered(went, byThem), ...answered(came, byUs)].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

/** By the message of the other side that is answered. What nobody took in answers nothing. */
function answersOf(
  all: readonly MessageSeen[],
  times: (one: MessageSeen) => Pick<StepSeen, 'ours' | 'theirs'>,
): ReadonlyMap<Uuid, StepSeen[]> {
  const found = new Map<Uuid, StepSeen[]>();
  for (const one of all) {
    const { id, type, state, said } = one;
    if (said?.inReplyTo === undefined || state === 'refused' || state === 'expired') continue;
    const steps = found.get(said.inReplyTo) ?? [];
    if (steps.some(({ by }) => by?.type === type)) continue;
    found.set(said.inReplyTo, [...steps, { is: 'answered', ...times(one), by: { id, type } }]);
  }
  return found;
}

function seenOut(out: Out): MessageSeen {
  const { relay, delivery, retrieval, rejection } = out;
  return {
    id: out.id,
    isOurs: true,
    type: MESSAGE_TYPES.find((one) => one === out.type),
    state: out.state,
    at: out.queuedAt,
    steps: [
      { is: 'queued', ours: out.queuedAt, theirs: undefined },
      ...(out.mailedAt === undefined
        ? []
        : [{ is: 'mailed', ours: out.mailedAt, theirs: undefined } as const]),
      ...theirSteps({ relay, delivery, retrieval, rejection }),
    ],
    said: messageOf(out.plain),
    digest: out.digest,
    lastError: out.lastError,
  };
}

function seenIn(one: In): MessageSeen {
  const step = (is: StepSeen['is'], note: Uint8Array | undefined, ours: Date | undefined): StepSeen[] =>
    note === undefined ? [] : [{ is, ours, theirs: undefined, code: keptReceipt(note).code }];
  return {
    id: one.id,
    isOurs: false,
    type: MESSAGE_TYPES.find((type) => type === one.type),
    state: one.state,
    at: one.arrivedAt,
    steps: [
      ...step('delivery', one.delivery, one.arrivedAt),
      ...step('retrieval', one.retrieval, one.openedAt),
      ...step('rejection', one.rejection, one.arrivedAt),
    ],
    said: one.plain === undefined ? undefined : messageOf(one.plain),
    digest: one.digest,
    lastError: undefined,
  };
}

function theirSteps(notes: {
  readonly [is in 'relay' | 'delivery' | 'retrieval' | 'rejection']: Uint8Array | undefined;
}): StepSeen[] {
  return (['relay', 'delivery', 'retrieval', 'rejection'] as const).flatMap((is) => {
    const note = notes[is];
    if (note === undefined) return [];
    const { at, code } = keptReceipt(note);
    return [{ is, ours: undefined, theirs: new Date(at), code }];
  });
}
