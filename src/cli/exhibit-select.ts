// ./comity exhibit select NUMBER: an exhibit of files that were marked, that a filter finds or that are named, or a report of them; or a report of hits.
import { Refusal } from '../base/refusal.ts';
import { findExhibit } from '../evidence/exhibits/exhibit.store.ts';
import { filterOfText, itemFilterShape, itemIdShape } from '../forensics/pipeline/items.ts';
import { recordKeyAtTerminal } from '../forensics/pipeline/key.acts.ts';
import { makeSelection, type SelectRequest } from '../forensics/pipeline/select.acts.ts';
import { FURTHER, MADE_AS, SELECTIONS } from '../forensics/pipeline/select.ts';
import { KEY_OPTION, keyIn } from './image-files.ts';
import { FLAG, TEXT, TEXTS, wordsAndOptions } from './options.ts';
import { smallFile } from './small-file.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { argument, printable, required } from './words.ts';

/** Above a list of ids lies what a person would write; more is no list of ids. */
const LIST_BYTES = 1024 * 1024;
const WHATS = [...SELECTIONS, ...FURTHER] as const;

export async function runExhibitSelect(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    what: TEXT,
    as: TEXT,
    tag: TEXT,
    filter: TEXT,
    item: TEXTS,
    items: TEXT,
    title: TEXT,
    reason: TEXT,
    ...KEY_OPTION,
    json: FLAG,
  });
  const number = argument(positionals[0], 'NUMBER');
  const selected = selectedBy(values);
  const [title, reason] = [required(values.title, 'title'), required(values.reason, 'reason')];
  const key = keyIn(values['key-file']);
  return withInstallation(async (house, signal) => {
    const exhibit = await findExhibit(house.db.kysely, number);
    const volumeKey = key === undefined ? undefined : Buffer.from(key, 'base64');
    if (volumeKey !== undefined) await recordKeyAtTerminal(house, exhibit, 'selection');
    const made = await makeSelection(house, {
      exhibit,
      reference: number.slice(0, number.lastIndexOf('-')),
      ...selected,
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

interface Said {
  readonly what?: string | undefined;
  readonly as?: string | undefined;
  readonly tag?: string | undefined;
  readonly filter?: string | undefined;
  readonly item?: readonly string[] | undefined;
  readonly items?: string | undefined;
}

/** Each way of selecting with what belongs to it, and with nothing else. */
function selectedBy(said: Said): Pick<SelectRequest, 'what' | 'as' | 'tag' | 'filter' | 'ticked'> {
  const what = WHATS.find((one) => one === said.what);
  if (what === undefined) throw wrong(`--what ${WHATS.join(' or ')}`, said.what ?? 'none');
  const filter = said.filter === undefined ? undefined : filterOfText(said.filter);
  if ((what === 'matching') !== (filter !== undefined))
    throw wrong(
      `--what matching with --filter NAME=VALUE&…, of ${Object.keys(itemFilterShape).join(', ')}`,
      said.filter ?? 'no filter',
      'Write it as in the address of the list: --filter "kind=JPEG&deleted=yes".',
    );
  const ticked = idsIn(said);
  if ((what === 'ticked') !== (ticked !== undefined))
    throw wrong(
      '--what ticked with --item ID, once or more, or --items FILE that has an id on each line',
      ticked === undefined ? 'no id' : `${ticked.length} ids with --what ${what}`,
      'The ids are those of the list of items (exhibit examine --table, or the API).',
    );
  const as = MADE_AS.find((one) => one === (said.as ?? 'files'));
  if (as === undefined) throw wrong(`--as ${MADE_AS.join(' or ')}`, said.as ?? '');
  return { what, as, tag: said.tag, filter, ticked };
}

function idsIn({ item = [], items }: Said): readonly string[] | undefined {
  if (items === undefined && item.length === 0) return undefined;
  const lines = items === undefined ? [] : linesOf(items);
  const ids = [...new Set([...item, ...lines])];
  for (const id of ids)
    if (!itemIdShape.safeParse(id).success)
      throw wrong('the id of an item: 64 characters of 0-9 and a-f', id);
  if (ids.length === 0) throw wrong('an id on each line of --items', 'a file without one');
  return ids;
}

function linesOf(path: string): readonly string[] {
  return smallFile(path, { what: 'a list of ids in --items', most: LIST_BYTES })
    .toString('utf8')
    .split(/\s+/)
    .filter((one) => one !== '');
}

function wrong(expected: string, found: string, next = 'Correct it.'): Refusal {
  return new Refusal('badUsage', { expected, found: printable(found.slice(0, 100)), next });
}
