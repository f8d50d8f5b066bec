// Every command: what it does not take is refused before anything is done.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { COMMANDS } from './commands.ts';
import { runMain } from './main.ts';
import { EXIT, recordingTerminal } from './terminal.ts';

/** What each takes, where it is not one word or none. */
const TAKEN: { readonly [name: string]: readonly (readonly string[])[] } = {
  'form wording': [['import', 'one'], ['list']],
  'image extract': [['one', '--to', 'two']],
  'request proof': [['FR-2026-000001/R1', '--to', 'one']],
  'request schema': [['json']],
  'request seal': [['show'], ['remove'], ['make', 'FR-2026-000001/R1']],
  'request signatures': [['FR-2026-000001/R1']],
};
/** They take as many as there are. */
const MANY = new Set(['exhibit add', 'exhibit check', 'picture', 'law search', 'law show', 'law compare']);

/** Some say in their own words that they take one. */
const SAID =
  /“spare” as well|argument 'spare'|“FR-2026-000001\/R1 spare”|found 2 |^Name one package|witness serve/;

for (const { name, usage } of COMMANDS.filter((one) => !MANY.has(one.name)))
  test(`a word more than it takes is refused: ${name}`, async (t) => {
    const home = join(temporaryFolder(t), 'home');
    const { COMITY_HOME: before } = process.env;
    process.env['COMITY_HOME'] = home;
    t.after(() => {
      if (before === undefined) delete process.env['COMITY_HOME'];
      else process.env['COMITY_HOME'] = before;
    });
    const takesOne = /^\[?[A-Z]/.test(usage.slice(name.length + 1));
    for (const words of TAKEN[name] ?? [takesOne ? ['one'] : []]) {
      const terminal = recordingTerminal();
      const code = await runMain([...name.split(' '), ...words, 'spare'], terminal);
      const err = terminal.errLines.join('\n');
      assert.deepEqual([code, terminal.outLines], [EXIT.usage, []], err);
      assert.match(err, SAID);
      assert.equal(existsSync(home), false, 'nothing was opened');
    }
  });
