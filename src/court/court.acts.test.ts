import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { heldByInes, refusedAs, type HeldExhibit } from '../../test/support/held-exhibit.ts';
import { PACKING } from '../../test/support/installation.ts';
import { testMember } from '../../test/support/people.ts';
import { hasProgram } from '../../test/support/programs.ts';
import { atEnd, temporaryFolder } from '../../test/support/temporary.ts';
import { checkExhibit } from '../evidence/custody/custody.acts.ts';
import { eventsOf } from '../evidence/events/recorded-event.acts.ts';
import { createPackage } from '../evidence/packages/package-create.acts.ts';
import { readLawFolder } from '../law/data-files.store.ts';
import { openPublishedLaw } from '../law/published.acts.ts';
import { openPersonDatabase } from '../people/as-person.store.ts';
import { LANGUAGES } from '../web/messages.ts';
import { keepDraft, takeDraft, type Drafting } from './certificate.acts.ts';
import { lastDrafts } from './certificate.store.ts';
import { certificateBlocks } from './certificate.ts';
import { courtOfPackages, loggedExhibit, seeForCourt } from './checklist.acts.ts';
import { checklistFor } from './checklist.ts';

const DAY = '2026-11-25';

async function persons(t: TestContext, { made }: HeldExhibit) {
  const db = await openPersonDatabase(made.home, { env: made.env });
  atEnd(t, () => db.close());
  return db;
}

function drafting(held: HeldExhibit, given: Partial<Drafting> = {}): Drafting {
  const { number, ines, key } = held;
  const answers = { copy: 'The exhibit', person: 'Ines Example' };
  return { by: ines, number, rule: 'us-2', dataVersion: '0123456789abcdef', answers, id: key(), ...given };
}

const purposes = async ({ made, number }: HeldExhibit): Promise<unknown[]> =>
  (await eventsOf(made.house, number)).flatMap(({ event }) => event.facts?.['purpose'] ?? []);

test('a checklist changes when the exhibit is read again, and the look at it is an event', async (t) => {
  const held = await heldByInes(t);
  const { house } = held.made;
  const knowledge = await openPublishedLaw(house.db, house.clock).current();
  const standing = async (): Promise<string | undefined> =>
    checklistFor(await loggedExhibit(house, held.number), 'US', knowledge, DAY).rules.find(
      ({ rule }) => rule.id === 'us-2',
    )?.asked[0]?.standing;
  assert.equal(await standing(), 'missing', 'never read again');
  await checkExhibit(house, held.number);
  assert.equal(await standing(), 'met');
  const seen = await seeForCourt(house, await persons(t, held), held.ines, held.number);
  assert.equal(seen?.logged.isUnbroken, true);
  assert.deepEqual(await purposes(held), ['use in court']);
});

test('who is not in the case sees nothing, and nothing is recorded', async (t) => {
  const held = await heldByInes(t);
  assert.equal(
    await seeForCourt(held.made.house, await persons(t, held), held.stranger, held.number),
    undefined,
  );
  assert.deepEqual(await purposes(held), []);
});

test('a draft is kept with its event, once however often it is sent, and every version stays', async (t) => {
  const held = await heldByInes(t);
  const { house } = held.made;
  const first = drafting(held);
  await keepDraft(house, first);
  await keepDraft(house, first);
  assert.deepEqual(await purposes(held), ['certificate us-2 drafted']);
  held.made.clock.ms += 60_000;
  await keepDraft(house, drafting(held, { answers: { copy: 'Another word' } }));
  const db = await persons(t, held);
  const drafts = await db.asPerson(held.ines.person.id, (tx) => lastDrafts(tx, held.exhibitId));
  assert.deepEqual(
    drafts.map(({ rule, answers }) => [rule, answers]),
    [['us-2', { copy: 'Another word' }]],
  );
  const asked = { number: held.number, exhibitId: held.exhibitId };
  const court = { house, law: openPublishedLaw(house.db, house.clock) };
  const old = await takeDraft(court, db, held.ines, { ...asked, id: first.id });
  assert.deepEqual(old?.answers, first.answers);
  assert.equal((await purposes(held)).at(-1), 'certificate us-2', 'taken away: recorded');
});

test('a draft is written by the law data that it was kept under, whatever a release asks since', async (t) => {
  const held = await heldByInes(t);
  const { house } = held.made;
  const before = await openPublishedLaw(house.db, house.clock).current();
  const kept = drafting(held, { dataVersion: before.dataVersion });
  const unknown = drafting(held);
  const gone = drafting(held, { rule: 'us-999' });
  for (const one of [kept, unknown, gone]) await keepDraft(house, one);
  const release = readLawFolder().map(({ name, text }) => ({
    name,
    text:
      name === 'admissibility.yaml'
        ? text.replace('{id: copy, label: Copy', '{id: image, label: Image')
        : text,
  }));
  const court = { house, law: openPublishedLaw(house.db, house.clock, () => release) };
  const now = await court.law.current();
  assert.notEqual(now.dataVersion, before.dataVersion);
  const db = await persons(t, held);
  const written = async ({ id }: Drafting) => {
    const asked = { number: held.number, exhibitId: held.exhibitId, id };
    const taken = await takeDraft(court, db, held.ines, asked);
    const rest = { number: held.number, caseReference: '', agency: '', madeAt: '' };
    const blocks = taken && certificateBlocks(LANGUAGES.en, { ...taken, ...rest });
    return blocks?.map((one) => ('label' in one ? `${one.label}: ` : '') + ('text' in one ? one.text : ''));
  };
  const then = await written(kept);
  assert.ok(then?.includes('Copy identified: The exhibit'), then?.join('\n'));
  assert.ok(then?.some((line) => line.includes(before.dataVersion)));
  const today = await written(unknown);
  assert.ok(
    today?.some((line) => line.includes(now.dataVersion)),
    'law data that are not here: those of today, by their name',
  );
  const looks = await purposes(held);
  assert.equal(await written(gone), undefined);
  assert.deepEqual(await purposes(held), looks, 'nothing was taken, so nothing is recorded');
});

test('a role that may not draft is refused, and another case finds no draft', async (t) => {
  const held = await heldByInes(t);
  const { house } = held.made;
  const observer = await testMember(house, held.file, 'Olga Example', 'observer');
  await assert.rejects(keepDraft(house, drafting(held, { by: observer })), refusedAs('notAllowed'));
  await assert.rejects(keepDraft(house, drafting(held, { by: held.stranger })), refusedAs('notFound'));
  const kept = drafting(held);
  await keepDraft(house, kept);
  const asked = { number: held.number, exhibitId: held.exhibitId, id: kept.id };
  const court = { house, law: openPublishedLaw(house.db, house.clock) };
  assert.equal(await takeDraft(court, await persons(t, held), held.stranger, asked), undefined);
});

test('the report of a package says what the courts of its receiver ask of each exhibit', async (t) => {
  const held = await heldByInes(t);
  const { house } = held.made;
  const to = join(temporaryFolder(t), 'package');
  const request = {
    ...PACKING,
    caseName: held.file.reference,
    exhibits: [held.number],
    to,
    receiver: { name: 'Office of International Affairs', state: 'US' },
    courtOf: courtOfPackages(openPublishedLaw(house.db, house.clock), house.clock),
  };
  await createPackage(house, request);
  if (!hasProgram('pdftotext')) return t.skip('pdftotext not installed');
  const [report = ''] = globSync(join(to, '*/report.pdf'));
  const text = spawnSync('pdftotext', ['-raw', report, '-'], { encoding: 'utf8' }).stdout.replace(
    /\s+/g,
    ' ',
  );
  for (const words of [
    'Use in court: US',
    'Federal Rules of Evidence, Rule 902(14)',
    `The log lacks it ${held.number}`,
  ])
    assert.ok(text.includes(words), words);
});
