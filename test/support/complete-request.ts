// A complete request in a real database, with people who write it, authorise it and send it.
import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import type { Person } from '../../src/people/person.ts';
import { caseOfMember, membersOf, type CaseOfMember } from '../../src/people/case-member.store.ts';
import { personById } from '../../src/people/person.store.ts';
import type { Uuid } from '../../src/base/ids.ts';
import { requestOf } from '../../src/requests/machine/states/request.store.ts';
import { lifeOf, takeAct, type Acting, type Taken } from '../../src/requests/verbs/life/life.acts.ts';
import type { ActGiven } from '../../src/requests/machine/states/life.ts';
import { readRequest, type DraftRequest } from '../../src/requests/machine/messages/request-file.ts';
import { codeOf, mayBeExplained } from '../../src/requests/machine/way/request-finding.ts';
import { beginRequest, savePage, saveReason } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { sayTechnicalPartIsRight } from '../../src/requests/verbs/drafting/checks/technical-reading.acts.ts';
import { technicalDigest } from '../../src/requests/machine/way/technical-reading.ts';
import { type TestAgency, testCase } from './installation.ts';
import { testHouse, testMember, type TestHouse } from './people.ts';

const FIXTURES = new URL('../../fixtures/requests/', import.meta.url);

export async function completeDraft(form: string): Promise<DraftRequest> {
  return readRequest(readFileSync(new URL(`${form}/complete.json`, FIXTURES), 'utf8'), await shippedLaw());
}

export interface RequestScene extends TestHouse {
  readonly file: CaseOfMember;
  /** Ines, who writes it. */
  readonly ines: Acting;
  readonly prosecutor: Acting;
  readonly judge: Acting;
  readonly lead: Acting;
  readonly translator: Acting;
  /** Of the request. */
  readonly number: number;
  /** Takes an act on it. */
  readonly take: (who: Acting, given: ActGiven) => Promise<Taken>;
}

export async function requestScene(
  t: TestContext,
  form = 'bc-31-subscriber',
  agency?: TestAgency,
): Promise<RequestScene> {
  const made = await testHouse(t, agency);
  const { house, people } = made;
  const law = await shippedLaw();
  const file = await testCase(house);
  const acting = async (name: string, role: Parameters<typeof testMember>[3]): Promise<Acting> => {
    const member: { person: Person; file: CaseOfMember } = await testMember(house, file, name, role);
    return { people, law, ...member };
  };
  const ines = await acting('Ines Example', 'investigator');
  const draft = await completeDraft(form);
  const number = await beginRequest(ines, form, draft.answers);
  return {
    ...made,
    file: ines.file,
    ines,
    prosecutor: await acting('Paula Example', 'prosecutor'),
    judge: await acting('Jaro Example', 'judge'),
    lead: await acting('Lena Example', 'lead'),
    translator: await acting('Tariq Example', 'translator'),
    number,
    take: (who, given) => takeAct(who, { number, ...given }),
  };
}

/** Gives a request that somebody has begun all the answers of the complete example of its form. */
export async function answerAll(
  { house, people }: Pick<TestHouse, 'house' | 'people'>,
  of: Pick<CaseOfMember, 'reference'>,
  by: Uuid,
  number: number,
): Promise<void> {
  const person = await personById(house.db.kysely, by);
  const file = await caseOfMember(house.db.kysely, of.reference, by);
  if (person === undefined || file === undefined) throw new Error('somebody of the case');
  const request = await people.db.asPerson(by, (tx) => requestOf(tx, file.id, number));
  const { answers } = await completeDraft(request?.form ?? '');
  await savePage(
    { people, person, file },
    { number, base: request?.version.number ?? 0, page: 'all', fields: Object.keys(answers), answers },
  );
}

/** Another investigator or the lead of the case, who wrote none of it, says that its technical part is right. */
export async function readTechnicalPart(
  { people, person, file, law }: Acting,
  number: number,
): Promise<void> {
  const { request, legal, others } = await people.db.asPerson(person.id, async (tx) => {
    const life = await lifeOf(tx, { people, person, file, law }, number);
    const members = await membersOf(tx, file.id);
    return {
      ...life,
      others: members.filter(
        (one) =>
          (one.role === 'lead' || one.role === 'investigator') && !life.facts.writers.includes(one.person),
      ),
    };
  });
  const [reader] = others;
  if (reader === undefined) throw new Error('somebody of the case who wrote none of it');
  const own = await people.db.asPerson(reader.person, async (tx) => ({
    person: await personById(tx, reader.person),
    file: await caseOfMember(tx, file.reference, reader.person),
  }));
  if (own.person === undefined || own.file === undefined) throw new Error('a member of the case');
  const digest = technicalDigest(legal, request.version.answers);
  await sayTechnicalPartIsRight(
    { people, person: own.person, file: own.file },
    { request, legal },
    { digest, unit: 'Cybercrime unit' },
  );
}

/**
 * A reason for each point that stands in the way and may be explained, and somebody who reads the technical part. Returns the
 * version that it leaves.
 */
export async function explainAll(who: Acting, number: number, reason = 'It is known.'): Promise<number> {
  const { facts: first } = await who.people.db.asPerson(who.person.id, (tx) => lifeOf(tx, who, number));
  if (first.findings.some(({ what }) => codeOf(what) === 'cyberUnit')) await readTechnicalPart(who, number);
  for (;;) {
    const { facts } = await who.people.db.asPerson(who.person.id, (tx) => lifeOf(tx, who, number));
    const { explained, number: base } = facts.request.version;
    const bare = facts.findings.find(
      ({ level, what }) => level === 'block' && mayBeExplained(what) && explained[codeOf(what)] === undefined,
    );
    if (bare === undefined) return base;
    await saveReason(who, { number, base, code: codeOf(bare.what), reason });
  }
}
