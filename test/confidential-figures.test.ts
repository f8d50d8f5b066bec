// Statistics count what the person who looks may know of: a confidential request is in nobody else's median, count or file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { shippedLaw } from '../src/law/data-files.store.ts';
import { keepConfidential } from '../src/requests/verbs/drafting/confidence/confidentiality.acts.ts';
import { beginRequest } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import { insertEvent } from '../src/requests/machine/states/life.store.ts';
import type { Acting } from '../src/requests/verbs/life/life.acts.ts';
import { completeDraft } from './support/complete-request.ts';
import { testCase } from './support/installation.ts';
import { asMember, enrol, testSite } from './support/people.ts';
import { sent } from './support/sent-request.ts';

const FORMS = ['bc-31-subscriber', 'epoc', 'bc-31-subscriber'] as const;

test('a request that becomes confidential leaves the figures of whoever may not know, and of nobody else', async (t) => {
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const roles = ['centralAuthority', 'dutyOfficer'] as const;
  const pavel = await enrol(people, 'pavel', roles, [[file, 'prosecutor']]);
  const lead: Acting = { ...(await asMember(people, lena, file)), law: await shippedLaw() };
  const year = new Date(people.clock()).getUTCFullYear();
  const pages = ['/desk/statistics/csv', `/desk/orders/csv?year=${year}`, '/desk/statistics'];
  const figuresOf = (who: typeof lena): Promise<string[]> =>
    Promise.all(
      pages.map(async (path) => {
        const answer = await fetch(new URL(path, site.url), { headers: { cookie: who.cookie } });
        // A page names its address and a fresh id for each form; a file does not.
        return answer.status === 200
          ? (await answer.text()).replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, '')
          : `${answer.status}`;
      }),
    );
  const answered = async (form: string, isConfidential: boolean): Promise<void> => {
    const number = await beginRequest(lead, form, (await completeDraft(form)).answers);
    const request = await sent(lead, number, 'acknowledged');
    const at = new Date(people.clock());
    await people.operator.transaction((tx) =>
      insertEvent(tx, {
        id: newUuid(people.clock, people.random),
        request,
        caseId: file.id,
        version: 1,
        act: 'refuse',
        from: 'acknowledged',
        to: 'refused',
        side: 'theirs',
        by: lena.id,
        at,
        occurredAt: at,
        zone: 'UTC',
        evidence: 'Letter 2',
        reason: undefined,
        detail: { ground: 'political-offence' },
      }),
    );
    if (isConfidential)
      await keepConfidential(lead, { number, knowers: [lena.id], until: '2999-01-31', reason: 'A leak' });
  };
  const [first, ...others] = FORMS;
  await answered(first, false);
  const [before, hers] = [await figuresOf(pavel), await figuresOf(lena)];
  assert.match(before[0] ?? '', /bc-31|Article 31|31/, 'there is a figure to see');
  for (const form of others) await answered(form, true);
  assert.deepEqual(await figuresOf(pavel), before, 'as if they had never been');
  assert.notDeepEqual(await figuresOf(lena), hers, 'who knows of them counts them');
});
