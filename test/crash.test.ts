// Kills the program, and the database under it, at random moments of every act that changes anything, and looks at what
// is left: the act is wholly there or wholly absent, doing it again completes it, and nothing else lies about.
//
//   COMITY_CRASHES=1000        how many times (7 unless said otherwise), and at least once in each act that is taken: as many, drawn
//   COMITY_CRASH_SEED=…        draws the same moments again; the seed is printed
//   COMITY_CRASH_ACT=…         one act only, by its name
//   COMITY_CRASH_KEEP=DIR      keeps the home that failed
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { CRASH_ACTS, type CrashAct } from './support/crash-acts.ts';
import { comity } from './support/comity.ts';
import { copyHome, makeGround, type Ground } from './support/crash-home.ts';
import { blowWords, type Blow, type Outcome } from './support/crash-kill.ts';
import { withStates, type State } from './support/crash-state.ts';
import { assertCleanAudit, tryAct, tryInit } from './support/crash-trial.ts';
import { randomOf, someOf } from './support/random.ts';
import { serversBelow } from './support/postgres.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';

const WANTED = Number(process.env['COMITY_CRASHES'] ?? 7);
const SEED = Number(process.env['COMITY_CRASH_SEED'] ?? randomInt(2 ** 32));
const AT_ONCE = 2;
/** After so many trials a worker begins with a new copy, so that homes stay small. */
const TRIALS_A_HOME = 25;

/** An installation is made, not copied, so its making is tried by itself. */
const INIT = 'init';
type Act = CrashAct | typeof INIT;
const nameOf = (act: Act): string => (act === INIT ? INIT : act.name);
const WANTED_ACT = process.env['COMITY_CRASH_ACT'];
const EVERY: readonly Act[] = [INIT, ...CRASH_ACTS];
/** Of fewer blows than there are acts each falls on another: which, the seed says. */
const ACTS = someOf(
  EVERY.filter((act) => [undefined, nameOf(act)].includes(WANTED_ACT)),
  WANTED,
  randomOf(SEED),
);

interface Measured {
  readonly ms: number;
  readonly steps: number;
}

test('an act that is killed is wholly there or wholly absent, and doing it again completes it', async (t) => {
  t.diagnostic(`COMITY_CRASH_SEED=${SEED}`);
  const folder = temporaryFolder(t);
  atEnd(t, () => serversBelow(folder).forEach((pid) => process.kill(pid, 'SIGKILL'))); // none, unless it failed
  const ground = await makeGround(folder, TRIALS_A_HOME);
  const workers = Array.from({ length: AT_ONCE }, (_, i) => new Worker(ground, join(folder, `home${i}`)));
  const measured = new Map<Act, Measured>();
  await inTurn(workers, ACTS, async (worker, act, i) => {
    measured.set(act, await worker.attempt(act, -1 - i, () => ({ at: 'no time' })));
  });
  const struck = new Map<string, number>();
  const trials = function* (): Generator<Act> {
    for (let i = 0; ; i++) {
      assert.ok(i < 3 * WANTED + 10 * ACTS.length, 'most blows came too late');
      const isEnough = [...struck.values()].reduce((a, b) => a + b, 0) >= WANTED;
      if (isEnough && struck.size === ACTS.length) return;
      const act = ACTS[i % ACTS.length]!; // by the remainder
      if (!isEnough || !struck.has(nameOf(act))) yield act;
    }
  };
  await inTurn(workers, trials(), async (worker, act, i) => {
    const last = measured.get(act)!; // every act was
    const kind = kindOf(i);
    const outcome = await worker.attempt(act, i, (random) => draw(kind, random, last));
    if (outcome.isStruck) struck.set(nameOf(act), 1 + (struck.get(nameOf(act)) ?? 0));
  });
  for (const worker of workers) await worker.end();
  for (const [name, count] of struck) t.diagnostic(`${name}: killed ${count} times`);
});

/** Half of the blows by steps, half by the clock; the first seven have each kind. */
const KINDS = [
  'step',
  'comity',
  'step',
  'server',
  'step',
  'both',
  'step',
  'comity',
  'step',
  'comity',
  'step',
  'comity',
] as const;
type Kind = (typeof KINDS)[number];

/** Each round moves on by one, so that every act meets every kind. */
function kindOf(trial: number): Kind {
  return KINDS[(trial + Math.floor(trial / ACTS.length)) % KINDS.length]!; // by the remainder
}

/** By the clock: over the whole of the act, and once more over its second half. */
function draw(kind: Kind, random: () => number, { ms, steps }: Measured): Blow {
  if (kind === 'step') return { at: 'step', step: 1 + Math.floor(steps * random()) };
  const share = random() < 0.5 ? random() : 0.5 + 0.55 * random();
  return { at: 'time', ms: ms * share, hits: kind };
}

class Worker {
  readonly #ground: Ground;
  readonly #home: string;
  /** In its home so far. */
  #trials = 0;
  #state: State | undefined;

  constructor(ground: Ground, home: string) {
    this.#ground = ground;
    this.#home = home;
  }

  async attempt(act: Act, trial: number, blowOf: (random: () => number) => Blow): Promise<Outcome> {
    const random = randomOf(SEED + trial);
    const blow = blowOf(random);
    try {
      return await (act === INIT ? this.#init(blow) : this.#act(act, { trial, random, blow }));
    } catch (cause) {
      const keep = process.env['COMITY_CRASH_KEEP'];
      if (keep !== undefined)
        await copyHome(act === INIT ? `${this.#home}-new` : this.#home, join(keep, `${trial}`));
      const words = `COMITY_CRASH_SEED=${SEED}, trial ${trial}: '${nameOf(act)}', ${blowWords(blow)}`;
      throw new Error(`${words}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }

  /** As the command says it too, after all that its home has been through. */
  async end(): Promise<void> {
    if (this.#state === undefined) return;
    await assertCleanAudit(this.#home);
    const audit = await comity(this.#home, ['audit', '--json']);
    assert.equal(audit.code, 0, `the audit: ${audit.out}${audit.err}`);
  }

  async #init(blow: Blow): Promise<Outcome> {
    const home = `${this.#home}-new`;
    const outcome = await tryInit(home, blow);
    await rm(home, { recursive: true });
    return outcome;
  }

  async #act(
    act: CrashAct,
    { trial, random, blow }: { trial: number; random: () => number; blow: Blow },
  ): Promise<Outcome> {
    if (this.#trials === TRIALS_A_HOME || this.#state === undefined) {
      await this.end();
      await copyHome(this.#ground.home, this.#home);
      this.#state = await withStates(this.#home, (read) => read());
      this.#trials = 0;
    }
    const own = { home: this.#home, out: `${this.#home}-out`, trial: this.#trials, state: this.#state };
    const tried = await tryAct(act, { ground: this.#ground, ...own, name: `trial-${trial}`, random }, blow);
    this.#trials += 1;
    this.#state = tried.state;
    return tried.outcome;
  }
}

/** Each worker takes the next item when it is free. */
async function inTurn<T>(
  workers: readonly Worker[],
  items: Iterable<T>,
  act: (worker: Worker, item: T, i: number) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let [i, isFailed] = [0, false];
  const run = async (worker: Worker): Promise<void> => {
    for (let next = iterator.next(); next.done !== true && !isFailed; next = iterator.next())
      await act(worker, next.value, i++).catch((error: unknown) => {
        isFailed = true;
        throw error;
      });
  };
  const ends = await Promise.allSettled(workers.map(run));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
