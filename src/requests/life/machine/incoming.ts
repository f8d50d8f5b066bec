// A request of another State or authority: checked, decided, executed, answered. In an emergency the order is another: called
// back at a number of the directory, acted upon, papers later.
import { rowsOf, type Line, type Machine } from './machine.ts';

const INCOMING_STATES = [
  'received',
  'notGenuine',
  'emergencyVerified',
  'authenticated',
  'registered',
  'admissibility',
  'clarificationAsked',
  'conditionsProposed',
  'postponed',
  'accepted',
  'assigned',
  'orderObtained',
  'executing',
  'resultsIn',
  'resultsChecked',
  'transmitted',
  'receiptConfirmed',
  'refused',
  'withdrawn',
  'closed',
] as const;

export type IncomingState = (typeof INCOMING_STATES)[number];

const INCOMING_ACTS = [
  'receive',
  'checkAuthenticity',
  'findNotGenuine',
  'verifyByCallBack',
  'actUrgently',
  'receivePapers',
  'askEnforcement',
  'preserveAtOnce',
  'register',
  'beginReview',
  'askClarification',
  'receiveClarification',
  'accept',
  'acceptInPart',
  'refuse',
  'postpone',
  'resume',
  'proposeConditions',
  'conditionsAccepted',
  'conditionsDeclined',
  'assign',
  'obtainOrder',
  'beginExecution',
  'findOtherProvider',
  'recordResults',
  'completeResults',
  'checkResults',
  'returnResults',
  'transmitResults',
  'recordAlternative',
  'setDeadline',
  'confirmReceipt',
  'deleteData',
  'changeItems',
  'withdrawn',
  'close',
  'reopen',
] as const;

export type IncomingAct = (typeof INCOMING_ACTS)[number];

const LIVE = [
  'received',
  'emergencyVerified',
  'authenticated',
  'registered',
  'admissibility',
  'clarificationAsked',
  'conditionsProposed',
  'postponed',
  'accepted',
  'assigned',
  'orderObtained',
  'executing',
  'resultsIn',
  'resultsChecked',
] as const;

/** What may still be gone when it comes to be executed. */
const BEFORE_EXECUTION = [
  'received',
  'emergencyVerified',
  'authenticated',
  'registered',
  'admissibility',
  'clarificationAsked',
  'postponed',
  'accepted',
  'assigned',
  'orderObtained',
] as const;

/** Ours to receive: the same events as of a request of ours that another side received. */
const RECEIVED = [
  'request_received',
  'requested_state_received_complete_request',
  'contact_point_received_urgent_request',
  'enforcing_authority_received_notice',
  'central_authority_directs_preservation',
];

const LINES: readonly Line<IncomingState, IncomingAct>[] = [
  // Recorded with the registration: time limits run from here, not from when somebody looked.
  {
    from: ['received'],
    act: 'receive',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    clockEvents: RECEIVED,
  },
  {
    from: ['received'],
    act: 'checkAuthenticity',
    who: 'desk',
    guards: ['evidenceGiven'],
    to: 'authenticated',
  },
  {
    from: ['received', 'emergencyVerified'],
    act: 'findNotGenuine',
    who: 'desk',
    guards: ['evidenceGiven', 'reasonGiven'],
    to: 'notGenuine',
  },
  // Hijacked mailboxes send emergencies; only a call back to a number that was known before tells.
  {
    from: ['received'],
    act: 'verifyByCallBack',
    who: 'dutyOfficer',
    guards: ['emergencyCase', 'directoryNumber', 'anotherVerifier', 'evidenceGiven'],
    to: 'emergencyVerified',
  },
  {
    from: ['emergencyVerified'],
    act: 'actUrgently',
    who: 'dutyOfficer',
    guards: ['reasonGiven'],
    to: 'executing',
  },
  {
    from: ['executing', 'resultsIn', 'resultsChecked', 'transmitted', 'receiptConfirmed'],
    act: 'receivePapers',
    who: 'counterpart',
    guards: ['emergencyCase', 'evidenceGiven'],
  },
  // An order that was notified is now to be enforced: Regulation (EU) 2023/1543, Art. 16.
  {
    from: LIVE,
    act: 'askEnforcement',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    clockEvents: ['enforcing_authority_received_order'],
  },
  // Whoever holds the data keeps them from the moment an order is there, before it is looked into: its Art. 10(1).
  {
    from: BEFORE_EXECUTION,
    act: 'preserveAtOnce',
    who: 'desk',
    guards: ['evidenceGiven'],
    clockEvents: ['preservation_effected'],
  },
  { from: ['authenticated'], act: 'register', who: 'desk', guards: ['evidenceGiven'], to: 'registered' },
  { from: ['registered'], act: 'beginReview', who: 'reviewer', to: 'admissibility' },
  {
    from: ['admissibility', 'accepted', 'assigned', 'orderObtained', 'executing'],
    act: 'askClarification',
    who: 'desk',
    guards: ['reasonGiven', 'evidenceGiven'],
    to: 'clarificationAsked',
    clockEvents: ['annex_iii_clarification_sent'],
  },
  {
    from: ['clarificationAsked'],
    act: 'receiveClarification',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    to: 'admissibility',
    clockEvents: ['clarification_given'],
  },
  {
    from: ['admissibility'],
    act: 'accept',
    who: 'authoriser',
    guards: ['anotherVerifier'],
    to: 'accepted',
    clockEvents: ['recognition_decided'],
  },
  {
    from: ['admissibility'],
    act: 'acceptInPart',
    who: 'authoriser',
    guards: ['anotherVerifier', 'itemsNamed', 'groundGiven', 'groundOfEach'],
    to: 'accepted',
    clockEvents: ['recognition_decided', 'ground_for_refusal_raised'],
  },
  {
    from: ['admissibility', 'accepted', 'assigned', 'orderObtained', 'executing', 'conditionsProposed'],
    act: 'refuse',
    who: 'authoriser',
    guards: ['groundGiven', 'groundOfEach', 'reasonGiven'],
    to: 'refused',
    clockEvents: ['recognition_decided', 'ground_for_refusal_raised'],
  },
  {
    from: ['admissibility', 'accepted', 'assigned', 'orderObtained', 'executing'],
    act: 'postpone',
    who: 'authoriser',
    guards: ['groundGiven', 'reasonGiven'],
    to: 'postponed',
  },
  { from: ['postponed'], act: 'resume', who: 'authoriser', guards: ['reasonGiven'], to: 'admissibility' },
  {
    from: ['admissibility', 'postponed'],
    act: 'proposeConditions',
    who: 'authoriser',
    guards: ['reasonGiven', 'evidenceGiven'],
    to: 'conditionsProposed',
  },
  {
    from: ['conditionsProposed'],
    act: 'conditionsAccepted',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    to: 'accepted',
  },
  {
    from: ['conditionsProposed'],
    act: 'conditionsDeclined',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    to: 'refused',
  },
  { from: ['accepted'], act: 'assign', who: 'desk', guards: ['assigneeNamed'], to: 'assigned' },
  {
    from: ['assigned'],
    act: 'obtainOrder',
    who: 'authoriser',
    guards: ['evidenceGiven'],
    to: 'orderObtained',
  },
  // Some measures need no order at home.
  {
    from: ['assigned', 'orderObtained'],
    act: 'beginExecution',
    who: 'drafter',
    guards: ['orderOrReason'],
    to: 'executing',
    // Whoever is asked serves it on the provider: Second Protocol (CETS 224), Art. 8(6).
    clockEvents: ['preservation_effected', 'provider_served'],
  },
  // Budapest Convention, Art. 30(1): the one who asked is told expeditiously.
  {
    from: ['executing'],
    act: 'findOtherProvider',
    who: 'drafter',
    guards: ['evidenceGiven'],
    clockEvents: ['other_provider_discovered'],
  },
  {
    from: ['executing'],
    act: 'recordResults',
    who: 'drafter',
    guards: ['notVerifier', 'itemsNamed', 'groundOfEach'],
  },
  {
    from: ['executing'],
    act: 'completeResults',
    who: 'drafter',
    guards: ['notVerifier', 'itemsSettled', 'groundOfEach'],
    to: 'resultsIn',
  },
  {
    from: ['resultsIn'],
    act: 'checkResults',
    who: 'reviewer',
    guards: ['digestsMatch', 'restrictionsRecorded'],
    to: 'resultsChecked',
  },
  {
    from: ['resultsIn', 'resultsChecked'],
    act: 'returnResults',
    who: 'reviewer',
    guards: ['reasonGiven'],
    to: 'executing',
  },
  {
    from: ['resultsChecked'],
    act: 'transmitResults',
    who: 'desk',
    guards: ['windowOver', 'evidenceGiven', 'itemsSettled', 'groundOfEach', 'carriageSaid', 'accessInTime'],
    to: 'transmitted',
    clockEvents: ['data_produced', 'all_answered', 'evidence_made_available_by_link', 'sent_by_other_means'],
  },
  // Regulation (EU) 2023/1543, Art. 19(6).
  {
    from: ['transmitted', 'receiptConfirmed'],
    act: 'recordAlternative',
    who: 'desk',
    guards: ['evidenceGiven'],
    clockEvents: ['alternative_recorded'],
  },
  // A link is open longer, as whoever asked wanted it: Implementing Regulation (EU) 2025/1550, Annex, point 3.3.3.
  {
    from: ['transmitted'],
    act: 'setDeadline',
    who: 'desk',
    guards: ['deadlineGiven', 'evidenceGiven'],
    clockEvents: ['extended'],
  },
  {
    from: ['transmitted'],
    act: 'confirmReceipt',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    to: 'receiptConfirmed',
    clockEvents: ['evidence_retrieved'],
  },
  // What was kept for it is not kept for longer than it is needed; that it was deleted, and by which rule, stays on record.
  {
    from: ['receiptConfirmed', 'refused', 'withdrawn', 'closed'],
    act: 'deleteData',
    who: 'desk',
    guards: ['evidenceGiven', 'reasonGiven'],
  },
  { from: LIVE, act: 'changeItems', who: 'counterpart', guards: ['evidenceGiven', 'itemsNamed'] },
  { from: LIVE, act: 'withdrawn', who: 'counterpart', guards: ['evidenceGiven'], to: 'withdrawn' },
  {
    from: ['receiptConfirmed', 'refused', 'withdrawn', 'notGenuine'],
    act: 'close',
    who: 'desk',
    guards: ['papersReceived', 'preservationSettled', 'alternativeRecorded'],
    to: 'closed',
  },
  { from: ['registered', 'admissibility'], act: 'close', who: 'desk', guards: ['onlyTells'], to: 'closed' },
  { from: ['closed'], act: 'reopen', who: 'desk', guards: ['reasonGiven'], to: 'admissibility' },
];

export const incoming: Machine<IncomingState, IncomingAct> = {
  name: 'incoming',
  initial: 'received',
  states: INCOMING_STATES,
  final: ['closed'],
  rows: rowsOf(LINES),
};
