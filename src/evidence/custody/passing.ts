// How custody passes from one installation to another: every step that there is, as data. The program takes its steps by these tables
// within the transaction that also writes what is said of them, and the explorer of the tests (test/custody-passing.test.ts) visits every
// state that they can reach under loss, doubling, reordering, crash, restart and restored databases. Custody passes with the acceptance in
// the receiver's log and at no other instant: time and calling back never free who offered, an answer does.

/** none: not with us. holds: ours, free to dispose of. bound: offered; ours to keep, not to dispose of, until the answer is here. */
export type Standing = 'none' | 'holds' | 'bound';
export type Answer = 'accepted' | 'rejected';

export type HolderTable = { readonly [standing in Standing]: { readonly [step in string]?: Standing } };

/** Of one exhibit. What is not here cannot be done. */
export const HOLDER = {
  none: { accept: 'holds' },
  holds: { offer: 'bound' },
  bound: { acceptedFiled: 'none', rejectedFiled: 'holds' },
} as const satisfies HolderTable;

/** Of an offer, where it was made to: never heard of, before somebody, answered for ever. */
export type OfferedState = 'unknown' | 'desk' | Answer;
/** What comes, what a person decides, what the clock here does. */
export type OfferedStep = 'offer' | 'callBack' | 'fence' | 'accept' | 'reject' | 'expire';

interface Move {
  readonly to: OfferedState;
  /** The answer is (again) on its way, in the same transaction. */
  readonly answers?: true;
}

export type OfferedTable = { readonly [state in OfferedState]: { readonly [step in OfferedStep]?: Move } };

/** `callBack` may come before the offer, which then finds itself rejected. `fence`: the sender's database was restored. */
export const OFFERED: OfferedTable = {
  unknown: { offer: { to: 'desk' }, callBack: { to: 'rejected', answers: true } },
  desk: {
    offer: { to: 'desk' },
    accept: { to: 'accepted', answers: true },
    reject: { to: 'rejected', answers: true },
    expire: { to: 'rejected', answers: true },
    callBack: { to: 'rejected', answers: true },
    fence: { to: 'rejected' },
  },
  accepted: {
    offer: { to: 'accepted', answers: true },
    callBack: { to: 'accepted', answers: true },
    fence: { to: 'accepted' },
  },
  rejected: {
    offer: { to: 'rejected', answers: true },
    callBack: { to: 'rejected', answers: true },
    fence: { to: 'rejected' },
  },
};

/** Undefined: that step is not there in this standing. */
export function standingAfter(
  standing: Standing,
  step: string,
  table: HolderTable = HOLDER,
): Standing | undefined {
  return table[standing][step];
}

export function offeredAfter(
  state: OfferedState,
  step: OfferedStep,
  table: OfferedTable = OFFERED,
): Move | undefined {
  return table[state][step];
}

/** Whoever finds in the history of an offer the acceptance of an own open offer files that first. */
export function isProvedBy(open: string | undefined, history: readonly string[]): boolean {
  return open !== undefined && history.includes(open);
}

/** What was signed before a restore and was not filed until the fence came has no effect any more. */
export function isFencedOff(epoch: number, from: number | undefined): boolean {
  return epoch < (from ?? 0);
}
