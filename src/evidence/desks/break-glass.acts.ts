// Access to a case for a time, opened by two (people/break-glass.ts). Asking tells nobody what exists; a confirmation opens the
// case, if there is one, in the transaction of its event in the custody log.
import { isCaseReference } from '../../cases/case.ts';
import { findCase } from '../../cases/case.store.ts';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal, isoUtc } from '../../base/time.ts';
import { GLASS_WAITS_HOURS } from '../../people/break-glass.ts';
import {
  decideGlass,
  insertGlassRequest,
  lockGlassRequest,
  ownGlass,
  type NewGlassRequest,
} from '../../people/break-glass.store.ts';
import { caseOfMember, insertMember, roleInCase } from '../../people/case-member.store.ts';
import { livingPerson, record, type People } from '../../people/people.acts.ts';
import type { Person } from '../../people/person.ts';
import { inAgency } from '../../people/policy.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Draft } from '../log/log-entry.ts';
import type { Tx } from '../log/log.store.ts';
import { TOOL } from '../log/tool.ts';
import { GLASS_OPEN_MAX, GLASS_ROLE } from './break-glass.ts';

type GlassAsked = Pick<NewGlassRequest, 'id' | 'reference' | 'reason' | 'hours'>;

/** The same form sent twice is one request. Refuses what the person can do without: a case they are in for good. */
export async function askToOpen(people: People, by: Person, asked: GlassAsked): Promise<void> {
  await people.db.asPerson(by.id, async (tx) => {
    const now = new Date(people.clock());
    const own = await ownGlass(tx, by.id, now);
    if (own.some(({ id }) => id === asked.id)) return; // first: it may have opened the case meanwhile
    if ((await caseOfMember(tx, asked.reference, by.id)) !== undefined) throw isIn();
    const open = own.filter(({ outcome }) => outcome === undefined);
    if (open.length >= GLASS_OPEN_MAX) throw tooMany();
    if (!(await insertGlassRequest(tx, { ...asked, by: by.id, at: now }))) return;
    await record(people, tx, {
      what: 'glassAsked',
      by: by.id,
      about: by.id,
      facts: { request: asked.id, reference: asked.reference },
    });
  });
}

/** Whoever has the power refuses; whoever asked takes back. */
export async function declineToOpen(people: People, by: Person, id: Uuid): Promise<void> {
  await people.operator.transaction(async (tx) => {
    const { request } = await open(tx, by, id);
    const isOwn = request.by === by.id;
    const at = new Date(people.clock());
    await decideGlass(tx, id, { outcome: isOwn ? 'withdrawn' : 'refused', by: by.id, at });
    await record(people, tx, {
      what: isOwn ? 'glassWithdrawn' : 'glassRefused',
      by: by.id,
      about: request.by,
      facts: { request: id, reference: request.reference },
    });
  });
}

/** Opens the case from now on for the hours asked. Where there is no such case the answer is the same, and nothing opens. */
export async function confirmToOpen(
  house: Installation,
  people: People,
  by: Person,
  id: Uuid,
): Promise<void> {
  await house.log.append({
    key: `glass:${id}`,
    events: async (tx) => {
      const { request, person } = await open(tx, by, id);
      if (request.by === by.id) throw needsAnother();
      const at = new Date(people.clock());
      if (at.getTime() - request.at.getTime() > GLASS_WAITS_HOURS * 3_600_000) throw tooOld();
      const asker = await livingPerson(tx, request.by);
      const until = new Date(at.getTime() + request.hours * 3_600_000);
      const caseId = await caseToOpen(tx, request);
      const opens = caseId === undefined ? undefined : { caseId, until };
      await decideGlass(tx, id, { outcome: 'confirmed', by: by.id, at, opens });
      await record(people, tx, {
        what: 'glassOpened',
        by: by.id,
        about: asker.id,
        caseId,
        facts: { request: id, reference: request.reference, until: isoUtc(until.getTime()) },
      });
      if (opens === undefined) return [];
      await insertMember(tx, { ...opens, person: asker.id, role: GLASS_ROLE, by: by.id, at });
      return [openedDraft(house, { request, asker, by: person, ...opens })];
    },
  });
}

function openedDraft(
  house: Installation,
  opened: {
    readonly request: NewGlassRequest;
    readonly asker: Person;
    readonly by: Person;
    readonly caseId: Uuid;
    readonly until: Date;
  },
): Draft {
  const { request, asker, by, caseId, until } = opened;
  const power = by.roles.find((role) => inAgency([role], 'breakGlass') !== 'no');
  return {
    type: 'roleGranted',
    item: request.reference,
    case: caseId,
    occurredAt: isoLocal(house.clock()),
    ...(power === undefined ? {} : { role: power }),
    tool: TOOL,
    facts: { role: GLASS_ROLE, until: isoUtc(until.getTime()) },
    detail: {
      person: by.name,
      personId: by.id,
      grantedTo: asker.name,
      grantedToId: asker.id,
      reason: request.reason,
      request: request.id,
    },
  };
}

/** Undefined: no such case, or somebody made them a member of it meanwhile. */
async function caseToOpen(tx: Tx, { reference, by }: NewGlassRequest): Promise<Uuid | undefined> {
  if (!isCaseReference(reference)) return undefined;
  const file = await findCase(tx, reference).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'notFound') return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  return (await roleInCase(tx, file.id, by)) === undefined ? file.id : undefined;
}

/** What waits, and whoever decides: as things are in the act's own transaction. */
async function open(
  tx: Tx,
  by: Person,
  id: Uuid,
): Promise<{ readonly request: NewGlassRequest; readonly person: Person }> {
  const person = await livingPerson(tx, by.id);
  if (inAgency(person.roles, 'breakGlass') === 'no') throw notYours();
  const request = await lockGlassRequest(tx, id);
  if (request === undefined) throw decidedAlready();
  if (!request.isOpen) throw decidedAlready();
  return { request, person };
}

const isIn = (): Refusal => new Refusal('alreadyExists.caseIsYours');

const tooMany = (): Refusal => new Refusal('notAllowed.tooManyOpenings', { glassOpenMax: GLASS_OPEN_MAX });

const notYours = (): Refusal => new Refusal('notAllowed.openingRole');

const needsAnother = (): Refusal => new Refusal('notAllowed.openingNeedsSecond');

const tooOld = (): Refusal => new Refusal('notAllowed.openingTooOld', { glassWaitsHours: GLASS_WAITS_HOURS });

const decidedAlready = (): Refusal => new Refusal('conflict.openingDecided');
