// Changing the law data by two persons: one knowledge editor proposes, another publishes or sends it back with a reason.
// Each change is checked as strictly as the files are, when it is proposed and again when it is published.
import { newUuid, type Uuid } from '../base/ids.ts';
import { inEnglish, Refusal } from '../base/refusal.ts';
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import { inAgency } from '../people/policy.ts';
import { applyChange, type Applied } from './apply-change.ts';
import { changeSchema, type Change } from './change.ts';
import { issueFaults, type FieldFault } from './check-values.ts';
import { differencesBetween, type Difference } from './differences.ts';
import { dataVersionOf, loadLawOrRefuse } from './load.ts';
import { decideProposal, insertProposals, proposalById, type Proposal } from './proposal.store.ts';
import { REVIEWER } from './review.ts';
import { textsOf, valuesOf, type LawVersion, type PublishedLaw } from './published.acts.ts';
import { insertVersion, latestVersion, lockVersions, textsOfVersion, type Tx } from './version.store.ts';

export interface Editing {
  readonly people: Pick<People, 'db' | 'clock' | 'random'>;
  readonly law: PublishedLaw;
}

/** What a change would do to what is published now. */
export type Trial =
  | { readonly ok: true; readonly change: Change; readonly differences: readonly Difference[] }
  | { readonly ok: false; readonly isStale: boolean; readonly faults: readonly FieldFault[] };

/** Nothing is kept. `asked` comes from outside: its form is checked first. */
export function tryChange(version: LawVersion, asked: unknown, day: string): Trial {
  const parsed = changeSchema.safeParse(asked);
  if (!parsed.success) {
    const faults = parsed.error.issues
      .flatMap(issueFaults)
      .map(({ path, message }) => ({ field: path.join(', '), message }));
    return { ok: false, isStale: false, faults };
  }
  const values = valuesOf(version.texts);
  const applied = applyChange(values, parsed.data, day);
  if (!applied.ok) return applied;
  return { ok: true, change: parsed.data, differences: differencesBetween(values, applied.values) };
}

interface Asked {
  readonly change: unknown;
  readonly reason: string;
  readonly revises?: Uuid | undefined;
  /** What was proposed under it is not proposed again. */
  readonly id?: Uuid;
}

export type Proposed =
  | { readonly ok: true; readonly id: Uuid }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** Throws Refusal notAllowed. What is wrong with the change is returned, field by field. */
export async function propose(editing: Editing, by: Person, asked: Asked): Promise<Proposed> {
  const [one] = await proposeAll(editing, by, [asked]);
  if (one === undefined) throw new Error('one proposal asked, none answered');
  return one;
}

/** Each on its own: what is refused does not hold up the others. */
export async function proposeAll(
  { people, law }: Editing,
  by: Person,
  all: readonly Asked[],
): Promise<readonly Proposed[]> {
  mustEdit(by);
  const version = await law.latest();
  const at = new Date(people.clock());
  const tried = all.map((asked) => {
    if (asked.reason.trim() === '') return { asked, trial: noReason };
    return { asked, trial: tryChange(version, asked.change, dayOf(at)) };
  });
  const made = tried.map(({ asked, trial }) => {
    if (!trial.ok) return { result: { ok: false as const, faults: trial.faults } };
    const { reason, revises, id = newUuid(people.clock, people.random) } = asked;
    const draftedOn = version.line.dataVersion;
    const row = { id, change: trial.change, reason, revises, draftedOn, proposedBy: by.id, proposedAt: at };
    return { result: { ok: true as const, id }, row };
  });
  const rows = made.flatMap(({ row }) => row ?? []);
  if (rows.length > 0) await people.db.asPerson(by.id, (tx) => insertProposals(tx, rows));
  return made.map(({ result }) => result);
}

const noReason: Trial = {
  ok: false,
  isStale: false,
  faults: [{ field: 'reason', message: 'a reason expected' }],
};

/** The new version's number. Throws Refusal: notAllowed to the one who proposed it, conflict, badInput. */
export async function publish({ people }: Editing, by: Person, id: Uuid): Promise<number> {
  mustEdit(by);
  return people.db.asPerson(by.id, async (tx) => {
    const proposal = await openProposal(tx, id);
    if (proposal.proposedBy === by.id) throw needsAnother();
    await lockVersions(tx);
    const last = await latestVersion(tx);
    if (last === undefined) throw notFound();
    const at = new Date(people.clock());
    const before = await textsOfVersion(tx, last.number);
    const applied = applyChange(valuesOf(before), proposal.change, dayOf(at), REVIEWER);
    if (!applied.ok) throw cannot(applied);
    const texts = textsOf(applied.values, before);
    loadLawOrRefuse(texts);
    if (!(await decideProposal(tx, id, { outcome: 'published', by: by.id, at }))) throw decidedAlready();
    const number = last.number + 1;
    const { shippedVersion, setAside } = last;
    const line = {
      number,
      dataVersion: dataVersionOf(texts),
      shippedVersion,
      publishedAt: at,
      proposal: id,
      setAside,
    };
    await insertVersion(tx, line, texts);
    return number;
  });
}

/** Throws Refusal: notAllowed to the one who proposed it, badUsage without a reason, conflict. */
export async function sendBack({ people }: Editing, by: Person, id: Uuid, answer: string): Promise<void> {
  mustEdit(by);
  await people.db.asPerson(by.id, async (tx) => {
    const proposal = await openProposal(tx, id);
    if (proposal.proposedBy === by.id) throw needsAnother();
    if (answer.trim() === '') throw new Refusal('badUsage.reason');
    const decision = { outcome: 'returned', by: by.id, at: new Date(people.clock()), answer } as const;
    if (!(await decideProposal(tx, id, decision))) throw decidedAlready();
  });
}

/** Only one's own. */
export async function withdraw({ people }: Editing, by: Person, id: Uuid): Promise<void> {
  mustEdit(by);
  await people.db.asPerson(by.id, async (tx) => {
    const proposal = await openProposal(tx, id);
    if (proposal.proposedBy !== by.id) throw new Refusal('notAllowed.proposalOfOther');
    const decision = { outcome: 'withdrawn', by: by.id, at: new Date(people.clock()) } as const;
    if (!(await decideProposal(tx, id, decision))) throw decidedAlready();
  });
}

function mustEdit(person: Person): void {
  if (inAgency(person.roles, 'changeLaw') === 'no') throw new Refusal('notAllowed.knowledgeEditor');
}

async function openProposal(tx: Tx, id: Uuid): Promise<Proposal> {
  const found = await proposalById(tx, id);
  if (found === undefined) throw notFound();
  if (found.outcome !== undefined) throw decidedAlready();
  return found;
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function cannot(applied: Extract<Applied, { ok: false }>): Refusal {
  const [first] = applied.faults;
  return new Refusal(applied.isStale ? 'conflict.proposalStale' : 'badInput.proposalWrong', {
    field: first?.field,
    message: first && inEnglish(first.message),
  });
}

export const needsAnother = (): Refusal => new Refusal('notAllowed.proposalNeedsSecond');

const decidedAlready = (): Refusal => new Refusal('conflict.proposalDecided');

const notFound = (): Refusal => new Refusal('notFound.proposal');
