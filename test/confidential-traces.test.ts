// Whoever looks where they may not: every page and list that leads anywhere, every address of what is hidden, every table. No trace of a
// confidential request, of what was preserved for it, of what was begun from it, of what came in answer, nor of a confidential result.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { shippedLaw } from '../src/law/data-files.store.ts';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import { actorsOf } from '../src/requests/machine/clocks/alarm.store.ts';
import { keepConfidential } from '../src/requests/verbs/drafting/confidence/confidentiality.acts.ts';
import type { Answers } from '../src/requests/core/answers.ts';
import { beginRequest } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import type { Acting } from '../src/requests/verbs/life/life.acts.ts';
import { beginPreservation, takePreservationAct } from '../src/requests/verbs/life/preservation.acts.ts';
import { planNotice } from '../src/requests/verbs/results/notice.do.ts';
import { keepResult } from '../src/requests/verbs/results/result-confidence.acts.ts';
import { attachExhibits, beginDelivery } from '../src/requests/verbs/results/results.acts.ts';
import { completeDraft } from './support/complete-request.ts';
import { inMemory, testCase, testExhibit } from './support/installation.ts';
import { asMember, enrol, type Enrolled, testSite } from './support/people.ts';
import { as, rawApp } from './support/raw-app.ts';
import { sent } from './support/sent-request.ts';

const FORM = 'bc-31-subscriber';
/** Words that stand in nothing else: of the confidential request, of the kept result, and of what all may see. */
const [HIDDEN, KEPT, SEEN] = ['Quagga', 'Okapi', 'Zebra'];
const PAGES_MAX = 160;

async function scene(t: TestContext) {
  const made = await testSite(t);
  const { house, people } = made;
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const roles = ['centralAuthority', 'dutyOfficer'] as const;
  const pavel = await enrol(people, 'pavel', roles, [[file, 'prosecutor']]);
  const tariq = await enrol(people, 'tariq', [], [[file, 'translator']]);
  const lead: Acting = { ...(await asMember(people, lena, file)), law: await shippedLaw() };
  const { answers } = await completeDraft(FORM);
  const asking = (word: string): Answers =>
    JSON.parse(JSON.stringify(answers).replaceAll('Example Telecom K.K.', word));
  const exhibit = async (word: string): Promise<string> => {
    const name = `${word}.csv`;
    const from = inMemory(name);
    return (await testExhibit(house, file, { title: name, from })).number;
  };
  const came = async (number: number, word: string): Promise<string> => {
    const arrivedAt = new Date(people.clock()).toISOString();
    const delivery = await beginDelivery(lead, {
      number,
      arrivedAt,
      evidence: `${word} letter`,
      isInformal: false,
    });
    const one = await exhibit(word);
    const key = newUuid(house.clock, house.random);
    await attachExhibits(house, lead, { number, delivery, exhibits: [one], key });
    return one;
  };
  const preserve = (word: string): Promise<number> =>
    beginPreservation(lead, {
      direction: 'outgoing',
      request: undefined,
      holder: `${word} Keeper`,
      stateCode: 'JP',
      instrument: undefined,
      identifiers: [],
      categories: ['subscriber'],
    });
  return { ...made, file, lena, pavel, tariq, lead, asking, exhibit, came, preserve };
}

type Scene = Awaited<ReturnType<typeof scene>>;

/** Requests 1, 3 and 4, preservation 1 and exhibits 2 and 3 are hidden from all but Lena; 2, 5, 2 and 1 are for all. */
async function hide(made: Scene): Promise<void> {
  const { lead, lena, asking, exhibit, came, preserve } = made;
  await exhibit(SEEN);
  const first = await beginRequest(lead, FORM, asking(HIDDEN));
  const second = await beginRequest(lead, FORM, asking(SEEN));
  const production = await sent(lead, first, 'acknowledged');
  await sent(lead, second, 'acknowledged');
  const held = [await preserve(HIDDEN), await preserve(SEEN)];
  await keepConfidential(lead, {
    number: first,
    knowers: [lena.id],
    until: '2999-01-31',
    reason: `${HIDDEN} is named`,
  });
  await came(first, HIDDEN);
  await planNotice(lead, {
    number: first,
    person: `${HIDDEN} Person`,
    basis: 'Art. 1 (invented)',
    dueOn: '2999-01-31',
  });
  const kept = await came(second, KEPT);
  await keepResult(
    lead,
    { number: second, delivery: 1 },
    { knowers: [lena.id], until: undefined, ground: `${KEPT} asked for it`, reason: 'As asked' },
  );
  await beginRequest(lead, FORM, asking(HIDDEN), { origin: { kind: 'request', number: first } });
  await beginRequest(lead, FORM, asking(KEPT), {
    origin: { kind: 'exhibit', exhibit: kept, item: { identifiers: [] } },
  });
  // The same identifiers as the first: whoever may not know of that is warned of the second alone (check 17).
  await beginRequest(lead, FORM, asking(SEEN));
  for (const number of held)
    await takePreservationAct(lead, {
      number,
      act: 'confirm',
      evidence: 'Letter 7',
      detail: { reference: 'P 7', endsAt: '2027-01-31T12:00:00+01:00' },
    });
  const [number = 0] = held;
  await takePreservationAct(lead, {
    number,
    act: 'announceProduction',
    evidence: 'Letter 8',
    detail: { production },
  });
}

function traces({ file }: Scene): RegExp {
  const { reference } = file;
  return new RegExp(
    `${HIDDEN}|${KEPT}|${reference}(/R|/requests/)[134]\\b|${reference}(-|/evidence/)[23]\\b|/preservations/1\\b`,
  );
}

/** Every page that can be reached from the beginning by links, as somebody; its address and text. */
async function walk({ site, file }: Scene, who: Enrolled): Promise<Map<string, string>> {
  const base = `/cases/${file.reference}`;
  const open = [
    '/',
    base,
    `${base}/requests`,
    `${base}/time-limits`,
    `${base}/preservations`,
    `${base}/packages`,
    `${base}/share/items`,
    '/jobs',
    '/translate',
    '/authorise',
    ...['outgoing', 'incoming', 'preservations', 'statistics', 'duty'].map((desk) => `/desk/${desk}`),
    ...['outgoing', 'preservations', 'statistics'].map((desk) => `/desk/${desk}/csv`),
  ];
  const seen = new Map<string, string>();
  for (let next = open.shift(); next !== undefined && seen.size < PAGES_MAX; next = open.shift()) {
    if (seen.has(next)) continue;
    const answer = await fetch(new URL(next, site.url), {
      headers: { cookie: who.cookie },
      redirect: 'manual',
    });
    const text = await answer.text();
    seen.set(next, answer.status === 200 ? text : '');
    for (const [, href = ''] of text.matchAll(/href="(\/[^"#]*)"/g)) {
      const to = href.replaceAll('&amp;', '&');
      if (/^\/(cases|desk|time-limits|jobs|translate|authorise)\b/.test(to) && !/\.(pdf|docx|zip)$/.test(to))
        open.push(to);
    }
  }
  return seen;
}

test('no page or list that leads anywhere shows a trace to who may not know', async (t) => {
  const made = await scene(t);
  await hide(made);
  const found = traces(made);
  const own = await walk(made, made.lena);
  for (const word of [HIDDEN, KEPT])
    assert.ok(
      [...own.values()].some((text) => text.includes(word)),
      `Lena finds ${word}`,
    );
  for (const who of [made.pavel, made.tariq]) {
    const pages = await walk(made, who);
    assert.ok(
      [...pages.values()].some((text) => text.includes(SEEN)),
      'what all may see is found',
    );
    assert.ok(pages.size > 30);
    for (const [address, text] of pages) {
      const trace = found.exec(text);
      assert.equal(
        trace,
        null,
        `${who.person.name} at ${address}: ${text.slice(Math.max(0, (trace?.index ?? 0) - 80)).slice(0, 200)}`,
      );
    }
  }
});

test('every address of what is hidden answers as if it had never been, on the pages and by the API', async (t) => {
  const made = await scene(t);
  await hide(made);
  const { site, file, pavel, people, routes, api } = made;
  const token = await makeApiKey(people, {
    by: pavel.person,
    name: 'Test program',
    may: 'read',
    days: 7,
  });
  const ask = async (
    path: string,
    headers: Record<string, string>,
  ): Promise<readonly [status: number, text: string]> => {
    const answer = await fetch(new URL(path, site.url), { headers, redirect: 'manual' });
    return [answer.status, await answer.text()];
  };
  let tried = 0;
  const same = async (path: string, prefix: string, headers: Record<string, string>): Promise<void> => {
    const at = (values: Record<string, string>): string =>
      prefix + path.replaceAll(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => values[name] ?? 'x');
    const hidden = {
      case: file.reference,
      number: '1',
      request: '1',
      delivery: '1',
      notice: '1',
      item: '2',
      exhibit: '2',
      preservation: '1',
    };
    const never = { ...hidden, number: '99', request: '99', item: '99', exhibit: '99', preservation: '99' };
    if (at(hidden) === at(never)) return;
    const [one, other] = [await ask(at(hidden), headers), await ask(at(never), headers)];
    assert.equal(one[0], other[0], `${at(hidden)}: ${one[0]}, and ${other[0]} for none`);
    assert.ok([303, 403, 404, 422].includes(one[0]), `${at(hidden)}: ${one[0]}`);
    assert.doesNotMatch(one[1], new RegExp(`${HIDDEN}|${KEPT}`), at(hidden));
    tried += 1;
  };
  for (const { method, path } of routes)
    if (method === 'GET' && path.startsWith('/cases/:case/')) await same(path, '', { cookie: pavel.cookie });
  assert.ok(tried > 40, `${tried} pages`);
  const pages = tried;
  for (const { method, path } of api)
    if (method === 'GET' && path.startsWith('/cases/:case/'))
      await same(path, '/api/v1', { authorization: `Bearer ${token}` });
  assert.ok(tried - pages > 15, `${tried - pages} operations`);
  for (const { method, path, query } of api) {
    if (method !== 'GET' || query === undefined || path.replace('/cases/:case', '').includes(':')) continue;
    const [, text] = await ask(`/api/v1${path.replace(':case', file.reference)}`, {
      authorization: `Bearer ${token}`,
    });
    assert.doesNotMatch(text, traces(made), path);
  }
});

test('no table gives anybody else a row that names it, and the alarm of what was preserved for it goes to who may know', async (t) => {
  const made = await scene(t);
  await hide(made);
  const { house, lena, pavel, tariq, file } = made;
  const app = await rawApp(t, made.made);
  const ids = await house.db.withOwner(async (owner) => {
    const { rows } = await owner.query<{ id: string }>(
      `select id from request where number in (1, 3, 4) union select id from preservation where number = 1
       union select id from exhibit where item in (2, 3) union select id from request_delivery`,
    );
    return rows.map(({ id }) => id);
  });
  assert.equal(ids.length, 8);
  const { rows: tables } = await house.db.withOwner((owner) =>
    owner.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c where c.relkind in ('r', 'p')
          and c.relnamespace = current_schema()::regnamespace and has_table_privilege('comity_app', c.oid, 'select')`,
    ),
  );
  const named = new RegExp(
    `${HIDDEN}|${KEPT}|${ids.join('|')}|${file.reference}/R[134]\\b|${file.reference}-[23]\\b`,
  );
  const rowsOf = (who: string, name: string): Promise<string[]> =>
    as(app, who, async () =>
      (await app.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`)).rows.map(
        ({ row }) => row,
      ),
    );
  let own = 0;
  for (const { name } of tables) {
    own += (await rowsOf(lena.id, name)).filter((row) => named.test(row)).length;
    for (const who of [pavel, tariq])
      for (const row of await rowsOf(who.id, name))
        assert.doesNotMatch(row, named, `${name} as ${who.person.name}`);
  }
  assert.ok(own > 20, 'Lena finds them');
  const { rows: clocks } = await house.db.withOwner((owner) =>
    owner.query<{ clock: typeof lena.id; caseId: typeof lena.id; number: number }>(
      `select c.id as clock, c.case_id as "caseId", p.number from request_clock c join preservation p on p.id = c.preservation_id
        order by p.number`,
    ),
  );
  assert.ok(clocks.length >= 2);
  for (const { number, ...one } of clocks) {
    const told = (await house.db.transaction((tx) => actorsOf(tx, one))).map(({ person }) => person);
    assert.equal(told.includes(lena.id), true);
    assert.equal(told.includes(pavel.id), number === 2, `preservation ${number}`);
  }
});
