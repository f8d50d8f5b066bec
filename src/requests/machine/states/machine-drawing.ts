// The machines drawn from their tables, for docs/request-life.md: a diagram and every row. The page is made from this and from
// nothing else; a test holds it to that.
import { GUARD_REFS } from './guard-refs.ts';
import { GUARDS, type Guard, type Machine, type Row } from './machine.ts';

export function drawing(machines: readonly Machine[]): string {
  return `${[HEAD, ...machines.map(drawn), guardList(machines)].join('\n\n')}\n`;
}

const HEAD = `# The life of a request

For whoever wants to know what may happen to a request, by whom, and what must hold. Drawn from the tables in \`src/requests/machine/states/\` by
\`node src/cli/draw-machines.ts\`; not written by hand. An act that is in no row cannot be taken: not on a page, not by a program, and the
database moves no state without the event of the act. Events are kept for good, with the evidence of how each is known.

What the counterpart does is recorded by a desk of ours with that evidence. For each thing asked for, what the sender wants and what the
receiver says of it are kept apart: an act of one side never sets the other's.`;

type AnyRow = Row<string, string>;

function drawn({ name, initial, final, rows }: Machine): string {
  return [
    `## ${name}`,
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${initial}`,
    ...edges(rows),
    ...final.map((state) => `  ${state} --> [*]`),
    '```',
    '',
    '| state | act | who | must hold | then | for the clocks |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(line),
  ].join('\n');
}

/** One arrow between two states, however many acts lead there. */
function edges(rows: readonly AnyRow[]): string[] {
  const acts = new Map<string, string[]>();
  for (const { from, to, act } of rows) {
    const edge = `${from} --> ${to}`;
    acts.set(edge, [...(acts.get(edge) ?? []), act]);
  }
  return [...acts].map(([edge, names]) => `  ${edge}: ${names.join(', ')}`);
}

function line({ from, act, who, guards, to, clockEvents }: AnyRow): string {
  return `| ${from} | ${act} | ${who} | ${guards.join(', ')} | ${to === from ? '·' : to} | ${clockEvents.join(', ')} |`;
}

function guardList(machines: readonly Machine[]): string {
  const used = new Set<Guard>(machines.flatMap(({ rows }) => rows.flatMap(({ guards }) => guards)));
  return [
    '## What must hold',
    '',
    '| guard | rests on |',
    '| --- | --- |',
    ...GUARDS.filter((guard) => used.has(guard)).map((guard) => `| ${guard} | ${GUARD_REFS[guard]} |`),
  ].join('\n');
}
