// Custody between installations with everything that can go wrong: a message may be lost, come twice, late or in another order; either side
// may crash between any two steps; a database may be restored from an older copy. The wire is a set that only grows: any message in it may
// be taken up by its addressee at any time, any number of times, or never. The steps themselves are those of the program (passing.ts).
import {
  HOLDER,
  isFencedOff,
  isProvedBy,
  OFFERED,
  offeredAfter,
  standingAfter,
  type HolderTable,
  type OfferedState,
  type OfferedStep,
  type OfferedTable,
  type Standing,
} from '../../src/evidence/custody/passing.ts';

export type Site = 'A' | 'B' | 'C';
type Answer = 'accepted' | 'rejected';
type History = readonly string[];

interface Message {
  readonly kind: 'offer' | 'callBack' | 'answer' | 'fence' | 'fenced';
  readonly from: Site;
  readonly to: Site;
  readonly offer?: string;
  readonly verdict?: Answer;
  readonly epoch: number;
  readonly history?: History;
  /** fenced: [offer, made by, verdict or open, its history]. */
  readonly report?: readonly (readonly [string, Site, Answer | 'open', History])[];
}

/** What survives a crash: one transaction writes it, with the messages that follow from it. */
interface Durable {
  readonly standing: Standing;
  readonly offer: string;
  readonly made: {
    readonly [offer: string]: {
      readonly to: Site;
      readonly verdict: 'open' | Answer;
      readonly history: History;
    };
  };
  readonly seen: {
    readonly [offer: string]: {
      readonly from: Site;
      readonly state: OfferedState;
      readonly history: History;
    };
  };
  readonly from: { readonly [site in Site]?: number };
  readonly awaits: readonly Site[];
}

interface One extends Durable {
  /** Kept outside the database, beside the published checkpoint. */
  readonly epoch: number;
  readonly hand: Message | null;
  readonly decided: Durable | null;
  readonly unsent: Message | null;
  readonly unwritten: Durable | null;
  readonly copy: Durable | null;
  readonly restores: number;
}

export interface State {
  readonly sites: { readonly [site in Site]?: One };
  readonly wire: readonly string[];
  readonly offers: number;
}

/** The protocol, or one with a fault built in, which the explorer must find. */
export interface Variant {
  readonly says: string;
  readonly sites: readonly Site[];
  readonly offersMax: number;
  readonly restoresMax?: number;
  readonly holder?: HolderTable;
  readonly offered?: OfferedTable;
  /** The receipt leaves before the acceptance is on disk. */
  readonly receiptFirst?: boolean;
  /** The receipt is in memory only. */
  readonly unsentLost?: boolean;
  /** An answer counts for whatever offer is open. */
  readonly anyAnswer?: boolean;
  readonly noHistory?: boolean;
  /** Checked before the transaction, written in it. */
  readonly decidesFirst?: boolean;
  readonly restore?: 'unguarded' | 'asks' | 'fences';
}

export interface Step {
  readonly says: string;
  readonly next: State;
  readonly isFault: boolean;
}

const blank: Durable = { standing: 'none', offer: '', made: {}, seen: {}, from: {}, awaits: [] };

export function start({ sites }: Variant): State {
  const one: One = {
    ...blank,
    epoch: 1,
    hand: null,
    decided: null,
    unsent: null,
    unwritten: null,
    copy: null,
    restores: 0,
  };
  const holds = { ...one, standing: 'holds' as const };
  return {
    sites: Object.fromEntries(sites.map((site) => [site, site === 'A' ? holds : one])),
    wire: [],
    offers: 0,
  };
}

interface Outcome {
  readonly durable: Durable;
  readonly send: readonly Message[];
}

const durableOf = ({ standing, offer, made, seen, from, awaits }: Durable): Durable => ({
  standing,
  offer,
  made,
  seen,
  from,
  awaits,
});

const answerOf = (me: Site, one: One, to: Site, offer: string, verdict: Answer): Message => ({
  kind: 'answer',
  from: me,
  to,
  offer,
  verdict,
  epoch: one.epoch,
});

/** What one message does to one site; run inside the transaction that writes its outcome. */
function handle(me: Site, one: One, m: Message, v: Variant): Outcome {
  const d = durableOf(one);
  const nothing: Outcome = { durable: d, send: [] };
  if (m.kind === 'fence') return fence(me, one, m, v);
  if (m.kind === 'fenced')
    return m.epoch === one.epoch && d.awaits.includes(m.from) ? merge(me, one, m) : nothing;
  if (isFencedOff(m.epoch, d.from[m.from])) return nothing;
  if (m.kind === 'answer') return file(d, m, v);
  const id = m.offer ?? '';
  const before = d.seen[id];
  const move = offeredAfter(before?.state ?? 'unknown', m.kind, v.offered ?? OFFERED);
  if (move === undefined || (v.unsentLost === true && before?.state === 'accepted')) return nothing;
  const history = m.history ?? before?.history ?? [];
  const proved =
    m.kind === 'offer' && before === undefined && d.standing === 'bound' && isProvedBy(d.offer, history);
  const filed = proved
    ? file(d, { ...m, offer: d.offer, verdict: 'accepted', from: d.made[d.offer]?.to ?? m.from }, v).durable
    : d;
  const seen =
    before?.state === move.to
      ? filed.seen
      : { ...filed.seen, [id]: { from: m.from, state: move.to, history } };
  const send =
    move.answers === true && (move.to === 'accepted' || move.to === 'rejected')
      ? [answerOf(me, one, m.from, id, move.to)]
      : [];
  return { durable: { ...filed, seen }, send };
}

function file(d: Durable, m: Message, v: Variant): Outcome {
  const verdict = m.verdict ?? 'rejected';
  const standing = standingAfter(d.standing, `${verdict}Filed`, v.holder ?? HOLDER);
  if (standing === undefined || d.offer === '' || (m.offer !== d.offer && v.anyAnswer !== true))
    return { durable: d, send: [] };
  const made = { ...d.made, [d.offer]: { to: m.from, verdict, history: d.made[d.offer]?.history ?? [] } };
  return { durable: { ...d, made, offer: '', standing }, send: [] };
}

function fence(me: Site, one: One, m: Message, v: Variant): Outcome {
  const d = durableOf(one);
  const does = v.restore === 'fences';
  if (does && m.epoch <= (d.from[m.from] ?? 0)) return { durable: d, send: [] };
  const seen = Object.fromEntries(
    Object.entries(d.seen).map(([offer, s]) => {
      const move =
        does && s.from === m.from ? offeredAfter(s.state, 'fence', v.offered ?? OFFERED) : undefined;
      return [offer, move === undefined ? s : { ...s, state: move.to }];
    }),
  );
  const report = [
    ...Object.entries(seen).flatMap(([o, s]) =>
      s.from === m.from && isAnswer(s.state) ? [[o, m.from, s.state, s.history] as const] : [],
    ),
    ...Object.entries(d.made).flatMap(([o, s]) =>
      s.to === m.from ? [[o, me, s.verdict, s.history] as const] : [],
    ),
  ];
  const from = does ? { ...d.from, [m.from]: m.epoch } : d.from;
  return {
    durable: { ...d, seen, from },
    send: [{ kind: 'fenced', from: me, to: m.from, epoch: m.epoch, report }],
  };
}

const isAnswer = (state: string): state is Answer => state === 'accepted' || state === 'rejected';

/** A restored site learns from each peer what it had signed to it; what the peer never saw has no effect any more. */
function merge(me: Site, one: One, m: Message): Outcome {
  const made = { ...one.made };
  const seen = { ...one.seen };
  const send: Message[] = [];
  const report = m.report ?? [];
  for (const o of report.flatMap(([, maker, verdict, history]) =>
    verdict === 'accepted' || maker !== me ? history : [],
  )) {
    const [from, to] = [o.charAt(0) as Site, o.at(-1) as Site]; // `A1>B`
    if (from === me) made[o] = { to, verdict: 'accepted', history: made[o]?.history ?? [] };
    if (to !== me || seen[o]?.state === 'accepted') continue;
    seen[o] = { from, state: 'accepted', history: seen[o]?.history ?? [] };
    if (from !== m.from) send.push(answerOf(me, one, from, o, 'accepted'));
  }
  for (const [o, s] of Object.entries(made))
    if (s.to === m.from && s.verdict === 'open' && !report.some(([id]) => id === o))
      made[o] = { ...s, verdict: 'rejected' };
  for (const [o, maker, verdict, history] of report) {
    if (maker === me) made[o] = { to: m.from, verdict, history: made[o]?.history ?? [] };
    else {
      const state = verdict === 'open' ? (seen[o]?.state ?? 'desk') : verdict;
      seen[o] = { from: m.from, state, history };
      if (verdict === 'open' && isAnswer(state)) send.push(answerOf(me, one, m.from, o, state));
    }
  }
  const got = (me === 'A' ? 1 : 0) + Object.values(seen).filter(({ state }) => state === 'accepted').length;
  const gave = Object.values(made).filter(({ verdict }) => verdict === 'accepted').length;
  const awaits = one.awaits.filter((peer) => peer !== m.from);
  return {
    durable: { ...durableOf(one), made, seen, awaits, standing: got > gave ? 'holds' : 'none', offer: '' },
    send,
  };
}

const read = new Map<string, Message>();
function messageIn(text: string): Message {
  const known = read.get(text) ?? (JSON.parse(text) as Message);
  read.set(text, known);
  return known;
}

interface Place {
  readonly state: State;
  readonly v: Variant;
  readonly me: Site;
  readonly one: One;
  readonly put: (
    says: string,
    change: Partial<One>,
    more?: { readonly send?: readonly Message[]; readonly isFault?: true; readonly offers?: number },
  ) => void;
}

export function steps(state: State, v: Variant): Step[] {
  const out: Step[] = [];
  for (const me of v.sites) {
    const one = state.sites[me];
    if (one === undefined) continue;
    const at: Place = {
      state,
      v,
      me,
      one,
      put: (says, change, { send = [], isFault = false, offers = state.offers } = {}) => {
        const wire =
          send.length === 0
            ? state.wire
            : [...new Set([...state.wire, ...send.map((m) => JSON.stringify(m))])].sort();
        out.push({
          says: `${me} ${says}`,
          next: { sites: { ...state.sites, [me]: { ...one, ...change } }, wire, offers },
          isFault,
        });
      },
    };
    taking(at);
    restoring(at);
    if (one.awaits.length > 0 || one.unwritten !== null) continue;
    offering(at);
    answering(at);
  }
  return out;
}

/** A message is taken in hand; then the transaction runs; between the two the site may crash. */
function taking({ state, v, me, one, put }: Place): void {
  if (one.hand === null) {
    for (const text of state.wire) {
      const m = messageIn(text);
      if (m.to !== me || (one.awaits.length > 0 && m.kind !== 'fenced')) continue;
      const { durable, send } = handle(me, one, m, v);
      const isNews =
        JSON.stringify(durable) !== JSON.stringify(durableOf(one)) ||
        send.some((s) => !state.wire.includes(JSON.stringify(s)));
      if (isNews)
        put(`takes up ${m.kind} ${m.offer ?? ''}`, {
          hand: m,
          decided: v.decidesFirst === true ? durable : null,
        });
    }
  } else {
    const { durable, send } = handle(me, one, one.hand, v);
    put(
      `commits ${one.hand.kind} ${one.hand.offer ?? ''}`,
      { ...(one.decided ?? durable), hand: null, decided: null },
      { send },
    );
  }
  if (one.unsent !== null) put('sends', { unsent: null }, { send: [one.unsent] });
  if (one.unwritten !== null) put('writes', { ...one.unwritten, unwritten: null });
  if (one.hand !== null || one.unsent !== null || one.unwritten !== null)
    put('crashes', { hand: null, decided: null, unsent: null, unwritten: null }, { isFault: true });
}

function restoring({ v, me, one, put }: Place): void {
  if (v.restore === undefined || me !== 'B' || one.restores >= (v.restoresMax ?? 0)) return;
  if (one.copy === null) return put('is backed up', { copy: durableOf(one) }, { isFault: true });
  const awaits = v.sites.filter((site) => site !== me);
  const epoch = one.epoch + 1;
  const gone = {
    hand: null,
    decided: null,
    unsent: null,
    unwritten: null,
    copy: null,
    restores: one.restores + 1,
  };
  if (v.restore === 'unguarded') return put('is restored', { ...one.copy, ...gone }, { isFault: true });
  const send = awaits.map((to): Message => ({ kind: 'fence', from: me, to, epoch }));
  put('is restored and stops', { ...one.copy, ...gone, epoch, awaits }, { send, isFault: true });
}

function offering({ state, v, me, one, put }: Place): void {
  const table = v.holder ?? HOLDER;
  const offered = standingAfter(one.standing, 'offer', table);
  if (offered !== undefined && state.offers < v.offersMax)
    for (const to of v.sites.filter((site) => site !== me)) {
      const offer = `${me}${state.offers + 1}>${to}`;
      const history = v.noHistory === true ? [] : historyOf(one);
      const made = { ...one.made, [offer]: { to, verdict: 'open' as const, history } };
      const send: Message[] = [{ kind: 'offer', from: me, to, offer, epoch: one.epoch, history }];
      put(
        `offers ${offer}`,
        { standing: offered, offer, made },
        { send, isFault: true, offers: state.offers + 1 },
      );
    }
  if (one.standing !== 'bound') return;
  const to = one.made[one.offer]?.to ?? me;
  const freed = (step: string): Partial<One> => {
    const standing = standingAfter(one.standing, step, table);
    return standing === undefined ? {} : { standing, offer: '' };
  };
  const callBack: Message = { kind: 'callBack', from: me, to, offer: one.offer, epoch: one.epoch };
  if (!state.wire.includes(JSON.stringify(callBack)))
    put(`calls ${one.offer} back`, freed('callBack'), { send: [callBack] });
  if (standingAfter(one.standing, 'expire', table) !== undefined)
    put(`lets ${one.offer} expire`, freed('expire'));
}

/** A person accepts or rejects, or the time of the offer is over here. */
function answering({ v, me, one, put }: Place): void {
  for (const [offer, { from, state, history }] of Object.entries(one.seen))
    for (const step of ['accept', 'reject'] satisfies OfferedStep[]) {
      const move = offeredAfter(state, step, v.offered ?? OFFERED);
      if (move === undefined) continue;
      const verdict = step === 'accept' ? 'accepted' : 'rejected';
      const seen = { ...one.seen, [offer]: { from, state: move.to, history } };
      if (move.to === 'unknown') delete seen[offer];
      // Bound by an own offer of it, a site accepts nothing: the history would have shown that offer as accepted.
      const standing =
        step === 'accept' ? standingAfter(one.standing, 'accept', v.holder ?? HOLDER) : one.standing;
      if (standing === undefined) continue;
      const durable: Durable = { ...durableOf(one), seen, standing };
      const answer = answerOf(me, one, from, offer, verdict);
      const says = `${step}s ${offer}`;
      if (step === 'accept' && v.receiptFirst === true) put(says, { unwritten: durable }, { send: [answer] });
      else if (step === 'accept' && v.unsentLost === true) put(says, { ...durable, unsent: answer });
      else put(says, durable, { send: [answer] });
    }
}

function historyOf({ seen }: Durable): string[] {
  const all = Object.entries(seen).flatMap(([offer, s]) =>
    s.state === 'accepted' ? [offer, ...s.history] : [],
  );
  return [...new Set(all)].sort();
}

/** Undefined: all is well in this state. */
export function wrong(state: State, v: Variant): string | undefined {
  const all = v.sites.map((name) => ({ name, one: state.sites[name]! })); // every site of the variant is there from the start
  const mayDispose = all.filter(({ one }) => one.standing === 'holds' && one.awaits.length === 0);
  if (mayDispose.length > 1)
    return `two may dispose of it: ${mayDispose.map(({ name }) => name).join(' and ')}`;
  if (all.every(({ one }) => one.standing === 'none' && one.awaits.length === 0)) return 'none must keep it';
  const holders = holdersByRecord(state, v);
  if (holders.length !== 1) return `by the records it is with ${holders.join(' and ') || 'none'}`;
  for (const { name, one } of all) {
    if (one.awaits.length > 0) continue;
    if (one.standing === 'holds' && name !== holders[0])
      return `${name} believes that it is its own; by the records it is with ${holders[0]}`;
    if (one.standing === 'none' && name === holders[0])
      return `by the records it is with ${name}, which does not believe it`;
  }
  return undefined;
}

/** What a court computes from the logs of all sides. */
function holdersByRecord(state: State, v: Variant): Site[] {
  const passed = new Map<string, Site>();
  for (const name of v.sites) {
    for (const [offer, s] of Object.entries(state.sites[name]?.seen ?? {}))
      if (s.state === 'accepted')
        for (const one of [...s.history, offer]) passed.set(one, one.at(-1) as Site);
    for (const [offer, s] of Object.entries(state.sites[name]?.made ?? {}))
      if (s.verdict === 'accepted') passed.set(offer, s.to);
  }
  return v.sites.filter((name) => {
    const got = (name === 'A' ? 1 : 0) + [...passed.values()].filter((to) => to === name).length;
    return got - [...passed.keys()].filter((offer) => offer.startsWith(name)).length === 1;
  });
}

/** Every side has its answer, and all of them say the same. */
export function isSettled(state: State, v: Variant): boolean {
  return v.sites.every((name) => {
    const one = state.sites[name];
    return one !== undefined && one.standing !== 'bound' && one.awaits.length === 0 && one.hand === null;
  });
}
