// What a party of a joint investigation says has its effect: the agreement lies before the desk, what is shared is kept as it came. Each is of
// its sender, by the conversation that it came in; what is of another agreement, or of nobody who is a party, changes nothing.
import type { Uuid } from '../base/ids.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { utf8 } from '../base/bytes.ts';
import { setOfCase } from './case-between.store.ts';
import type { ToDo } from './custody-receipts.store.ts';
import { sha256Hex } from '../verify/envelope.ts';
import { divisionOf, NOT_HERE } from './joint.acts.ts';
import { arriveChange, arriveChangeAnswer } from './joint-change.acts.ts';
import { textOfAgreement, type JointMessageType } from './joint-messages.ts';
import * as store from './joint.store.ts';
import * as shares from './joint-shared.store.ts';
import type { MessageOf } from './message.ts';

const SHARED_MAX = 5000;

export async function arriveJoint(
  house: Pick<Installation, 'db' | 'identity' | 'clock' | 'random'>,
  one: ToDo,
  said: MessageOf<JointMessageType>,
): Promise<string> {
  return house.db.transaction((tx) =>
    said.type === 'jointProposed'
      ? proposed(tx, house.identity.origin, one, said)
      : inTeam(house, tx, one, said),
  );
}

async function proposed(
  tx: Tx,
  own: string,
  { id: message, conversation, peerOrigin: proposer, arrivedAt: at }: ToDo,
  { agreement, leader }: MessageOf<'jointProposed'>,
): Promise<string> {
  const origins = agreement.parties.map(({ origin }) => origin);
  const isOfBoth =
    origins.includes(own) && origins.includes(proposer) && new Set(origins).size === origins.length;
  if (!isOfBoth) return 'an agreement that is not between its sender and us';
  const text = textOfAgreement(agreement);
  const sha256 = sha256Hex(nodeCrypto, utf8(text));
  const made = { id: agreement.id, caseId: undefined, proposer, sha256, agreement: text, at, by: undefined };
  const isNew = await store.insertTeam(tx, { ...made, state: 'proposed', leader: undefined, message });
  if (!isNew) return 'of an agreement that is here';
  for (const origin of origins)
    if (origin === proposer)
      await store.insertParty(tx, { team: agreement.id, origin, conversation, state: 'agreed', leader });
    else if (origin !== own)
      await store.insertParty(tx, {
        team: agreement.id,
        origin,
        conversation: undefined,
        state: 'asked',
        leader: undefined,
      });
  await store.lookAgain(tx, origins, NOT_HERE); // who was asked too may have agreed before this came
  return 'done';
}

async function inTeam(
  house: Pick<Installation, 'identity' | 'clock' | 'random'>,
  tx: Tx,
  one: ToDo,
  said: Exclude<MessageOf<JointMessageType>, MessageOf<'jointProposed'>>,
): Promise<string> {
  const { conversation, peerOrigin: origin, arrivedAt: at } = one;
  const team = await store.teamByDigest(tx, said.agreement);
  if (team === undefined) return NOT_HERE;
  const party = (await store.partiesOf(tx, team.id)).find((each) => each.origin === origin);
  // One that a change brings in speaks, it may be, before the change is in effect here.
  if (party === undefined) return said.type === 'jointAgreed' ? NOT_HERE : 'of nobody who is a party';
  const isTheirs =
    party.conversation === conversation || (said.type === 'jointAgreed' && party.conversation === undefined);
  if (!isTheirs) return 'in another conversation';
  const which = { team: team.id, origin };
  switch (said.type) {
    case 'jointChanged':
      return arriveChange(house, tx, { team, party, at }, said);
    case 'jointAgreed':
    case 'jointDeclined': {
      const of = await arriveChangeAnswer(house, tx, { team, party, at }, said);
      if (of !== undefined) return of;
      if (party.state !== 'asked') return 'said before';
      if (said.type === 'jointDeclined') {
        await store.setParty(tx, which, { state: 'declined', answer: JSON.stringify(said), answeredAt: at });
        return 'done';
      }
      await store.setParty(tx, which, { state: 'agreed', leader: said.leader, answeredAt: at, conversation });
      if (team.caseId !== undefined) await setOfCase(tx, conversation, team.caseId);
      return 'done';
    }
    case 'jointShared':
      return shared(tx, which, said, at);
    case 'jointUnshared':
      return (await shares.setUnshared(tx, { ...which, id: said.id }, at))
        ? 'done'
        : 'of nothing that is shared';
    case 'jointEnded':
      await store.setParty(tx, which, {
        division: divisionOf(said.keeps),
        divisionSaid: JSON.stringify({ text: said.text, language: said.language }),
      });
      await store.endWhereSame(tx, team.id, at);
      return 'done';
  }
}

/** A note is as it came, for good; of a request the state is told anew. */
async function shared(
  tx: Tx,
  which: { readonly team: Uuid; readonly origin: string },
  { id, version, shared: said }: MessageOf<'jointShared'>,
  at: Date,
): Promise<string> {
  if ((await shares.countShared(tx, which.team, which.origin)) >= SHARED_MAX)
    return 'more than one party may share';
  const made = { ...which, id, version, said, at, by: undefined, request: undefined };
  if (await shares.insertShared(tx, made)) return 'done';
  const before = (await shares.sharedById(tx, { ...which, id }))?.said;
  if (said.kind !== 'request' || before?.kind !== 'request' || before.reference !== said.reference)
    return 'shared before, and stays as it was';
  await shares.tellAnew(tx, { ...which, id }, { version, said });
  return 'done';
}
