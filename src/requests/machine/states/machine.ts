// The life of a request or a preservation as a table: state × act × who × guards × next state × clock events. The tables are
// listed in `machines.ts`; docs/request-life.md is drawn from them, `life.acts.ts` follows them, and nothing else changes a state.
import type { Who } from './actor-roles.ts';

/** Whose act it is. Theirs is recorded by one of ours with its evidence, or comes by the exchange. */
export type Side = 'ours' | 'theirs' | 'system';

/** What must hold before an act; `guards.ts` has each with the article or rule that it rests on. */
export const GUARDS = [
  'complete', // no check that blocks
  'preservationOrReason', // the data are preserved, or a reason why not
  'reasonGiven',
  'evidenceGiven', // how it is known
  'capacitySaid', // of an order that came to us: to its addressee, or to which authority
  'capacityCorrected', // another than before, and why; of an order that was received
  'groundGiven', // a coded ground for refusal
  'groundOfEach', // of an order that came to us: of each line that does not come, or not wholly
  'groundOfText', // one of the text that it rests on, where the law data have its grounds
  'notDrafter', // who authorises wrote none of it
  'competent', // of this authority, for this category of data
  'offenceThreshold',
  'signed', // this version, by a passkey
  'basisInForce', // for both States, as the law stands when it leaves
  'meansTaken', // by which means it leaves is one that whoever receives it takes, as far as the directory says, or a reason
  'channelAllowed', // a way that the law has open for it that day, or a reason where the law data do not know
  'languageTaken', // by the State that is asked, or a reason
  'languageDiffers', // they do not take the one that it is in
  'sentAsSigned', // its digests are those of what was signed
  'authorityNotified', // enforcing authority, where the instrument wants it
  'itemsNamed', // which items it concerns
  'itemsSettled', // every item has an answer
  'neverSent',
  'caseHandedOver', // to another authority, with its requests
  'onlyTells', // nothing is executed on it
  'wasSent',
  'preservationSettled', // no preservation of it still runs, or it is said what becomes of it
  'emergencyCase',
  'directoryNumber', // called back at a number of the directory, not at one of the message
  'identifiersNamed', // whose data it is about: an act on nobody helps nobody
  'anotherVerifier', // not who will have the data
  'papersReceived', // what an emergency left for later
  'exhibitsNamed',
  'countMatches', // what they say they produced is here, item by item, or a reason
  'certificatePresent', // which one came, or why none did
  'restrictionsRecorded', // each exhibit has its restrictions, or none was stated
  'costsSaid', // how much and who bears them, or that there were none
  'feedbackSaid', // whether what came was of use, or that there is nothing to say
  'assigneeNamed', // who executes it at home
  'orderOrReason', // an order at home, or why none is needed
  'notVerifier', // not who verified an emergency
  'windowOver', // the notified authority raised nothing in its time, or confirmed it
  'digestsMatch',
  'goesFirst', // an emergency, in which it says itself that it is not validated yet
  'validationAwaited', // it went, or may go, before it is validated
  'validationInTime', // what nobody validated in time does not leave
  'validationSettled', // somebody has validated it, or has not
  'validated', // or it needed no validation afterwards
  'mayValidate', // of this authority, for this category of data
  'signedBySelf', // this version, by who acts, who did not issue it
  'obtainedSettled', // data that came on it are deleted, or their use is restricted
  'endGiven', // until when it is kept
  'endPassed',
  'productionLinked',
  'carriageSaid', // through the decentralised IT system, or by other means and why
  'linkStated', // until when it may be fetched
  'accessInTime', // a link of ours is open as long as it must be
  'alternativeRecorded', // what went by other means stands in the system
  'noticeDecided', // whom to tell that their data came
  'deadlineGiven', // a new last day of one time limit, and who set it
  'linksNamed', // which of several links the evidence was fetched from
  'mayRelease', // whoever could have ordered it; elsewhere the desk that asked
] as const;

export type Guard = (typeof GUARDS)[number];

export interface Row<State extends string, Act extends string> {
  readonly from: State;
  readonly act: Act;
  readonly who: Who;
  readonly guards: readonly Guard[];
  readonly to: State;
  /** What it may be for the clocks, by the names of `clocks.yaml`; the form and the side decide which. */
  readonly clockEvents: readonly string[];
}

export interface Machine<State extends string = string, Act extends string = string> {
  readonly name: 'outgoing' | 'incoming' | 'preservation';
  readonly initial: State;
  readonly states: readonly State[];
  /** No act of ours or theirs leads on, other than taking it up again. */
  readonly final: readonly State[];
  readonly rows: readonly Row<State, Act>[];
}

/** How the tables are written: one line for an act, from wherever it may be taken. */
export interface Line<State extends string, Act extends string> {
  readonly from: readonly State[];
  readonly act: Act;
  readonly who: Who;
  readonly guards?: readonly Guard[];
  /** Undefined: where it is. */
  readonly to?: State;
  readonly clockEvents?: readonly string[];
}

export function rowsOf<State extends string, Act extends string>(
  lines: readonly Line<State, Act>[],
): Row<State, Act>[] {
  return lines.flatMap(({ from, act, who, guards = [], to, clockEvents = [] }) =>
    from.map((state) => ({ from: state, act, who, guards, to: to ?? state, clockEvents })),
  );
}

export function rowFor(machine: Machine, state: string, act: string): Row<string, string> | undefined {
  return machine.rows.find((row) => row.from === state && row.act === act);
}

/** Whether it is an act of this machine at all. */
export function hasAct({ rows }: Pick<Machine, 'rows'>, act: string): boolean {
  return rows.some((row) => row.act === act);
}

/** What may come next, in the order of the table. */
export function nextRows(machine: Machine, state: string): readonly Row<string, string>[] {
  return machine.rows.filter((row) => row.from === state);
}

/** Acts that stop or take back: they stand below those that go on. */
export const STOPPING: ReadonlySet<string> = new Set([
  'findNotGenuine',
  'refuse',
  'refuseInPart',
  'postpone',
  'hearGround',
  'declineToAuthorise',
  'refuseValidation',
  'takeBack',
  'declineConditions',
  'conditionsDeclined',
  'returnUndelivered',
  'changeItems',
  'abandon',
  'handOver',
  'withdraw',
  'withdrawn',
]);

/** Acts by which it is looked into whether to do what is asked, and by which it is done. */
const EXECUTING: ReadonlySet<string> = new Set([
  'actUrgently',
  'askEnforcement',
  'preserveAtOnce',
  'beginReview',
  'accept',
  'acceptInPart',
  'refuse',
  'refuseInPart',
  'postpone',
  'hearGround',
  'resume',
  'proposeConditions',
  'assign',
  'obtainOrder',
  'beginExecution',
  'findOtherProvider',
  'reportItems',
  'reportExecuted',
  'receiveEvidence',
  'changeItems',
]);

/** What decides which acts a request comes to. */
export interface Course {
  /** It goes before its validation. */
  readonly goesFirst: boolean;
  /** Nothing is executed on it. */
  readonly onlyTells: boolean;
}

export const USUAL_COURSE: Course = { goesFirst: false, onlyTells: false };

/**
 * Whether a request ever comes to this act: one that goes before its validation (Regulation (EU) 2023/1543, Art. 4(5)) is issued and
 * then validated, every other one is authorised; what only tells is closed as soon as it is there.
 */
export function isOnItsWay(
  { act, guards }: Pick<Row<string, string>, 'act' | 'guards'>,
  { goesFirst, onlyTells }: Course,
): boolean {
  if (onlyTells ? EXECUTING.has(act) : guards.includes('onlyTells')) return false;
  if (act === 'authorise') return !goesFirst;
  return goesFirst || !(act === 'issueUnvalidated' || guards.includes('validationAwaited'));
}

/**
 * The acts that must come first, the fewest of those that go on; none: it may be taken now. Undefined: from here the request never
 * comes to it.
 */
export function wayTo(
  machine: Machine,
  state: string,
  act: string,
  course: Course,
): readonly Row<string, string>[] | undefined {
  const ways = new Map<string, readonly Row<string, string>[]>([[state, []]]);
  for (const [at, way] of ways) {
    // A map is walked in the order of adding, with what is added on the way: breadth first.
    const rows = nextRows(machine, at).filter((row) => isOnItsWay(row, course));
    if (rows.some((row) => row.act === act)) return way;
    for (const row of rows) if (!ways.has(row.to) && !STOPPING.has(row.act)) ways.set(row.to, [...way, row]);
  }
  return undefined;
}

export function sideOf({ who }: Pick<Row<string, string>, 'who'>): Side {
  switch (who) {
    case 'counterpart':
      return 'theirs';
    case 'system':
      return 'system';
    case 'drafter':
    case 'reviewer':
    case 'authoriser':
    case 'issuer':
    case 'desk':
    case 'dutyOfficer':
    case 'translator':
    case 'custodian':
      return 'ours';
  }
}
