// `./comity COMMAND …`: finds the command and runs it, or says how it is used.
import { COMMANDS } from './commands.ts';
import { runCommand, startWith, type Command } from './run-command.ts';
import { EXIT, type Terminal } from './terminal.ts';

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
  return runCommand(found.command, found.rest, terminal);
}

export async function start(): Promise<void> {
  await startWith(async (terminal) => runMain(process.argv.slice(2), terminal));
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

if (import.meta.main) await start();

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
