// Translations: a sentence is translated once, its source is kept, what changed is told, and a certificate holds for exactly what it was for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestScene, type RequestScene } from '../../../../test/support/complete-request.ts';
import { legalForm } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import type { Acting } from '../life/life.acts.ts';
import { savePage } from '../drafting/request-draft.acts.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { segmentsOf, translatedText } from '../../machine/text/segments.ts';
import { certify, translate, translateMany, translationOf } from './translation.acts.ts';

const PAIR = { from: 'en', to: 'fr' } as const;

async function about({ people, file, number, translator }: RequestScene) {
  const request = await people.db.asPerson(translator.person.id, (tx) => requestOf(tx, file.id, number));
  assert.ok(request !== undefined);
  const form = formOf(request.form) ?? assert.fail();
  const { answers, explained } = request.version;
  return { request, draft: { legal: legalForm(form, translator.law.forms), answers, explained }, pair: PAIR };
}

async function read(scene: RequestScene) {
  const it = await about(scene);
  return scene.people.db.asPerson(scene.translator.person.id, (tx) => translationOf(tx, it, PAIR));
}

async function translateAll(scene: RequestScene, who: Acting): Promise<void> {
  const it = await about(scene);
  for (const { source } of segmentsOf(it.draft, PAIR.from))
    await translate(who, it, { source, target: `FR ${source}` });
}

test('a request is translated sentence by sentence, and what changed since is told with what stood there', async (t) => {
  const scene = await requestScene(t);
  const { translator, ines, number } = scene;
  const before = await read(scene);
  assert.ok(before.segments.length > 8);
  assert.equal(before.left, before.segments.length);
  assert.equal(new Set(before.segments.map(({ source }) => source)).size, before.segments.length);
  await translateAll(scene, translator);
  const whole = await read(scene);
  assert.equal(whole.left, 0);
  assert.equal(
    translatedText('Whoever held this address at that second opened the mailbox.', ['en', 'fr'], whole.known),
    'FR Whoever held this address at that second opened the mailbox.',
  );

  const { request } = await about(scene);
  const facts = 'Invoices were altered. The login came from the address named below.';
  await savePage(ines, {
    number,
    base: request.version.number,
    page: 'facts',
    fields: ['facts'],
    answers: { facts },
  });
  const after = await read(scene);
  assert.equal(after.left, 1, 'the sentence that stayed is not translated again');
  const changed = after.segments.find(({ translated }) => translated === undefined);
  assert.equal(changed?.source, 'Invoices were altered.');
  assert.deepEqual(
    changed.before.map(({ source, target }) => [source, target]),
    [
      [
        'Invoices of a harbour company were altered in its mailbox and paid to another account.',
        'FR Invoices of a harbour company were altered in its mailbox and paid to another account.',
      ],
    ],
  );
  assert.equal(translatedText(facts, ['en', 'fr'], after.known), undefined);
  await assert.rejects(
    translate(translator, await about(scene), { source: 'Somebody wrote this once.', target: 'x' }),
    { code: 'conflict' },
  );
});

test('a certificate holds for what was translated, and no longer once anything is changed', async (t) => {
  const scene = await requestScene(t);
  const { translator, ines, judge } = scene;
  await assert.rejects(certify(translator, await about(scene)), { code: 'conflict' });
  await assert.rejects(translateAll(scene, judge), /row-level security|violates/);
  await translateAll(scene, ines);
  await assert.rejects(
    certify(ines, await about(scene)),
    /row-level security|violates/,
    'a translator answers for it',
  );
  await certify(translator, await about(scene));
  const certified = await read(scene);
  assert.equal(certified.certificate?.name, 'Tariq Example');
  const [first] = certified.segments;
  const again = async (target: string): Promise<unknown> => {
    const { source = '', translated } = (await read(scene)).segments[0] ?? {};
    return translate(ines, await about(scene), { source, target, over: translated?.id });
  };
  await again('Autrement.');
  const changed = await read(scene);
  assert.equal(changed.certificate, undefined);
  assert.ok(changed.isCertificateVoid);
  await again(`FR ${first?.source}`);
  assert.ok((await read(scene)).certificate !== undefined, 'back to what was certified');
});

test('two who translate one sentence at once do not overwrite each other', async (t) => {
  const scene = await requestScene(t);
  const { translator, ines } = scene;
  const it = await about(scene);
  const { source = '' } = segmentsOf(it.draft, PAIR.from)[0] ?? {};
  const both = await Promise.all([
    translate(translator, it, { source, target: 'Une.' }),
    translate(ines, it, { source, target: 'Deux.' }),
  ]);
  const [kept] = (await read(scene)).segments;
  const [lost, ...more] = both.filter((theirs) => theirs !== undefined);
  assert.deepEqual(more, [], 'one of both is kept');
  assert.equal(lost?.target, kept?.translated?.target, 'the other is shown what was kept');
  assert.equal(
    await translate(ines, it, { source, target: lost?.target ?? '' }),
    undefined,
    'the same again',
  );

  assert.equal(await translate(ines, it, { source, target: 'Trois.', over: lost?.id }), undefined);
  assert.equal(
    (await translate(translator, it, { source, target: 'Quatre.', over: lost?.id }))?.by,
    ines.person.name,
  );
  const [after] = (await read(scene)).segments;
  assert.equal(after?.translated?.target, 'Trois.');
});

test('a number of a case is no sentence, and stands in every language as it is', () => {
  const pair = ['fr', 'ar'] as const;
  for (const code of [
    'FR-2026-000012/R9',
    '441/26',
    '198.51.100.7',
    'clerk@harbour.example',
    'https://a.example/b',
  ])
    assert.equal(translatedText(code, pair, new Map()), code);
  for (const words of [
    'Il est venu.',
    'Écrire à clerk@harbour.example',
    'Parquet 441/26',
    'lettre-2026',
    '第3',
    'R',
  ])
    assert.equal(translatedText(words, pair, new Map()), undefined, words);
});

test('many translations at once overwrite none that was made since they were read', async (t) => {
  const scene = await requestScene(t);
  const { translator, ines } = scene;
  const it = await about(scene);
  await translateAll(scene, translator);
  const seen = (await read(scene)).segments.map(({ source, translated }) => ({
    source,
    target: `MINE ${source}`,
    over: translated?.id,
  }));
  const [first, second] = seen;
  assert.ok(first && second);
  assert.equal(await translate(ines, it, { ...first, target: 'Autrement.' }), undefined);
  const stands = async (): Promise<(string | undefined)[]> =>
    (await read(scene)).segments.map(({ translated }) => translated?.target);
  const before = await stands();

  const contested = await translateMany(translator, it, seen);
  assert.deepEqual(
    contested.map(({ source, target, theirs }) => [source, target, theirs.target, theirs.by]),
    [[first.source, first.target, 'Autrement.', ines.person.name]],
    'both texts',
  );
  assert.deepEqual(await stands(), before, 'nothing was kept');
  // A file that does not say what it was made from has read nothing.
  const blind = seen.map(({ source, target }) => ({ source, target }));
  assert.equal((await translateMany(translator, it, blind)).length, seen.length);
  assert.deepEqual(await stands(), before);
  const same = seen.map(({ source }, i) => ({ source, target: before[i] ?? '' }));
  assert.deepEqual(await translateMany(translator, it, same), [], 'the same is no other');

  assert.equal((await translateMany(translator, it, seen, { keepOthers: true })).length, 1);
  assert.deepEqual(await stands(), ['Autrement.', ...seen.slice(1).map(({ target }) => target)]);
  const over = contested[0]?.theirs.id;
  assert.deepEqual(await translateMany(translator, it, [{ ...first, over }]), [], 'once theirs was seen');
  assert.equal((await stands())[0], first.target);
  await assert.rejects(
    translateMany(translator, it, [second, { source: 'It does not stand there.', target: 'x' }]),
    { code: 'conflict' },
  );
});

test('sentences are found in every script, and joined as it joins them', () => {
  const known = new Map([
    ['Il est venu.', '他来了。'],
    ['Il est parti.', '他走了。'],
  ]);
  assert.equal(
    translatedText('Il est venu. Il est parti.\nIl est venu.', ['fr', 'zh'], known),
    '他来了。他走了。\n他来了。',
  );
  const back = new Map([...known].map(([a, b]) => [b, a] as const));
  assert.equal(translatedText('他来了。他走了。', ['zh', 'fr'], back), 'Il est venu. Il est parti.');
  assert.equal(translatedText('他来了。他病了。', ['zh', 'fr'], back), undefined);
});
