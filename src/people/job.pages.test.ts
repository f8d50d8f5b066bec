// The page of long work: its steps, and what needs attention afterwards, in the language of who reads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../test/support/ids.ts';
import { REFUSAL_CODES } from '../base/refusal.ts';
import { JOB_WARNINGS, type Job } from '../platform/job.ts';
import { LANGUAGES, type Language } from '../web/messages.ts';
import { jobPage, jobsUnderWay, jobWords } from './job.pages.ts';

const CODES = Object.keys(LANGUAGES) as Language[]; // its own keys

const JOB: Job = {
  id: newId(),
  kind: 'takeUpload',
  act: 'addEvidence',
  title: 'letter.txt',
  caseId: undefined,
  person: undefined,
  state: 'running',
  priority: 'usual',
  isCancelling: false,
  askedAt: new Date(0),
  beganAt: new Date(0),
  endedAt: undefined,
  done: 1,
  total: 2,
  unit: 'bytes',
  message: 'comparing',
  result: undefined,
  failure: undefined,
};

const text = async (code: Language, job: Job): Promise<string> => {
  const seen = { job, file: undefined, asker: undefined, mayCancel: false, before: 0 };
  return String(await jobPage(LANGUAGES[code], seen, new Date(9)).main).replaceAll('&#39;', "'");
};

test('a step is told in the language of the page, and a name as it is', () => {
  for (const code of CODES) {
    const say = LANGUAGES[code];
    assert.equal(jobWords(say, JOB, new Date(9)).message, say.jobs.steps.comparing);
    const folder = { ...JOB, kind: 'takeFolder', message: 'comparing' };
    assert.equal(jobWords(say, folder, new Date(9)).message, 'comparing', 'a folder can be called so');
  }
});

test('what needs attention is told in the language of the page, with what can be compared', async () => {
  for (const code of CODES) {
    const warnings = JOB_WARNINGS.map((what) => ({
      what,
      name: `${what}.bin`,
      expected: 'aa11',
      found: 'bb22',
    }));
    const shown = await text(code, { ...JOB, state: 'done', result: { warning: 'In English.', warnings } });
    const { warned } = LANGUAGES[code].jobs;
    for (const what of JOB_WARNINGS)
      for (const words of [warned[what], `${what}.bin`, 'aa11', 'bb22'])
        assert.ok(shown.includes(words), words);
    assert.equal(shown.includes('In English.'), false);
  }
});

test('what was written before is shown as it was said, and said to be English', async () => {
  const old = { ...JOB, state: 'done', result: { warning: 'It is kept <as it is>.' } } as const;
  assert.ok((await text('fr', old)).includes('<span lang="en">It is kept &lt;as it is&gt;.</span>'));
});

test('why it did not succeed, and what to do, is told in the language of the page; the technical line stays below', async () => {
  const failed = (code: string): Job => ({
    ...JOB,
    state: 'failed',
    failure: { code, expected: 'one disk image at /srv/x', next: 'Choose the files.' },
  });
  for (const code of CODES) {
    const { failed: words, failedHidden, technical } = LANGUAGES[code].jobs;
    for (const [why, sentence] of Object.entries(words)) {
      const shown = await text(code, failed(why));
      assert.ok(shown.includes(sentence), `${code} ${why}`);
      assert.ok(shown.indexOf(technical) > shown.indexOf(sentence), `${code} ${why}`);
    }
    for (const hidden of REFUSAL_CODES.filter((one) => !Object.hasOwn(words, one))) {
      const shown = await text(code, failed(hidden));
      assert.ok(shown.includes(failedHidden), `${code} ${hidden}`);
      assert.doesNotMatch(shown, /srv/, 'what is ours to mend names no paths');
    }
  }
  const failure = { code: 'badInput', expected: 'one disk image', next: 'Choose the files.' };
  assert.match(
    await text('ar', { ...JOB, state: 'failed', failure }),
    /<span lang="en">.*Choose the files\.<\/span>/,
  );
});

test('what goes on is listed with how far it is; what has ended is not', async () => {
  for (const code of CODES) {
    const say = LANGUAGES[code];
    const ended = { ...JOB, title: 'ended.txt', state: 'done' } as const;
    const html = String(await jobsUnderWay(say, [JOB, ended], new Date(9)));
    for (const words of [say.jobs.title, `/jobs/${JOB.id}`, say.jobKind.takeUpload.title, 'letter.txt'])
      assert.ok(html.replaceAll('&#39;', "'").includes(words), `${code}: ${words}`);
    assert.equal(html.includes('ended.txt'), false);
    assert.equal(String(await jobsUnderWay(say, [ended], new Date(9))), '');
  }
});
