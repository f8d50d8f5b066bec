// Preservations in the random run of a request's life: begun, acted on by anybody, expired by the system, in memory.
import assert from 'node:assert/strict';
import { Refusal } from '../../src/base/refusal.ts';
import type { Uuid } from '../../src/base/ids.ts';
import type { Knowledge } from '../../src/law/model.ts';
import type { Actor } from '../../src/requests/machine/states/guard-facts.ts';
import type { Told } from '../../src/requests/machine/states/life-step.ts';
import { rowFor, type Row } from '../../src/requests/machine/states/machine.ts';
import { preservation as machine } from '../../src/requests/machine/states/preservation.ts';
import { moveClocksOfHold, type ClocksOfSide } from './life-clocks.ts';
import { decidePreservation } from '../../src/requests/verbs/life/preservation-step.ts';

/** Nothing of a preservation's clocks hangs on which event it was. */
const EVENT = '00000000-0000-7000-9000-0000000000fd' as Uuid; // as one is written

interface HeldEvent {
  readonly row: Row<string, string>;
  readonly by: Actor | 'system';
  readonly at: number;
}

export interface Hold {
  readonly number: number;
  readonly direction: 'outgoing' | 'incoming';
  readonly instrument: string;
  /** Of the holder. */
  readonly stateCode: string;
  readonly clocks: ClocksOfSide;
  readonly begunAt: number;
  state: string;
  /** When what keeps the data ends; undefined: until further notice. */
  end: number | undefined;
  readonly events: HeldEvent[];
}

export function isRunning({ state }: Hold): boolean {
  return !machine.final.some((one) => one === state);
}

/** False: it was refused, and nothing has changed. `at`: now. */
export function takeOnHold(
  hold: Hold,
  act: string,
  { by, told, at, law }: { by: Actor | 'system'; told: Told; at: number; law: Knowledge },
): boolean {
  const { state, direction, instrument, end } = hold;
  const endedAt = end !== undefined && end <= at ? new Date(end) : undefined;
  const held = { state, direction, instrument, form: undefined, categories: ['subscriber'] } as const;
  try {
    const row = decidePreservation(held, act, { actor: by, competence: law.competence, endedAt }, told);
    hold.events.push({ row, by, at });
    hold.state = row.to;
    moveClocksOfHold(hold.clocks, {
      held: { ...held, id: EVENT, state: hold.stateCode },
      recorded: { ...told, event: EVENT, row },
      law,
      now: at,
    });
    if (act === 'receive') hold.end ??= at + 200_000;
    if (act === 'confirm') hold.end = at + 200_000;
    if (act === 'extend') hold.end = Date.parse(told.detail.endsAt ?? '');
    if (act === 'announceProduction') hold.end = undefined;
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

export function checkHold({ state, events, instrument, direction, clocks }: Hold): void {
  let before: string = machine.initial;
  for (const { row, by } of events) {
    assert.equal(row.from, before, 'no act is missing between two events');
    assert.equal(rowFor(machine, row.from, row.act)?.to, row.to);
    assert.equal(row.act === 'expire', by === 'system', 'the system lets it expire, and nobody else');
    if (row.act === 'release' && instrument === 'eu-2023-1543' && direction === 'outgoing')
      assert.ok(by !== 'system' && ['judge', 'prosecutor'].includes(by.role), 'who may order it lets it go');
    before = row.to;
  }
  assert.equal(state, before);
  const running = clocks.kept.filter(
    ({ clock: { run } }) => run.status === 'running' || run.status === 'paused',
  );
  if (machine.final.some((one) => one === state))
    assert.equal(running.length, 0, `nothing runs of one that is ${state}`);
}
