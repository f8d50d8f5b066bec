// What must hold before a request leaves, with the law as it is shipped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestScene } from '../../../test/support/complete-request.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { hindrances } from './guards.ts';
import { lifeOf, toldOf } from './life.acts.ts';
import { letterOf } from '../letters/letter.ts';
import { savePage, saveReason, setAsked } from '../drafting/request-draft.acts.ts';
import { ENGLISH } from '../letters/tongue.ts';
import type { Answers } from '../drafting/answers.ts';

test('a request leaves on a legal basis that is in force for both States, or not at all', async (t) => {
  const { people, ines, number } = await requestScene(t, 'epoc'); // Regulation (EU) 2023/1543, from France
  const stands = async (counterpart: 'IE' | 'DK' | 'US' | undefined) => {
    await setAsked(ines, { number, counterpart, urgency: 'normal' });
    const { facts } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
    return hindrances(['basisInForce'], { ...facts, ...toldOf({ act: 'transmit' }, people.clock()) });
  };
  assert.match((await stands(undefined))[0]?.found ?? '', /no State named/);
  assert.deepEqual(await stands('IE'), []);
  const [denmark] = await stands('DK'); // not bound: Protocol No 22
  assert.deepEqual([denmark?.ref, denmark?.found], ['eu-2023-1543', 'not in force for DK']);
  const [unknown] = await stands('US');
  assert.deepEqual(
    [unknown?.ref, unknown?.found],
    ['eu-2023-1543', 'not known whether it is in force for US, and no reason'],
    'what is not on record is unknown, not no',
  );
  const code = 'forceUnknown';
  const say = async (reason: string | undefined) => {
    const { request } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
    await saveReason(ines, { number, base: request.version.number, code, reason });
    return people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
  };
  const bare = await say(undefined);
  const submit = ['preservationOrReason'] as const;
  const told = toldOf({ act: 'submit' }, people.clock());
  assert.match(hindrances(submit, { ...bare.facts, ...told })[0]?.found ?? '', /forceUnknown/);
  const reason = 'Their ministry wrote on 2 November that it applies it.';
  const { facts, request, legal } = await say(reason);
  assert.doesNotMatch(hindrances(submit, { ...facts, ...told })[0]?.found ?? '', /forceUnknown/);
  assert.deepEqual(await stands('US'), [], 'whoever signs takes it upon themself');
  const { answers, explained } = request.version;
  const { notices } = letterOf({ legal, answers, explained }, 'x', ENGLISH);
  assert.match(notices.join(), /not on record whether.*Their ministry wrote/, 'and it is printed');
  assert.match((await stands('DK'))[0]?.found ?? '', /not in force/, 'no reason helps where it is not');
});

test('an order is signed by whoever it names, and by nobody who may not order these data', async (t) => {
  const { people, ines, number } = await requestScene(t, 'epoc');
  const { facts } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
  const told = toldOf({ act: 'authorise' }, people.clock());
  const signedBy = (role: 'judge' | 'prosecutor', answers: Answers) => {
    const version = { ...facts.request.version, answers };
    const request = { ...facts.request, version };
    const [found] = hindrances(['competent'], {
      ...facts,
      ...told,
      request,
      actor: { ...facts.actor, role },
    });
    return found && [found.ref, found.found];
  };
  const traffic = { 'issuing.kind': ['prosecutor'], 'traffic.internet': ['other'] };
  const users = { 'issuing.kind': ['prosecutor'], subscriber: ['other'] };
  const ofOther = { 'issuing.kind': ['other'], identification: ['other'] };
  const article = (of: string): string => `eu-2023-1543, Art. ${of}`;

  assert.deepEqual(signedBy('prosecutor', traffic), [
    article('4(2)'),
    'prosecutor, traffic: needsValidation',
  ]);
  assert.equal(signedBy('judge', { ...traffic, 'validating.kind': 'judge' }), undefined, 'who validates');
  assert.match(signedBy('judge', traffic)?.[1] ?? '', /names neither/);
  assert.equal(signedBy('judge', { ...traffic, 'issuing.kind': ['judge'] }), undefined);
  assert.match(signedBy('prosecutor', { ...traffic, 'issuing.kind': ['judge'] })?.[1] ?? '', /names neither/);

  assert.equal(signedBy('prosecutor', users), undefined, 'subscriber data: a prosecutor by themselves');
  const named = signedBy('judge', users);
  assert.deepEqual([named?.[0], /names neither/.test(named?.[1] ?? '')], [article('4(1)'), true]);

  assert.equal(signedBy('prosecutor', { ...ofOther, 'validating.kind': 'prosecutor' }), undefined);
  assert.equal(signedBy('judge', { ...ofOther, 'validating.kind': 'judge' }), undefined);
  assert.match(
    signedBy('prosecutor', { ...ofOther, 'validating.kind': 'judge' })?.[1] ?? '',
    /names neither/,
  );
  const first = { ...ofOther, deadline: 'eight-hours', 'no-prior-validation': true };
  assert.match(
    signedBy('prosecutor', { ...first, 'validating.kind': 'prosecutor' })?.[1] ?? '',
    /names neither/,
    'what says that nobody validated it is not validated by a signature',
  );
});

test('how urgent it is agrees with what the order says of its deadline', async (t) => {
  const { people, ines, number } = await requestScene(t, 'epoc');
  const urgency = async (): Promise<string> => {
    const { request } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
    return request.urgency;
  };
  let base = 1;
  const deadline = async (answer: string | undefined): Promise<string> => {
    const answers: Answers = answer === undefined ? {} : { deadline: answer };
    const saved = await savePage(ines, { number, base, page: 'deadline', fields: ['deadline'], answers });
    base = saved.request.version.number;
    return urgency();
  };
  const ask = (chosen: 'normal' | 'urgent' | 'emergency') =>
    setAsked(ines, { number, counterpart: 'IE', urgency: chosen });
  assert.equal(await urgency(), 'normal');
  await assert.rejects(ask('emergency'), isRefusal('badInput', /urgent/));
  await ask('urgent');
  assert.equal(await deadline('eight-hours'), 'emergency');
  await assert.rejects(ask('normal'), isRefusal('badInput', /emergency/));
  assert.equal(await deadline('ten-days'), 'urgent', 'as near as the answers allow');
  assert.equal(await deadline(undefined), 'urgent');
  await ask('emergency');
  assert.equal(await urgency(), 'emergency', 'where the answers leave it open, what was chosen stands');
});
