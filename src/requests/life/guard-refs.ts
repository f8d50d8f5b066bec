// What each guard rests on: instrument and article where there is one; else the rule of this program.
import type { Guard } from './machine.ts';

const OWN_RULE = 'rule of the life cycle: ';

/** No law says it: the sentence that tells what is in the way is the rule already. */
export function isOwnRule(ref: string): boolean {
  return ref.startsWith(OWN_RULE);
}

/** Instrument and article where there is one; else the rule of this program. */
export const GUARD_REFS: { readonly [guard in Guard]: string } = {
  complete: 'checks of the form and its legal basis',
  preservationOrReason: 'background paper, para 57: preserve before asking',
  reasonGiven: 'rule of the life cycle: a decision has a reason',
  evidenceGiven: 'rule of the life cycle: time limits run from evidence',
  groundGiven: 'eu-2023-1543, Annex III, Section D; coe-ets-185, Art. 27(4); un-untoc-2000, Art. 18(21)',
  groundOfEach: 'eu-2023-1543, Arts 10(8), 12(1) and Annex III, Section D',
  notDrafter: 'rule of the life cycle: who drafts does not authorise',
  competent: 'rule of the life cycle: a prosecutor or a judge authorises',
  offenceThreshold: 'eu-2023-1543, Art. 5(3) and (4)',
  signed: 'rule of the life cycle: no request leaves unsigned',
  basisInForce: 'rule of the life cycle: a legal basis in force for both States',
  meansTaken: 'rule of the life cycle: it goes by a means that whoever receives it takes',
  channelAllowed: 'rule of the life cycle: it goes by a way that the law has open',
  languageTaken: 'rule of the life cycle: it goes in a language that they take',
  languageDiffers: 'rule of the life cycle: what they can read is not translated',
  sentAsSigned: 'rule of the life cycle: what leaves is what was signed',
  authorityNotified: 'eu-2023-1543, Art. 8',
  itemsNamed: 'rule of the life cycle: answers are given item by item',
  itemsSettled: 'rule of the life cycle: answers are given item by item',
  neverSent: 'rule of the life cycle: what was sent is withdrawn, not dropped',
  wasSent: 'rule of the life cycle: what was never sent is taken up as a draft',
  preservationSettled: 'rule of the life cycle: a preservation does not end silently',
  emergencyCase: 'rule of the life cycle: the emergency path is for emergencies',
  directoryNumber: 'rule of the life cycle: call back at a number of the directory',
  anotherVerifier: 'rule of the life cycle: who verifies does not decide',
  papersReceived: 'rule of the life cycle: an emergency is followed by its papers',
  exhibitsNamed: 'rule of the life cycle: what arrives becomes an exhibit',
  countMatches: 'rule of the life cycle: what arrives is counted',
  certificatePresent: 'rule of the life cycle: what arrives has its certificate, or a reason',
  restrictionsRecorded: 'coe-ets-185, Art. 28; un-untoc-2000, Art. 18(19)',
  costsSaid: 'un-untoc-2000, Art. 18(28); eu-2023-1543, Art. 14',
  feedbackSaid: 'rule of the life cycle: who answered learns whether it was of use',
  assigneeNamed: 'rule of the life cycle: somebody named executes it',
  orderOrReason: 'rule of the life cycle: a measure has an order at home, or needs none',
  notVerifier: 'rule of the life cycle: who verifies an emergency does not take the data',
  windowOver: 'eu-2023-1543, Art. 10(2)',
  digestsMatch: 'rule of the life cycle: what arrives is checked',
  goesFirst: 'eu-2023-1543, Art. 4(5)',
  validationAwaited: 'eu-2023-1543, Art. 4(5)',
  validationInTime: 'eu-2023-1543, Art. 4(5)',
  validationSettled: 'eu-2023-1543, Art. 4(5)',
  validated: 'eu-2023-1543, Art. 4(5)',
  mayValidate: 'eu-2023-1543, Art. 4(1) and (3)',
  signedBySelf: 'rule of the life cycle: who validates signs, and did not issue',
  obtainedSettled: 'eu-2023-1543, Art. 4(5)',
  endGiven: 'rule of the life cycle: a preservation has an end',
  endPassed: 'rule of the life cycle: a preservation has an end',
  productionLinked: 'eu-2023-1543, Annex V; coe-ets-185, Art. 29(7)',
  carriageSaid: 'eu-2023-1543, Art. 19(1) and (5)',
  linkStated: 'eu-2025-1550, Annex, point 3.3.3',
  accessInTime: 'eu-2025-1550, Annex, point 3.3.3',
  alternativeRecorded: 'eu-2023-1543, Art. 19(6)',
  noticeDecided: 'eu-2023-1543, Art. 13',
  deadlineGiven: 'eu-2023-1543, Art. 10(8); eu-2025-1550, Annex, point 3.3.3',
  linksNamed: 'rule of the life cycle: each link is fetched by its own day',
  mayRelease: 'competence for the data and instrument; who may order may let go',
};
