// What follows a request goes the way of that request: no reason is asked while that way is open on the day, or was explained before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft, explainAll } from '../../../../test/support/complete-request.ts';
import { example, law, SETTING } from '../../../../test/support/practice-cases.ts';
import { answerOf, signingScene, signIt } from '../../../../test/support/signing-request.ts';
import { FORMS } from '../../forms/index.ts';
import { hindrances } from './guards.ts';
import { toldOf } from '../../verbs/life/given.acts.ts';
import { lifeOf } from '../../verbs/life/life.acts.ts';
import { readRequest } from '../messages/request-file.ts';
import { allFindings } from '../../verbs/drafting/checks/checks.ts';
import { codeOf } from '../way/request-finding.ts';
import type { Followed } from '../way/practice.ts';
import { beginRequest, setAsked, setMeans } from '../../verbs/drafting/request-draft.acts.ts';
import { meansTaken } from '../../verbs/drafting/checks/means-taken.ts';
import { waysOf } from '../way/ways.ts';
import { goesAsFollowed } from '../../core/form.ts';

const draftOf = (form: string) => readRequest(JSON.stringify(example(form)), law);
const FIRST: Followed = {
  draft: draftOf('bc-31-subscriber'),
  from: 'FR',
  to: 'NL',
  urgency: 'normal',
  way: 'mla-central',
  isReasoned: false,
};
const DAY = '2026-11-26';

/** How the way stands for a withdrawal of it, and what the checks say of it. */
function stands(follows: Followed | undefined) {
  const setting = { ...SETTING, to: 'NL' as const, follows };
  const draft = draftOf('withdrawal');
  const [first] = waysOf({ draft, setting, law }, DAY);
  const way = waysOf({ draft, setting, law }, DAY).find(
    ({ channel }) => channel === (follows?.way ?? 'mla-central'),
  );
  const found = allFindings(draft, law, setting).map(({ what }) => codeOf(what));
  return { first, way, found: found.filter((code) => code.startsWith('way')) };
}

test('a follow-up takes the way of its request, as that one stands on the day', () => {
  assert.equal(stands(undefined).way?.verdict, 'unknown', 'by itself nothing tells');
  const open = stands(FIRST);
  assert.deepEqual([open.first?.channel, open.first?.verdict, open.found], ['mla-central', 'open', []]);
  const closed = stands({ ...FIRST, way: 'consent', isReasoned: true });
  assert.deepEqual([closed.way?.verdict, closed.way?.isOfItsRequest], ['closed', undefined]);
  assert.deepEqual(closed.found, ['wayClosed'], 'a reason of then opens nothing that is closed now');
  assert.notEqual(closed.first?.channel, 'consent');
});

test('where nobody knew whether it was open, the reason of then holds; without one it is asked for', () => {
  const ireland = { ...FIRST, to: 'IE' } as const; // has signed, and is not known to be bound
  const bare = stands(ireland);
  assert.deepEqual([bare.way?.verdict, bare.way?.isOfItsRequest], ['unknown', undefined]);
  assert.deepEqual(bare.found, ['wayUnknown']);
  const reasoned = stands({ ...ireland, isReasoned: true });
  assert.deepEqual([reasoned.first?.channel, reasoned.first?.isOfItsRequest], ['mla-central', true]);
  assert.deepEqual(reasoned.found, []);
});

test('the forms that go on with a request, or answer it, follow one', () => {
  assert.deepEqual(
    FORMS.filter(goesAsFollowed)
      .map(({ id }) => id)
      .toSorted(),
    [
      'annex-iii',
      'annex-v',
      'annex-vi',
      'clarification',
      'clarification-answer',
      'eio-b',
      'extension',
      'partial-result',
      'refusal',
      'supplement',
      'withdrawal',
    ],
  );
});

test('whoever receives it is found by the treaty of the request, not by that of the form', () => {
  const japan = { ...SETTING, follows: { ...FIRST, to: 'JP' as const } };
  const [authority] = law.authorities;
  assert.ok(authority);
  const budapest = {
    ...authority,
    state: 'JP' as const,
    functions: ['receive' as const],
    roles: ['mla' as const],
    instruments: ['coe-ets-185:27(2)'],
    transmission: ['courier'],
  };
  const known = { ...law, authorities: [budapest] };
  const draft = draftOf('withdrawal'); // UNTOC by its form
  assert.deepEqual(meansTaken({ law: known, setting: { ...japan, follows: undefined }, draft }), []);
  assert.equal(meansTaken({ law: known, setting: japan, draft })[0]?.means[0], 'courier');
});

test('a request that was sent is followed without a reason, also by what follows its follow-up', async (t) => {
  const scene = await signingScene(t);
  const { people, ines, lead, prosecutor, number, take } = scene;
  await setAsked(ines, { number, counterpart: 'NL', urgency: 'normal' });
  await setMeans(ines, { number, means: 'post' });
  await explainAll(ines, number);
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  await take(lead, { act: 'transmit', evidence: 'Receipt', detail: { channel: 'mla-central' } });
  const follow = async (form: string, origin: number | undefined) => {
    const { answers } = await completeDraft(form);
    return beginRequest(ines, form, answers, {
      counterpart: 'NL',
      origin: origin === undefined ? undefined : { kind: 'request', number: origin },
    });
  };
  const missing = async (of: number): Promise<string | undefined> => {
    const { facts } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, of));
    const told = toldOf({ act: 'transmit', detail: { channel: 'mla-central' } }, people.clock());
    return hindrances(['channelAllowed'], { ...facts, ...told })[0]?.found;
  };
  const question = await follow('clarification', number);
  const answer = await follow('clarification-answer', question);
  assert.equal(await missing(question), undefined);
  assert.equal(await missing(answer), undefined, 'the answer follows the question, and that the request');
  assert.match(
    (await missing(await follow('withdrawal', undefined))) ?? '',
    /not known to be open, and no reason/,
  );
});
