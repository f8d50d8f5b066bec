// What must hold before a request leaves, with the law as it is shipped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { hindrances } from './guards.ts';
import { toldOf } from '../../verbs/life/given.acts.ts';
import { lifeOf } from '../../verbs/life/life.acts.ts';
import { letterOf } from '../text/letter.ts';
import { savePage, saveReason, setAsked } from '../../verbs/drafting/request-draft.acts.ts';
import { ENGLISH } from '../text/tongue.ts';
import type { Answers } from '../../core/answers.ts';

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
  const [outside] = await stands('US');
  assert.deepEqual(
    [outside?.ref, outside?.found],
    ['eu-2023-1543', 'not in force for US'],
    'who is bound by an act of the Union is known of every State',
  );
});

test('where it is not known whether the basis is in force, whoever signs says why, or it stays', async (t) => {
  const { people, ines, number } = await requestScene(t); // Budapest Convention, Art. 31, from France
  const stands = async (counterpart: 'IE' | 'NL') => {
    await setAsked(ines, { number, counterpart, urgency: 'normal' });
    const { facts } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
    return hindrances(['basisInForce'], { ...facts, ...toldOf({ act: 'transmit' }, people.clock()) });
  };
  assert.deepEqual(await stands('NL'), []);
  const [unknown] = await stands('IE'); // signed, and not known to be bound
  assert.deepEqual(
    [unknown?.ref, unknown?.found],
    ['coe-ets-185', 'not known whether it is in force for IE, and no reason'],
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
  assert.deepEqual(await stands('IE'), [], 'whoever signs takes it upon themself');
  const { answers, explained } = request.version;
  const { notices } = letterOf({ legal, answers, explained }, 'x', ENGLISH);
  assert.doesNotMatch(notices.join(), /Their ministry wrote/, 'and it stays in the file');
});

test('a request leaves by a way that the law has open for it, or for a reason, or not at all', async (t) => {
  const { people, ines, number } = await requestScene(t); // Budapest Convention, Art. 31, from France
  const sentBy = async (channel: string | undefined, reason?: string, state: 'NL' | 'IE' = 'NL') => {
    await setAsked(ines, { number, counterpart: state, urgency: 'normal' });
    const { facts } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
    const detail = channel === undefined ? {} : { channel };
    const told = toldOf({ act: 'transmit', reason, detail }, people.clock());
    const [found] = hindrances(['channelAllowed'], { ...facts, ...told });
    return found && `${found.ref}: ${found.found}`;
  };
  assert.equal(await sentBy('mla-central'), undefined);
  assert.equal(await sentBy('network-24-7'), undefined);
  assert.match((await sentBy(undefined)) ?? '', /no way named/);
  assert.match((await sentBy('by pigeon')) ?? '', /no way of the law data: by pigeon/);
  // A treaty of authorities is not sent to a provider, nor as a European order, whatever reason is given.
  for (const channel of ['provider-voluntary', 'epoc', 'spontaneous', 'cloud-act'])
    assert.match((await sentBy(channel, 'It is faster')) ?? '', /^coe-ets-185, Art\. \S+: closed/, channel);
  // Directly between courts under Article 27(9) in urgent cases alone, and where no other treaty is there.
  assert.match(
    (await sentBy('judicial-direct', 'It is faster')) ?? '',
    /^coe-ets-185, Art\. 27\(9\): closed/,
  );
  // Ireland has signed and is not known to be bound: unknown is not no.
  assert.match((await sentBy('mla-central', undefined, 'IE')) ?? '', /not known to be open, and no reason/);
  assert.equal(await sentBy('mla-central', 'Their ministry takes it so.', 'IE'), undefined);
  // A bureau carries leads: that it carries this request is a decision of somebody.
  assert.match((await sentBy('interpol')) ?? '', /^coe-ets-185, Art\. 27\(9\)\(b\): not known to be open/);
  assert.equal(await sentBy('interpol', 'Urgent, and both States agreed.'), undefined);
  assert.match((await sentBy('other')) ?? '', /no reason/);
  assert.equal(await sentBy('other', 'Handed over at the liaison meeting.'), undefined);
});

test('a European order goes as one, to where its addressee is', async (t) => {
  const { people, ines, number } = await requestScene(t, 'epoc');
  await setAsked(ines, { number, counterpart: 'IE', urgency: 'normal' });
  const { facts } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
  const by = (channel: string, day: string) =>
    facts.ways(day).find((one) => one.channel === channel)?.verdict;
  assert.equal(by('epoc', '2026-11-26'), 'open');
  assert.equal(by('mla-central', '2026-11-26'), 'closed');
  assert.equal(by('epoc', '2026-08-17'), 'closed', 'before the day from which the Regulation applies');
});

test('what leaves is in a language that they take, and is what was signed', async (t) => {
  const { people, ines, number } = await requestScene(t);
  await setAsked(ines, { number, counterpart: 'NL', urgency: 'normal' });
  const { facts } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
  const told = toldOf({ act: 'transmit' }, people.clock());
  const what = { kind: 'practice', code: 'notInLanguage', words: ['NL', 'nl'] } as const;
  const findings = [{ what, level: 'block', field: 'date', ref: 'profile' }] as const;
  const other = { ...facts, ...told, findings };
  assert.match(hindrances(['languageTaken'], other)[0]?.found ?? '', /in no language that they take/);
  const explained = { notInLanguage: 'They agreed to English.' };
  const request = { ...facts.request, version: { ...facts.request.version, explained } };
  assert.deepEqual(hindrances(['languageTaken'], { ...other, request }), []);
  assert.deepEqual(hindrances(['languageTaken'], { ...facts, ...told }), [], 'nothing is known against it');

  const differs = (taken: readonly string[] | undefined) =>
    hindrances(['languageDiffers'], { ...facts, ...told, languages: { taken, had: ['en'] } }).length === 0;
  assert.deepEqual([differs(undefined), differs(['nl']), differs(['nl', 'en-GB'])], [true, true, false]);

  const digests = { document: 'a'.repeat(64), data: 'b'.repeat(64) };
  const mark = { id: ines.person.id, version: 1, person: ines.person.id, role: 'judge', at: told.occurredAt };
  const signatures = [{ ...mark, voidAt: undefined, digests }];
  const left = (sent: typeof digests | undefined) =>
    hindrances(['sentAsSigned'], { ...facts, ...told, signatures, detail: { ...(sent && { sent }) } });
  assert.deepEqual([left(undefined), left(digests)], [[], []]);
  assert.match(left({ ...digests, document: 'c'.repeat(64) })[0]?.found ?? '', /something else/);
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
