// ./comity exhibit contents NUMBER: what lies in an exhibit. The look is an event of its custody record before anything is said.
import { isoLocal } from '../base/time.ts';
import { findExhibit } from '../evidence/exhibits/exhibit.store.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { TOOL } from '../evidence/log/tool.ts';
import { storedImage } from '../forensics/looking/disk-image.ts';
import { firstSegment } from '../forensics/looking/medium-of.ts';
import { IMAGE_OPTIONS, KEY_OPTION, keyIn, listImage, type ListOptions } from './image-files.ts';
import { wordsAndOptions } from './options.ts';
import { EXIT, sizeText, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { onlyArgument, printable } from './words.ts';

export async function runExhibitContents(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { ...IMAGE_OPTIONS, ...KEY_OPTION });
  const number = onlyArgument(positionals, 'NUMBER');
  const key = keyIn(values['key-file']);
  return withInstallation((house) => contents(house, { number, values, key }, terminal));
}

async function contents(
  house: Installation,
  asked: { readonly number: string; readonly values: ListOptions; readonly key: string | undefined },
  terminal: Terminal,
): Promise<number> {
  const { number, values, key } = asked;
  const exhibit = await findExhibit(house.db.kysely, number);
  if (exhibit.status !== 'held') {
    terminal.out(`${number} was destroyed.`);
    return EXIT.refused;
  }
  const purpose = key === undefined ? 'contents' : 'contents, with a key'; // which one is nobody's to read
  const look = { type: 'viewed', facts: { purpose } } as const;
  const at = { item: number, case: exhibit.caseId, occurredAt: isoLocal(house.clock()), tool: TOOL };
  await house.log.append({ events: [{ ...look, ...at }] });
  const all = (await house.store.inventory(exhibit.id)).files;
  const files = all.filter(({ path }) => path.startsWith('data/'));
  const first = firstSegment(exhibit, files);
  const image =
    first === undefined ? undefined : await storedImage(house.store, exhibit.id, { first, files });
  if (image !== undefined)
    return listImage({ ...image, ...(key !== undefined && { key }) }, values, terminal);
  for (const file of files)
    terminal.out(
      printable(`${sizeText(Math.max(0, file.bytes)).padStart(10)}  ${file.path.slice('data/'.length)}`),
    );
  return EXIT.done;
}
