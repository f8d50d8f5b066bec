// Which recorded act starts, rests and ends each clock of clocks.yaml: all of them by name, held against the tables of the three machines,
// the forms and the conditions of the rules. A clock that nothing starts, or that nothing ends, fails here, or is named with the reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import type { ClockRule, DataCategory } from '../../../law/model.ts';
import type { Machine } from '../states/machine.ts';
import { incoming } from '../states/incoming.ts';
import { outgoing } from '../states/outgoing.ts';
import { preservation } from '../states/preservation.ts';
import {
  CLOCKS_OF_HOLDS,
  clocksOf,
  isMovable,
  startedBy,
  type ClockSubject,
} from '../states/time-limits-by-form.ts';
import { FORMS } from '../../forms/index.ts';

const { clocks, forms } = await shippedLaw();

/**
 * What moves one clock: `out`, `in` and `kept` are the machines. What ends the request or the preservation ends its clocks as well, other
 * than those that go on until they are done.
 */
interface Moving {
  readonly starts: string;
  readonly ends: string;
  /** `event (acts) until event (acts)`. */
  readonly rests?: readonly string[];
  /** Gives it another end. */
  readonly lengthens?: string;
}

/** Where no receipt was recorded, whoever is heard of has it. */
const RECEIVED =
  'out deliver, acknowledge, askClarification, beginExecution, makeAvailable, postpone, proposeConditions';
const ANSWERED = 'out makeAvailable, reportItems, reportExecuted, refuseInPart, changeItems';
const ANSWERED_OR_SENT = `${ANSWERED}; in transmitResults`;
const QUESTION =
  'annex_iii_clarification_sent (out askClarification; in askClarification) until clarification_given (out answerClarification; in receiveClarification)';
const OBJECTION =
  'reasoned_objection_filed (out refuseInPart, refuse, postpone; in acceptInPart, postpone) until court_upholds_order (out resume; in resume)';
const GROUND =
  'ground_for_refusal_raised (out refuseInPart, refuse; in acceptInPart, refuse, hearGround) for good';
const POSTPONED = '(out postpone; in postpone) until postponement_ended (out resume; in resume)';
const DECIDED = 'out beginExecution, refuseInPart, refuse; in accept, acceptInPart, refuse, hearGround';
const DEADLINE = 'out setDeadline; in setDeadline';
/** Of the addressee: what it received is the same event on both sides. */
const ARRIVED = `${RECEIVED}; in receive, sayCapacity`;
/** Data that are kept. */
const CONFIRMED = 'kept confirm';
const ASKED_FOR = 'kept announceProduction';
const PRODUCED = 'kept produce';
/** No act of a machine: a step of the notice to the person concerned. */
const NOTICE = 'told, or need not be';

const TABLE: { readonly [clock: string]: Moving } = {
  'epoc.preserve-at-once': {
    starts: ARRIVED,
    ends: `${ANSWERED}; in preserveAtOnce, beginExecution, transmitResults`,
  },
  'epoc.produce': {
    starts: ARRIVED,
    ends: ANSWERED_OR_SENT,
    rests: [QUESTION, OBJECTION],
    lengthens: DEADLINE,
  },
  'epoc.produce-notified': {
    starts: ARRIVED,
    ends: ANSWERED_OR_SENT,
    rests: [QUESTION, GROUND, OBJECTION],
    lengthens: DEADLINE,
  },
  'epoc.produce-emergency': {
    starts: ARRIVED,
    ends: ANSWERED_OR_SENT,
    rests: [QUESTION, OBJECTION],
    lengthens: DEADLINE,
  },
  'epoc.refusal': {
    starts: 'out noticeReceived; in receive, sayCapacity',
    ends: 'out refuseInPart, refuse; in acceptInPart, refuse, hearGround',
  },
  'epoc.refusal-emergency': {
    starts: 'out noticeReceived; in receive, sayCapacity',
    ends: 'out refuseInPart, refuse; in acceptInPart, refuse, hearGround',
  },
  'epoc.clarification-reply': { starts: 'out askClarification', ends: 'out answerClarification' },
  'epoc.annex-iii-other': { starts: ARRIVED, ends: ANSWERED_OR_SENT },
  'epoc.third-country-objection': {
    starts: ARRIVED,
    ends: 'out makeAvailable, reportItems, reportExecuted, refuseInPart, refuse, postpone, changeItems; in acceptInPart, postpone, transmitResults',
  },
  'epoc.ex-post-validation': {
    starts: 'out issueUnvalidated',
    ends: 'out validate, refuseValidation, withdraw, takeBack, abandon',
  },
  'epoc.recognition': {
    starts: 'out askEnforcement; in receive, sayCapacity, askEnforcement',
    ends: DECIDED,
  },
  // The same act as a question of the addressee; that enforcement was asked for before decides.
  'epoc.enforcement-information': { starts: 'out askClarification', ends: 'out answerClarification' },
  'epoc-pr.hold': {
    starts: 'kept receive, confirm',
    ends: `${ASKED_FOR}, produce`,
    lengthens: 'kept extend',
  },
  'epoc-pr.hold-confirmed': { starts: ASKED_FOR, ends: PRODUCED },
  'epoc-pr.clarification-reply': { starts: 'out askClarification', ends: 'out answerClarification' },
  'epoc.user-information': { starts: 'out reportItems, reportExecuted', ends: NOTICE },
  'eu1550.retrieval': {
    starts: 'out makeAvailable; in transmitResults',
    ends: 'out receiveEvidence; in confirmReceipt',
    lengthens: 'out setDeadline; in setDeadline',
  },
  'eu1550.record-alternative': {
    starts: 'out transmit; in transmitResults',
    ends: 'out recordAlternative; in recordAlternative',
  },
  'eio.acknowledge': { starts: `${RECEIVED}; in receive`, ends: 'out acknowledge; in register' },
  'eio.recognition': {
    starts: `${RECEIVED}; in receive`,
    ends: DECIDED,
    rests: [`recognition_postponed_art_15 ${POSTPONED}`],
    lengthens: DEADLINE,
  },
  'eio.execution': {
    starts: 'out beginExecution; in accept, acceptInPart, refuse',
    ends: ANSWERED_OR_SENT,
    rests: [`execution_postponed_art_15 ${POSTPONED}`],
    lengthens: DEADLINE,
  },
  'eio.provisional': { starts: `${RECEIVED}; in receive`, ends: DECIDED },
  'eio.requested-date': { starts: `${RECEIVED}; in receive`, ends: ANSWERED_OR_SENT },
  'eio.transfer': {
    starts: 'out reportExecuted; in completeResults',
    ends: 'out makeAvailable, receiveEvidence; in transmitResults',
    // No act of a request says that a remedy suspends it.
    rests: ['transfer_suspended_art_13_2 () until remedy_decided ()'],
  },
  'eio.provisional-hold': {
    starts: 'out reportItems, reportExecuted; in preserveAtOnce, beginExecution',
    ends: 'out withdraw, takeBack, abandon',
  },
  // The letter that tells of it ends it before the results go.
  'eio.inform-decision': { starts: 'in acceptInPart, postpone', ends: 'in transmitResults' },
  'eio.resume': { starts: 'in resume', ends: 'in beginExecution, transmitResults' },
  'eio.interception-objection': {
    starts: `${RECEIVED}; in receive`,
    ends: 'out refuseInPart, refuse; in acceptInPart, refuse, hearGround',
  },
  'bc16.order': { starts: CONFIRMED, ends: PRODUCED, lengthens: 'kept extend' },
  'bc29.hold': { starts: CONFIRMED, ends: `${ASKED_FOR}, produce` },
  'bc29.until-decision': { starts: ASKED_FOR, ends: PRODUCED },
  'bc30.disclosure': { starts: 'out findOtherProvider; in findOtherProvider', ends: ANSWERED_OR_SENT },
  'bc31.expedited': { starts: `${RECEIVED}; in receive`, ends: ANSWERED_OR_SENT },
  'un25.order': { starts: CONFIRMED, ends: PRODUCED },
  'un42.hold': { starts: CONFIRMED, ends: `${ASKED_FOR}, produce` },
  'cets224.7.answer': { starts: RECEIVED, ends: ANSWERED },
  'cets224.8.serve': {
    starts: `${RECEIVED}; in receive`,
    ends: 'out beginExecution, makeAvailable, reportItems, reportExecuted, refuseInPart, changeItems; in beginExecution, transmitResults',
  },
  'cets224.8.return-subscriber': {
    starts: 'out beginExecution; in beginExecution',
    ends: ANSWERED_OR_SENT,
  },
  'cets224.8.return-traffic': { starts: 'out beginExecution; in beginExecution', ends: ANSWERED_OR_SENT },
  'cets224.9-10.emergency': { starts: `${RECEIVED}; in receive`, ends: ANSWERED_OR_SENT },
  'us.preserve': { starts: CONFIRMED, ends: PRODUCED, lengthens: 'kept extend' },
  'gh.preserve': { starts: CONFIRMED, ends: PRODUCED },
  'eu.attacks-24-7': {
    starts: `${RECEIVED}; in receive`,
    ends: 'out beginExecution, makeAvailable, reportItems, reportExecuted, refuseInPart, refuse, changeItems; in accept, acceptInPart, refuse, hearGround, transmitResults',
  },
  'mla.progress': { starts: `${RECEIVED}; in receive`, ends: ANSWERED_OR_SENT },
  'mla.planning': { starts: 'out transmit', ends: ANSWERED },
};

test('every clock that some act can start is started, rested, lengthened and ended by these acts', () => {
  const found = clocks
    .filter(({ notBegun }) => notBegun === undefined)
    .map((rule) => [rule.id, movingOf(rule)] as const);
  assert.deepEqual(Object.fromEntries(found), TABLE);
  for (const [id, { starts, ends }] of found) {
    assert.notEqual(starts, '', `nothing starts ${id}`);
    assert.notEqual(ends, '', `nothing ends ${id}`);
  }
});

test('fifty-one clocks: those that no act starts say why, and are no others', () => {
  assert.equal(clocks.length, 51);
  const never = clocks.filter((rule) => movingOf(rule).starts === '').map(({ id }) => id);
  const saying = clocks.filter(({ notBegun }) => notBegun !== undefined).map(({ id }) => id);
  assert.deepEqual(never.toSorted(), saying.toSorted());
});

test('a clock whose starting event no act records would be found', () => {
  const [rule] = clocks;
  assert.ok(rule);
  assert.equal(movingOf({ ...rule, startsOn: 'nobody_records_this' }).starts, '');
});

const BOOL = [false, true] as const;
const CATEGORIES: readonly (readonly DataCategory[])[] = [
  [],
  ['subscriber'],
  ['access'],
  ['traffic'],
  ['content'],
];

/** Every form and instrument under every condition that decides on clocks. */
const SUBJECTS: readonly ClockSubject[] = BOOL.flatMap((isEmergency) =>
  BOOL.flatMap((isNotified) =>
    BOOL.flatMap((isDomestic) =>
      BOOL.flatMap((isIncoming) =>
        CATEGORIES.flatMap((categories) => {
          const urgent = { isEmergency, isUrgent: isEmergency, isUnvalidated: isEmergency };
          return ofAllForms({
            ...urgent,
            isNotified,
            isDomestic,
            isIncoming,
            categories,
            areBound: () => true,
          });
        }),
      ),
    ),
  ),
);

function ofAllForms(under: Omit<ClockSubject, 'kind' | 'form' | 'instrument'>): ClockSubject[] {
  const byForm = FORMS.map(({ id }) => id).flatMap((form) =>
    (['request', 'preservation'] as const).map((kind) => {
      const instrument = forms.find(({ id }) => id === form)?.instrument;
      return { ...under, kind, form, instrument };
    }),
  );
  const kept = Object.keys(CLOCKS_OF_HOLDS).map((instrument) => {
    return { ...under, kind: 'preservation' as const, form: undefined, instrument };
  });
  return [...byForm, ...kept];
}

/** Names of the machines as the table has them. */
const SHORT = { outgoing: 'out', incoming: 'in', preservation: 'kept' } as const;

function machineFor({ kind, isIncoming }: ClockSubject): Machine {
  if (kind === 'preservation') return preservation;
  return isIncoming === true ? incoming : outgoing;
}

/** `out deliver, acknowledge; in receive`, in the order of the tables. */
function inWords(taken: ReadonlySet<string>): string {
  return [outgoing, incoming, preservation]
    .flatMap(({ name, rows }) => {
      const acts = [...new Set(rows.map(({ act }) => act))].filter((act) => taken.has(`${name} ${act}`));
      return acts.length === 0 ? [] : [`${SHORT[name]} ${acts.join(', ')}`];
    })
    .join('; ');
}

type Names = readonly string[];

/** `rule` in place of the one of that id. */
function movingOf(rule: ClockRule): Moving {
  const rules = clocks.map((one) => (one.id === rule.id ? rule : one));
  const having = SUBJECTS.filter((subject) => clocksOf(subject).some(({ clock }) => clock === rule.id));
  const acts = (
    subjects: readonly ClockSubject[],
    isIt: (names: Names, subject: ClockSubject) => boolean,
  ) => {
    const found = subjects.flatMap((subject) => {
      const { name, rows } = machineFor(subject);
      return rows.filter(({ clockEvents }) => isIt(clockEvents, subject)).map(({ act }) => `${name} ${act}`);
    });
    return new Set(found);
  };
  const isStarted = (names: Names, subject: ClockSubject): boolean =>
    startedBy(names, subject, rules).some((one) => one.rule.id === rule.id);
  // A side on which it never starts has none to move.
  const sides = new Set(having.filter((one) => acts([one], isStarted).size > 0).map(machineFor));
  const there = having.filter((one) => sides.has(machineFor(one)));
  const recording = (event: string): string => inWords(acts(there, (names) => names.includes(event)));
  const doneOf = (subject: ClockSubject): Names =>
    clocksOf(subject).find(({ clock }) => clock === rule.id)?.done ?? [];
  const isDone = (names: Names, subject: ClockSubject): boolean =>
    names.some((name) => doneOf(subject).includes(name));
  const byNotice = there.some((one) => doneOf(one).includes('person_informed')) ? NOTICE : '';
  const rests = rule.pauses.map(({ event, until }) => {
    const end = until === undefined ? 'for good' : `until ${until} (${recording(until)})`;
    return `${event} (${recording(event)}) ${end}`;
  });
  const longer = rule.extension === undefined ? '' : isMovable(rule) ? recording('extended') : 'kept extend';
  return {
    starts: inWords(acts(having, isStarted)),
    ends: inWords(acts(there, isDone)) || byNotice,
    ...(rests.length > 0 && { rests }),
    ...(longer !== '' && sides.size > 0 && { lengthens: longer }),
  };
}
