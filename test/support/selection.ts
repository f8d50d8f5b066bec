// Which files a whole run takes. `npm test` has twenty minutes; of the stories that show how pages look whose acts other tests do, it
// takes a fifth, drawn anew each time. `npm run test:all` takes all, and so does whoever names them.
import { randomOf, someOf } from './random.ts';

/** Stories in a browser, a page after the other, and long ones at the terminal. Not one of them is the only test of who may see what, of tampering, or of two installations. */
export const DRAWN: readonly string[] = [
  'api-keys',
  'article-31',
  'assistance',
  'begun-from',
  'certified-translation',
  'contents',
  'counterpart-copy',
  'court',
  'custody',
  'dark',
  'desk-filters',
  'desk-lists',
  'desks',
  'disclosure',
  'drafting',
  'emergency',
  'exchange',
  'figures',
  'follow-ups',
  'incoming-documents',
  'jobs',
  'joint',
  'keys',
  'languages',
  'law',
  'law-changes',
  'law-desk',
  'long-form',
  'manifest',
  'packages',
  'peer-documents',
  'portal-sign',
  'production-order',
  'provider-orders',
  'receipts',
  'remarks',
  'request-incoming',
  'requests',
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
  .concat(
    'src/cli/words-file.test.ts',
    'test/law-on-day.test.ts',
    'test/law-terminal.test.ts',
    'test/page-counts.test.ts',
  );

/** Of those that are drawn a fifth; the same for the same seed. */
export function selected(files: readonly string[], seed: number): readonly string[] {
  const drawn = files.filter((file) => DRAWN.includes(file));
  const taken = new Set(someOf(drawn, Math.ceil(drawn.length / 5), randomOf(seed)));
  return files.filter((file) => !DRAWN.includes(file) || taken.has(file));
}
