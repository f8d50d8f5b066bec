// ./comity known import | confirm | list | export | end: sets of known material. The product ships none.
import { Refusal } from '../base/refusal.ts';
import type { Uuid } from '../base/ids.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { confirmKnown, endKnown, importSet, today } from '../forensics/known/known.acts.ts';
import { exportSet, GIVEN_LINES } from '../forensics/known/known-export.acts.ts';
import { LINES } from '../forensics/known/read-set.ts';
import { stateOf, USES, type KnownSet, type SetState } from '../forensics/known/known.ts';
import { listSets } from '../forensics/known/known.store.ts';
import { personByEmail } from '../people/person.store.ts';
import { inAgency } from '../people/policy.ts';
import { FLAG, TEXT, optionsOf, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { line, oneOf, onlyArgument, printable, required } from './words.ts';

export async function runKnownImport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    name: TEXT,
    owner: TEXT,
    basis: TEXT,
    expires: TEXT,
    'may-be-told': TEXT,
    use: { type: 'string', default: 'alert' },
    own: FLAG,
    lines: { type: 'string', default: 'digests' },
    category: TEXT,
    person: TEXT,
    json: FLAG,
  });
  const path = onlyArgument(positionals, 'FILE');
  const use = oneOf(values.use, USES, 'use');
  const lines = oneOf(values.lines, LINES, 'lines');
  return withInstallation(async (house) => {
    const set = await importSet(house, {
      path,
      name: required(values.name, 'name'),
      owner: required(values.owner, 'owner'),
      basis: required(values.basis, 'basis'),
      expires: required(values.expires, 'expires'),
      mayBeTold: required(values['may-be-told'], 'may-be-told'),
      use,
      isOwn: values.own,
      lines,
      category: values.category,
      by: await keeper(house, values.person),
      onProgress: (entries) => terminal.err(`${entries} entries`),
    });
    if (values.json) terminal.out(JSON.stringify(set));
    else {
      show(set, terminal);
      terminal.out(
        `It is not used yet. Another person compares this with what its owner says, then: ./comity known confirm ${printable(set.name)} --how TEXT --person EMAIL`,
      );
    }
    return EXIT.done;
  });
}

export async function runKnownConfirm(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { person: TEXT, how: TEXT });
  const name = onlyArgument(positionals, 'NAME');
  return withInstallation(async (house) => {
    const words = required(values.how, 'how');
    show(await confirmKnown(house, { name, words, by: await keeper(house, values.person) }), terminal);
    return EXIT.done;
  });
}

export async function runKnownList(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { json: FLAG });
  return withInstallation(async (house) => {
    const sets = await listSets(house.db.kysely);
    if (values.json) terminal.out(JSON.stringify(sets));
    else if (sets.length === 0) terminal.out('No set of known material. The program ships none.');
    else
      for (const set of sets) {
        show(set, terminal);
        terminal.out(line('State', STATES[stateOf(set, today(house))]));
      }
    return EXIT.done;
  });
}

export async function runKnownExport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { lines: TEXT, person: TEXT });
  const name = onlyArgument(positionals, 'NAME');
  const lines = values.lines === undefined ? undefined : oneOf(values.lines, GIVEN_LINES, 'lines');
  return withInstallation(async (house) => {
    const by = await keeper(house, values.person);
    for await (const text of exportSet(house, { name, by, lines })) await terminal.write(text);
    return EXIT.done;
  });
}

export async function runKnownEnd(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { person: TEXT, why: TEXT });
  const name = onlyArgument(positionals, 'NAME');
  return withInstallation(async (house) => {
    const words = required(values.why, 'why');
    await endKnown(house, { name, words, by: await keeper(house, values.person) });
    terminal.out(`${printable(name)} is used no more, and its entries are removed.`);
    return EXIT.done;
  });
}

const STATES: { readonly [state in SetState]: string } = {
  ended: 'ended',
  waits: 'waits for a second person',
  used: 'in use',
  over: 'its last day is past: not used',
};

function show(set: KnownSet, terminal: Terminal): void {
  const rows: readonly (readonly [string, string])[] = [
    ['Set', `${set.name}, version ${set.version}, ${set.use}${set.isOwn ? ', our own' : ''}`],
    ['Owner', set.owner],
    ['Legal basis', set.basis],
    ['Until', set.expires],
    ['May be told', set.mayBeTold],
    ['Entries', Object.entries(set.counts).map(([kind, count]) => `${count} ${kind}`).join(', ')], // prettier-ignore
    ['File', `${set.format}, SHA-256 ${set.sha256}`],
  ];
  for (const [label, value] of rows) terminal.out(line(label, printable(value)));
}

/** A person of this agency who may keep sets. */
async function keeper(house: Installation, email: string | undefined): Promise<Uuid> {
  const asked = required(email, 'person').toLowerCase();
  const by = await personByEmail(house.db.kysely, asked);
  if (by !== undefined && by.endedAt === undefined && inAgency(by.roles, 'keepKnownSets') !== 'no')
    return by.id;
  throw new Refusal('notAllowed.keeperOfSets', { found: printable(asked) });
}
