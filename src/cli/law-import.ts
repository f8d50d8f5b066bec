// ./comity law import FILE: a depositary's own download held against what is published here; with --person, each
// difference becomes a proposal, which another knowledge editor publishes on the web.
import { createReadStream } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, extname } from 'node:path';
import { Refusal } from '../base/refusal.ts';
import { utcDay } from '../base/time.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { proposeDifferences, readDownload, seeImport, takeDownload } from '../law/import.acts.ts';
import { differencesOf, IMPORT_FORMATS, type ImportDifference } from '../law/import.ts';
import type { Proposed } from '../law/proposal.acts.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import { openPublishedLaw, valuesOf } from '../law/published.acts.ts';
import { openPersonDatabase } from '../people/as-person.store.ts';
import type { Person } from '../people/person.ts';
import { personByEmail } from '../people/person.store.ts';
import { inAgency } from '../people/policy.ts';
import { dayOr } from './law-day.ts';
import { localLawFiles } from './local-law.ts';
import { FLAG, TEXT, TEXTS, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { oneOf, onlyArgument, printable, required } from './words.ts';

type Asked = Omit<Parameters<typeof readDownload>[1], 'bytes'> & { readonly path: string };

/** Exit 1 where the checks refuse one of the proposals. Refusals: badUsage, notFound, notAllowed, badInput, tooLarge. */
export async function importLaw(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    format: TEXT,
    instrument: TEXT,
    day: TEXT,
    celex: TEXT,
    person: TEXT,
    difference: TEXTS,
    json: FLAG,
  });
  const path = onlyArgument(positionals, 'the file as it was downloaded');
  const asked: Asked = {
    path,
    fileName: basename(path).slice(0, 200),
    format: oneOf(values.format ?? formatOf(path, values.celex), IMPORT_FORMATS, 'format'),
    instrument: required(values.instrument, 'instrument'),
    day: dayOr(values.day, utcDay(Date.now())),
    celex: values.celex ?? '',
  };
  const { differences, made } =
    values.person === undefined
      ? { differences: await look(asked), made: undefined }
      : await propose(asked, values.person.toLowerCase(), values.difference);
  const faults = (made ?? []).flatMap((one) => (one.ok ? [] : one.faults));
  if (values.json)
    terminal.out(
      JSON.stringify({
        differences: differences.map(({ key, what, before, after }) => ({ key, what, before, after })),
        made,
        faults,
      }),
    );
  else for (const line of linesOf(differences, made)) terminal.out(printable(line));
  return faults.length > 0 ? EXIT.refused : EXIT.done;
}

function formatOf(path: string, celex: string | undefined): string {
  if (extname(path).toLowerCase() === '.csv') return 'chart';
  return celex === undefined ? 'untc' : 'eurlex';
}

/** Nothing is kept. */
async function look(asked: Asked): Promise<ImportDifference[]> {
  const texts = await localLawFiles();
  const download = await readDownload(loadLawOrRefuse(texts).knowledge, withBytes(asked));
  return differencesOf(valuesOf(texts), download);
}

function propose(
  asked: Asked,
  email: string,
  keys: readonly string[] | undefined,
): Promise<{ readonly differences: readonly ImportDifference[]; readonly made: readonly Proposed[] }> {
  return withInstallation(async (house) => {
    const by = await editorOf(house, email);
    const db = await openPersonDatabase(house.home, { env: process.env });
    try {
      const { clock, random } = house;
      const editing = { people: { db, clock, random }, law: openPublishedLaw(house.db, clock) };
      const seen = await seeImport(editing, by, await takeDownload(editing, by, withBytes(asked)));
      if (seen === undefined) throw notAllowed(email);
      // That a file does not list a State may only mean that the file has a hole: it is proposed when it is named.
      const offered = seen.differences.filter(({ what }) => what !== 'gone').map(({ key }) => key);
      const chosen = new Set(keys ?? offered);
      const stray = [...chosen].find((key) => !seen.differences.some((one) => one.key === key));
      if (stray !== undefined)
        throw new Refusal('badUsage.lawDifference', {
          known: seen.differences.map(({ key }) => key).join(', '),
          found: printable(stray),
        });
      const place = `at the terminal, by ${userInfo().username}`;
      return {
        differences: seen.differences,
        made: await proposeDifferences(editing, by, seen, chosen, place),
      };
    } finally {
      await db.close();
    }
  });
}

async function editorOf({ db }: Installation, email: string): Promise<Person> {
  const person = await personByEmail(db.kysely, email);
  if (person === undefined || inAgency(person.roles, 'changeLaw') === 'no') throw notAllowed(email);
  return person;
}

function notAllowed(email: string): Refusal {
  return new Refusal('notAllowed.knowledgeEditorAddress', { found: printable(email) });
}

function withBytes({ path, ...asked }: Asked): Parameters<typeof readDownload>[1] {
  return { ...asked, bytes: bytesOf(path) };
}

async function* bytesOf(path: string): AsyncIterable<Uint8Array> {
  try {
    for await (const piece of createReadStream(path)) yield piece as Uint8Array; // no encoding was set
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal('notFound.depositaryFile', { path: printable(path), cause });
  }
}

const WORDS: { readonly [what in ImportDifference['what']]: string } = {
  new: 'new',
  changed: 'changed',
  confirmed: 'only recalled here',
  gone: 'not in the file',
};

function linesOf(differences: readonly ImportDifference[], made: readonly Proposed[] | undefined): string[] {
  if (differences.length === 0) return ['The file says what is published here.'];
  const lines = differences.map(
    ({ key, what, before, after }) =>
      `  ${key.padEnd(6)}${WORDS[what].padEnd(20)}${before || 'not on record'} -> ${after || 'not there'}`,
  );
  if (made === undefined)
    return [
      ...lines,
      '',
      `${differences.length} difference(s). Nothing was proposed: with --person EMAIL, each becomes a proposal of that knowledge editor; what is not in the file only with --difference.`,
    ];
  const done = made.filter(({ ok }) => ok).length;
  return [
    ...lines,
    '',
    ...made.flatMap((one) =>
      one.ok ? [] : one.faults.map(({ field, message }) => `Refused: ${field}: ${message}`),
    ),
    `Proposed: ${done}. Another knowledge editor publishes them on the web, under Changes of the law data.`,
  ];
}
