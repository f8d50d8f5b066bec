// States and acts of a request that came to us, in the order in which they are shown, and groups of them.

export const INCOMING_STATES = [
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
  'sayCapacity',
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
  'hearGround',
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

export const LIVE = [
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
export const BEFORE_EXECUTION = [
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

/** What the receipt of a European order is, by the role in which it reached us. */
export const RECEIVED_IN_ROLE = [
  'addressee_received_epoc',
  'enforcing_authority_received_order',
  'enforcing_authority_received_notice',
];

/** Ours to receive: the same events as of a request of ours that another side received. */
export const RECEIVED = [
  'executing_authority_received_eio',
  'competent_executing_authority_received_eio',
  'notified_state_received_annex_c',
  'request_received',
  'requested_state_received_complete_request',
  'contact_point_received_urgent_request',
  'central_authority_directs_preservation',
  ...RECEIVED_IN_ROLE,
];
