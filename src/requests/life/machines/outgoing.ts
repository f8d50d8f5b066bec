// A request of ours on its way: written, reviewed, authorised, sent, answered, closed.
import { rowsOf, type Line, type Machine } from '../machine.ts';
import { OUTGOING_STATES, type OutgoingAct, type OutgoingState } from './outgoing-names.ts';

/** With the other side, and not ended. */
const LIVE = [
  'transmitted',
  'delivered',
  'acknowledged',
  'clarificationAsked',
  'executing',
  'partlyExecuted',
  'postponed',
  'conditionsProposed',
] as const;
/** Signed, and not with the other side. */
const UNSENT = ['authorised', 'translation'] as const;
/** What was sent may still be validated, whatever became of it. */
const SENT = [...LIVE, 'executed', 'refused', 'evidenceReceived', 'verified'] as const;
/** The other side works on it. */
const WITH_THEM = ['delivered', 'acknowledged', 'executing', 'partlyExecuted', 'evidenceReceived'] as const;

/** Who receives decides the name of the event: a provider, a central authority, a point of contact. */
const RECEIVED = [
  'addressee_received_epoc',
  'addressee_received_epoc_pr',
  'annex_v_received',
  'provider_received_order',
  'provider_received_request',
  'preservation_order_served',
  'request_received',
  'requested_state_received_complete_request',
  'contact_point_received_urgent_request',
  'mla_request_received_after_preservation',
];

const LINES: readonly Line<OutgoingState, OutgoingAct>[] = [
  {
    from: ['draft'],
    act: 'submit',
    who: 'drafter',
    guards: ['complete', 'preservationOrReason'],
    to: 'review',
  },
  { from: ['review'], act: 'returnForChanges', who: 'reviewer', guards: ['reasonGiven'], to: 'draft' },
  {
    from: ['review'],
    act: 'authorise',
    who: 'authoriser',
    guards: ['complete', 'preservationOrReason', 'notDrafter', 'competent', 'offenceThreshold', 'signed'],
    to: 'authorised',
  },
  // In an emergency an order of another authority goes first and is validated within 48 hours: Regulation (EU) 2023/1543, Art. 4(5).
  {
    from: ['review'],
    act: 'issueUnvalidated',
    who: 'issuer',
    guards: [
      'goesFirst',
      'complete',
      'preservationOrReason',
      'notDrafter',
      'competent',
      'offenceThreshold',
      'signed',
    ],
    to: 'authorised',
    clockEvents: ['order_issued_without_validation'],
  },
  {
    from: [...UNSENT, ...SENT],
    act: 'validate',
    who: 'authoriser',
    guards: ['validationAwaited', 'notDrafter', 'mayValidate', 'offenceThreshold', 'signedBySelf'],
    clockEvents: ['order_validated'],
  },
  {
    from: UNSENT,
    act: 'refuseValidation',
    who: 'authoriser',
    guards: ['validationAwaited', 'reasonGiven'],
    to: 'declined',
    clockEvents: ['order_not_validated'],
  },
  {
    from: SENT,
    act: 'refuseValidation',
    who: 'authoriser',
    guards: ['validationAwaited', 'reasonGiven'],
    to: 'validationRefused',
    clockEvents: ['order_not_validated'],
  },
  {
    from: ['validationRefused'],
    act: 'withdraw',
    who: 'desk',
    guards: ['evidenceGiven', 'reasonGiven', 'preservationSettled', 'obtainedSettled'],
    to: 'withdrawn',
  },
  // Nobody writes on what has been issued; it is taken back first, and then it is another order.
  {
    from: UNSENT,
    act: 'takeBack',
    who: 'issuer',
    guards: ['validationAwaited', 'reasonGiven'],
    to: 'draft',
    clockEvents: ['order_withdrawn'],
  },
  {
    from: ['review'],
    act: 'declineToAuthorise',
    who: 'authoriser',
    guards: ['reasonGiven'],
    to: 'declined',
  },
  // Whoever writes on it once more takes it back; what was signed is void.
  { from: ['review', 'authorised', 'translation'], act: 'change', who: 'drafter', to: 'draft' },
  {
    from: ['draft', 'review', 'declined', 'authorised', 'translation'],
    act: 'abandon',
    who: 'desk',
    guards: ['reasonGiven', 'neverSent'],
    to: 'withdrawn',
    clockEvents: ['order_withdrawn'],
  },
  {
    from: ['authorised'],
    act: 'askTranslation',
    who: 'desk',
    guards: ['signed', 'languageDiffers'],
    to: 'translation',
  },
  {
    from: ['authorised', 'translation'],
    act: 'transmit',
    who: 'desk',
    guards: [
      'signed',
      'validationInTime',
      'complete',
      'basisInForce',
      'channelAllowed',
      'languageTaken',
      'sentAsSigned',
      'authorityNotified',
      'carriageSaid',
      'evidenceGiven',
    ],
    to: 'transmitted',
    clockEvents: ['request_sent', 'sent_by_other_means'],
  },
  {
    from: ['transmitted'],
    act: 'returnUndelivered',
    who: 'counterpart',
    guards: ['evidenceGiven', 'reasonGiven'],
    to: 'authorised',
  },
  {
    from: ['transmitted'],
    act: 'deliver',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    to: 'delivered',
    clockEvents: RECEIVED,
  },
  {
    from: ['transmitted'],
    act: 'acknowledge',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    to: 'acknowledged',
    clockEvents: RECEIVED,
  },
  {
    from: ['delivered'],
    act: 'acknowledge',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    to: 'acknowledged',
  },
  {
    from: [...WITH_THEM, 'transmitted'],
    act: 'askClarification',
    who: 'counterpart',
    guards: ['evidenceGiven', 'reasonGiven'],
    to: 'clarificationAsked',
    clockEvents: [
      'annex_iii_clarification_sent',
      'issuing_authority_received_annex_iii',
      'issuing_authority_received_question',
    ],
  },
  {
    from: ['clarificationAsked'],
    act: 'answerClarification',
    who: 'drafter',
    guards: ['reasonGiven', 'evidenceGiven'],
    to: 'acknowledged',
    clockEvents: ['clarification_given'],
  },
  {
    from: ['transmitted', 'delivered', 'acknowledged'],
    act: 'beginExecution',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    to: 'executing',
    // Who is asked serves it on the provider: Second Protocol (CETS 224), Art. 8(6).
    clockEvents: ['recognition_decided', 'provider_served'],
  },
  // Regulation (EU) 2023/1543, Art. 8 and 12(1): its time to raise a ground runs from there.
  {
    from: LIVE,
    act: 'noticeReceived',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    clockEvents: ['enforcing_authority_received_notice'],
  },
  // Its Art. 16: the addressee does not comply, and the enforcing authority is asked to see to it.
  {
    from: LIVE,
    act: 'askEnforcement',
    who: 'desk',
    guards: ['evidenceGiven', 'reasonGiven'],
    clockEvents: ['enforcing_authority_received_order'],
  },
  {
    from: ['refused'],
    act: 'askEnforcement',
    who: 'desk',
    guards: ['evidenceGiven', 'reasonGiven'],
    to: 'acknowledged',
    clockEvents: ['enforcing_authority_received_order'],
  },
  // Another provider took part in the transmission: Budapest Convention, Art. 30(1).
  {
    from: WITH_THEM,
    act: 'findOtherProvider',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    clockEvents: ['other_provider_discovered'],
  },
  // What is too large for the system is fetched from a link; that it was is said with the exhibits.
  {
    from: [...WITH_THEM, 'transmitted', 'executed'],
    act: 'makeAvailable',
    who: 'counterpart',
    guards: ['evidenceGiven', 'linkStated'],
    clockEvents: ['evidence_made_available_by_link'],
  },
  // Another last day, where the law leaves it to be set or agreed: Regulation (EU) 2023/1543, Art. 10(8); a link open longer.
  {
    from: [...LIVE, 'executed', 'evidenceReceived', 'verified'],
    act: 'setDeadline',
    who: 'desk',
    guards: ['deadlineGiven', 'evidenceGiven'],
    clockEvents: ['extended'],
  },
  {
    from: WITH_THEM,
    act: 'reportItems',
    who: 'counterpart',
    guards: ['evidenceGiven', 'itemsNamed'],
    to: 'partlyExecuted',
    clockEvents: ['data_produced', 'answered_without_data', 'preservation_effected'],
  },
  {
    from: WITH_THEM,
    act: 'reportExecuted',
    who: 'counterpart',
    guards: ['evidenceGiven', 'itemsSettled'],
    to: 'executed',
    clockEvents: ['data_produced', 'answered_without_data', 'preservation_effected'],
  },
  {
    from: WITH_THEM,
    act: 'refuseInPart',
    who: 'counterpart',
    guards: ['evidenceGiven', 'groundGiven', 'itemsNamed'],
    to: 'partlyExecuted',
    clockEvents: ['ground_for_refusal_raised', 'reasoned_objection_filed'],
  },
  {
    from: LIVE,
    act: 'refuse',
    who: 'counterpart',
    guards: ['evidenceGiven', 'groundGiven'],
    to: 'refused',
    clockEvents: ['ground_for_refusal_raised', 'reasoned_objection_filed'],
  },
  {
    from: ['transmitted', 'delivered', 'acknowledged', 'executing', 'partlyExecuted'],
    act: 'postpone',
    who: 'counterpart',
    guards: ['evidenceGiven', 'groundGiven'],
    to: 'postponed',
    // An order that another State's law forbids is suspended until a court has kept it: Regulation (EU) 2023/1543, Art. 17(3).
    clockEvents: ['reasoned_objection_filed'],
  },
  {
    from: ['postponed'],
    act: 'resume',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    to: 'executing',
    clockEvents: ['court_upholds_order'],
  },
  {
    from: ['transmitted', 'delivered', 'acknowledged', 'executing', 'partlyExecuted', 'postponed'],
    act: 'proposeConditions',
    who: 'counterpart',
    guards: ['evidenceGiven', 'reasonGiven'],
    to: 'conditionsProposed',
  },
  {
    from: ['conditionsProposed'],
    act: 'acceptConditions',
    who: 'authoriser',
    guards: ['evidenceGiven'],
    to: 'executing',
  },
  {
    from: ['conditionsProposed'],
    act: 'declineConditions',
    who: 'authoriser',
    guards: ['evidenceGiven', 'reasonGiven'],
    to: 'refused',
  },
  {
    from: LIVE,
    act: 'withdraw',
    who: 'authoriser',
    guards: ['evidenceGiven', 'reasonGiven', 'preservationSettled'],
    to: 'withdrawn',
    clockEvents: ['order_withdrawn'],
  },
  // What is still wanted of the items, said to the other side: an item that is not needed any more.
  { from: LIVE, act: 'changeItems', who: 'authoriser', guards: ['evidenceGiven', 'itemsNamed'] },
  {
    // What lies behind several links comes in several times.
    from: ['partlyExecuted', 'executed', 'evidenceReceived'],
    act: 'receiveEvidence',
    who: 'custodian',
    guards: ['exhibitsNamed', 'linksNamed'],
    to: 'evidenceReceived',
    clockEvents: ['evidence_retrieved'],
  },
  {
    from: ['evidenceReceived'],
    act: 'verifyEvidence',
    who: 'custodian',
    guards: ['digestsMatch'],
    to: 'verified',
  },
  // Regulation (EU) 2023/1543, Art. 19(6).
  {
    from: [...SENT, 'validationRefused', 'withdrawn', ...UNSENT],
    act: 'recordAlternative',
    who: 'desk',
    guards: ['evidenceGiven'],
    clockEvents: ['alternative_recorded'],
  },
  {
    from: ['verified', 'refused', 'withdrawn', 'declined'],
    act: 'close',
    who: 'desk',
    guards: [
      'preservationSettled',
      'validationSettled',
      'obtainedSettled',
      'alternativeRecorded',
      'noticeDecided',
    ],
    to: 'closed',
  },
  {
    from: ['closed'],
    act: 'reopen',
    who: 'desk',
    guards: ['reasonGiven', 'wasSent', 'validated'],
    to: 'acknowledged',
  },
  {
    from: ['declined', 'withdrawn', 'closed'],
    act: 'takeUpAgain',
    who: 'drafter',
    guards: ['reasonGiven', 'neverSent'],
    to: 'draft',
  },
];

export const outgoing: Machine<OutgoingState, OutgoingAct> = {
  name: 'outgoing',
  initial: 'draft',
  states: OUTGOING_STATES,
  final: ['closed'],
  rows: rowsOf(LINES),
};
