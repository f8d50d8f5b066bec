// The questions of an act, answered one a page by the keyboard.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { keyboardOf, type Keyboard } from './keyboard.ts';
import { look } from './site.ts';

export interface Answering {
  readonly page: Page;
  readonly keys: Keyboard;
}

/** By the heading of its page. Text is typed into its field; what has no answer here is left as it stands. */
export interface ActAnswers {
  readonly [question: string]: string | ((who: Answering) => Promise<unknown>);
}

/** More than any act has. */
const MAX_QUESTIONS = 30;

/** From the first question to the press of the last button. `name`: each page is looked at. */
export async function answerAct(page: Page, answers: ActAnswers, name?: string): Promise<void> {
  const keys = keyboardOf(page);
  const open = new Set(Object.keys(answers));
  let before = '';
  for (let at = 1; at <= MAX_QUESTIONS; at += 1) {
    await keys.skip();
    const heading = page.getByRole('heading', { level: 1 });
    const question = ((await heading.textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
    assert.notEqual(question, before, `${page.url()}: this answer was not taken`);
    before = question;
    const answer = answers[question];
    open.delete(question);
    if (typeof answer === 'string') await keys.type(page.getByLabel(question, { exact: true }), answer);
    else await answer?.({ page, keys });
    if (name !== undefined) await look(page, `${name}-${at}`);
    // What was just said may ask one question more: then the last button leads there.
    const isLast = (await page.getByRole('button', { name: 'Continue' }).count()) === 0;
    await keys.follow(page.locator('main form button.govuk-button[type=submit]'));
    if (isLast && open.size === 0) return;
  }
  assert.deepEqual([...open], [], `${page.url()}: each answer has its question`);
}
