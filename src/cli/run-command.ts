// Runs a command: turns what went wrong into words and an exit code.
import { errorText } from '../base/error-text.ts';
import { Refusal, toldRefusal, type RefusalValue, type RefusalValues } from '../base/refusal.ts';
import { diskRefusal, errorCode } from '../platform/files.ts';
import { Fault } from '../verify/fault.ts';
import { EXIT, hearReaders, OutputUnread, outputUnread, processTerminal, UNREAD, type Terminal } from './terminal.ts'; // prettier-ignore
import { printable } from './words.ts';

export interface Run {
  (args: readonly string[], terminal: Terminal): Promise<number>;
  /** Made from the fields of its act (act-command.ts): what stands behind its name, and what each option is. */
  readonly usage?: string;
  readonly help?: readonly string[];
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  load(): Promise<Run>;
}

export async function runCommand(
  { load, usage }: Pick<Command, 'load' | 'usage'>,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  try {
    const run = await load();
    const code = await run(args, terminal);
    return outputUnread.aborted ? endedUnread(code, terminal) : code;
  } catch (error) {
    return isOfUnread(error) ? endedUnread(EXIT.done, terminal) : await report(error, terminal, usage);
  } finally {
    terminal.endProgress();
  }
}

/** The program itself: from its first line to its exit code. */
export async function startWith(act: (terminal: Terminal) => Promise<number>): Promise<void> {
  hearReaders();
  // Libraries ask by fetch too.
  globalThis.fetch = async (...asked) =>
    (await import('../platform/fetch-outside.ts')).fetchOutside(...asked);
  const code = await act(processTerminal());
  // The last lines of all may be those that nobody reads, and that is heard after them.
  await new Promise(setImmediate);
  process.exitCode = outputUnread.aborted ? endedUnread(code, processTerminal()) : code;
}

/** What a command is stopped by when its reader has gone, and not what went wrong beside. */
function isOfUnread(error: unknown): boolean {
  const isStop = error instanceof Error && (error.name === 'AbortError' || errorCode(error) === 'EPIPE');
  return outputUnread.aborted && (error === outputUnread.reason || isStop);
}

/** `code`: of the command. What it found is said by it still, where it is not "done". */
function endedUnread(code: number, terminal: Terminal): number {
  const { reason } = outputUnread;
  if (!(reason instanceof OutputUnread) || reason.isPipe) return code === EXIT.done ? UNREAD : code;
  terminal.err(`comity: failed: ${reason.message}`);
  return EXIT.failed;
}

async function report(error: unknown, terminal: Terminal, usage: string): Promise<number> {
  terminal.endProgress();
  if (error instanceof Refusal) {
    terminal.err(`comity: ${await refusalLine(error)}`);
    return error.code === 'badUsage' ? EXIT.usage : EXIT.refused;
  }
  if (error instanceof Fault) {
    terminal.err(`comity: ${printable(error.message)} (${error.code})`);
    return EXIT.refused;
  }
  if (isParseArgsError(error)) {
    terminal.err(`comity: ${error.message}`);
    terminal.err(`Usage: ./comity ${usage}`);
    return EXIT.usage;
  }
  if (error instanceof Error && error.name === 'AbortError') {
    terminal.err('comity: stopped on request; of the act that was under way nothing is kept.');
    return EXIT.failed;
  }
  const ofDisk = error instanceof Error && 'path' in error ? diskRefusal(error, String(error.path)) : error;
  if (ofDisk !== error) return report(ofDisk, terminal, usage);
  terminal.err(`comity: failed: ${errorText(error)}`);
  if (process.env['COMITY_LOG'] === 'debug' && error instanceof Error) terminal.err(error.stack ?? '');
  else terminal.err('Nothing was lost. Run it again; with COMITY_LOG=debug it says where it failed.');
  return EXIT.failed;
}

/** In the language of the terminal (POSIX: LC_ALL before LC_MESSAGES before LANG), where the catalogue has it; else in English. */
export async function refusalLine(refusal: Refusal, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const code = locale.split(/[_.@]/)[0]?.toLowerCase() ?? '';
  if (code === 'en' || refusal.entry === undefined) return printable(refusal.message);
  const { knownLanguage } = await import('../web/language.ts');
  const language = knownLanguage(code);
  if (language === undefined) return printable(refusal.message);
  const { LANGUAGES } = await import('../web/messages.ts');
  const { wordsOf } = await import('../web/refused-words.ts');
  const say = LANGUAGES[language];
  // What was found in files may hold anything; the marks around it are of our own words, and a terminal shows them.
  const values = printableValues(refusal.values);
  const { expected, found, next } = wordsOf(say, { ...toldRefusal(refusal), values });
  return say.refused.whole(expected, found, next).replace(/[\u2066-\u2069]/g, '');
}

function printableValues(values: RefusalValues): RefusalValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value && printableValue(value)]),
  );
}

function printableValue(value: RefusalValue): RefusalValue {
  if (typeof value === 'string') return printable(value);
  if (typeof value === 'number') return value;
  if ('said' in value) return { ...value, english: printable(value.english) };
  if ('phrase' in value) return { phrase: value.phrase, values: printableValues(value.values) };
  return value.map((one) =>
    typeof one === 'string' ? printable(one) : { ...one, values: printableValues(one.values) },
  );
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
