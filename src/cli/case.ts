// ./comity case create | list | show
import { newUuid } from '../base/ids.ts';
import type { CaseFile } from '../cases/case.ts';
import { findCase, insertCase, listCases } from '../cases/case.store.ts';
import { listExhibits } from '../evidence/exhibits/exhibit.store.ts';
import { exhibitLine } from './evidence.ts';
import { NEW_CASE } from '../cases/case-asked.ts';
import { actCommand } from './act-command.ts';
import { FLAG, optionsOf, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { line, onlyArgument, printable, timeWords } from './words.ts';

const LISTED = 1000;

const MORE = {
  key: { type: 'string', value: 'KEY', means: 'What was opened under it is not opened again.' },
  json: { type: 'boolean', means: 'Says it as JSON.' },
} as const;

/** Who leads it is said with `case member`: at the machine nobody is signed in. */
export const runCaseCreate = actCommand(
  { fields: { title: NEW_CASE.title }, about: {}, more: MORE },
  async ({ values: { title }, more: { key, json }, terminal }) => {
    const made = await withInstallation((house) =>
      house.db.transaction((tx) =>
        insertCase(tx, {
          id: newUuid(house.clock, house.random),
          title,
          state: house.settings.state,
          createdAt: new Date(house.clock()),
          ...(key === undefined ? {} : { key }),
        }),
      ),
    );
    if (json) terminal.out(JSON.stringify(made));
    else {
      terminal.out(`Opened ${made.reference}: ${printable(made.title)}`);
      terminal.out(
        `Next: ./comity exhibit add PATH --case ${made.reference} --source "…" --authority "warrant …"`,
      );
    }
    return EXIT.done;
  },
);

export async function runCaseList(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { json: FLAG });
  const cases = await withInstallation((house) => listCases(house.db.kysely, LISTED));
  if (values.json) terminal.out(JSON.stringify(cases));
  else for (const one of cases) terminal.out(caseLine(one));
  if (!values.json && cases.length === 0) terminal.out('No case yet. Next: ./comity case create --title "…"');
  return EXIT.done;
}

export async function runCaseShow(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { json: FLAG });
  const name = onlyArgument(positionals, 'CASE');
  const shown = await withInstallation(async (house) => {
    const found = await findCase(house.db.kysely, name);
    return { ...found, items: await listExhibits(house.db.kysely, found.id, LISTED) };
  });
  if (values.json) {
    terminal.out(JSON.stringify(shown));
    return EXIT.done;
  }
  terminal.out(line('Case', shown.reference));
  terminal.out(line('Title', shown.title));
  terminal.out(line('Opened', timeWords(shown.createdAt)));
  terminal.out('');
  for (const exhibit of shown.items) terminal.out(exhibitLine(exhibit));
  if (shown.items.length === 0) terminal.out('No exhibit yet.');
  return EXIT.done;
}

function caseLine(one: CaseFile): string {
  const count = one.exhibits === 1 ? '1 exhibit' : `${one.exhibits} exhibits`;
  return `${one.reference}  ${count.padEnd(13)} ${printable(one.title)}`;
}
