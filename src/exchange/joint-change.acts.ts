// The agreement of a joint investigation is changed (its period, purpose, use, parties): proposed by one party, decided by each for itself, and
// in effect on each side once all that are in the investigation have agreed. A party agrees to one change of an agreement at most, unless that
// was declined: so no two of them can come into effect. Who is to come in is asked once the others have agreed to have it. Who is put out is not
// asked, and who leaves asks nobody: from then on nothing is told to it or taken from it, and the copies that it has are named on both sides.
import { Refusal } from '../base/refusal.ts';
import type { Uuid } from '../base/ids.ts';
import type { Viewer } from '../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { digestOf, NOT_HERE, remember, teamToAct } from './joint.acts.ts';
import { neededPeer } from './peer-document.acts.ts';
import { leavesToo, PARTIES_MAX, takesOut, textOfAgreement, type Agreement } from './joint-messages.ts';
import type { MessageOf } from './message.ts';
import * as store from './joint.store.ts';
import * as changes from './joint-change.store.ts';
import type { JointChange } from './joint-change.store.ts';

const CHANGES_MAX = 100;

interface Words {
  readonly text: string;
  readonly language: string;
}

export interface ChangeProposed extends Pick<Agreement, 'name' | 'purpose' | 'use' | 'from' | 'until'> {
  /** Logs of those that are to come in. */
  readonly peers: readonly string[];
  /** Logs of those that are to be in it no more; our own alone: we leave. */
  readonly leaving?: readonly string[];
  readonly why: Words;
}

/** Refuses notAllowed (the role, a peer), conflict (a party has not answered yet, another change is open, nothing is changed). */
export async function changeJoint(
  house: Installation,
  by: Viewer,
  { peers: origins, leaving = [], why, ...said }: ChangeProposed,
): Promise<void> {
  const lines = await Promise.all(origins.map((origin) => neededPeer(house.db.kysely, origin)));
  await house.db.transaction(async (tx) => {
    const { team } = await teamToAct(tx, house.identity.origin, by);
    const parties = await store.partiesOf(tx, team.id);
    if (parties.some(({ state }) => state === 'asked')) throw new Refusal('conflict.jointAsked');
    const gone = new Set([...leaving, ...parties.filter((one) => !isIn(one)).map(({ origin }) => origin)]);
    const kept = team.agreement.parties.filter(({ origin }) => !gone.has(origin));
    const added = lines
      .map(({ peer: { origin, agency, state } }) => ({ origin, agency, state }))
      .filter(({ origin }) => ![...kept, ...parties].some((one) => one.origin === origin));
    // Between two it is ended, by a division that both sign.
    if (leaving.length > 0 && kept.length + added.length < 2) throw new Refusal('conflict.jointOfTwo');
    if (kept.length + added.length > PARTIES_MAX) throw new Refusal('conflict.jointFull');
    const changed = { ...team.agreement, ...said, parties: [...kept, ...added] };
    const text = textOfAgreement(changed);
    const sha256 = digestOf(text);
    const known = await changes.jointChange(tx, sha256);
    const leaves = takesOut(team.agreement, changed, house.identity.origin);
    if (known?.ours === 'asked' && known.state !== 'lapsed' && leaves) {
      // Others proposed to put us out: we agree, and do not wait for what becomes of that.
      await refuseSecond(tx, team);
      await changes.setOursOfChange(tx, sha256, { is: 'agreed', by: by.person.id });
      await settle(house, tx, sha256);
      return;
    }
    if (known?.state === 'open') return; // twice is once
    if (sha256 === team.sha256 || known !== undefined) throw new Refusal('conflict.jointSame');
    await refuseSecond(tx, team);
    await changes.insertJointChange(tx, {
      sha256,
      team: team.id,
      base: team.sha256,
      agreement: text,
      proposer: house.identity.origin,
      why: JSON.stringify(why),
      ours: 'agreed',
      at: new Date(house.clock()),
      by: by.person.id,
    });
    await settle(house, tx, sha256);
  });
}

/** Refuses notFound, notAllowed, conflict (answered, lapsed, or another was agreed to). `declined`: why. */
export async function answerChange(
  house: Installation,
  by: Viewer,
  sha256: string,
  declined?: Words,
): Promise<void> {
  await house.db.transaction(async (tx) => {
    const { team } = await teamToAct(tx, house.identity.origin, by);
    const change = await changes.jointChange(tx, sha256);
    if (change?.team !== team.id) throw new Refusal('notFound.joint');
    if (change.ours !== 'asked' || change.state === 'lapsed') throw new Refusal('conflict.caseAnswered');
    const isOut = !change.agreement.parties.some(({ origin }) => origin === house.identity.origin);
    if (isOut && declined !== undefined) throw new Refusal('conflict.jointPutOut');
    if (declined === undefined) await refuseSecond(tx, team);
    await changes.setOursOfChange(tx, sha256, {
      is: declined === undefined ? 'agreed' : 'declined',
      ...(declined !== undefined && { said: JSON.stringify(declined) }),
      by: by.person.id,
    });
    await settle(house, tx, sha256);
  });
}

/** One that we agreed to and nobody has declined. */
async function refuseSecond(tx: Tx, team: store.Team): Promise<void> {
  const all = await changes.changesOfTeam(tx, team.id);
  if (all.some(({ base, ours, state }) => base === team.sha256 && ours === 'agreed' && state === 'open'))
    throw new Refusal('conflict.jointChangeOpen');
}

const isIn = ({ state, endedAt }: store.Party): boolean => state === 'agreed' && endedAt === undefined;

/** In effect when all have agreed that are in both agreements; over when one has declined. */
async function settle(
  house: Pick<Installation, 'identity' | 'clock' | 'random'>,
  tx: Tx,
  sha256: string,
): Promise<void> {
  const [change, answers] = [await changes.jointChange(tx, sha256), await changes.changeAnswers(tx, sha256)];
  const team = change && (await store.lockedTeam(tx, change.team));
  if (change === undefined || team === undefined || team.sha256 !== change.base) return;
  const own = house.identity.origin;
  const before = team.agreement.parties.map(({ origin }) => origin);
  const after = change.agreement.parties.map(({ origin }) => origin);
  const isOut = !after.includes(own);
  const hasSaid = (origin: string, isAgreed: boolean): boolean =>
    origin === own
      ? change.ours === (isAgreed ? 'agreed' : 'declined')
      : (isAgreed && origin === change.proposer) ||
        answers.some((one) => one.origin === origin && one.isAgreed === isAgreed);
  const asked = after.filter((origin) => before.includes(origin));
  const leavesItself = before.some(
    (origin) => hasSaid(origin, true) && takesOut(team.agreement, change.agreement, origin),
  );
  // Who leaves by its own will needs nobody's consent; who is put out is not asked.
  if (!leavesItself) {
    if (change.state !== 'open') return;
    if (asked.some((origin) => hasSaid(origin, false))) await changes.setJointChange(tx, sha256, 'declined');
    if (!asked.every((origin) => hasSaid(origin, true))) return;
  }
  await changes.putInEffect(tx, change);
  const out = before.filter((origin) => !after.includes(origin));
  const at = new Date(house.clock());
  if (isOut) await store.letGo(tx, team.id, { by: sha256, at });
  else if (out.length > 0) await store.letGo(tx, team.id, { by: sha256, at, origins: out });
  await store.leaveOut(tx, team.id, after);
  for (const origin of after)
    if (!before.includes(origin))
      await store.insertParty(tx, {
        team: team.id,
        origin,
        conversation: undefined,
        state: 'asked',
        leader: undefined,
        askedBy: change.proposer,
        addedAt: new Date(house.clock()),
      });
  await store.lookAgain(tx, after, NOT_HERE); // who agreed before us speaks of the new one already
  const by = change.by ?? (out.length > 0 ? await store.whoDecided(tx, team.id) : undefined);
  if (team.caseId !== undefined && by !== undefined)
    await remember(house, tx, { person: { id: by }, file: { id: team.caseId } }, change.agreement);
}

type Arrived = { readonly team: store.Team; readonly party: store.Party; readonly at: Date };

/** A party proposes a change. What is no change of this agreement has no effect. */
export async function arriveChange(
  house: Pick<Installation, 'identity' | 'clock' | 'random'>,
  tx: Tx,
  { team, party, at }: Arrived,
  { agreement: base, changed: said, text: why, language }: MessageOf<'jointChanged'>,
): Promise<string> {
  if (base !== team.sha256 && (await changes.jointChange(tx, base))?.state === 'open') return NOT_HERE;
  const changed = base === team.sha256 ? said : leavesToo(team.agreement, said, party.origin);
  if (changed === undefined) return 'of an agreement that was changed since';
  if ((await changes.changesOfTeam(tx, team.id)).length >= CHANGES_MAX)
    return 'more changes than there may be';
  const origins = changed.parties.map(({ origin }) => origin);
  const text = textOfAgreement(changed);
  const leaves = takesOut(team.agreement, changed, party.origin);
  const isOfIt =
    changed.id === team.id && new Set(origins).size === origins.length && (leaves || origins.length > 1);
  if (!isOfIt) return 'no change of this agreement';
  const sha256 = digestOf(text);
  await changes.insertJointChange(tx, {
    sha256,
    team: team.id,
    base: team.sha256,
    agreement: text,
    proposer: party.origin,
    why: JSON.stringify({ text: why, language }),
    ours: 'asked',
    at,
    by: undefined,
  });
  // Another may have proposed before to put it out: that it says the same is its consent.
  if (leaves && (await changes.jointChange(tx, sha256))?.proposer !== party.origin)
    await changes.insertChangeAnswer(tx, sha256, {
      origin: party.origin,
      isAgreed: true,
      answer: undefined,
      at,
    });
  const parties = new Set([...origins, ...team.agreement.parties.map(({ origin }) => origin)]);
  await store.lookAgain(tx, [...parties], NOT_HERE); // another party may have answered before this came
  await settle(house, tx, sha256); // who leaves by its own will has left
  return 'done';
}

/** Undefined: what is said is of no change. */
export async function arriveChangeAnswer(
  house: Pick<Installation, 'identity' | 'clock' | 'random'>,
  tx: Tx,
  { team, party, at }: Arrived,
  said: MessageOf<'jointAgreed' | 'jointDeclined'>,
): Promise<string | undefined> {
  const change: JointChange | undefined = await changes.jointChange(tx, said.agreement);
  if (change?.team !== team.id || party.state === 'asked') return undefined; // it answers the investigation
  if (party.origin === change.proposer) return 'of its own proposal';
  const answer = said.type === 'jointDeclined' ? JSON.stringify(said) : undefined;
  const isAgreed = said.type === 'jointAgreed';
  await changes.insertChangeAnswer(tx, said.agreement, { origin: party.origin, isAgreed, answer, at });
  await settle(house, tx, said.agreement);
  return 'done';
}

/** Of a case: what is proposed and was decided, with the answers of the others. */
export async function changesSeen(
  tx: Tx,
  team: Uuid,
): Promise<readonly (JointChange & { readonly answers: readonly changes.ChangeAnswer[] })[]> {
  const all = await changes.changesOfTeam(tx, team);
  return Promise.all(
    all.map(async (one) => ({ ...one, answers: await changes.changeAnswers(tx, one.sha256) })),
  );
}
