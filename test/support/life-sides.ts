// Two sides of one request in a real database, for its random runs: who is there, how a request begins, how it is signed.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import type { Knowledge } from '../../src/law/model.ts';
import type { Tx } from '../../src/people/as-person.store.ts';
import type { CaseRole } from '../../src/people/roles.ts';
import type { fireAlarms } from '../../src/requests/machine/clocks/alarm.acts.ts';
import type { Answers } from '../../src/requests/core/answers.ts';
import { askedOf, isMeasure } from '../../src/requests/core/request-items.ts';
import { beginRequest, setAsked } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { hindrances } from '../../src/requests/machine/states/guards.ts';
import { toldOf } from '../../src/requests/verbs/life/given.acts.ts';
import { actIn, lifeOf, type Acting } from '../../src/requests/verbs/life/life.acts.ts';
import type { ActDetail, ActGiven, LifeEvent, RequestItem } from '../../src/requests/machine/states/life.ts';
import { machineOf } from '../../src/requests/machine/states/machines.ts';
import { sha256 } from '../../src/requests/machine/signature/signature.ts';
import { insertSignature } from '../../src/requests/machine/signature/signature.store.ts';
import { formOf } from '../../src/requests/forms/index.ts';
import { urgencyWithin, type RequestRecord } from '../../src/requests/core/request.ts';
import { completeDraft, explainAll } from './complete-request.ts';
import { testCase } from './installation.ts';
import { testHouse, testMember } from './people.ts';

/** What is played: a form with its complete example, and what of it is written on. */
export interface Played {
  readonly form: string;
  /** A field of text that anybody may change. */
  readonly field: string;
  readonly urgency?: RequestRecord['urgency'];
  /** It goes before it is validated. */
  readonly goesFirst?: boolean;
}

export interface Message {
  readonly act: string;
  readonly occurredAt: string;
  readonly detail: ActDetail;
}

/** One side: its people, and what the model says of its request. */
export interface Side {
  readonly direction: 'outgoing' | 'incoming';
  readonly people: readonly Acting[];
  number: number;
  state: string;
  version: number;
  items: readonly RequestItem[];
  events: Pick<LifeEvent, 'act' | 'to' | 'at'>[];
  /** What was signed and stands. */
  signed: { readonly version: number; readonly person: Uuid; readonly role: string }[];
  readonly inbox: Message[];
  readonly seen: Message[];
}

const ROLES: readonly (readonly [name: string, role: CaseRole])[] = [
  ['Lena', 'lead'],
  ['Ines', 'investigator'],
  ['Paula', 'prosecutor'],
  ['Jaro', 'judge'],
  ['Mara', 'judge'],
  ['Tariq', 'translator'],
  ['Emil', 'examiner'],
];

export interface Scene {
  readonly played: Played;
  readonly law: Knowledge;
  readonly time: { ms: number };
  readonly house: Parameters<typeof fireAlarms>[0];
  readonly sender: Side;
  readonly receiver: Side;
}

export async function twoSides(t: TestContext, played: Played): Promise<Scene> {
  const made = await testHouse(t);
  const law = await shippedLaw();
  const time = { ms: Date.UTC(2026, 9, 1) };
  const clock = (): number => time.ms;
  const house = { ...made.house, clock };
  const people = { ...made.people, clock };
  const sideOf = async (direction: Side['direction']): Promise<Side> => {
    const file = await testCase(house);
    const members: Acting[] = [];
    for (const [name, role] of ROLES)
      members.push({ people, law, ...(await testMember(house, file, `${name}-${direction} Example`, role)) });
    return { people: members, ...fresh(direction) };
  };
  const [sender, receiver] = [await sideOf('outgoing'), await sideOf('incoming')];
  await begin(sender, played);
  return { played, law, time, house, sender, receiver };
}

/** What is played of a form: written on is a line of text that its complete example answers. */
export async function playedOf(form: string): Promise<Played> {
  const { answers, legal } = await completeDraft(form);
  const field = legal.fields.find(
    ({ id, type }) => ['text', 'reference', 'longtext'].includes(type) && typeof answers[id] === 'string',
  );
  assert.ok(field, `a line of text in ${form}`);
  return { form, field: field.id };
}

/**
 * A request as its example has it, with a reason for each point that wants one. Returns what stands in the way of its leaving that no
 * act mends; none: it may go.
 */
export async function begin(sender: Side, played: Played): Promise<string[]> {
  const [, ines] = sender.people;
  assert.ok(ines);
  const { people, person } = ines;
  const { form } = played;
  const answers = await answersOf(played);
  const bounds = formOf(form)?.urgency?.(answers);
  const urgency = urgencyWithin(played.urgency ?? 'normal', bounds);
  const number = await beginRequest(ines, form, answers);
  await setAsked(ines, { number, counterpart: 'NL', urgency });
  Object.assign(sender, { ...fresh('outgoing'), number });
  sender.version = await explainAll(ines, number);
  const { facts } = await people.db.asPerson(person.id, (tx) => lifeOf(tx, ines, number));
  const told = toldOf({ act: 'submit' }, people.clock());
  return hindrances(['complete', 'preservationOrReason', 'basisInForce'], { ...facts, ...told }).map(
    ({ guard, found }) => `${guard}: ${found}`,
  );
}

async function answersOf({ form, goesFirst }: Played): Promise<Answers> {
  const answers = await answersAtLength(form);
  if (goesFirst !== true) return answers;
  const kept = Object.entries(answers).filter(([id]) => !id.startsWith('validating.'));
  return { ...Object.fromEntries(kept), 'no-prior-validation': true, 'emergency.kind': ['life'] };
}

/** Of the complete example of a form, so that nothing in them stands in the way of its leaving. */
export async function answersAtLength(form: string): Promise<Answers> {
  const { answers } = await completeDraft(form);
  return { ...answers, ...atLength(answers, formOf(form)?.roles.items) };
}

/** Items with a reason that says how each is linked to the offence: where it is short, content may not be asked for. */
function atLength(answers: Answers, field: string | undefined): Answers {
  if (field === undefined) return {};
  const why = 'It shows who altered the invoices, from where, and when: the offence that is investigated.';
  const items = askedOf(answers, field).map((one) => (isMeasure(one) ? one : { ...one, reason: why }));
  return items.length === 0 ? {} : { [field]: items };
}

/** As `authorise.acts.ts` does it, without the device: a signature of this version and the act, in one transaction. */
export function signAndTake(who: Acting, side: Side, given: ActGiven & { number: number }): Promise<unknown> {
  const { people, person, file } = who;
  return people.db.asPerson(person.id, async (tx: Tx) => {
    const { request } = await lifeOf(tx, who, side.number, 'lock');
    const papers = { document: Buffer.from('letter'), data: Buffer.from('data') };
    await insertSignature(tx, file.id, {
      id: newUuid(people.clock, people.random),
      requestId: request.id,
      version: request.version.number,
      role: file.role,
      person: person.id,
      papers,
      documentSha256: sha256(papers.document),
      dataSha256: sha256(papers.data),
      statement: '{}',
      keyFingerprint: '0'.repeat(64),
      keySpki: Buffer.from('key'),
      origin: 'https://comity.example',
      assertion: Buffer.from('assertion'),
      at: new Date(people.clock()),
    });
    return actIn(tx, who, given);
  });
}

export function fresh(direction: Side['direction']): Omit<Side, 'people'> {
  const { initial: state } = machineOf(direction);
  const empty = { items: [], events: [], signed: [], inbox: [], seen: [] };
  return { direction, number: 0, state, version: 1, ...empty };
}
