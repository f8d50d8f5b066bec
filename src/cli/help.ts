// Which command is meant, and how each is used.
import { COMMANDS, type Command } from './commands.ts';

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

export function usageText(commands: readonly Command[]): string[] {
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
export function groupText(group = ''): string[] {
  return COMMANDS.filter(({ name }) => name.startsWith(`${group} `)).flatMap(({ usage, summary }) => [
    `  ./comity ${usage}`,
    `      ${summary}`,
  ]);
}
