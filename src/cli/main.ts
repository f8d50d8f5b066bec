// `./comity COMMAND …`: finds the command, runs it, turns what went wrong into words and an exit code.
import { errorText } from '../base/error-text.ts';
import { Refusal, toldRefusal } from '../base/refusal.ts';
import { diskRefusal, errorCode } from '../platform/files.ts';
import { Fault } from '../verify/fault.ts';
import { COMMANDS, type Command } from './commands.ts';
import { printable } from './words.ts';

import { EXIT, hearReaders, OutputUnread, outputUnread, processTerminal, UNREAD, type Terminal } from './terminal.ts'; // prettier-ignore

/** Exit codes: 0 done, 1 refused or invalid, 2 wrong use, 3 failed. */
export async function runMain(args: readonly string[], terminal: Terminal): Promise<number> {
  const asked = helpAsked(args);
  if (asked !== undefined && (await help(asked, terminal))) return args.length === 0 ? EXIT.usage : EXIT.done;
  const found = asked === undefined ? findCommand(args) : undefined;
  if (found === undefined) {
    const said = asked ?? args;
    terminal.err(`comity: no command '${said.slice(0, 2).join(' ')}'. See './comity help'.`);
    for (const line of groupText(said[0])) terminal.err(line);
    return EXIT.usage;
  }
  try {
    const run = await found.command.load();
    const code = await run(found.rest, terminal);
    return outputUnread.aborted ? endedUnread(code, terminal) : code;
  } catch (error) {
    return isOfUnread(error)
      ? endedUnread(EXIT.done, terminal)
      : await report(error, terminal, found.command.usage);
  } finally {
    terminal.endProgress();
  }
}

/** Of which command or group of commands help is asked; none: of all. Undefined: it is to be run. */
function helpAsked(args: readonly string[]): readonly string[] | undefined {
  const [first] = args;
  if (first === undefined || first === 'help') return args.slice(1);
  const at = args.findIndex((one) => one === '--help' || one === '-h');
  return at === -1 ? undefined : args.slice(0, at);
}

/** False: there is no such command. */
async function help(asked: readonly string[], terminal: Terminal): Promise<boolean> {
  const found = findCommand(asked);
  const lines =
    found === undefined
      ? asked.length === 0
        ? usageText(COMMANDS)
        : asked.length === 1
          ? groupText(asked[0])
          : []
      : [`./comity ${found.command.usage}`, found.command.summary, ...(await optionsOf(found.command))];
  for (const line of lines) terminal.out(line);
  return lines.length > 0;
}

/** What each option is, where they are the fields of an act. */
async function optionsOf(command: Command): Promise<readonly string[]> {
  return (await command.load()).help ?? [];
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
  const values = Object.fromEntries(
    Object.entries(refusal.values).map(([name, value]) => [
      name,
      typeof value === 'string' ? printable(value) : value,
    ]),
  );
  const { expected, found, next } = wordsOf(say, { ...toldRefusal(refusal), values });
  return say.refused.whole(expected, found, next).replace(/[\u2066-\u2069]/g, '');
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

if (import.meta.main) {
  hearReaders();
  // Libraries ask by fetch too.
  globalThis.fetch = async (...asked) =>
    (await import('../platform/fetch-outside.ts')).fetchOutside(...asked);
  const code = await runMain(process.argv.slice(2), processTerminal());
  // The last lines of all may be those that nobody reads, and that is heard after them.
  await new Promise(setImmediate);
  process.exitCode = outputUnread.aborted ? endedUnread(code, processTerminal()) : code;
}

// Which command is meant, and how each is used.

/** The command that the first one or two words name, and the words after. */
export function findCommand(
  args: readonly string[],
): { command: Command; rest: readonly string[] } | undefined {
  const [first = '', second = ''] = args;
  const two = COMMANDS.find((one) => one.name === `${first} ${second}`);
  if (two !== undefined) return { command: two, rest: args.slice(2) };
  const single = COMMANDS.find((one) => one.name === first);
  return single === undefined ? undefined : { command: single, rest: args.slice(1) };
}

function usageText(commands: readonly Command[]): string[] {
  const width = Math.max(...commands.map((one) => one.name.length)) + 2;
  return [
    'Comity keeps electronic evidence with proof, and hands it over so that anyone can check it.',
    '',
    ...commands.map((one) => `  ${one.name.padEnd(width)}${one.summary}`),
    '',
    "  './comity COMMAND --help' shows how to use a command, or a group such as request. COMITY_HOME (default ./comity-data) holds all data.",
  ];
}

/** How each command of a group is used, such as of `request`; nothing where there is no such group. */
function groupText(group = ''): string[] {
  return COMMANDS.filter(({ name }) => name.startsWith(`${group} `)).flatMap(({ usage, summary }) => [
    `  ./comity ${usage}`,
    `      ${summary}`,
  ]);
}
