// Somebody who has no mouse: goes on with the tab key, types, presses space, arrows and enter, and nothing else.
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { plainOf } from './plain-visitor.ts';

/** More stops than any page has on the way to what is asked for. */
const STOPS_MAX = 80;

/** What the keyboard of the test has keys for; other letters it can only put into a text. */
const HAS_KEYS = /^[\x20-\x7e]+$/;

export interface Keyboard {
  /** On to this thing, tab by tab, from where the keyboard is. */
  reach(target: Locator): Promise<void>;
  /** A link or a button, and the page that it leads to. */
  follow(target: Locator): Promise<void>;
  type(target: Locator, text: string): Promise<void>;
  /** A box of several; or one of a choice, by the arrows. */
  check(target: Locator): Promise<void>;
  /** An entry of a list, by its first letters, or by the arrows. */
  pick(target: Locator, words: string): Promise<void>;
  /** Past bar and crumbs, by the link that stands first on every page. */
  skip(): Promise<void>;
}

export function keyboardOf(page: Page): Keyboard {
  return plainOf(page) === undefined ? realKeyboard(page) : plainKeyboard;
}

/** On a plain page no key is pressed: it does what the key would. */
const plainKeyboard: Keyboard = {
  reach: (target) => target.focus(),
  follow: (target) => target.click(),
  type: async (target, text) => target.fill((await target.inputValue()) + text),
  check: (target) => target.check(),
  pick: async (target, words) => {
    const all = await target.locator('option').allTextContents();
    const label = all.find((one) => one.trim().startsWith(words)) ?? all.find((one) => one.includes(words));
    await target.selectOption({ label: label ?? words });
  },
  skip: async () => undefined,
};

function realKeyboard(page: Page): Keyboard {
  const isAt = (target: Locator): Promise<boolean> =>
    target.evaluate((one) => one === document.activeElement);
  const reach = async (target: Locator): Promise<void> => {
    await target.waitFor();
    for (let stop = 0; stop < STOPS_MAX; stop += 1) {
      if (await isAt(target)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${page.url()}: the keyboard does not come to ${target.toString()}`);
  };
  return {
    reach,
    follow: async (target) => {
      await reach(target);
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    },
    type: async (target, text) => {
      await reach(target);
      await page.keyboard.type(text);
    },
    check: async (target) => {
      const isChoice = (await target.getAttribute('type')) === 'radio';
      if (!isChoice) {
        await reach(target);
        await page.keyboard.press('Space');
      } else {
        // A choice is one stop: its first entry, or the one that is chosen.
        const group = page.locator(`input[type=radio][name="${await target.getAttribute('name')}"]`);
        const chosen = group.and(page.locator(':checked'));
        await reach((await chosen.count()) > 0 ? chosen : group.first());
        if (await isAt(target)) await page.keyboard.press('Space');
        for (let step = 0; step < STOPS_MAX && !(await target.isChecked()); step += 1)
          await page.keyboard.press('ArrowDown');
      }
      assert.ok(await target.isChecked(), `${page.url()}: ${target.toString()} is chosen`);
    },
    pick: async (target, words) => {
      await reach(target);
      const chosen = async (): Promise<string> =>
        (await target.locator('option:checked').textContent()) ?? '';
      if (HAS_KEYS.test(words)) await page.keyboard.type(words);
      else {
        await page.keyboard.press('Home');
        for (let step = 0; step < STOPS_MAX && !(await chosen()).includes(words); step += 1)
          await page.keyboard.press('ArrowDown');
      }
      const text = await chosen();
      assert.ok(text.includes(words), `${page.url()}: ${words} is chosen, not ${text.trim()}`);
    },
    skip: async () => {
      // Saved from below the link, the next page opens below it too: a redirect keeps the place.
      if (new URL(page.url()).hash === '#main') return;
      // What was not right stands first in what the page is about, and has the focus.
      const wrong = page.locator('.govuk-error-summary');
      if ((await wrong.count()) > 0 && (await isAt(wrong))) return;
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL(({ hash }) => hash === '#main');
      const isThere = await isAt(page.getByRole('main'));
      assert.ok(isThere, `${page.url()}: the first stop leads to what the page is about`);
    },
  };
}
