// The questions of a form, answered one a page by the keyboard, in their order.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { SAVE } from './item-story.ts';
import { keyboardOf, type Keyboard } from './keyboard.ts';
import { look } from './site.ts';

interface Answering {
  readonly page: Page;
  readonly keys: Keyboard;
}

/** By the heading of its page: text for its one field, or what is done there. What has no answer here is left as it stands. */
export interface FormAnswers {
  readonly [question: string]: string | ((who: Answering) => Promise<unknown>);
}

/** From the question that is open to the page on which the answers are checked. `name`: each page is looked at. */
export async function answerForm(page: Page, answers: FormAnswers, name?: string): Promise<void> {
  const keys = keyboardOf(page);
  const open = new Set(Object.keys(answers));
  let before = '';
  for (let at = 1; ; at += 1) {
    const heading = page.getByRole('heading', { level: 1 });
    const question = ((await heading.textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
    if (question === 'Check your answers') break;
    assert.notEqual(question, before, `${page.url()}: this answer was not taken`);
    before = question;
    await keys.skip();
    const answer = answers[question];
    open.delete(question);
    if (typeof answer === 'string') await keys.type(page.locator('main').getByRole('textbox'), answer);
    else await answer?.({ page, keys });
    if (name !== undefined) await look(page, `${name}-${at}`);
    const save = page.getByRole('button', { name: SAVE });
    // A list of items is saved item by item.
    await keys.follow((await save.count()) > 0 ? save : page.getByRole('link', { name: 'Continue' }));
  }
  assert.deepEqual([...open], [], `${page.url()}: each answer has its question`);
}

export const choose =
  (label: string) =>
  ({ page, keys }: Answering): Promise<void> =>
    keys.check(page.getByLabel(label, { exact: true }));
