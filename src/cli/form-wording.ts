// ./comity form wording import FILE, ./comity form wording list: what the official text of a form calls its parts in a language.
import { basename } from 'node:path';
import { Refusal } from '../base/refusal.ts';
import { openPublishedLaw } from '../law/published.acts.ts';
import { coverageOf, readOfficialWording } from '../requests/core/official-wording.ts';
import { keepOfficialWording, officialWordings } from '../requests/core/official-wording.store.ts';
import { formOf } from '../requests/forms/index.ts';
import { smallFile } from './small-file.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { onlyArgument, printable, refuseSpare } from './words.ts';

const MAX_BYTES = 1_000_000;

/** Refusals: badUsage, notFound, tooLarge, badInput. */
export async function runFormWording(args: readonly string[], terminal: Terminal): Promise<number> {
  const [sub, ...rest] = args;
  if (sub === 'import') return importWording(onlyArgument(rest, 'FILE'), terminal);
  if (sub === 'list') {
    refuseSpare(rest);
    return listWordings(terminal);
  }
  throw new Refusal('badUsage.subcommand', {
    choices: 'import FILE, list',
    found: printable(sub ?? ''),
    command: 'form wording',
  });
}

async function importWording(path: string, terminal: Terminal): Promise<number> {
  const file = smallFile(path, { most: MAX_BYTES });
  const text = file.toString('utf8');
  return withInstallation(async (house) => {
    const { forms, instruments } = await openPublishedLaw(house.db, house.clock).current();
    const recordOf = (form: string) =>
      formOf(form) === undefined ? undefined : forms.find(({ id }) => id === form);
    const isInstrument = (id: string) => instruments.some((one) => one.id === id);
    const wording = readOfficialWording(basename(path), text, recordOf, isInstrument);
    await house.db.transaction((tx) => keepOfficialWording(tx, wording, new Date(house.clock())));
    const record = recordOf(wording.form);
    const { said, of } = record === undefined ? { said: 0, of: 0 } : coverageOf(record, wording.words);
    const { form, language, source, day } = wording;
    terminal.out(
      `${form} in ${language}: ${said} of ${of} labels official (${source}, ${day}); the rest stay ours.`,
    );
    return EXIT.done;
  });
}

async function listWordings(terminal: Terminal): Promise<number> {
  return withInstallation(async (house) => {
    const list = await house.db.transaction(officialWordings);
    for (const { form, language, source, day } of list)
      terminal.out(`${form}  ${language}  ${day}  ${source}`);
    if (list.length === 0) terminal.out('None was brought: the labels of all letters are ours.');
    return EXIT.done;
  });
}
