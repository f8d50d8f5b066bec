// Data that a holder was asked to keep: an object of its own with its own clock, which does not end silently with the request
// it was made for. Budapest Convention Art. 29; UN Convention against Cybercrime Art. 42; Regulation (EU) 2023/1543 Art. 11.
import { rowsOf, type Line, type Machine } from './machine.ts';

const PRESERVATION_STATES = [
  'requested',
  'inForce',
  'extended',
  'productionAnnounced',
  'produced',
  'expired',
  'released',
  'impossible',
] as const;

type PreservationState = (typeof PRESERVATION_STATES)[number];

const PRESERVATION_ACTS = [
  'receive',
  'confirm',
  'findImpossible',
  'extend',
  'announceProduction',
  'produce',
  'release',
  'expire',
] as const;

export type PreservationAct = (typeof PRESERVATION_ACTS)[number];

const HELD = ['inForce', 'extended'] as const;

const LINES: readonly Line<PreservationState, PreservationAct>[] = [
  // An order to keep data that came to us as its addressee, recorded with its registration: the sixty days of Art. 11(1) run from receipt.
  {
    from: ['requested'],
    act: 'receive',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    clockEvents: ['addressee_received_epoc_pr'],
  },
  {
    from: ['requested'],
    act: 'confirm',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    to: 'inForce',
    clockEvents: [
      'preservation_effected',
      'preservation_order_served',
      'addressee_received_epoc_pr',
      'provider_received_request',
      'provider_served',
      'central_authority_directs_preservation',
    ],
  },
  {
    from: ['requested', ...HELD, 'productionAnnounced', 'expired'],
    act: 'findImpossible',
    who: 'counterpart',
    guards: ['evidenceGiven', 'reasonGiven'],
    to: 'impossible',
  },
  // A letter of before the end may come after it, and a holder may still have what nobody bound them to keep.
  {
    from: [...HELD, 'expired'],
    act: 'extend',
    who: 'desk',
    guards: ['evidenceGiven', 'endGiven'],
    to: 'extended',
    clockEvents: ['first_60_days_ended'],
  },
  {
    from: HELD,
    act: 'announceProduction',
    who: 'desk',
    guards: ['productionLinked', 'evidenceGiven'],
    to: 'productionAnnounced',
    clockEvents: ['annex_v_received', 'mla_request_received_after_preservation'],
  },
  {
    from: [...HELD, 'productionAnnounced', 'expired'],
    act: 'produce',
    who: 'counterpart',
    guards: ['evidenceGiven'],
    to: 'produced',
    clockEvents: ['data_produced'],
  },
  {
    from: ['requested', ...HELD, 'productionAnnounced'],
    act: 'release',
    who: 'desk',
    guards: ['reasonGiven', 'mayRelease'],
    to: 'released',
  },
  { from: ['requested', ...HELD], act: 'expire', who: 'system', guards: ['endPassed'], to: 'expired' },
];

export const preservation: Machine<PreservationState, PreservationAct> = {
  name: 'preservation',
  initial: 'requested',
  states: PRESERVATION_STATES,
  final: ['produced', 'expired', 'released', 'impossible'],
  rows: rowsOf(LINES),
};
