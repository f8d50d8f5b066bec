// ./comity exhibit examine NUMBER: what is on an exhibit, stage by stage. Stopped at any instant, it goes on where it was.
import { hex } from '../base/bytes.ts';
import { newUuid } from '../base/ids.ts';
import { findExhibit } from '../evidence/exhibits/exhibit.store.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { examine } from '../forensics/pipeline/examine.acts.ts';
import { STAGES, type Stage } from '../forensics/pipeline/examined.ts';
import { failures, forgetFailures, resultLines } from '../forensics/pipeline/results.store.ts';
import { KEY_OPTION, keyIn } from './image-files.ts';
import { FLAG, TEXT, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { line, onlyArgument, printable } from './words.ts';

const FAILURES_SHOWN = 20;

interface Options {
  readonly again: boolean;
  readonly table: boolean;
  readonly json: boolean;
  readonly words?: string | undefined;
  readonly unused: boolean;
}

export async function runExhibitExamine(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    again: FLAG,
    table: FLAG,
    json: FLAG,
    words: TEXT,
    unused: FLAG,
    ...KEY_OPTION,
  });
  const number = onlyArgument(positionals, 'NUMBER');
  const key = keyIn(values['key-file']);
  return withInstallation((house, signal) => run(house, { number, values, key, signal }, terminal));
}

async function run(
  house: Installation,
  asked: {
    readonly number: string;
    readonly values: Options;
    readonly key: string | undefined;
    readonly signal: AbortSignal;
  },
  terminal: Terminal,
): Promise<number> {
  const { number, values, key, signal } = asked;
  const exhibit = await findExhibit(house.db.kysely, number);
  const of = { exhibit: exhibit.id, caseId: exhibit.caseId };
  if (values.again) await house.db.transaction((tx) => forgetFailures(tx, of));
  const over = new Set<Stage>();
  const found = await examine(house, {
    exhibit,
    run: newUuid(house.clock, house.random),
    words: values.words,
    unused: values.unused,
    ...(key === undefined ? {} : { key: Buffer.from(key, 'base64') }),
    signal,
    onProgress: (stage, { done, total, isOver }) => {
      if (!isOver || values.json || over.has(stage)) return;
      over.add(stage);
      terminal.err(
        `${over.size}/${STAGES.length} ${stage}: ${done}${total === undefined ? '' : ` of ${total}`}`,
      );
    },
  });
  const failed = await failures(house.db.kysely, of, FAILURES_SHOWN);
  if (values.table) for await (const one of resultLines(house.db.kysely, of)) terminal.out(one);
  else if (values.json)
    terminal.out(
      JSON.stringify({
        number,
        run: found.run,
        items: found.items,
        failures: found.failures,
        results: hex(found.root),
      }),
    );
  else {
    for (const wall of found.missingWalls) terminal.err(`Wall missing: ${wall}`);
    terminal.out(line('Items', `${found.items}`));
    terminal.out(line('Failures', `${found.failures}`));
    for (const { path, stage, reason, detail } of failed)
      terminal.out(
        printable(`  ${path ?? number}: ${stage}: ${reason}${detail === null ? '' : ` (${detail})`}`),
      );
    if (found.failures > failed.length) terminal.out(`  and ${found.failures - failed.length} more`);
    terminal.out(line('Results', hex(found.root)));
  }
  return EXIT.done;
}
