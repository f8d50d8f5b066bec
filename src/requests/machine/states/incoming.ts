// A request of another State or authority: checked, decided, executed, answered. In an emergency the order is another: called
// back at a number of the directory, acted upon, papers later.
import {
  BEFORE_EXECUTION,
  INCOMING_STATES,
  LIVE,
  RECEIVED,
  RECEIVED_IN_ROLE,
  type IncomingAct,
  type IncomingState,
} from './incoming-names.ts';
import {
  BEGUN,
  CARRIED_OUT,
  DECIDED_AGAINST,
  HELD_ITEM,
  POSTPONED,
  RECEIPT_SAID,
  RESUMED,
  TRANSFERRED,
} from '../../core/clocks.ts';
import { rowsOf, type Line, type Machine } from './machine.ts';

const LINES: readonly Line<IncomingState, IncomingAct>[] = [
  // Recorded with the registration: time limits run from here, not from when somebody looked.
  {
    from: ['received'],
    act: 'receive',
    who: 'counterpart',
    guards: ['evidenceGiven', 'capacitySaid'],
    clockEvents: RECEIVED,
  },
  // As whose a European order came hangs its time: said late, or corrected, it runs from the receipt all the same.
  {
    from: [...LIVE, 'transmitted', 'receiptConfirmed', 'refused', 'withdrawn'],
    act: 'sayCapacity',
    who: 'desk',
    guards: ['capacitySaid', 'capacityCorrected', 'evidenceGiven'],
    clockEvents: RECEIVED_IN_ROLE,
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
    guards: ['identifiersNamed', 'reasonGiven'],
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
    clockEvents: ['preservation_effected', HELD_ITEM],
  },
  {
    from: ['authenticated'],
    act: 'register',
    who: 'desk',
    guards: ['evidenceGiven'],
    to: 'registered',
    clockEvents: [RECEIPT_SAID],
  },
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
    clockEvents: [
      'recognition_decided',
      'ground_for_refusal_raised',
      'reasoned_objection_filed',
      DECIDED_AGAINST,
    ],
  },
  {
    from: ['admissibility', 'accepted', 'assigned', 'orderObtained', 'executing', 'conditionsProposed'],
    act: 'refuse',
    who: 'authoriser',
    guards: ['groundGiven', 'groundOfEach', 'groundOfText', 'reasonGiven'],
    to: 'refused',
    clockEvents: ['recognition_decided', 'ground_for_refusal_raised'],
  },
  {
    from: ['admissibility', 'accepted', 'assigned', 'orderObtained', 'executing'],
    act: 'postpone',
    who: 'authoriser',
    guards: ['groundGiven', 'reasonGiven'],
    to: 'postponed',
    // The addressee whom another State's law forbids it executes nothing until a court keeps the order: Regulation (EU) 2023/1543, Art. 17.
    clockEvents: ['reasoned_objection_filed', ...POSTPONED, DECIDED_AGAINST],
  },
  // The authority that was notified raises a ground: the addressee stops, and the order will be withdrawn (its Art. 12(2)).
  {
    from: [
      'admissibility',
      'clarificationAsked',
      'accepted',
      'assigned',
      'orderObtained',
      'executing',
      'resultsIn',
      'resultsChecked',
    ],
    act: 'hearGround',
    who: 'counterpart',
    guards: ['evidenceGiven', 'groundGiven'],
    to: 'postponed',
    clockEvents: ['ground_for_refusal_raised'],
  },
  {
    from: ['postponed'],
    act: 'resume',
    who: 'authoriser',
    guards: ['reasonGiven'],
    to: 'admissibility',
    clockEvents: ['court_upholds_order', RESUMED],
  },
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
    clockEvents: ['preservation_effected', 'provider_served', HELD_ITEM, BEGUN],
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
    clockEvents: [CARRIED_OUT],
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
    clockEvents: [
      'data_produced',
      'all_answered',
      'evidence_made_available_by_link',
      'sent_by_other_means',
      TRANSFERRED,
    ],
  },
  // Regulation (EU) 2023/1543, Art. 19(6).
  {
    from: ['transmitted', 'receiptConfirmed'],
    act: 'recordAlternative',
    who: 'desk',
    guards: ['evidenceGiven'],
    clockEvents: ['alternative_recorded'],
  },
  // The issuing authority reviews the order after a notice of the addressee: its Art. 10(8).
  {
    from: LIVE,
    act: 'setDeadline',
    who: 'counterpart',
    guards: ['deadlineGiven', 'evidenceGiven'],
    clockEvents: ['extended'],
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
