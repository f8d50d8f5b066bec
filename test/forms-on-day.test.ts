// A form has days: before its first and after its last no new request is begun on it, and what was begun is read by the
// wording of its own day.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { applyChange, factNow } from '../src/law/apply-change.ts';
import type { Change } from '../src/law/change.ts';
import { readLawFolder } from '../src/law/data-files.store.ts';
import { exportYaml } from '../src/law/export.ts';
import { loadLawOrRefuse } from '../src/law/load.ts';
import { recordOn } from '../src/law/on-day.ts';
import { propose, publish } from '../src/law/proposal.acts.ts';
import { openPublishedLaw, textsOf, valuesOf } from '../src/law/published.acts.ts';
import { findRecord, textOf, type JsonObject } from '../src/law/values.ts';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import { beginRequest } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import { letterOf } from '../src/requests/machine/text/letter.ts';
import { letterTongue } from '../src/requests/machine/text/tongue.ts';
import { lifeOf } from '../src/requests/verbs/life/life.acts.ts';
import { readRequest } from '../src/requests/machine/messages/request-file.ts';
import { LANGUAGES } from '../src/web/messages.ts';
import { requestScene } from './support/complete-request.ts';
import { testCase } from './support/installation.ts';
import { enrol, testSite } from './support/people.ts';

const FORM = 'bc-31-subscriber';
const SECOND = 'Subscriber information, second wording';
const texts = readLawFolder();
const shipped = valuesOf(texts);

function shippedForm(form: string): JsonObject {
  const found = findRecord(shipped, `form ${form}`);
  assert.ok(found, form);
  return found.value;
}

const first = shippedForm(FORM);
const FIRST = textOf(first['title']);

function rewritten(value: JsonObject): Change {
  return {
    kind: 'record',
    record: `form ${textOf(value['id'])}`,
    was: null,
    value,
    source: { id: 'made-up', title: 'A history made up for a test', kind: 'official' },
    as_of: '2026-11',
    confidence: 'confirmed',
  };
}

/** The form as it was until that day, and as it is from then on. */
function twoWordings(day: string): readonly Change[] {
  return [
    rewritten({ ...first, title: SECOND, from: day }),
    rewritten({ ...first, id: `${FORM}-2018`, until: day, replaced_by: FORM }),
  ];
}

test('what was drafted keeps the wording of the day it was begun, and what is begun later has the next', async (t) => {
  const scene = await requestScene(t, FORM);
  const { ines, people } = scene;
  let values = shipped;
  for (const change of twoWordings('2026-11-04')) {
    const applied = applyChange(values, { ...change, was: factNow(values, change) }, '2026-11-03');
    assert.ok(applied.ok, JSON.stringify(applied));
    ({ values } = applied);
  }
  const amended = textsOf(values, texts);
  assert.deepEqual(exportYaml(amended), amended, 'byte for byte');
  const { knowledge: law } = loadLawOrRefuse(amended);
  assert.deepEqual(
    ['2026-11-03', '2026-11-04'].map((day) => [
      recordOn(law, `form ${FORM}`, day).isOver,
      recordOn(law, `form ${FORM}-2018`, day).isOver,
    ]),
    [
      [true, false],
      [false, true],
    ],
  );
  const titleOf = (of: number): Promise<string> =>
    people.db.asPerson(ines.person.id, async (tx) => {
      const { legal } = await lifeOf(tx, { ...ines, law }, of);
      return legal.record.title;
    });
  const begunAt = (time: string): Promise<number> =>
    beginRequest({ ...ines, people: { ...people, clock: () => Date.parse(time) } }, FORM, {});
  const [before, after] = [await begunAt('2026-11-03T23:59:59Z'), await begunAt('2026-11-04T00:00:00Z')];
  assert.deepEqual([await titleOf(before), await titleOf(after)], [FIRST, SECOND]);
});

const [LONG_AGO, FAR_OFF] = ['2001-01-01', '2999-01-01'] as const;

/** The lead of a case on the web and with a key, and two editors who amend the forms. */
async function office(t: Parameters<typeof testSite>[0]) {
  const { people, house, site } = await testSite(t);
  const [ada, omar] = [
    await enrol(people, 'ada', ['knowledgeEditor']),
    await enrol(people, 'omar', ['knowledgeEditor']),
  ];
  const law = openPublishedLaw(house.db, people.clock);
  const amend = async (change: Change): Promise<void> => {
    const was = factNow(valuesOf((await law.latest()).texts), change);
    const asked = { change: { ...change, was }, reason: 'Made up' };
    const proposed = await propose({ people, law }, ada.person, asked);
    assert.ok(proposed.ok, JSON.stringify(proposed));
    await publish({ people, law }, omar.person, proposed.id);
  };
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'lead']]);
  const key = await makeApiKey(people, { by: ines.person, name: 'Test', may: 'write', days: 7 });
  const path = `/cases/${file.reference}/requests`;
  const asked = async (to: string, form?: string) => {
    const answer = await fetch(site.url + path + to, {
      headers: { cookie: ines.cookie, origin: site.url },
      redirect: 'manual',
      ...(form !== undefined && { method: 'POST', body: new URLSearchParams({ form }) }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const viaApi = async (form: string) => {
    const answer = await fetch(`${site.url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': newUuid(people.clock, people.random),
      },
      body: JSON.stringify({ form }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  return { amend, asked, viaApi, law };
}

test('a form is offered on its days alone, and says why it is not', async (t) => {
  const { amend, asked, viaApi } = await office(t);
  assert.equal((await asked('/new', 'bc-32b-consent')).status, 303);
  for (const change of twoWordings(FAR_OFF)) await amend(change);
  await amend(rewritten({ ...shippedForm('bc-32b-consent'), until: LONG_AGO }));
  await amend(rewritten({ ...shippedForm('bc-30-disclosure'), from: FAR_OFF }));

  const { text: page } = await asked('/new');
  assert.ok(page.includes(FIRST) && !page.includes(SECOND), 'the wording of today');
  for (const [form, isOffered] of [
    [FORM, true],
    ['bc-32b-consent', false],
    ['bc-30-disclosure', false],
  ] as const)
    assert.equal(page.includes(`value="${form}"`), isOffered, form);
  assert.match(page, /not available since 2001-01-01\./);
  assert.match(page, /available from 2999-01-01\./);

  for (const form of ['bc-32b-consent', 'bc-30-disclosure']) {
    assert.equal((await asked('/new', form)).status, 422, form);
    const refused = await viaApi(form);
    assert.equal(refused.status, 403, form);
    assert.match(refused.text, /a form that requests are written on at/);
  }
  assert.equal((await viaApi(FORM)).status, 201);
  assert.equal((await asked('/1')).status, 200, 'what was begun before goes on');
  assert.equal((await asked('/3')).status, 404, 'and nothing else was begun');
});

test('a form that was not compared says so on its page and never on paper, until two editors confirm it', async (t) => {
  const { amend, asked, law } = await office(t);
  const form = 'un-42-preservation';
  const said = async (request: number): Promise<readonly boolean[]> => {
    assert.equal((await asked('/new', form)).status, 303);
    const { text: page } = await asked(`/${request}`);
    const { text: list } = await asked('/new');
    const stored = new URL(`../fixtures/requests/${form}/complete.json`, import.meta.url);
    const draft = readRequest(readFileSync(stored, 'utf8'), await law.current());
    const paper = letterOf(draft, 'made up', letterTongue(LANGUAGES.en, new Map()));
    const hint = list
      .slice(list.indexOf(`value="${form}"`))
      .split('</div>', 2)
      .join();
    const { requests, letter } = LANGUAGES.en;
    return [
      page.includes(requests.unconfirmed),
      hint.includes(requests.confidence.recalled),
      page.includes(letter.notice.recalled),
      paper.notices.length === 0,
    ];
  };
  assert.deepEqual(await said(1), [true, true, true, true]);
  await amend(rewritten({ ...shippedForm(form), confidence: 'confirmed' }));
  assert.deepEqual(await said(2), [false, false, false, true]);
});

test('what comes in is of a form by which one State asks or tells another: a consent is not offered', async (t) => {
  const { asked } = await office(t);
  const { status, text } = await asked('/incoming/register/form');
  assert.equal(status, 200);
  assert.ok(text.includes(`value="${FORM}"`) && !text.includes('value="bc-32b-consent"'), text);
});
