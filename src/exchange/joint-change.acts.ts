// The agreement of a joint investigation is changed (its period, purpose, use, parties): proposed by one party, decided by each for itself, and
// in effect on each side once all that are in the investigation have agreed. A party agrees to one change of an agreement at most, unless that
// was declined: so no two of them can come into effect. Who is to come in is asked once the others have agreed to have it. Who is put out is not
// asked, and who leaves asks nobody: from then on nothing is told to it or taken from it, and the copies that it has are named on both sides.
import { Refusal } from '../base/refusal.ts';
import type { Uuid } from '../base/ids.ts';
import type { Viewer } from '../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { digestOf, NOT_HERE, remember, teamToAct, textOfAgreement } from './joint.acts.ts';
import { neededPeer } from './peer-document.acts.ts';
import { PARTIES_MAX, type Agreement } from './joint-messages.ts';
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
    const text = textOfAgreement({ ...team.agreement, ...said, parties: [...kept, ...added] });
    const sha256 = digestOf(text);
    if ((await changes.jointChange(tx, sha256))?.state === 'open') return; // twice is once
    if (sha256 === team.sha256 || (await changes.jointChange(tx, sha256)) !== undefined)
      throw new Refusal('conflict.jointSame');
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
  if (change?.state !== 'open' || team === undefined || team.sha256 !== change.base) return;
  const { leavesItself, isOut } = whoGoes(house.identity.origin, team, change);
  const isDeclined = !isOut && change.ours === 'declined';
  if (!leavesItself && (isDeclined || answers.some(({ isAgreed }) => !isAgreed))) {
    await changes.setJointChange(tx, sha256, 'declined');
    return;
  }
  const before = team.agreement.parties.map(({ origin }) => origin);
  const after = change.agreement.parties.map(({ origin }) => origin);
  const hasAgreed = (origin: string): boolean =>
    origin === house.identity.origin
      ? change.ours === 'agreed'
      : origin === change.proposer || answers.some((one) => one.origin === origin);
  // Who leaves by its own will needs nobody's consent; who is put out is not asked.
  if (!leavesItself && !after.filter((origin) => before.includes(origin)).every(hasAgreed)) return;
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

/** Whether its proposer goes, and nothing else is changed; whether we are in the agreement no more. */
function whoGoes(
  own: string,
  { agreement: before }: Pick<store.Team, 'agreement'>,
  { agreement: after, proposer }: Pick<JointChange, 'agreement' | 'proposer'>,
): { readonly leavesItself: boolean; readonly isOut: boolean } {
  const parties = before.parties.filter(({ origin }) => origin !== proposer);
  const leavesItself = textOfAgreement({ ...before, parties }) === textOfAgreement(after);
  return { leavesItself, isOut: !after.parties.some(({ origin }) => origin === own) };
}

type Arrived = { readonly team: store.Team; readonly party: store.Party; readonly at: Date };

/** A party proposes a change. What is no change of this agreement has no effect. */
export async function arriveChange(
  house: Pick<Installation, 'identity' | 'clock' | 'random'>,
  tx: Tx,
  { team, party, at }: Arrived,
  { agreement: base, changed, text: why, language }: MessageOf<'jointChanged'>,
): Promise<string> {
  if (base !== team.sha256) {
    const known = await changes.jointChange(tx, base);
    return known?.state === 'open' ? NOT_HERE : 'of an agreement that was changed since';
  }
  if ((await changes.changesOfTeam(tx, team.id)).length >= CHANGES_MAX)
    return 'more changes than there may be';
  const origins = changed.parties.map(({ origin }) => origin);
  const isOfIt = changed.id === team.id && new Set(origins).size === origins.length && origins.length > 1;
  if (!isOfIt) return 'no change of this agreement';
  const text = textOfAgreement(changed);
  await changes.insertJointChange(tx, {
    sha256: digestOf(text),
    team: team.id,
    base,
    agreement: text,
    proposer: party.origin,
    why: JSON.stringify({ text: why, language }),
    ours: 'asked',
    at,
    by: undefined,
  });
  await store.lookAgain(tx, origins, NOT_HERE); // another party may have answered before this came
  await settle(house, tx, digestOf(text)); // who leaves by its own will has left
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
