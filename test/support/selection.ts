// Which files a whole run takes. `npm test` has twenty minutes; of the stories that show how pages look whose acts other tests do, it
// takes a third, drawn anew each time. `npm run test:all` takes all, and so does whoever names them.
import { randomOf, someOf } from './random.ts';

/** Stories in a browser, a page after the other, and a long one at the terminal. Not one of them is the only test of who may see what, of tampering, or of two installations. */
export const DRAWN: readonly string[] = [
  'api-keys',
  'article-31',
  'assistance',
  'begun-from',
  'certified-translation',
  'contents',
  'counterpart-copy',
  'court',
  'dark',
  'desk-lists',
  'desks',
  'disclosure',
  'drafting',
  'emergency',
  'follow-ups',
  'incoming-documents',
  'keys',
  'languages',
  'law-changes',
  'law-desk',
  'long-form',
  'portal-sign',
  'provider-orders',
  'receipts',
  'remarks',
  'request-incoming',
  'results',
  'review',
  'service-key',
  'settings',
  'signed-document',
  'translation',
  'unvalidated',
  'uploads',
  'ways',
]
  .map((name) => `test/e2e/${name}.test.ts`)
  .concat('test/law-terminal.test.ts');

/** Of those that are drawn a third; the same for the same seed. */
export function selected(files: readonly string[], seed: number): readonly string[] {
  const drawn = files.filter((file) => DRAWN.includes(file));
  const taken = new Set(someOf(drawn, Math.ceil(drawn.length / 3), randomOf(seed)));
  return files.filter((file) => !DRAWN.includes(file) || taken.has(file));
}
