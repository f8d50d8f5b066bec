// A complete request in a real database, with people who write it, authorise it and send it.
import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import type { Person } from '../../src/people/person.ts';
import { caseOfMember, type CaseOfMember } from '../../src/people/case-member.store.ts';
import { personById } from '../../src/people/person.store.ts';
import type { Uuid } from '../../src/base/ids.ts';
import { requestOf } from '../../src/requests/request.store.ts';
import { lifeOf, takeAct, type Acting, type Taken } from '../../src/requests/life/life.acts.ts';
import type { ActGiven } from '../../src/requests/life/life.ts';
import { readRequest, type DraftRequest } from '../../src/requests/messages/request-file.ts';
import { codeOf, mayBeExplained } from '../../src/requests/drafting/checks.ts';
import { beginRequest, savePage, saveReason } from '../../src/requests/drafting/request-draft.acts.ts';
import { testCase } from './installation.ts';
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

export async function requestScene(t: TestContext, form = 'bc-31-subscriber'): Promise<RequestScene> {
  const made = await testHouse(t);
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

/** A reason for each point that stands in the way and may be explained. Returns the version that it leaves. */
export async function explainAll(who: Acting, number: number, reason = 'It is known.'): Promise<number> {
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
