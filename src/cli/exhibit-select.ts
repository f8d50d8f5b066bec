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
import { oneOf, onlyArgument, printable, required } from './words.ts';

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
  const number = onlyArgument(positionals, 'NUMBER');
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
  const what = oneOf(required(said.what, 'what'), WHATS, 'what');
  const filter = said.filter === undefined ? undefined : filterOfText(said.filter);
  if ((what === 'matching') !== (filter !== undefined))
    throw new Refusal('badUsage.selectFilter', {
      names: Object.keys(itemFilterShape).join(', '),
      found: shown(said.filter ?? ''),
    });
  const ticked = idsIn(said);
  if ((what === 'ticked') !== (ticked !== undefined))
    throw new Refusal('badUsage.selectTicked', { count: ticked?.length ?? 0, what });
  const as = oneOf(said.as ?? 'files', MADE_AS, 'as');
  return { what, as, tag: said.tag, filter, ticked };
}

function idsIn({ item = [], items }: Said): readonly string[] | undefined {
  if (items === undefined && item.length === 0) return undefined;
  const lines = items === undefined ? [] : linesOf(items);
  const ids = [...new Set([...item, ...lines])];
  for (const id of ids)
    if (!itemIdShape.safeParse(id).success) throw new Refusal('badUsage.itemId', { found: shown(id) });
  if (ids.length === 0) throw new Refusal('badUsage.itemIds');
  return ids;
}

function linesOf(path: string): readonly string[] {
  return smallFile(path, { most: LIST_BYTES })
    .toString('utf8')
    .split(/\s+/)
    .filter((one) => one !== '');
}

const shown = (text: string): string => printable(text.slice(0, 100));
