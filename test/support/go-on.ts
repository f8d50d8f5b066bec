// On to the next question of a form.
import type { Page } from 'playwright-core';

export function goOn(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Continue' }).click();
}
