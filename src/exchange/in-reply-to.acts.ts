// Which message of the other side a message answers: said in its signed body (`inReplyTo`), so that both sides show of each message that it
// was answered, when and by what. A message that names another by its digest answers that; otherwise the last one that came of those that it
// can answer. Whoever says it may name it instead.
import type { Uuid } from '../base/ids.ts';
import { utf8 } from '../base/bytes.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { sha256Hex } from '../verify/envelope.ts';
import * as ins from './in.store.ts';
import { textOfAgreement } from './joint-messages.ts';
import { messageOf, type Message, type MessageType } from './message.ts';

/** The last of these of the other side. A question is put to the request itself; a receipt of the program is no answer. */
const ANSWERS: { readonly [type in MessageType]?: readonly MessageType[] } = {
  registered: ['request', 'orderNotified'],
  groundRaised: ['orderNotified'],
  preservedAtOnce: ['request'],
  providerAnswer: ['request'],
  conflictObjection: ['request'],
  question: ['request'],
  answer: ['question', 'providerAnswer'],
  refused: ['request'],
  refusedInPart: ['request'],
  postponed: ['request'],
  executionBegun: ['request'],
  otherProvider: ['request'],
  partialResult: ['request'],
  executed: ['request'],
  notGenuine: ['request'],
  conditionsProposed: ['request'],
  conditionsAccepted: ['conditionsProposed'],
  conditionsDeclined: ['conditionsProposed'],
  evidenceReceived: ['executed', 'partialResult'],
  feedback: ['executed', 'partialResult'],
  preserveConfirmed: ['request'],
  preserveImpossible: ['request'],
  preserveExtended: ['preserveExtend'],
  preserveProduced: ['productionAnnounced'],
  sealedKey: ['sealedAccepted'],
  fenced: ['fence'],
  caseTaken: ['caseOffered', 'actAsked'],
  caseDeclined: ['caseOffered'],
  caseRequest: ['caseTaken'],
  actDone: ['actAsked'],
  actDeclined: ['actAsked'],
  jointAgreed: ['jointProposed', 'jointChanged'],
  jointDeclined: ['jointProposed', 'jointChanged'],
};

/** By the digest of an envelope of the other side that they have. */
const NAMED: readonly MessageType[] = [
  'sealedAccepted',
  'sealedDeclined',
  'consentGiven',
  'consentRefused',
  'costsAnswered',
];

/** So many are looked through for the agreement that is meant. */
const AGREEMENTS = 20;

/** Undefined: it answers nothing that came in this conversation. */
export async function answeredBy(tx: Tx, conversation: Uuid, message: Message): Promise<Uuid | undefined> {
  const { type } = message;
  if (type === 'proposalDecided') return message.of;
  if (NAMED.includes(type) && 'of' in message) return ins.inOfDigest(tx, conversation, message.of);
  const types = ANSWERS[type];
  if (types === undefined) return undefined;
  if (type !== 'jointAgreed' && type !== 'jointDeclined')
    return (await ins.lastIns(tx, conversation, { types, most: 1 }))[0]?.id;
  const came = await ins.lastIns(tx, conversation, { types, most: AGREEMENTS });
  return came.find(({ plain }) => agreementIn(plain) === message.agreement)?.id;
}

/** Digest of the agreement as it was proposed. */
function agreementIn(plain: Uint8Array): string | undefined {
  const said = messageOf(plain);
  const agreement =
    said?.type === 'jointProposed'
      ? said.agreement
      : said?.type === 'jointChanged'
        ? said.changed
        : undefined;
  return agreement && sha256Hex(nodeCrypto, utf8(textOfAgreement(agreement)));
}
