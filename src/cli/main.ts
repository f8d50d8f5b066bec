// `./comity COMMAND …`: finds the command, runs it, turns what went wrong into words and an exit code.
import { Refusal } from '../base/refusal.ts';
import { Fault } from '../verify/fault.ts';
import { COMMANDS, findCommand, usageText } from './commands.ts';
import { EXIT, processTerminal, type Terminal } from './terminal.ts';
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
    return await run(found.rest, terminal);
  } catch (error) {
    return report(error, terminal, found.command.usage);
  } finally {
    terminal.endProgress();
  }
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
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed),
  );
  process.exitCode = await runMain(process.argv.slice(2), processTerminal());
}
