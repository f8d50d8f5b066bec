// ./comity law search | show | check: the law as data, from a terminal. No database is needed where nothing is set up.
import { Refusal } from '../base/refusal.ts';
import { utcDay } from '../base/time.ts';
import { readLawFolder } from '../law/data-files.store.ts';
import type { Day } from '../law/day.ts';
import { RECORD_KINDS, type Knowledge, type Passage } from '../law/model.ts';
import { knowledgeOn, recordOn } from '../law/on-day.ts';
import { reviewText } from '../law/review.ts';
import { searchLaw } from '../law/search.ts';
import { standingsOfState } from '../law/party-standing.ts';
import { stateName } from '../law/states.ts';
import { stateOf } from './channels.ts';
import { dayOr } from './law-day.ts';
import { localLaw } from './local-law.ts';
import { tagName } from '../web/language-names.ts';
import { FLAG, TEXT, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { argument, numberFrom, oneOf, printable, refuseSpare } from './words.ts';

/** Throws Refusal for wrong use, as each command here. */
export async function search(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    state: TEXT,
    kind: TEXT,
    on: TEXT,
    limit: { type: 'string', default: '20' },
    json: FLAG,
  });
  argument(positionals[0], 'TEXT');
  const limit = numberFrom(values.limit, { option: 'limit', least: 1, most: 9999 });
  const found = searchLaw(await localLaw(), {
    text: positionals.join(' '),
    state: stateOf(values.state, 'state'),
    kind: values.kind === undefined ? undefined : oneOf(values.kind, RECORD_KINDS, 'kind'),
    on: values.on === undefined ? undefined : dayOr(values.on, ''),
    limit,
  });
  if (values.json) terminal.out(JSON.stringify(found));
  else {
    for (const { passage, excerpt } of found.hits) {
      terminal.out(
        printable(
          `${passage.at.padEnd(28)}${passage.title}: ${passage.field}${passage.confidence === undefined ? '' : ` [${passage.confidence}]`}`,
        ),
      );
      terminal.out(printable(`${''.padEnd(28)}${excerpt}`));
      terminal.out(printable(`${''.padEnd(28)}./comity law show '${passage.record}'`));
    }
    terminal.out(found.total === 0 ? 'Nothing found.' : `${found.hits.length} of ${found.total} passages.`);
  }
  return found.total === 0 ? EXIT.refused : EXIT.done;
}

/** A record by its name in search results (`clock bc29.hold`), by its id alone, or a State by its code. */
export async function show(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { on: TEXT, json: FLAG });
  const id = argument(positionals.join(' '), 'ID');
  const day = dayOr(values.on, utcDay(Date.now()));
  const knowledge = await localLaw();
  const passages = knowledge.passages.filter(({ record }) => record === id || record.endsWith(` ${id}`));
  const ofState =
    /^[A-Z]{2}$/.test(id) && passages.length === 0
      ? stateLines(knowledgeOn(knowledge, day), id, day)
      : undefined;
  if (ofState === undefined && passages.length === 0)
    throw new Refusal('notFound.lawRecord', { found: printable(id) });
  if (values.json)
    terminal.out(
      JSON.stringify(
        ofState === undefined
          ? { id, day, held: heldOf(knowledge, passages, day), passages }
          : { id, day, records: ofState.records },
      ),
    );
  else
    for (const line of ofState?.lines ?? [
      ...heldOf(knowledge, passages, day).flatMap(heldLines),
      ...recordLines(passages),
    ])
      terminal.out(printable(line));
  return EXIT.done;
}

interface Held {
  readonly record: string;
  readonly isOver: boolean;
  /** Of the instruments it rests on, on that day. */
  readonly rests: readonly { readonly verdict: string; readonly text: string }[];
}

function heldOf(knowledge: Knowledge, passages: readonly Passage[], day: Day): Held[] {
  return [...new Set(passages.map(({ record }) => record))].map((record) => {
    const { isOver, force } = recordOn(knowledge, record, day);
    return {
      record,
      isOver,
      rests: force.map(({ verdict, fact }) => ({ verdict, text: String(fact.text) })),
    };
  });
}

function heldLines({ record, isOver, rests }: Held): string[] {
  if (!isOver && rests.length === 0) return [];
  return [
    ...(isOver ? [`${record}: not in force on that day`] : []),
    ...rests.map(({ text }) => `${record}: ${text}`),
    '',
  ];
}

function recordLines(passages: readonly Passage[]): string[] {
  const lines: string[] = [];
  let record = '';
  for (const passage of passages) {
    if (passage.record !== record)
      lines.push(...(record === '' ? [] : ['']), `${passage.record}: ${passage.title}`);
    record = passage.record;
    lines.push(
      `  ${passage.at.padEnd(26)}${passage.field}${passage.confidence === undefined ? '' : ` [${passage.confidence}, ${reviewText(passage)}]`}`,
      `  ${''.padEnd(26)}${passage.text}`,
    );
  }
  return lines;
}

function stateLines(
  knowledge: Knowledge,
  state: string,
  day: Day,
): { lines: string[]; records: unknown[] } | undefined {
  const parties = knowledge.parties.filter((one) => one.state === state);
  const declarations = knowledge.declarations.filter((one) => one.state === state);
  const others = [...knowledge.authorities, ...knowledge.admissibility].filter((one) => one.state === state);
  if (parties.length + others.length === 0) return undefined;
  const titles = new Map(knowledge.instruments.map((one) => [one.id, one.shortTitle]));
  const words = new Map(
    standingsOfState(knowledge, state, day).map(({ instrument, word }) => [instrument.id, word]),
  );
  return {
    records: [...parties, ...declarations, ...others],
    lines: [
      `${stateName(state)} (${state}), the law of ${day}`,
      '',
      ...parties.map(
        (one) =>
          `  ${(words.get(one.instrument) ?? one.status).replace('_', ' ').padEnd(12)}${(titles.get(one.instrument) ?? one.instrument).padEnd(57)}${`since ${one.entryIntoForce ?? 'not recorded'}${one.until === undefined ? '' : ` until ${one.until}`}`.padEnd(20)}[${one.confidence} as of ${one.asOf}, ${reviewText(one)}, ${one.at}]`,
      ),
      ...declarations.map(
        (one) =>
          `  declaration ${titles.get(one.instrument)} Art. ${one.article}: ${one.effect} [${one.confidence}, ${reviewText(one)}, ${one.at}]`,
      ),
      ...others.map((one) =>
        'name' in one
          ? `  authority   ${one.name}: ${one.roles.join(', ')} under ${one.instruments.join(', ')}, in ${one.languages?.map((tag) => tagName(tag, 'en')).join(', ') ?? 'languages not on record'} [${one.confidence} as of ${one.asOf ?? 'no date'}, ${reviewText(one)}, ${one.at}]`
          : `  court asks  ${one.law}, ${one.provision} [${one.confidence}, ${reviewText(one)}, ${one.at}]`,
      ),
      '',
      'An instrument that is not listed here is unknown for this State, not "no".',
    ],
  };
}

export async function check(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { json: FLAG, fields: FLAG });
  const [folder, ...spare] = positionals;
  refuseSpare(spare);
  const texts = readLawFolder(folder);
  const { formFindings, loadLaw } = await import('../law/load.ts');
  const loaded = loadLaw(texts);
  const { fieldsToRead, percentOf, sharesOf, totalOf } = await import('../law/share.ts');
  const shares = loaded.ok ? sharesOf(loaded.files) : [];
  const fields = loaded.ok && values.fields ? fieldsToRead(loaded.files) : [];
  const { groundsOf } = await import('../law/read-days.ts');
  const grounds = loaded.ok ? groundsOf(loaded.files) : [];
  const lacking = grounds.flatMap(({ file, lacking: paths }) =>
    paths.map((path) => ({
      file,
      line: 1,
      message: `${path}: it says how sure it is, and not what it rests on`,
    })),
  );
  const findings = loaded.ok ? [...formFindings(texts), ...lacking] : loaded.findings;
  if (values.json)
    terminal.out(
      JSON.stringify({
        ok: findings.length === 0,
        findings,
        shares,
        grounds,
        ...(values.fields && { fields }),
      }),
    );
  else if (loaded.ok && findings.length === 0) {
    const { instruments, parties, clocks, channels, dataVersion } = loaded.knowledge;
    terminal.out(
      `${texts.length} files are right: ${instruments.length} instruments, ${parties.length} party records, ${channels.length} channels, ${clocks.length} clocks. Version ${dataVersion}.`,
    );
    const shareText = (name: string, share: Omit<(typeof shares)[number], 'file'>): string =>
      `${name.padEnd(24)}${String(share.confirmed).padStart(6)} confirmed ${String(share.recalled).padStart(5)} recalled ${String(percentOf(share)).padStart(4)} %, ${share.reviewed} seen by a second reader`;
    for (const one of shares) terminal.out(shareText(one.file, one));
    terminal.out(shareText('all', totalOf(shares)));
    for (const { file, facts, sources, day, lacking: none } of grounds)
      terminal.out(
        `${file.padEnd(24)}${String(facts).padStart(6)} facts on ${sources} sources; by a day of their own ${day.own}, of their source ${day.source}, of the file ${day.file}; without source or day ${none.length}`,
      );
    for (const { file, field, confirmed, recalled } of fields)
      terminal.out(
        `${String(recalled).padStart(6)} recalled ${String(confirmed).padStart(6)} confirmed  ${file} ${field}`,
      );
  } else
    for (const { file, line, message } of findings) terminal.out(printable(`${file}:${line}: ${message}`));
  return findings.length === 0 ? EXIT.done : EXIT.refused;
}
