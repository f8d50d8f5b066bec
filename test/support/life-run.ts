// The random run of a request's life in a real database: acts by anybody, messages late and in any order, preservations beside it.
import assert from 'node:assert/strict';
import type { Uuid } from '../../src/base/ids.ts';
import { utcDay } from '../../src/base/time.ts';
import { Refusal } from '../../src/base/refusal.ts';
import type { Knowledge } from '../../src/law/model.ts';
import { fireAlarms } from '../../src/requests/machine/clocks/alarm.acts.ts';
import { clocksOf } from '../../src/requests/machine/clocks/clock.store.ts';
import { isReceiptRule } from '../../src/requests/machine/clocks/stored.ts';
import { savePage } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { isWrittenNow, takingBack } from '../../src/requests/machine/states/written.ts';
import { mayCome, registerRequest } from '../../src/requests/verbs/incoming/register.acts.ts';
import { isOffered } from '../../src/requests/verbs/life/offered.ts';
import { capacitiesOf } from '../../src/requests/machine/states/capacity.ts';
import { GROUNDS, ORDER_GROUNDS } from '../../src/requests/machine/states/grounds.ts';
import type { GuardFacts } from '../../src/requests/machine/states/guard-facts.ts';
import { isWho } from '../../src/requests/machine/states/actor-roles.ts';
import { toldOf } from '../../src/requests/verbs/life/given.acts.ts';
import { lifeOf, takeAct, type Acting, type RequestLife } from '../../src/requests/verbs/life/life.acts.ts';
import { decide, itemsAfter, voidsSignatures } from '../../src/requests/machine/states/life-step.ts';
import { ACTUAL, DESIRED, type ActDetail, type ActGiven } from '../../src/requests/machine/states/life.ts';
import { nextRows, rowFor, type Guard } from '../../src/requests/machine/states/machine.ts';
import type { Who } from '../../src/requests/machine/states/actor-roles.ts';
import { machineOf } from '../../src/requests/machine/states/machines.ts';
import { preservation as holding } from '../../src/requests/machine/states/preservation.ts';
import { beginPreservation, takePreservationAct } from '../../src/requests/verbs/life/preservation.acts.ts';
import { expirePreservations } from '../../src/requests/verbs/preservation/preservation-expire.acts.ts';
import { preservationEvents, preservationOf } from '../../src/requests/machine/clocks/preservation.store.ts';
import { validationOf } from '../../src/requests/machine/states/validation.ts';
import { AWAITING_RECEIPT } from './life-clocks.ts';
import { ENDING, TOLD_AS } from './life-play.ts';
import { begin, fresh, signAndTake, type Played, type Scene, type Side } from './life-sides.ts';
import { randomOf } from './random.ts';

/** Back and forth, and ends: a play that goes far takes few of them. */
const RARE = new Set([...ENDING, 'returnForChanges', 'returnResults', 'askTranslation']);

const CARRIED: readonly NonNullable<ActDetail['carried']>[] = [
  { by: 'system' },
  { by: 'other', why: ['disruption'], inWhat: 'It did not answer.' },
];

const DEADLINE = { lastDay: '2099-12-31', setBy: 'The judge' };

/** What is said when something was checked, assigned or closed. */
const ENDED: Pick<
  ActDetail,
  'certificate' | 'restrictions' | 'costs' | 'feedback' | 'assignedTo' | 'identifiers'
> = {
  identifiers: [{ kind: 'account', value: 'blue-whale-77' }],
  certificate: { kind: 'came', what: 'Certificate of 3 November' },
  restrictions: 'none',
  costs: { kind: 'none' },
  feedback: { kind: 'none' },
  assignedTo: 'Cyber unit',
};

/** Plays one form; each step asks the database and the pure model the same. */
export class Play {
  readonly taken = new Set<string>();
  readonly counts = { taken: 0, refused: 0, expired: 0, messages: 0 };
  readonly #random: () => number;
  #played: Played;
  readonly #time: { ms: number };
  readonly #house: Parameters<typeof fireAlarms>[0];
  readonly #sender: Side;
  readonly #receiver: Side;
  #isSent = false;
  readonly #law: Knowledge;
  readonly #holds: number[] = [];

  constructor(made: Scene, seed: number) {
    this.#random = randomOf(seed);
    this.#played = made.played;
    this.#time = made.time;
    this.#law = made.law;
    this.#house = made.house;
    this.#sender = made.sender;
    this.#receiver = made.receiver;
  }

  #pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.#random() * list.length)];
    assert.ok(one !== undefined, 'something to pick from');
    return one;
  }

  /** Mostly one who may, or the plays do not go far. */
  #somebody({ people }: Side, who: Who): Acting {
    const able = people.filter(({ file, person }) => isWho({ role: file.role, roles: person.roles }, who));
    return this.#pick(this.#chance(0.85) && able.length > 0 ? able : people);
  }

  #chance(of: number): boolean {
    return this.#random() < of;
  }

  /** Another form, on the straight way to the other side as far as it may go; from there on, steps. What keeps it back, if anything. */
  async turnTo(played: Played): Promise<readonly string[]> {
    this.#played = played;
    const kept = await this.#restart();
    const side = this.#sender;
    const by = (role: string): Acting => {
      const found = side.people.find(({ file }) => file.role === role);
      assert.ok(found, role);
      return found;
    };
    const told = { number: side.number, evidence: 'Receipt', reason: 'Because' };
    await this.#try(side, by('investigator'), { ...told, act: 'submit' });
    const isFirst = played.goesFirst === true;
    const act = isFirst ? 'issueUnvalidated' : 'authorise';
    for (const role of isFirst ? ['lead'] : ['prosecutor', 'judge'])
      if (side.state === 'review')
        await this.#try(side, by(role), { number: side.number, act }, { signs: true });
    const notified = { authority: 'Enforcing authority of the Netherlands' };
    const channel = await this.#way(side, by('lead'));
    const detail = { notified, carried: this.#pick(CARRIED), channel };
    const isSent = await this.#try(side, by('lead'), { ...told, act: 'transmit', detail });
    assert.equal(isSent, kept.length === 0, `${played.form} is ${side.state}`);
    return kept;
  }

  /** One by which it may go: with a reason, where that is not known. */
  async #way({ number }: Side, who: Acting): Promise<string> {
    const { facts } = await who.people.db.asPerson(who.person.id, (tx) => lifeOf(tx, who, number));
    const ways = facts.ways(utcDay(this.#time.ms));
    return ways.find(({ verdict }) => verdict !== 'closed')?.channel ?? 'other';
  }

  async step(): Promise<void> {
    this.#time.ms += 60_000;
    if (this.#sender.state === 'closed' || this.#chance(0.008)) await this.#restart();
    const side = this.#isSent && this.#chance(0.5) ? this.#receiver : this.#sender;
    const kind = this.#random();
    if (side.state === 'review' && kind < 0.4) await this.#sign(side);
    else if (kind < 0.02) await this.#write(side);
    else if (kind < 0.08) await this.#hold();
    else if (kind < 0.1) await this.#sleep();
    else if (kind < 0.12) await this.#sign(side);
    else if (side.inbox.length > 0 && kind < 0.6) await this.#record(side);
    else await this.#act(side);
  }

  /** Another request; what is kept for the one before runs on. */
  async #restart(): Promise<readonly string[]> {
    const kept = await begin(this.#sender, this.#played);
    Object.assign(this.#receiver, fresh('incoming'));
    this.#isSent = false;
    return kept;
  }

  /** Some weeks pass, and the job runs. */
  async #sleep(): Promise<void> {
    this.#time.ms += 25 * 86_400_000;
    await fireAlarms(this.#house);
    this.counts.expired += await expirePreservations(this.#house);
  }

  async #write(side: Side): Promise<void> {
    const who = this.#pick(side.people);
    const base = side.version;
    const { field } = this.#played;
    const answers = { [field]: `JIRS ${this.#time.ms}` };
    const isAwaiting = validationOf(side.events).is === 'awaited';
    const back = isWrittenNow(side) || isAwaiting ? undefined : takingBack({ ...side });
    const mayWrite = ['lead', 'investigator', 'prosecutor'].includes(who.file.role);
    const saved = await savePage(who, {
      number: side.number,
      base,
      page: field,
      fields: [field],
      answers,
    }).then(
      () => true,
      () => false,
    );
    // The pages let nobody else write; the database holds that as well.
    assert.equal(
      saved,
      mayWrite && (isWrittenNow(side) || back !== undefined),
      `${who.file.role} ${side.state}`,
    );
    if (!saved) return;
    side.version += 1;
    if (back !== undefined) {
      side.events.push({ act: back.act, to: back.to, at: new Date(this.#time.ms) });
      side.state = back.to;
      side.signed = [];
    }
    await this.#compare(side);
  }

  async #sign(side: Side): Promise<void> {
    const isFirst = this.#played.goesFirst === true && side.state === 'review';
    const who = this.#somebody(side, isFirst ? 'issuer' : 'authoriser');
    const first = side.state === 'review' ? 'issueUnvalidated' : 'validate';
    const act = this.#played.goesFirst === true ? first : 'authorise';
    const given = { number: side.number, act };
    await this.#try(side, who, given, { signs: true });
  }

  async #record(side: Side): Promise<void> {
    if (side.inbox.length === 0) return;
    const message = this.#pick(side.inbox);
    if (RARE.has(message.act) && this.#chance(0.8)) return;
    const { act, occurredAt, detail } = message;
    const given = {
      number: side.number,
      act,
      occurredAt,
      detail,
      evidence: 'Letter',
      reason: 'They said why',
    };
    // Seen with the act: what is compared after it hangs on the message.
    side.seen.push(message);
    if (!(await this.#try(side, this.#somebody(side, 'counterpart'), given))) {
      side.seen.pop();
      return;
    }
    side.inbox.splice(side.inbox.indexOf(message), 1);
    this.counts.messages += 1;
  }

  async #act(side: Side): Promise<void> {
    const machine = machineOf(side.direction);
    const theirs = Object.values(TOLD_AS[side.direction === 'outgoing' ? 'incoming' : 'outgoing']);
    const isRare = this.#chance(0.06);
    // What the other side did comes as a message, and what is written by `#write`.
    const likely = nextRows(machine, side.state).filter(
      ({ act, who }) =>
        act !== 'change' && !(who === 'counterpart' && theirs.includes(act)) && (isRare || !RARE.has(act)),
    );
    const rows = this.#chance(0.9) && likely.length > 0 ? likely : machine.rows;
    const { act, who, guards } = this.#pick(rows);
    if (act === 'change' || (RARE.has(act) && !isRare)) return;
    if (who === 'counterpart' && theirs.includes(act)) return;
    const given = {
      number: side.number,
      act,
      ...(this.#chance(0.9) && { evidence: 'Receipt', reason: 'Because' }),
      detail:
        who === 'counterpart'
          ? {
              ...(guards.includes('linkStated') && { link: { until: '2027-12-31' } }),
              ...(guards.includes('deadlineGiven') && { deadline: DEADLINE }),
              ...(guards.includes('groundGiven') && { ground: this.#pick(ORDER_GROUNDS) }),
            }
          : this.#detail(side, guards),
    };
    await this.#try(side, this.#somebody(side, who), given);
  }

  /** Mostly apt, or nothing is taken. */
  #detail({ direction }: Side, guards: readonly Guard[]): ActDetail {
    const ground = this.#pick(GROUNDS);
    const item = this.#chance(0.95) ? 1 : 2;
    const ofItems = guards.some(
      (one) => one === 'itemsNamed' || one === 'itemsSettled' || one === 'groundGiven',
    );
    const isOwn = this.#chance(0.95);
    const said = !this.#chance(ofItems ? 0.9 : 0.03)
      ? false
      : (direction === 'outgoing') === isOwn
        ? { item, desired: this.#pick(DESIRED) }
        : { item, actual: this.#pick(ACTUAL), ...(this.#chance(0.3) && { ground }) };
    return {
      ...(said && { items: [said] }),
      ...(this.#chance(0.6) && { ground }),
      ...(this.#chance(0.8) && { digestsMatch: true, exhibits: ['X-1'] }),
      ...(this.#chance(0.8) && { notified: { authority: 'Enforcing authority of the Netherlands' } }),
      ...(this.#chance(0.5) && { preservation: 'Kept for another case.' }),
      ...(this.#chance(0.8) && { deadline: DEADLINE }),
      ...(this.#chance(0.8) && { carried: this.#pick(CARRIED) }),
      ...(this.#chance(0.9) && ENDED),
      ...(this.#chance(0.9) && { channel: this.#pick(this.#law.channels).id }),
    };
  }

  /** Takes it in the database, and asks the model the same. */
  async #try(
    side: Side,
    who: Acting,
    given: ActGiven & { number: number },
    { signs = false } = {},
  ): Promise<boolean> {
    const life = await who.people.db.asPerson(who.person.id, (tx) =>
      lifeOf(tx, who, side.number).catch(() => undefined),
    );
    const expected = life === undefined ? undefined : this.#model(side, life, given, signs ? who : undefined);
    const done = await (signs ? signAndTake(who, side, given) : takeAct(who, given)).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refusal) return false;
        throw error;
      },
    );
    assert.equal(
      done,
      expected !== undefined,
      `${side.direction} ${side.state} ${given.act} by ${who.file.role}`,
    );
    if (expected === undefined) {
      this.counts.refused += 1;
      return false;
    }
    this.counts.taken += 1;
    this.taken.add(`${side.direction} ${side.state} ${given.act}`);
    Object.assign(side, expected);
    await this.#tell(side, given);
    await this.#compare(side);
    return true;
  }

  /** What the model leaves; undefined: it refuses. */
  #model(
    side: Side,
    life: RequestLife,
    given: ActGiven,
    signer: Acting | undefined,
  ): Partial<Side> | undefined {
    const told = toldOf(given, this.#time.ms);
    const own = signer && {
      version: side.version,
      person: signer.person.id,
      role: signer.file.role,
    };
    const signed = [...side.signed, ...(own === undefined ? [] : [own])];
    const facts: GuardFacts = {
      ...life.facts,
      request: { ...life.request, state: side.state },
      signatures: signed.map((one, i) => ({
        ...one,
        id: `${i}` as Uuid, // a mark of the model
        at: new Date(0),
        voidAt: undefined,
      })),
      items: side.items,
      ...told,
    };
    try {
      const row = decide({ direction: side.direction, state: side.state }, given.act, facts);
      if (!isOffered(row, life.facts)) return undefined;
      const items = itemsAfter(side.direction, row, { items: side.items, asked: life.asked }, told);
      const isVoid = voidsSignatures(side.direction, row);
      const event = { act: row.act, to: row.to, at: new Date(this.#time.ms) };
      return { state: row.to, items, events: [...side.events, event], signed: isVoid ? [] : signed };
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  async #tell(side: Side, { act, detail = {}, occurredAt }: ActGiven): Promise<void> {
    const at = occurredAt ?? new Date(this.#time.ms).toISOString();
    if (act === 'transmit' && !this.#isSent) {
      if (!mayCome(this.#played.form)) return; // it goes to a holder of data, who has no desk
      this.#isSent = true;
      const [lead] = this.#receiver.people;
      assert.ok(lead);
      const receipt = { receivedAt: at, zone: 'Europe/Amsterdam', evidence: 'Stamp of receipt' };
      const about = {
        form: this.#played.form,
        paper: undefined,
        counterpart: 'FR',
        writtenIn: 'en',
        urgency: this.#played.urgency ?? 'normal',
        reference: 'R1',
      } as const;
      const may = capacitiesOf(this.#played.form);
      const capacity = may.length === 0 ? undefined : this.#pick(may);
      this.#receiver.number = await registerRequest(lead, { ...about, ...receipt, capacity });
      const { initial: to } = machineOf('incoming');
      this.#receiver.events.push({ act: 'receive', to, at: new Date(this.#time.ms) });
      return;
    }
    const as = TOLD_AS[side.direction][act];
    const other = side === this.#sender ? this.#receiver : this.#sender;
    if (as !== undefined) other.inbox.push({ act: as, occurredAt: at, detail });
  }

  /** What is stored is what the model says, and each side's view hangs on what it has seen. */
  async #compare(side: Side): Promise<void> {
    const [lead] = side.people;
    assert.ok(lead);
    const { life, clocks } = await lead.people.db.asPerson(lead.person.id, async (tx) => {
      const found = await lifeOf(tx, lead, side.number);
      return { life: found, clocks: await clocksOf(tx, { request: found.request.id }) };
    });
    assert.equal(life.request.state, side.state);
    assert.equal(life.request.version.number, side.version);
    assert.deepEqual(
      life.events.map(({ act }) => act),
      side.events.map(({ act }) => act),
    );
    assert.deepEqual(life.items, side.items);
    const standing = life.facts.signatures.filter(({ voidAt }) => voidAt === undefined);
    assert.deepEqual(
      standing.map(({ version, person, role }) => ({ version, person, role })),
      side.signed,
    );
    if (validationOf(life.events).is === 'awaited' && side.state === 'closed')
      assert.fail('nothing is closed before somebody decided on its validation');
    for (const { version } of standing) assert.equal(version, side.version, 'no signature outlives a change');
    for (const { rule, run } of clocks) {
      assert.ok(
        isReceiptRule(rule) || this.#law.clocks.some(({ id }) => id === rule.id),
        `no clock without a rule: ${rule.id}`,
      );
      assert.equal(run.clock, rule.id);
      if (isReceiptRule(rule) && run.status === 'running')
        assert.ok(
          AWAITING_RECEIPT.has(side.state),
          `a receipt is awaited only where none came: ${side.state}`,
        );
    }
    const name = side.direction === 'outgoing' ? 'actual' : 'desired';
    for (const one of life.items) {
      const told = side.seen
        .filter(({ detail }) => detail.items?.some((of) => of.item === one.item && of[name] !== undefined))
        .toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt))
        .at(-1);
      const said = told?.detail.items?.find(({ item }) => item === one.item)?.[name];
      assert.equal(one[name], said ?? (side.direction === 'outgoing' ? undefined : 'wanted'));
    }
  }

  /** Data kept for the sender's request, by anybody; the database keeps to the table. */
  async #hold(): Promise<void> {
    const side = this.#sender;
    const [lead] = side.people;
    assert.ok(lead);
    if (this.#chance(0.2)) {
      const instrument = this.#pick(['eu-2023-1543', 'coe-ets-185', 'us-18usc-2703']);
      const holder = {
        holder: 'Example Mail',
        stateCode: 'NL',
        identifiers: [],
        categories: ['subscriber'],
      } as const;
      const life = await lead.people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, side.number));
      const of = { direction: 'outgoing', request: this.#chance(0.5) ? life.request.id : undefined } as const;
      this.#holds.push(await beginPreservation(lead, { ...of, ...holder, instrument }));
      return;
    }
    if (this.#holds.length === 0) return;
    const number = this.#pick(this.#holds.slice(-4));
    const look = () =>
      lead.people.db.asPerson(lead.person.id, async (tx) => {
        const one = await preservationOf(tx, lead.file.id, number);
        assert.ok(one);
        return { held: one, events: await preservationEvents(tx, one.id) };
      });
    const likely = nextRows(holding, (await look()).held.state);
    const { act, who } = this.#pick(this.#chance(0.8) && likely.length > 0 ? likely : holding.rows);
    if (act === 'findImpossible' && this.#chance(0.8)) return;
    const endsAt = new Date(this.#time.ms + 40 * 86_400_000).toISOString();
    const given = { number, act, evidence: 'Letter', reason: 'Because', detail: { endsAt } };
    await takePreservationAct(this.#somebody(side, who), given).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
    const { held, events } = await look();
    let before: string = holding.initial;
    for (const event of events) {
      assert.equal(event.from, before);
      assert.equal(rowFor(holding, event.from, event.act)?.to, event.to);
      assert.equal(event.act === 'expire', event.side === 'system');
      if (event.act === 'expire') assert.ok(event.occurredAt <= event.at, 'not before its end');
      before = event.to;
    }
    assert.equal(held.state, before);
  }
}
