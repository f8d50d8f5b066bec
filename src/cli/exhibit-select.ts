// ./comity exhibit select NUMBER: an exhibit of files that were marked or that a filter finds, or a report of them; or a report of hits.
import { Refusal } from '../base/refusal.ts';
import { findExhibit } from '../evidence/exhibits/exhibit.store.ts';
import { filterOfText, itemFilterShape } from '../forensics/pipeline/items.ts';
import { recordKeyAtTerminal } from '../forensics/pipeline/key.acts.ts';
import { makeSelection } from '../forensics/pipeline/select.acts.ts';
import { MADE_AS, SELECTIONS } from '../forensics/pipeline/select.ts';
import { KEY_OPTION, keyIn } from './image-files.ts';
import { FLAG, TEXT, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { argument, printable, required } from './words.ts';

export async function runExhibitSelect(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    what: TEXT,
    as: TEXT,
    tag: TEXT,
    filter: TEXT,
    title: TEXT,
    reason: TEXT,
    ...KEY_OPTION,
    json: FLAG,
  });
  const number = argument(positionals[0], 'the number of an exhibit');
  const what = ([...SELECTIONS, 'matching'] as const).find((one) => one === values.what);
  const filter = values.filter === undefined ? undefined : filterOfText(values.filter);
  if ((what === 'matching') !== (filter !== undefined))
    throw new Refusal('badUsage', {
      expected: `--what matching with --filter NAME=VALUE&…, of ${Object.keys(itemFilterShape).join(', ')}`,
      found: printable(values.filter ?? 'no filter'),
      next: 'Write it as in the address of the list: --filter "kind=JPEG&deleted=yes".',
    });
  const as = MADE_AS.find((one) => one === (values.as ?? 'files'));
  if (as === undefined)
    throw new Refusal('badUsage', {
      expected: `--as ${MADE_AS.join(' or ')}`,
      found: printable(values.as ?? ''),
      next: 'Correct it.',
    });
  if (what === undefined)
    throw new Refusal('badUsage', {
      expected: `--what ${[...SELECTIONS, 'matching'].join(' or ')}`,
      found: printable(values.what ?? 'none'),
      next: 'Correct it.',
    });
  const [title, reason] = [required(values.title, 'title'), required(values.reason, 'reason')];
  const key = keyIn(values['key-file']);
  return withInstallation(async (house, signal) => {
    const exhibit = await findExhibit(house.db.kysely, number);
    const volumeKey = key === undefined ? undefined : Buffer.from(key, 'base64');
    if (volumeKey !== undefined) await recordKeyAtTerminal(house, exhibit, 'selection');
    const made = await makeSelection(house, {
      exhibit,
      reference: number.slice(0, number.lastIndexOf('-')),
      what,
      as,
      tag: values.tag,
      filter,
      title,
      reason,
      volumeKey,
      signal,
      onProgress: (done, total) => terminal.progress(number, done, total),
    });
    terminal.endProgress();
    const { exhibit: own } = made;
    if (values.json) terminal.out(JSON.stringify(own));
    else terminal.out(printable(`${own.number}: ${own.title}, ${own.files} files, made of ${number}`));
    return EXIT.done;
  });
}
