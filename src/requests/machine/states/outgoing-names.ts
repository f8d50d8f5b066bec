// States and acts of a request of ours, in the order in which they are shown, and groups of them.

export const OUTGOING_STATES = [
  'draft',
  'review',
  'declined',
  'authorised',
  'translation',
  'transmitted',
  'delivered',
  'acknowledged',
  'clarificationAsked',
  'executing',
  'partlyExecuted',
  'executed',
  'postponed',
  'conditionsProposed',
  'refused',
  'validationRefused',
  'withdrawn',
  'evidenceReceived',
  'verified',
  'closed',
] as const;

export type OutgoingState = (typeof OUTGOING_STATES)[number];

const OUTGOING_ACTS = [
  'submit',
  'returnForChanges',
  'authorise',
  'declineToAuthorise',
  'issueUnvalidated',
  'validate',
  'refuseValidation',
  'takeBack',
  'change',
  'abandon',
  'handOver',
  'askTranslation',
  'transmit',
  'returnUndelivered',
  'deliver',
  'acknowledge',
  'askClarification',
  'answerClarification',
  'beginExecution',
  'noticeReceived',
  'askEnforcement',
  'findOtherProvider',
  'makeAvailable',
  'setDeadline',
  'reportItems',
  'reportExecuted',
  'refuseInPart',
  'refuse',
  'postpone',
  'resume',
  'proposeConditions',
  'acceptConditions',
  'declineConditions',
  'withdraw',
  'changeItems',
  'receiveEvidence',
  'verifyEvidence',
  'recordAlternative',
  'close',
  'reopen',
  'takeUpAgain',
] as const;

export type OutgoingAct = (typeof OUTGOING_ACTS)[number];

/** With the other side, and not ended. */
export const LIVE = [
  'transmitted',
  'delivered',
  'acknowledged',
  'clarificationAsked',
  'executing',
  'partlyExecuted',
  'postponed',
  'conditionsProposed',
] as const;
/** With the other side, which has begun nothing. */
export const UNANSWERED = [
  'transmitted',
  'delivered',
  'acknowledged',
  'clarificationAsked',
  'postponed',
  'conditionsProposed',
] as const;
/** Known to be with the other side, which has done nothing on it. */
export const THERE = ['delivered', 'acknowledged'] as const;
/** Signed, and not with the other side. */
export const UNSENT = ['authorised', 'translation'] as const;
/** What was sent may still be validated, whatever became of it. */
export const SENT = [...LIVE, 'executed', 'refused', 'evidenceReceived', 'verified'] as const;
/**
 * Goes along with its case to the authority that takes that over (para 15 of the United Nations paper), which goes on with it and tells whoever
 * was asked.
 */
export const GOES_ALONG = ['draft', 'review', ...UNSENT, ...SENT, 'validationRefused'] as const;
/** The other side works on it. */
export const WITH_THEM = [
  'delivered',
  'acknowledged',
  'executing',
  'partlyExecuted',
  'evidenceReceived',
] as const;

/** Who receives decides the name of the event: a provider, a central authority, a point of contact. */
export const RECEIVED = [
  'addressee_received_epoc',
  'addressee_received_epoc_pr',
  'annex_v_received',
  'provider_received_order',
  'provider_received_request',
  'preservation_order_served',
  'executing_authority_received_eio',
  'competent_executing_authority_received_eio',
  'notified_state_received_annex_c',
  'request_received',
  'requested_state_received_complete_request',
  'contact_point_received_urgent_request',
  'mla_request_received_after_preservation',
];

/** Whoever does this has the request: where nobody recorded its receipt, it was received then at the latest. */
export const SHOWS_RECEIPT: ReadonlySet<OutgoingAct> = new Set([
  'askClarification',
  'beginExecution',
  'makeAvailable',
  'postpone',
  'proposeConditions',
]);
