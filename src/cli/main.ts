// `./comity COMMAND …`: finds the command, runs it, turns what went wrong into words and an exit code.
import { Refusal } from '../base/refusal.ts';
import { errorCode } from '../platform/files.ts';
import { Fault } from '../verify/fault.ts';
import { COMMANDS, findCommand, usageText } from './commands.ts';
import { EXIT, hearReaders, OutputUnread, outputUnread, processTerminal, UNREAD, type Terminal } from './terminal.ts'; // prettier-ignore
import { printable } from './words.ts';

/** Exit codes: 0 done, 1 refused or invalid, 2 wrong use, 3 failed. */
export async function runMain(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first] = args;
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    for (const line of usageText(COMMANDS)) terminal.out(line);
    return first === undefined ? EXIT.usage : EXIT.done;
  }
  const found = findCommand(args);
  if (found === undefined) {
    terminal.err(`comity: no command '${args.slice(0, 2).join(' ')}'. See './comity help'.`);
    return EXIT.usage;
  }
  if (found.rest.includes('--help') || found.rest.includes('-h')) {
    terminal.out(`./comity ${found.command.usage}`);
    terminal.out(found.command.summary);
    return EXIT.done;
  }
  try {
    const run = await found.command.load();
    const code = await run(found.rest, terminal);
    return outputUnread.aborted ? endedUnread(code, terminal) : code;
  } catch (error) {
    return isOfUnread(error)
      ? endedUnread(EXIT.done, terminal)
      : report(error, terminal, found.command.usage);
  } finally {
    terminal.endProgress();
  }
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

function report(error: unknown, terminal: Terminal, usage: string): number {
  terminal.endProgress();
  if (error instanceof Refusal) {
    terminal.err(`comity: ${printable(error.message)}`);
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
  terminal.err(`comity: failed: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env['COMITY_LOG'] === 'debug' && error instanceof Error) terminal.err(error.stack ?? '');
  else terminal.err('Nothing was lost. Run it again; with COMITY_LOG=debug it says where it failed.');
  return EXIT.failed;
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

if (import.meta.main) {
  hearReaders();
  const code = await runMain(process.argv.slice(2), processTerminal());
  // The last lines of all may be those that nobody reads, and that is heard after them.
  await new Promise(setImmediate);
  process.exitCode = outputUnread.aborted ? endedUnread(code, processTerminal()) : code;
}
