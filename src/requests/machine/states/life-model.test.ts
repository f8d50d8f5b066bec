// Random acts by random people through all three machines, in memory: no forbidden state, no signature that outlives a change, two
// sides whose views hang on nothing but the messages that each has seen, however late and in whatever order they come, and no
// preservation that ends silently with its request, or before its end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkClocks,
  checkLimits,
  moveClocksOf,
  type ClocksOfSide,
} from '../../../../test/support/life-clocks.ts';
import {
  answersOf,
  checkCarriage,
  law,
  lifeOf,
  newSide,
  PLAYED,
  type Side,
} from '../../../../test/support/life-side.ts';
import { checkEnding, ENDED } from '../../../../test/support/closing.ts';
import { checkHold, isRunning, takeOnHold } from '../../../../test/support/life-holds.ts';
import { ENDING, PEOPLE, TOLD_AS } from '../../../../test/support/life-play.ts';
import { randomOf } from '../../../../test/support/random.ts';
import type { Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import { epoc } from '../../forms/epoc.ts';
import { epocPr } from '../../forms/epoc-pr.ts';
import type { WayStanding } from '../way/ways.ts';
import { capacitiesOf, receiptIn, SAYING_CAPACITY } from './capacity.ts';
import { CLOCKS_OF_HOLDS } from './time-limits-by-form.ts';
import { movableOf } from './deadline.ts';
import { preservationsOpen } from './ending.ts';
import { limitsOf } from '../../verbs/life/life.acts.ts';
import { GROUNDS, ORDER_GROUNDS } from './grounds.ts';
import type { Actor, GuardFacts } from './guard-facts.ts';
import { isWho } from './actor-roles.ts';
import { decide, itemsAfter, voidsSignatures, type Told } from './life-step.ts';
import { ACTUAL, DESIRED, type ActDetail, type LifeEvent } from './life.ts';
import { nextRows, rowFor, sideOf } from './machine.ts';
import type { Who } from './actor-roles.ts';
import { machineOf, MACHINES } from './machines.ts';
import { preservation } from './preservation.ts';
import { validationOf } from './validation.ts';
import { isWrittenNow, takingBack } from './written.ts';

/** So many that every act, also the rare ones around a validation, is taken somewhere. */
const STEPS = Number(process.env['COMITY_MODEL_STEPS'] ?? 400_000);
const SEED = Number(process.env['COMITY_LIFE_SEED'] ?? 20261127);
const ITEMS = 3;
/** In how many steps both sides are looked at, whatever happened. */
const LOOKS_AGAIN = 20;
const { competence } = law;
const CARRIED: readonly NonNullable<ActDetail['carried']>[] = [
  { by: 'system' },
  { by: 'other', why: ['disruption'], inWhat: 'It did not answer.' },
];

const NOTIFIED: readonly NonNullable<ActDetail['notified']>[] = [
  { authority: 'Enforcing authority' },
  { notNeeded: 'Its effects are at home.' },
];

/** As the planner may have them; `other` is in no list. */
const WAYS: readonly WayStanding[] = (['open', 'unknown', 'closed'] as const).map((verdict) => ({
  channel: verdict,
  verdict,
  ref: 'coe-ets-185, Art. 27',
  why: undefined,
}));

class Play {
  /** How often each row was taken. */
  readonly taken = new Map<string, number>();
  /** How often a clock of each rule began. */
  readonly begun = new Map<string, number>();
  #events = 0;
  #steps = 0;
  /** In this step: an act was recorded, a page saved, or something done about data that are kept. */
  readonly #touched = new Set<Side>();
  sent = 0;
  #now = Date.UTC(2026, 0, 1);
  readonly #random: () => number;
  #sender: Side;
  #receiver: Side | undefined;

  constructor(seed: number) {
    this.#random = randomOf(seed);
    this.#sender = this.#begin();
  }

  #pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.#random() * list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  #chance(of: number): boolean {
    return this.#random() < of;
  }

  #begin(): Side {
    this.#receiver = undefined;
    const urgency = this.#pick(['normal', 'urgent', 'emergency'] as const);
    const writer = PEOPLE[1]?.id ?? ('' as Uuid); // there are ten
    const goesFirst = urgency === 'emergency' && this.#chance(0.8);
    // Mostly one of those with the most time limits.
    const form = goesFirst ? epocPr : this.#pick(this.#chance(0.5) ? [epoc] : PLAYED);
    return newSide('outgoing', urgency, writer, { form, goesFirst, asksContent: this.#chance(0.5) });
  }

  step(): void {
    this.#now += this.#chance(0.0005) ? 49 * 3_600_000 : 1000;
    if (this.#chance(0.0015)) this.#sender = this.#begin();
    const sides = this.#receiver === undefined ? [this.#sender] : [this.#sender, this.#receiver];
    const side = this.#pick(sides);
    const kind = this.#random();
    if (kind < 0.01) this.#write(side);
    else if (kind < 0.05) this.#hold(side);
    else if (kind < 0.15) this.#sign(side);
    else if (kind < 0.4) this.#record(side);
    else this.#act(side);
    // What was refused leaves a side as it was, and has been looked at: now and then it is looked at all the same.
    this.#steps += 1;
    for (const one of sides) {
      if (!this.#touched.has(one) && this.#steps % LOOKS_AGAIN !== 0) continue;
      this.#check(one);
      checkEnding(one);
    }
    this.#touched.clear();
  }

  /** A page of answers saved, as `savePage` does it. */
  #write(side: Side): void {
    const who = this.#pick(PEOPLE);
    if (!['lead', 'investigator', 'prosecutor'].includes(who.role) || this.#chance(0.5)) return;
    if (!isWrittenNow(side)) {
      const row = takingBack(side);
      if (row === undefined || validationOf(side.events).is === 'awaited') return;
      this.#count(`${side.direction} ${side.state} ${row.act}`);
      this.#keep(side, row.act, row.to, { who, told: this.#told({}) });
      this.#void(side);
    }
    this.#touched.add(side);
    side.version += 1;
    side.writers.add(who.id);
  }

  /** Data kept for the request: begun, worked on by anybody, and let expire by the job whenever it runs. */
  #hold(side: Side): void {
    const { holds, direction } = side;
    this.#touched.add(side);
    if (holds.length < 3 && this.#chance(0.2)) {
      const instrument = this.#pick(Object.keys(CLOCKS_OF_HOLDS));
      const begun = { number: holds.length + 1, state: preservation.initial, end: undefined, events: [] };
      const clocks = { kept: [], begun: new Map<string, number>() };
      const stateCode = this.#pick(['FR', 'NL']);
      holds.push({ ...begun, direction, instrument, stateCode, clocks, begunAt: this.#now });
      return;
    }
    if (holds.length === 0) return;
    const hold = this.#pick(holds);
    const likely = nextRows(preservation, hold.state);
    const rows = this.#chance(0.8) && likely.length > 0 ? likely : preservation.rows;
    const { act, who } = this.#pick(rows);
    const isJob = act === 'expire' && this.#chance(0.9);
    const ended = isJob && hold.end !== undefined && hold.end <= this.#now;
    const endsAt = new Date(this.#now + (this.#random() - 0.2) * 200_000).toISOString();
    const told = this.#told({ endsAt, ...(this.#chance(0.8) ? { production: PEOPLE[0]?.id } : {}) });
    const by = isJob ? 'system' : this.#somebody(who);
    const { state: before, clocks } = hold;
    const { length } = clocks.kept;
    if (!takeOnHold(hold, act, { by, told, at: this.#now, law })) return;
    this.#countClocks(clocks, length);
    if (act === 'expire') assert.ok(ended, 'nothing expires before its end');
    this.#count(`preservation ${before} ${act}`);
  }

  #sign(side: Side): void {
    const who = this.#pick(PEOPLE);
    const before = side.signatures;
    const { version } = side;
    const mark = { id: who.id, version, person: who.id, role: who.role, at: new Date(this.#now) };
    side.signatures = [...before, { ...mark, voidAt: undefined }];
    const { goesFirst, state } = side;
    const act = !goesFirst ? 'authorise' : state === 'review' ? 'issueUnvalidated' : 'validate';
    if (!this.#take(side, who, act, this.#told({}))) side.signatures = before; // one transaction
  }

  /** A desk records something that came from the other side, perhaps long after. */
  #record(side: Side): void {
    if (side.inbox.length === 0) return;
    const message = this.#pick(side.inbox);
    // A question that came is recorded like an answer: the time to reply to it is of no other act.
    if (ENDING.has(message.act) && message.act !== 'askClarification' && this.#chance(0.9)) return;
    const told = { ...this.#told(message.detail), occurredAt: message.occurredAt, evidence: 'letter' };
    if (!this.#take(side, this.#somebody('counterpart'), message.act, told)) return;
    side.inbox.splice(side.inbox.indexOf(message), 1);
    side.seen.push(message);
  }

  /** Any act of the machine, possible or not, of ours alone: what the other side did comes as a message. */
  #act(side: Side): void {
    // Something is executed on each that is played, and nobody takes its case over.
    const rows = machineOf(side.direction).rows.filter(
      ({ guards }) => !guards.includes('onlyTells') && !guards.includes('caseHandedOver'),
    );
    const likely = rows.filter(({ from }) => from === side.state);
    const { act, who, guards } = this.#pick(this.#chance(0.8) && likely.length > 0 ? likely : rows);
    const theirs = Object.values(TOLD_AS[side.direction === 'outgoing' ? 'incoming' : 'outgoing']);
    if ((who === 'counterpart' && theirs.includes(act)) || (ENDING.has(act) && this.#chance(0.9))) return;
    // It is received once: no page and no program is offered that again.
    if (act === 'receive' && receiptIn(side.events) !== undefined) return;
    // What comes by no message (a bounce, papers, a receipt) says nothing of items.
    const isLink = guards.includes('linkStated') || (guards.includes('accessInTime') && this.#chance(0.6));
    const link = isLink ? { link: { until: '2030-12-31' } } : {};
    const came = {
      ...(act === 'receive' && this.#chance(0.9) ? this.#capacity(side) : {}),
      ...(act === 'setDeadline' ? { deadline: this.#deadline(side) } : {}),
      ...(guards.includes('groundGiven') ? { ground: this.#pick(ORDER_GROUNDS) } : {}),
    };
    const role = act === SAYING_CAPACITY ? this.#capacity(side) : {};
    const detail = who === 'counterpart' ? { ...came, ...link } : { ...this.#detail(side), ...link, ...role };
    this.#take(side, this.#somebody(who), act, this.#told(detail));
  }

  #take(side: Side, who: Actor, act: string, told: Told): boolean {
    try {
      const facts = this.#facts(side, who, told);
      const row = decide(side, act, facts);
      const items = itemsAfter(side.direction, row, { items: side.items, asked: ITEMS }, told);
      checkLimits(act, facts);
      if (act === 'close' || act === 'withdraw')
        assert.ok(
          told.detail.preservation !== undefined ||
            side.holds.filter(isRunning).every(({ begunAt }) => begunAt <= endSaidAt(side)),
          'a preservation does not end silently with its request',
        );
      this.#keep(side, act, row.to, { who, told });
      side.items = items;
      if (voidsSignatures(side.direction, row)) this.#void(side);
      this.#moveClocks(side, row, told);
      this.#count(`${side.direction} ${row.from} ${act}`);
      this.#tell(side, act, told);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  /** Mostly one who may, or the plays do not go far. */
  #somebody(who: Who): Actor {
    const able = PEOPLE.filter((one) => isWho(one, who));
    return this.#pick(this.#chance(0.8) && able.length > 0 ? able : PEOPLE);
  }

  #tell(side: Side, act: string, { occurredAt, detail }: Told): void {
    if (act === 'transmit') {
      this.sent += 1;
      const { form, urgency } = side;
      const registrar = PEOPLE[0]?.id ?? ('' as Uuid); // there are ten
      const { asksContent } = side;
      this.#receiver ??= newSide('incoming', urgency, registrar, { form, goesFirst: false, asksContent });
      return;
    }
    const as = TOLD_AS[side.direction][act];
    const other = side.direction === 'outgoing' ? this.#receiver : this.#sender;
    // A receiver whose sender began another one tells nobody.
    if (as !== undefined && other !== undefined && (side === this.#sender || side === this.#receiver))
      other.inbox.push({ act: as, occurredAt, detail });
  }

  #keep(side: Side, act: string, to: string, { who, told }: { who: Actor; told: Told }): void {
    const row = rowFor(machineOf(side.direction), side.state, act);
    assert.ok(row, `${act} from ${side.state} is in the table`);
    const { id } = who;
    const number = side.events.length + 1;
    const at = new Date(this.#now);
    const version = side.version;
    side.events.push({
      id: `00000000-0000-7000-a000-${String(++this.#events).padStart(12, '0')}` as Uuid, // as one is written
      number,
      act,
      from: row.from,
      to,
      side: sideOf(row),
      by: '',
      byPerson: id,
      at,
      version,
      ...told,
    });
    side.state = to;
    this.#touched.add(side);
  }

  #count(row: string): void {
    this.taken.set(row, (this.taken.get(row) ?? 0) + 1);
  }

  /** As `followRequest` does it, after the event and the items of the act were kept. */
  #moveClocks(side: Side, row: ReturnType<typeof decide>, told: Told): void {
    const event = side.events.at(-1)?.id ?? assert.fail();
    const life = { ...lifeOf(side), events: side.events.slice(0, -1), items: side.items };
    const before = side.clocks.kept.length;
    moveClocksOf(side.clocks, { life, recorded: { event, row, ...told }, law, now: this.#now });
    this.#countClocks(side.clocks, before);
  }

  #countClocks({ kept }: ClocksOfSide, before: number): void {
    for (const { clock } of kept.slice(before))
      this.begun.set(clock.rule.id, (this.begun.get(clock.rule.id) ?? 0) + 1);
  }

  #void(side: Side): void {
    side.signatures = side.signatures.map((one) => ({ ...one, voidAt: one.voidAt ?? new Date(this.#now) }));
  }

  #told(detail: ActDetail): Told {
    const some = (words: string): string | undefined => (this.#chance(0.85) ? words : undefined);
    return {
      occurredAt: new Date(this.#now),
      zone: 'UTC',
      evidence: some('receipt'),
      reason: some('because'),
      detail,
    };
  }

  #detail(side: Side): ActDetail {
    const item = 1 + Math.floor(this.#random() * (ITEMS + 0.2));
    // Mostly one that an order knows.
    const ground = this.#pick([...ORDER_GROUNDS, ...ORDER_GROUNDS, ...GROUNDS]);
    const all = Array.from({ length: ITEMS }, (_, i) => ({ item: i + 1, actual: this.#pick(ACTUAL) }));
    const items: NonNullable<ActDetail['items']>[] = [
      [],
      [{ item, desired: this.#pick(DESIRED) }],
      [{ item, actual: this.#pick(ACTUAL) }],
      [{ item, actual: 'refused', ground }],
      all,
    ];
    const said = this.#pick(items);
    return {
      ...(said.length === 0 ? {} : { items: said }),
      ...(this.#chance(0.9) ? { ground } : {}),
      identifiers: [{ kind: 'account', value: 'blue-whale-77' }],
      ...(this.#chance(0.7) ? { digestsMatch: true, exhibits: ['X-1'] } : {}),
      ...(this.#chance(0.5) ? { preservation: 'It is kept for the other case.' } : {}),
      ...(this.#chance(0.95) ? { deadline: this.#deadline(side) } : {}),
      ...(this.#chance(0.7) ? { fetched: [this.#limit(side)] } : {}),
      ...(this.#chance(0.9) ? { carried: this.#pick(CARRIED) } : {}),
      ...(this.#chance(0.9) ? { notified: this.#pick(NOTIFIED) } : {}),
      ...(this.#chance(0.9) ? ENDED : {}),
      ...(this.#chance(0.9) ? { assignedTo: 'Cyber unit' } : {}),
      ...(this.#chance(0.9)
        ? { channel: this.#pick(['open', 'open', 'unknown', 'closed', 'other', 'x']) }
        : {}),
      ...(this.#chance(0.8)
        ? { callBack: { authority: 'a', number: this.#pick(['+33 1 00', '+33 1 99']), spokeTo: 'x' } }
        : {}),
    };
  }

  /** One that runs, mostly. */
  #limit({ clocks, items }: Side): Uuid {
    const running = movableOf(limitsOf(clocksIn(clocks), items)).map(({ id }) => id);
    return this.#pick([...running, ...running, PEOPLE[0]?.id ?? assert.fail()]);
  }

  /** As whose an order came, where it is one. */
  #capacity(side: Side): Pick<ActDetail, 'capacity'> {
    const may = capacitiesOf(side.form.id, answersOf(side));
    return may.length === 0 ? {} : { capacity: this.#pick(may) };
  }

  #deadline(side: Side): NonNullable<ActDetail['deadline']> {
    const lastDay = this.#pick(['2025-12-31', '2031-12-31', '2031-12-31']);
    return { lastDay, setBy: 'The judge', ...(this.#chance(0.7) ? { timeLimit: this.#limit(side) } : {}) };
  }

  #facts(side: Side, actor: Actor, told: Told): GuardFacts {
    const page = { explained: {}, page: undefined, savedBy: undefined, savedAt: new Date(0) };
    const { direction, version: number, urgency, state, signatures, items, events } = side;
    return {
      request: { direction, version: { number, answers: answersOf(side), ...page }, urgency, state },
      actor,
      form: side.form,
      competence,
      findings: [],
      writers: [...side.writers],
      signatures,
      items,
      events,
      preservations: preservationsOpen(
        side.holds.filter(isRunning).map(({ number, begunAt }) => ({ number, since: new Date(begunAt) })),
        events,
      ),
      directoryNumbers: ['+33100'],
      basis: this.#chance(0.9) ? [] : undefined,
      ways: () => WAYS,
      languages: { taken: this.#chance(0.5) ? undefined : ['fr'], had: ['en'] },
      received: events.some(({ act }) => act === 'receiveEvidence' || act === 'recordResults')
        ? [{ number: 'X-1', conditions: this.#chance(0.5) ? ['For this case alone'] : [] }]
        : [],
      matched: this.#chance(0.7) ? [1, 2, 3] : [],
      unrestricted: validationOf(events).is === 'refused' && this.#chance(0.5) ? ['FR-1'] : [],
      validateBy: this.#validateBy(events),
      limits: limitsOf(clocksIn(side.clocks), items),
      notices: this.#chance(0.8) ? 1 : 0,
      now: new Date(this.#now),
      ...told,
    };
  }

  #validateBy(events: readonly LifeEvent[]): Date | undefined {
    const issued = validationOf(events);
    return issued.is === 'awaited' ? new Date(issued.issuedAt.getTime() + 48 * 3_600_000) : undefined;
  }

  #check(side: Side): void {
    const machine = machineOf(side.direction);
    const last = side.events.at(-1);
    const before = side.events.at(-2);
    assert.ok(machine.states.includes(side.state), side.state);
    assert.equal(last?.to ?? machine.initial, side.state);
    if (last !== undefined) {
      assert.equal(last.from, before?.to ?? machine.initial, 'no act is missing between two events');
      assert.equal(rowFor(machine, last.from, last.act)?.to, last.to);
    }
    this.#checkSignatures(side);
    this.#checkValidation(side);
    checkCarriage(side);
    checkClocks(side.clocks, { life: lifeOf(side), state: side.state, law });
    this.#checkViews(side);
    for (const hold of side.holds) checkHold(hold);
  }

  #checkSignatures({ direction, state, version, signatures, writers, events }: Side): void {
    const standing = signatures.filter(({ voidAt }) => voidAt === undefined);
    for (const one of standing) {
      assert.equal(one.version, version, 'a signature stands for the version that it was made of');
      assert.ok(!writers.has(one.person), 'nobody authorises what they wrote');
    }
    const isOut =
      direction === 'outgoing' && !['draft', 'review', 'declined', 'withdrawn', 'closed'].includes(state);
    if (isOut) assert.ok(standing.length > 0, `${state} without a signature`);
    if (events.at(-1)?.act === 'transmit') assert.ok(standing.length > 0, 'nothing leaves unsigned');
  }

  /** Regulation (EU) 2023/1543, Art. 4(5). */
  #checkValidation({ events, state, goesFirst }: Side): void {
    const last = events.at(-1);
    const issued = events.findLast(({ act }) => act === 'issueUnvalidated');
    if (issued === undefined) return;
    assert.ok(goesFirst, 'only what says so goes before it is validated');
    const since = events.slice(events.indexOf(issued) + 1);
    const validated = since.find(({ act }) => act === 'validate');
    if (validated !== undefined) assert.notEqual(validated.byPerson, issued.byPerson, 'another validates');
    const isLate = last !== undefined && last.at.getTime() >= issued.at.getTime() + 48 * 3_600_000;
    if (last?.act === 'transmit' && isLate) assert.ok(validated, 'not after 48 hours without validation');
    const isRefused = since.some(({ act }) => act === 'refuseValidation');
    if (isRefused)
      assert.ok(
        ['declined', 'validationRefused', 'withdrawn', 'closed'].includes(state) ||
          since.some(({ to }) => to === 'draft'),
        `${state} with an order that nobody validated`,
      );
    if (last?.act === 'close' && last.from !== 'declined')
      assert.notEqual(validationOf(events).is, 'awaited', 'nothing is closed before somebody decided');
  }

  /** What one side believes of the other is the newest that it has recorded of the other, and nothing else. */
  #checkViews({ direction, items, seen, events }: Side): void {
    const name = direction === 'outgoing' ? 'actual' : 'desired';
    for (const one of items) {
      const told = seen
        .filter(({ detail }) => detail.items?.some((of) => of.item === one.item && of[name] !== undefined))
        .toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
        .at(-1);
      const said = told?.detail.items?.find(({ item }) => item === one.item)?.[name];
      assert.equal(one[name], said ?? (direction === 'outgoing' ? undefined : 'wanted'));
      const own = direction === 'outgoing' ? 'desired' : 'actual';
      const ours = events
        .filter((event) => event.side === 'ours')
        .findLast(({ detail }) => detail.items?.some((of) => of.item === one.item && of[own] !== undefined));
      const stated = ours?.detail.items?.find(({ item }) => item === one.item)?.[own];
      if (stated !== undefined) assert.equal(one[own], stated, 'each side says what it says itself');
    }
  }
}

/** When whoever withdrew it said what becomes of the data that are kept for it. */
function endSaidAt({ state, events }: Side): number {
  const withdrawal = events.findLast(({ act }) => act === 'withdraw');
  const isSaid = state === 'withdrawn' && withdrawal?.detail.preservation !== undefined;
  return isSaid ? withdrawal.at.getTime() : 0;
}

function clocksIn({ kept }: ClocksOfSide): Parameters<typeof limitsOf>[0] {
  return kept.map(({ clock }) => clock);
}

/** Acts that the run takes nowhere, with the reason. */
const NEVER: { readonly [act: string]: string } = {
  'outgoing handOver': 'no case is handed to a third authority',
};

test(`${STEPS} random acts by random people through all three machines`, (t) => {
  t.diagnostic(`seed ${SEED}`);
  const play = new Play(SEED);
  for (let i = 0; i < STEPS; i++) play.step();
  const rows = MACHINES.flatMap(({ name, rows: list }) =>
    list.map(({ from, act }) => ({ key: `${name} ${from} ${act}`, act: `${name} ${act}` })),
  );
  const times = (act: string): number =>
    rows.filter((row) => row.act === act).reduce((sum, { key }) => sum + (play.taken.get(key) ?? 0), 0);
  const acts = [...new Set(rows.map(({ act }) => act))];
  for (const { name } of MACHINES)
    t.diagnostic(
      acts
        .filter((act) => act.startsWith(name))
        .map((act) => `${act} ${times(act)}`)
        .join(', '),
    );
  const begun = [...play.begun].map(([rule, n]) => `${rule} ${n}`);
  t.diagnostic(`clocks begun: ${begun.join(', ')}`);
  const taken = rows.filter(({ key }) => play.taken.has(key));
  t.diagnostic(`${taken.length} of ${rows.length} rows taken, ${play.sent} requests sent`);
  assert.deepEqual(
    acts.filter((act) => times(act) === 0),
    Object.keys(NEVER),
    'every act is taken somewhere, or is named with the reason',
  );
  assert.deepEqual(
    [...play.taken.keys()].filter((key) => !rows.some((row) => row.key === key)),
    [],
    'and nothing that is in no table',
  );
  assert.ok(play.sent > 100, `${play.sent} were sent`);
  assert.ok(taken.length > rows.length * 0.7, 'most rows of the tables were tried');
  const unmoved = CLOCKS.filter((rule) => !play.begun.has(rule));
  assert.deepEqual(unmoved, [], 'each time limit that a form or a preservation can have began somewhere');
});

/** Of the law, and of no law: that a receipt is awaited, and what a holder agrees to. */
const CLOCKS: readonly string[] = [
  ...law.clocks.filter(({ notBegun }) => notBegun === undefined).map(({ id }) => id),
  'house.receipt',
  'holder.agreed',
];
