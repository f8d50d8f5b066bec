// Children behind walls that read hostile bytes for the server: a pool for one exhibit, so that a child that was taken over never
// sees the bytes of another. Whatever a child does, what was asked of it ends with an answer or a named reason.
import { ConfinedProcess, type Looked, type LookOptions, type SourceFile } from './confined-process.ts';
import { programToStart } from './built-programs.ts';
import { wallsBy, wallsHere, type ChildLimits, type Walls } from './walls.ts';

/** Whatever a child has kept of others' items ends with it. */
const ITEMS_A_CHILD = 1000;

interface PoolOptions {
  readonly program: string;
  readonly limits: ChildLimits;
  /** Children at once. */
  readonly most: number;
  readonly walls?: Walls;
  /** What each child may read by itself, where its walls let it do nothing else with it. */
  readonly handed?: readonly SourceFile[];
}

export class ConfinedPool {
  readonly #options: PoolOptions;
  readonly #program: string;
  readonly #idle: ConfinedProcess[] = [];
  readonly #busy = new Set<ConfinedProcess>();
  readonly #waiting: ((child: Promise<ConfinedProcess | undefined> | undefined) => void)[] = [];
  #begun: Promise<Walls> | undefined;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#program = programToStart(options.program);
  }

  get walls(): Walls {
    return this.#options.walls ?? wallsHere();
  }

  /** Begins with a child and has `walls` from it, which is sooner than by a probe. */
  begin(): Promise<Walls> {
    this.#begun ??=
      this.#options.walls === undefined
        ? wallsBy(async (walls) => {
            const child = this.#started(walls);
            const isBehind = await child.isBehindWalls();
            if (isBehind && !this.#isClosed) this.#idle.push(child);
            else child.stop();
            return isBehind;
          })
        : Promise.resolve(this.#options.walls);
    return this.#begun;
  }

  /** Never throws for what the bytes are or what the child does. `onPart` may be slow: the child waits. */
  async look(format: string, files: readonly SourceFile[], options: LookOptions): Promise<Looked> {
    if (!this.#isClosed) await this.begin();
    const child = await this.#child();
    if (child === undefined) return { ok: false, reason: 'crashed', detail: 'the pool is closed' };
    const wasFresh = child.items === 0;
    let hasParts = false;
    const onPart = async (head: unknown, bytes: Buffer): Promise<void> => {
      hasParts = true;
      await options.onPart?.(head, bytes);
    };
    const { randomUUID } = await import('node:crypto');
    const looked = await child.look({ id: randomUUID(), format, files }, { ...options, onPart });
    this.#giveBack(child);
    // An earlier item may have left the child ill. Alone in a new one the failure is this item's, and a rerun finds the same.
    const isIll = !looked.ok && looked.reason !== 'refused' && !wasFresh && !hasParts;
    return isIll && options.signal?.aborted !== true ? this.look(format, files, options) : looked;
  }

  get isIdle(): boolean {
    return this.#busy.size === 0;
  }

  close(): void {
    this.#isClosed = true;
    for (const child of [...this.#idle.splice(0), ...this.#busy]) child.stop();
    for (const waiting of this.#waiting.splice(0)) waiting(undefined);
  }

  async #child(): Promise<ConfinedProcess | undefined> {
    if (this.#isClosed) return undefined;
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop())
      if (!idle.hasEnded) return this.#taken(idle);
    if (this.#busy.size < this.#options.most) return this.#taken(this.#started(this.walls));
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #started(walls: Walls): ConfinedProcess {
    const { limits, handed } = this.#options;
    const child = new ConfinedProcess(walls, this.#program, limits, handed);
    void import('node:crypto'); // while it starts
    return child;
  }

  #taken(child: ConfinedProcess): ConfinedProcess {
    this.#busy.add(child);
    return child;
  }

  #giveBack(child: ConfinedProcess): void {
    this.#busy.delete(child);
    if (child.hasEnded || child.items >= ITEMS_A_CHILD || this.#isClosed) child.stop();
    else this.#idle.push(child);
    this.#waiting.shift()?.(this.#child());
  }
}
