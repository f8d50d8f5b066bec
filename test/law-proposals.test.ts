import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { enrol, testHouse, type TestHouse } from './support/people.ts';
import { KENYA } from './support/law-change.ts';
import type { Person } from '../src/people/person.ts';
import { keepAnswer, replay, findAnswer } from '../src/channels/answer.acts.ts';
import { planFor } from '../src/channels/plan.ts';
import { readWordsOrRefuse } from '../src/channels/read-words.ts';
import { wordsFrom } from '../src/channels/words.ts';
import { factNow } from '../src/law/apply-change.ts';
import type { Change } from '../src/law/change.ts';
import { readLawFolder } from '../src/law/data-files.store.ts';
import { partyOn, instrumentOf } from '../src/law/look-up.ts';
import { dataVersionOf } from '../src/law/load.ts';
import { propose, publish, sendBack, tryChange, withdraw, type Editing } from '../src/law/proposal.acts.ts';
import { proposalById, proposals } from '../src/law/proposal.store.ts';
import { openPublishedLaw, textsOf, valuesOf, type PublishedLaw } from '../src/law/published.acts.ts';
import { withoutReviews } from '../src/law/review.ts';
import type { LawValues } from '../src/law/values.ts';
import type { Knowledge } from '../src/law/model.ts';
import type { SourceText } from '../src/law/yaml-file.ts';

interface Desk extends Editing {
  readonly house: TestHouse;
  readonly ines: Person;
  readonly omar: Person;
  readonly rui: Person;
}

async function desk(t: TestContext): Promise<Desk> {
  const house = await testHouse(t);
  const { people } = house;
  const law = openPublishedLaw(house.house.db, people.clock);
  const ines = (await enrol(people, 'ines', ['knowledgeEditor'])).person;
  const omar = (await enrol(people, 'omar', ['knowledgeEditor'])).person;
  const rui = (await enrol(people, 'rui', ['centralAuthority'])).person;
  return { house, people, law, ines, omar, rui };
}

const NOTE = {
  kind: 'value',
  record: 'clock bc29.hold',
  path: ['note'],
  was: null,
  value: 'Counted from receipt.',
  source: { id: 'text-ets185' },
  as_of: '2026-11',
  confidence: 'confirmed',
} as const;

/** The change with what is published now as what was seen. */
async function seen<One extends Change>(law: PublishedLaw, change: One): Promise<One> {
  return { ...change, was: factNow(valuesOf((await law.latest()).texts), change) };
}

function kenya(law: Knowledge): string {
  const instrument = instrumentOf(law, 'coe-ets-185');
  assert.ok(instrument);
  return partyOn(law, instrument, 'KE', '2026-11-26').verdict;
}

test('a change is proposed by one editor, published by another, and every version is kept', async (t) => {
  const { people, law, ines, omar } = await desk(t);
  const editing = { people, law };
  const first = await law.current();
  assert.equal(first.dataVersion, dataVersionOf(readLawFolder()));
  assert.equal(kenya(first), 'unknown');
  const blind = tryChange(await law.latest(), { ...KENYA, was: null }, '2026-11-26');
  assert.ok(!blind.ok && blind.isStale, 'what the proposer saw must be what is there');

  const made = await propose(editing, ines, { change: await seen(law, KENYA), reason: 'Kenya has acceded' });
  assert.ok(made.ok, JSON.stringify(made));
  assert.equal(kenya(await law.current()), 'unknown', 'what is only proposed is not the law');
  await assert.rejects(publish(editing, ines, made.id), { code: 'notAllowed' });
  assert.equal(await publish(editing, omar, made.id), 2);

  const second = await law.current();
  assert.equal(kenya(second), 'yes');
  assert.notEqual(second.dataVersion, first.dataVersion);
  assert.equal(kenya((await law.named(first.dataVersion)) ?? second), 'unknown', 'the old one is kept');
  assert.equal(await law.named('0000000000000000'), undefined);
  const [kept] = await people.db.asPerson(ines.id, (tx) =>
    proposals(tx, { record: 'parties coe-ets-185', order: 'newestFirst', limit: 9 }),
  );
  assert.deepEqual(
    [kept?.outcome, kept?.proposer, kept?.decider],
    ['published', 'Ines Example', 'Omar Example'],
  );
  await assert.rejects(publish(editing, omar, made.id), { code: 'conflict' });
});

test('new data of the program takes the changes made here along, and sets aside what it contradicts', async (t) => {
  const { people, law, ines, omar, house } = await desk(t);
  const editing = { people, law };
  const note = { ...NOTE, value: 'Counted from the day after receipt.' };
  for (const [change, reason] of [
    [await seen(law, KENYA), 'Kenya has acceded'],
    [note, 'The text says so'],
  ] as const) {
    const made = await propose(editing, ines, { change, reason });
    assert.ok(made.ok, JSON.stringify(made));
    await publish(editing, omar, made.id);
  }
  // A release that says something else of the one fact and nothing of the other.
  const release = readLawFolder().map((one) =>
    one.name === 'clocks.yaml'
      ? { ...one, text: one.text.replace('- id: bc29.hold\n', '- id: bc29.hold\n    note: Another note.\n') }
      : one,
  );
  assert.notEqual(dataVersionOf(release), dataVersionOf(readLawFolder()));
  const next = openPublishedLaw(house.house.db, people.clock, () => release);
  const taken = await next.current();
  assert.equal(kenya(taken), 'yes');
  assert.equal(taken.clocks.find(({ id }) => id === 'bc29.hold')?.note, 'Another note.');
  const { line } = await next.latest();
  assert.equal(line.number, 4);
  const [aside] = await people.db.asPerson(ines.id, (tx) =>
    proposals(tx, { ids: line.setAside, order: 'newestFirst', limit: 9 }),
  );
  assert.equal(aside?.record, 'clock bc29.hold');
  assert.equal((await openPublishedLaw(house.house.db, people.clock, () => release).latest()).line.number, 4);
});

test('what is confirmed or disputed here, and else unchanged, stays so when a release says nothing of it', async (t) => {
  const { people, law, ines, omar, house } = await desk(t);
  const source = {
    id: 'coe-2026',
    title: 'Full list of the depositary, 1 July 2026',
    kind: 'official',
  } as const;
  const grounds = { source, as_of: '2026-07-01', was: null } as const;
  const ofParty = { kind: 'party', instrument: 'coe-ets-185', status: 'party', ...grounds } as const;
  const changes = [
    { ...ofParty, state: 'SN', entry_into_force: '2017-04-01', confidence: 'confirmed' },
    { ...ofParty, state: 'BE', entry_into_force: '2012-12-01', confidence: 'disputed' },
    {
      kind: 'declaration',
      instrument: 'coe-ets-185',
      state: 'CL',
      article: '29(4)',
      effect: 'May refuse preservation for want of dual criminality.',
      ...grounds,
      confidence: 'confirmed',
    },
  ] as const;
  const confidences = ({ parties, declarations }: Knowledge): (string | undefined)[] => {
    const of = (state: string) => (one: { readonly instrument: string; readonly state: string }) =>
      one.instrument === 'coe-ets-185' && one.state === state;
    return [
      parties.find(of('SN')),
      parties.find(of('BE')),
      declarations.find((one) => of('CL')(one) && one.article === '29(4)'),
    ].map((one) => one?.confidence);
  };
  assert.deepEqual(confidences(await law.current()), ['recalled', 'confirmed', 'recalled'], 'as shipped');
  for (const change of changes) {
    const made = await propose({ people, law }, ines, {
      change: await seen(law, change),
      reason: 'The list',
    });
    assert.ok(made.ok, JSON.stringify(made));
    await publish({ people, law }, omar, made.id);
  }
  const published = ['confirmed', 'disputed', 'confirmed'];
  assert.deepEqual(confidences(await law.current()), published);
  const release = readLawFolder().map((one) =>
    one.name === 'clocks.yaml'
      ? { ...one, text: one.text.replace('- id: bc29.hold\n', '- id: bc29.hold\n    note: Another note.\n') }
      : one,
  );
  const next = openPublishedLaw(house.house.db, people.clock, () => release);
  assert.deepEqual(confidences(await next.current()), published);
  assert.deepEqual((await next.latest()).line.setAside, []);
});

test('who looked at a change stays with the fact when a release says the same, and with no other', async (t) => {
  const { people, law, ines, omar, house } = await desk(t);
  for (const change of [await seen(law, KENYA), NOTE]) {
    const made = await propose({ people, law }, ines, { change, reason: 'The text says so' });
    assert.ok(made.ok, JSON.stringify(made));
    await publish({ people, law }, omar, made.id);
  }
  const { texts } = await law.latest();
  const reviewed = (one: Knowledge): object | undefined =>
    one.clocks.find(({ id }) => id === 'bc29.hold')?.reviewed;
  const looked = reviewed(await law.current());
  assert.deepEqual(Object.keys(looked ?? {}), ['by', 'on', 'of']);
  /** The same, as a release has it that nobody here looked at; `another` rests the clock on another source. */
  const values = withoutReviews(valuesOf(texts)) as LawValues; // nothing else is left out
  const bare = textsOf(values, texts);
  const release = (another: boolean): SourceText[] =>
    bare.map(({ name, text }) => ({
      name,
      text: another && name === 'clocks.yaml' ? text.replaceAll(NOTE.source.id, `${NOTE.source.id}-b`) : text,
    }));
  const next = await openPublishedLaw(house.house.db, people.clock, () => release(false)).current();
  assert.deepEqual(reviewed(next), looked);
  assert.equal(next.clocks.filter((one) => one.reviewed !== undefined).length, 1);
  const other = await openPublishedLaw(house.house.db, people.clock, () => release(true)).current();
  assert.equal(reviewed(other), undefined, 'what rests on something else was not looked at');
});

test('a proposal is sent back with a reason or withdrawn, and then cannot be published', async (t) => {
  const { people, law, ines, omar, rui } = await desk(t);
  const editing = { people, law };
  const change = NOTE;
  const made = await propose(editing, ines, { change, reason: 'The text says so' });
  assert.ok(made.ok, JSON.stringify(made));
  await assert.rejects(sendBack(editing, omar, made.id, ' '), { code: 'badUsage' });
  await assert.rejects(sendBack(editing, ines, made.id, 'no'), { code: 'notAllowed' });
  await assert.rejects(withdraw(editing, omar, made.id), { code: 'notAllowed' });
  await sendBack(editing, omar, made.id, 'Cite the paragraph');
  await assert.rejects(publish(editing, omar, made.id), { code: 'conflict' });
  const [returned] = await people.db.asPerson(ines.id, (tx) =>
    proposals(tx, { outcome: 'returned', order: 'newestFirst', limit: 9 }),
  );
  assert.equal(returned?.answer, 'Cite the paragraph');
  const anew = await propose(editing, ines, { change, reason: 'Paragraph 29(7)', revises: made.id });
  assert.ok(anew.ok);
  await withdraw(editing, ines, anew.id);
  await assert.rejects(publish(editing, omar, anew.id), { code: 'conflict' });
  await assert.rejects(propose(editing, rui, { change, reason: 'x' }), { code: 'notAllowed' });
  assert.equal(
    await people.db.asPerson(rui.id, (tx) => proposalById(tx, anew.id)),
    undefined,
    'what is only proposed is for editors',
  );
});

test('two who change the same fact: the second is told to look again', async (t) => {
  const { people, law, ines, omar } = await desk(t);
  const editing = { people, law };
  const change = (effect: string) => ({
    kind: 'declaration',
    instrument: 'coe-ets-185',
    state: 'FJ',
    article: '29(4)',
    effect,
    was: null,
    source: { id: 'nl-185-decl', title: 'Declarations', kind: 'official-mirror' },
    as_of: '2026-11',
    confidence: 'confirmed',
  });
  const [one, two] = [
    await propose(editing, ines, { change: change('none'), reason: 'Looked up' }),
    await propose(editing, omar, {
      change: change('Dual criminality may be required.'),
      reason: 'Looked up',
    }),
  ];
  assert.ok(one.ok && two.ok);
  await publish(editing, omar, one.id);
  await assert.rejects(publish(editing, ines, two.id), { code: 'conflict' });
  assert.equal((await law.current()).declarations.filter(({ state }) => state === 'FJ')[0]?.effect, 'none');
});

test('an answer given before a change is still explained by the data it was given from', async (t) => {
  const { people, law, ines, omar, house } = await desk(t);
  const editing = { people, law };
  const before = await law.current();
  const params = new URLSearchParams('from=FR&to=KE&category=content&on=2026-11-26');
  const asked = readWordsOrRefuse(wordsFrom(params), before, (field) => field);
  const answer = planFor(asked.need, before, '2026-11-26');
  const keeper = { db: house.house.db.kysely, clock: people.clock, random: people.random, person: undefined };
  const name = await keepAnswer(keeper, params.toString(), answer);
  const made = await propose(editing, ines, { change: await seen(law, KENYA), reason: 'Kenya has acceded' });
  assert.ok(made.ok, JSON.stringify(made));
  await publish(editing, omar, made.id);
  const kept = await findAnswer(house.house.db.kysely, name.slice(0, 12));
  const now = replay(kept, await law.current());
  assert.equal(now.isSame, false);
  assert.ok(now.differences.length > 0, 'the change opens a way');
  const then = await law.named(kept.answer.dataVersion);
  assert.ok(then);
  assert.equal(replay(kept, then).isSame, true, 'byte for byte from the version it was given from');
});
