// What one peer may have of us: asked after its signature and before its message is opened, from memory; what is in the database is counted
// again every quarter of a minute. Over it nothing is lost: its message is refused for now, by a number, and it sends it again later.
import type { Uuid } from '../base/ids.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Db } from '../evidence/log/log.store.ts';
import type { Header } from '../verify/envelope.ts';
import { conversationById } from './conversation.store.ts';
import { usedBy, type Used } from './quota.store.ts';

export type Quota = 'conversations' | 'unanswered' | 'held' | 'bytes' | 'urgent';

interface QuotaLimits {
  /** Opened by it in a day. */
  readonly conversations: number;
  /** New requests that nobody here has registered. */
  readonly unanswered: number;
  /** Out of order, over all conversations. */
  readonly held: number;
  /** Of messages, kept, in a day. */
  readonly bytes: number;
  /** Urgent ones at once; then one a second. */
  readonly urgent: number;
  /** Wrong signatures and receipts in a day; then one request a second. */
  readonly wrong: number;
}

/** `COMITY_EXCHANGE_UNANSWERED` is for who has many desks. */
function usual(): QuotaLimits {
  const unanswered = Number(process.env['COMITY_EXCHANGE_UNANSWERED'] ?? 500);
  return { conversations: 10_000, unanswered, held: 1000, bytes: 4 * 1024 ** 3, urgent: 30, wrong: 20 };
}

export interface Quotas {
  /** The quota that this message would go beyond. Undefined: none. */
  over(peerOrigin: string, header: Header): Promise<Quota | undefined>;
  /** Something of it, signed on the line with its key, that did not verify. */
  wrong(peerOrigin: string): void;
  /** It has sent too much of that today, and this is not its one request of the second. */
  isSlowed(peerOrigin: string): boolean;
}

const COUNTED_MS = 15_000;
const DAY_MS = 86_400_000;

interface Standing {
  countedAt: number;
  used: { -readonly [name in keyof Used]: number };
  /** Conversations that are in these numbers already, though they may not be in the database yet. */
  opened: Set<Uuid>;
  /** How many urgent ones may come at once. */
  urgent: number;
  urgentAt: number;
  wrong: number;
  wrongDay: number;
  lastWrongAt: number;
}

const each = new WeakMap<object, Quotas>();

/** One for each installation, whatever road a message comes by. */
export function quotasOf(house: Pick<Installation, 'db' | 'clock'>): Quotas {
  const made = each.get(house.db) ?? makeQuotas(house, usual());
  each.set(house.db, made);
  return made;
}

export function makeQuotas({ db, clock }: Pick<Installation, 'db' | 'clock'>, limits: QuotaLimits): Quotas {
  const peers = new Map<string, Standing>();
  const of = (origin: string): Standing => {
    const known = peers.get(origin) ?? {
      countedAt: -Infinity,
      used: { conversations: 0, unanswered: 0, held: 0, bytes: 0 },
      opened: new Set<Uuid>(),
      urgent: limits.urgent,
      urgentAt: clock(),
      wrong: 0,
      wrongDay: 0,
      lastWrongAt: -Infinity,
    };
    peers.set(origin, known);
    return known;
  };
  return {
    over: async (origin, header) => {
      const one = of(origin);
      const now = clock();
      if (now - one.countedAt > COUNTED_MS) {
        one.countedAt = now;
        one.opened = new Set();
        one.used = { ...(await usedBy(db.kysely, origin, new Date(now))) };
      }
      if (header.lane === 'urgent' && !takeUrgent(one, now, limits.urgent)) return 'urgent';
      const { used } = one;
      if (used.bytes + header.body.size > limits.bytes) return 'bytes';
      if (used.held >= limits.held && (await isAhead(db.kysely, header))) return 'held';
      const { conversation } = header;
      const opens =
        !one.opened.has(conversation) && (await conversationById(db.kysely, conversation)) === undefined;
      if (opens && used.conversations >= limits.conversations) return 'conversations';
      if (opens && used.unanswered >= limits.unanswered) return 'unanswered';
      used.bytes += header.body.size;
      if (opens) {
        one.opened.add(conversation);
        used.conversations += 1;
        used.unanswered += 1;
      }
      return undefined;
    },
    wrong: (origin) => {
      const one = of(origin);
      const day = Math.floor(clock() / DAY_MS);
      one.wrong = one.wrongDay === day ? one.wrong + 1 : 1;
      one.wrongDay = day;
    },
    isSlowed: (origin) => {
      const one = of(origin);
      const now = clock();
      if (one.wrong < limits.wrong || one.wrongDay !== Math.floor(now / DAY_MS)) return false;
      if (now - one.lastWrongAt < 1000) return true;
      one.lastWrongAt = now;
      return false;
    },
  };
}

/** What is next is taken: it frees those that wait. */
async function isAhead(db: Db, { conversation, seq }: Header): Promise<boolean> {
  return seq > ((await conversationById(db, conversation))?.nextIn ?? 1);
}

/** A bucket that fills by one a second. */
function takeUrgent(one: Standing, now: number, most: number): boolean {
  one.urgent = Math.min(most, one.urgent + Math.max(0, now - one.urgentAt) / 1000);
  one.urgentAt = now;
  if (one.urgent < 1) return false;
  one.urgent -= 1;
  return true;
}
