// A message of a conversation as its page shows it: by our clock and, of what a receipt says, by theirs.
import { keptReceipt } from '../verify/envelope-receipt.ts';
import type { In } from './in.store.ts';
import { messageOf, MESSAGE_TYPES, type Message, type MessageType } from './message.ts';
import type { Out } from './out.store.ts';

/** One step of a message: the receipt that shows it. */
export interface StepSeen {
  readonly is: 'queued' | 'mailed' | 'relay' | 'delivery' | 'retrieval' | 'rejection';
  readonly ours: Date | undefined;
  readonly theirs: Date | undefined;
  readonly code?: string | undefined;
}

export interface MessageSeen {
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

export function seenOut(out: Out): MessageSeen {
  const { relay, delivery, retrieval, rejection } = out;
  return {
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

export function seenIn(one: In): MessageSeen {
  const step = (is: StepSeen['is'], note: Uint8Array | undefined, ours: Date | undefined): StepSeen[] =>
    note === undefined ? [] : [{ is, ours, theirs: undefined, code: keptReceipt(note).code }];
  return {
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
