// A plan in each language: what our code says of it is in that language, and what stays English says that it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import { sentenceHtml, sentenceText } from '../law/sentence.pages.ts';
import { isSaying, joined, Sentence, tell } from '../law/sentence.ts';
import { nothing } from '../web/html.ts';
import { LANGUAGES, type Messages } from '../web/messages.ts';
import { checkPage, stepPage } from './ask.pages.ts';
import { STEPS } from './ask.ts';
import { needOf, type Need } from './need.ts';
import { planFor } from './plan.ts';
import { factsPage, planPage } from './ways.pages.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const DAY = '2026-11-26';

/** Ways of every kind, open and closed; data at home, abroad, in several States and nobody knows where. */
const NEEDS: readonly Need[] = [
  needOf({ from: 'FR', to: 'US', deadline: '2027-03-01', identifiers: ['198.51.100.7'] }),
  needOf({
    from: 'DE',
    to: 'IE',
    categories: ['traffic', 'subscriber'],
    urgency: 'emergency_life',
    offence: { maxYears: 2, types: ['computer-crime'], isTransnational: true, byOrganisedGroup: false },
    holder: { kind: 'provider', provider: 'meta', addressee: 'IE', retentionDays: 5 },
    networks: ['interpol'],
    personIn: 'IE',
  }),
  needOf({ from: 'RS', to: 'HU', categories: ['content_realtime'], use: 'lead', bilateralTreaty: true }),
  needOf({
    from: 'GB',
    to: undefined,
    categories: ['access'],
    urgency: 'urgent',
    holder: { kind: 'provider', provider: 'google' },
    dataLocation: { kind: 'several', states: ['US', 'SG'] },
    personIn: 'GB',
    consent: true,
  }),
  needOf({ from: 'KE', to: 'AQ', holder: { kind: 'person' }, dataLocation: { kind: 'known', state: 'KE' } }),
];
const SCRIPTS: { readonly [language: string]: RegExp } = {
  ar: /\p{Script=Arabic}/u,
  ru: /\p{Script=Cyrillic}/u,
  zh: /\p{Script=Han}/u,
};

/** What is read, without what is marked as English, addresses and codes. */
function readable(html: string): string[] {
  return html
    .replaceAll(/<span lang="en">[^<]*<\/span>/g, ' ')
    .replaceAll(/<span class="c-article">[^<]*<\/span>/g, ' ')
    .split(/<[^>]*>|[\n;；.。؛]/)
    .map((one) => one.trim());
}

async function pagesOf(say: Messages, need: Need): Promise<string[]> {
  const answer = planFor(need, knowledge, DAY);
  const shown = { answer, knowledge, question: '', self: '/channels/plan', name: 'ab12', banner: nothing };
  const words = { from: [need.from] };
  const asking = STEPS.map((step) => stepPage(say, { step, words, errors: {}, knowledge, isChange: false }));
  const views = [planPage(say, shown), factsPage(say, shown), checkPage(say, { words, need, knowledge })];
  return Promise.all([...views, ...asking].map(async ({ main }) => String(await main)));
}

for (const language of ['ar', 'ru', 'zh'] as const)
  test(`${language}: no sentence of a plan is left in English without being marked so`, async () => {
    const say = LANGUAGES[language];
    for (const need of NEEDS)
      for (const html of await pagesOf(say, need)) {
        assert.match(html, SCRIPTS[language] ?? /x/);
        assert.doesNotMatch(html, /undefined|NaN|\[object|\uE000/);
        const left = readable(html).filter(
          (text) => /(?:\b[a-z]{2,} ){2}[a-z]{2,}/.test(text) && !/https?:/.test(text),
        );
        assert.deepEqual([...new Set(left)], []);
      }
  });

test('a sentence is English where it is kept, and in the words of the reader where it is read', async () => {
  const since = tell('partySince', { state: 'US' }, 'Budapest Convention', { day: '2007-01-01' });
  assert.equal(
    JSON.stringify({ text: since }),
    '{"text":"United States has been a Party to the Budapest Convention since 2007-01-01"}',
  );
  assert.equal(
    String(await sentenceHtml(LANGUAGES.fr, since)),
    'États-Unis\u00a0: Partie à «\u00a0Convention de Budapest\u00a0» depuis le 1 janv. 2007',
  );
  assert.equal(sentenceText(LANGUAGES.zh, since), '美国：自 2007年1月1日 起为《布达佩斯公约》缔约方');
  const other = tell('partySince', { state: 'US' }, 'Treaty of Nowhere', { day: '2007-01-01' });
  assert.equal(
    String(await sentenceHtml(LANGUAGES.fr, other)),
    'États-Unis\u00a0: Partie à «\u00a0<span lang="en">Treaty of Nowhere</span>\u00a0» depuis le 1 janv. 2007',
  );
  assert.equal(sentenceText(LANGUAGES.zh, other), '美国：自 2007年1月1日 起为《Treaty of Nowhere》缔约方');
  assert.equal(
    String(await sentenceHtml(LANGUAGES.en, since)),
    'United States has been a Party to the Budapest Convention since 1 Jan 2007',
  );
  const ways = tell(
    'carriesOther',
    { list: [{ category: 'traffic_realtime' }, { category: 'content' }] },
    { category: 'device' },
  );
  assert.equal(String(ways), 'Covers traffic_realtime, content; does not cover device');
  assert.equal(
    sentenceText(LANGUAGES.en, ways),
    'Covers traffic data in real time, content; does not cover a device or a full image of it',
  );
});

test('what somebody typed is text, whatever it holds, and no mark of ours', async () => {
  const typed = tell('identifiers', { list: [{ said: '<b>\uE000x\uE000' }, { said: 'y' }] });
  for (const say of Object.values(LANGUAGES)) {
    const html = String(await sentenceHtml(say, typed));
    assert.match(html, /&lt;b&gt;x/);
    assert.doesNotMatch(html, /\uE000|<b>|<span/);
  }
  const quoted = tell('quoted', 'A <i> & \uE000B', joined('c', tell('met')));
  assert.match(
    String(await sentenceHtml(LANGUAGES.ar, quoted)),
    /<span lang="en">A &lt;i&gt; &amp; B<\/span>/,
  );
});

test('a Russian day ends its sentence with its own point', () => {
  const due = tell('twoInARow', tell('neededBy', { day: '2027-04-30' }), tell('ended', tell('met')));
  assert.match(sentenceText(LANGUAGES.ru, due), /^Нужно к 30 апр\. 2027\sг\. условие выполнено\.$/);
});

test('rules ask which sentence it is, not what it says', () => {
  const unknown = tell('toVerify', tell('notListed', { state: 'FR' }, 'X'));
  assert.ok(unknown instanceof Sentence && isSaying(unknown, 'notListed') && isSaying(unknown, 'toVerify'));
  assert.ok(!isSaying(unknown, 'met'));
  assert.ok(!isSaying(String(unknown), 'notListed'));
});
