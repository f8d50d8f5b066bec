// A request that somebody has begun to write, for tests that open every page.
import type { Uuid } from '../../src/base/ids.ts';
import { newUuid } from '../../src/base/ids.ts';
import type { People } from '../../src/people/people.acts.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { caseOfMemberById } from '../../src/people/case-member.store.ts';
import { personById } from '../../src/people/person.store.ts';
import { clocksOfCase } from '../../src/requests/machine/clocks/clock.store.ts';
import { beginPreservation, takePreservationAct } from '../../src/requests/verbs/life/preservation.acts.ts';
import { costs } from '../../src/requests/verbs/results/cost-claim.do.ts';
import { notices } from '../../src/requests/verbs/results/notice.do.ts';
import type { Origin } from '../../src/requests/core/origin.ts';
import { insertPaper } from '../../src/requests/core/paper.store.ts';
import { sha256Of } from '../../src/requests/core/paper.ts';
import { insertRequest, type NewRequest } from '../../src/requests/machine/states/request.store.ts';
import { remedies } from '../../src/requests/verbs/results/remedy.do.ts';
import { insertDelivery } from '../../src/requests/verbs/results/results.store.ts';
import { voidSignatures } from '../../src/requests/machine/states/life.store.ts';
import { insertSignature } from '../../src/requests/machine/signature/signature.store.ts';

export interface DraftedRequest {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly form: string;
  readonly begunBy: Uuid;
  readonly begunAt: Date;
  readonly number: number;
}

const DATA = {
  category: 'subscriber' as const,
  identifiers: [{ kind: 'email' as const, value: 'invoices@harbour.example' }],
  holder: 'Example Mail',
  wanted: [],
  reason: 'It sent the altered invoices.',
};

const PLANNED: Origin = {
  kind: 'plan',
  question: 'from=FR&to=US&category=content',
  day: '2026-11-26',
  dataVersion: '0000000000000000',
  way: 'mla-central',
  bases: [],
  authorities: [],
  item: { category: 'content', identifiers: [] },
};

/** By any member who drafts: one request for subscriber information with its item, or another form with no answers. */
export async function draftedBy(
  people: People,
  by: Uuid,
  caseId: Uuid,
  form = 'bc-31-subscriber',
  given: Partial<NewRequest> = {},
): Promise<DraftedRequest> {
  const made = {
    id: newUuid(people.clock, people.random),
    caseId,
    form,
    begunBy: by,
    begunAt: new Date(people.clock()),
    answers: form === 'bc-31-subscriber' ? { data: [DATA] } : {},
    ...given,
  };
  const number = await people.operator.transaction((tx) => insertRequest(tx, made));
  return { ...made, number };
}

/** With all that may hang on a request, by the lead of the case. Returns the parts of its addresses by name. */
export async function requestBy(
  people: People,
  by: Uuid,
  caseId: Uuid,
): Promise<{ readonly [name: string]: string }> {
  const search = { measure: 'search', answers: { location: 'Office of the company' } };
  const made = await draftedBy(people, by, caseId, 'mla-request', {
    answers: { assistance: [DATA, search] },
    origin: PLANNED,
  });
  const { number } = made;
  const theirs = await draftedBy(people, by, caseId, 'mla-request', {
    direction: 'incoming',
    counterpart: 'NL',
  });
  const signature = await signedOnce(people, made);
  const { clock, kept } = await keptBy(people, by, caseId);
  return {
    number: String(number),
    '/cases/:case/requests/:number/papers number': String(theirs.number),
    page: 'reference',
    field: 'assistance',
    place: '2',
    question: 'searched',
    list: 'assistance.1',
    code: 'holderNotListed',
    saved: '1',
    pair: 'en-fr',
    segment: '1',
    clock,
    ...(await following(people, by, made)),
    act: 'submit',
    signature: `${signature}.pdf`,
    paper: await paperIn(people, made),
    kept,
    deed: 'extend',
    view: clock,
    note: clock,
  };
}

/** Data that a holder keeps, with a clock that runs. Returns the id of the clock, and its number. */
async function keptBy(
  people: People,
  by: Uuid,
  caseId: Uuid,
): Promise<{ readonly clock: string; readonly kept: string }> {
  const { person, file } = await people.operator.transaction(async (tx) => ({
    person: await personById(tx, by),
    file: await caseOfMemberById(tx, caseId, by),
  }));
  if (person === undefined || file === undefined) throw new Error('not of this case');
  const acting = { people, person, file, law: await shippedLaw() };
  const number = await beginPreservation(acting, {
    direction: 'outgoing',
    request: undefined,
    holder: 'Example Mail Inc.',
    stateCode: 'US',
    instrument: 'coe-ets-185',
    identifiers: [{ kind: 'email', value: 'invoices@harbour.example' }],
    categories: ['subscriber'],
  });
  const evidence = 'Letter of the point of contact';
  await takePreservationAct(acting, { number, act: 'confirm', zone: 'America/New_York', evidence });
  const [clock] = await people.db.asPerson(by, (tx) => clocksOfCase(tx, caseId, 1));
  return { clock: clock?.id ?? '', kept: String(number) };
}

/** What came in answer to it, whom to tell, and what was used against it and claimed for it. */
async function following(
  people: People,
  by: Uuid,
  { id: request, caseId }: { readonly id: Uuid; readonly caseId: Uuid },
): Promise<{ readonly [name in 'delivery' | 'notice' | 'remedy' | 'claim']: string }> {
  const at = new Date(people.clock());
  const made = { request, caseId, by, at };
  const newId = (): Uuid => newUuid(people.clock, people.random);
  return people.operator.transaction(async (tx) => {
    const came = { id: newId(), arrivedAt: at, evidence: 'Registered letter', isInformal: false };
    const delivery = await insertDelivery(tx, { ...made, ...came });
    const record = (of: typeof notices | typeof remedies | typeof costs, values: object): Promise<void> =>
      of.insert(tx, {
        ...made,
        id: newId(),
        number: 1,
        act: of.kind.act,
        through: null,
        values: { ...values },
      });
    await record(notices, { person: 'Holder of the account', basis: 'Art. 13', dueOn: '2027-01-31' });
    const common = { on: '2026-11-01', evidence: 'Letter' };
    await record(remedies, { ...common, kind: 'effective', usedBy: 'suspect', court: 'Court of Example' });
    await record(costs, { ...common, amount: { amount: '1200.50', currency: 'EUR' } });
    return { delivery: String(delivery), notice: '1', remedy: '1', claim: '1' };
  });
}

/** A document that came with it. */
async function paperIn(
  people: People,
  { id, caseId, begunBy, begunAt }: { id: Uuid; caseId: Uuid; begunBy: Uuid; begunAt: Date },
): Promise<Uuid> {
  const paper = newUuid(people.clock, people.random);
  const bytes = Buffer.from('%PDF-1.7');
  const kept = { id: paper, caseId, request: id, name: 'letter.pdf', mediaType: 'application/pdf' as const };
  const by = { sha256: sha256Of(bytes), bytes, addedBy: begunBy, at: begunAt };
  await people.operator.transaction((tx) => insertPaper(tx, { ...kept, ...by }));
  return paper;
}

/** A signature that is void since; its letter can still be read. */
export async function signedOnce(
  people: People,
  { id, caseId, begunBy, begunAt }: { id: Uuid; caseId: Uuid; begunBy: Uuid; begunAt: Date },
): Promise<Uuid> {
  const none = Buffer.alloc(32);
  const signature = newUuid(people.clock, people.random);
  await people.operator.transaction(async (tx) => {
    await insertSignature(tx, caseId, {
      id: signature,
      requestId: id,
      version: 1,
      role: 'judge',
      person: begunBy,
      papers: { document: Buffer.from('%PDF-'), data: Buffer.from('{}') },
      documentSha256: none,
      dataSha256: none,
      statement: '{}',
      keyFingerprint: none.toString('hex'),
      keySpki: none,
      origin: 'https://comity.example',
      assertion: none,
      at: begunAt,
    });
    await voidSignatures(tx, id, begunAt, 'change');
  });
  return signature;
}
