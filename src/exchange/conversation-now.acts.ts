// What a request and its conversation come to now: what came for each item, which evidence is offered, which conditions bind whom, what runs.
import { offersOfPackage, type CustodyOffer } from '../evidence/custody/passing.store.ts';
import { incomingById } from '../evidence/packages/incoming.store.ts';
import { liftedConditions } from '../evidence/packages/leads-only.store.ts';
import { bindingOf } from '../evidence/packages/sender-conditions.store.ts';
import type { Uuid } from '../base/ids.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../people/as-person.store.ts';
import { clocksAround } from '../requests/machine/clocks/clock.store.ts';
import type { StoredClock } from '../requests/machine/clocks/stored.ts';
import { deliveriesOf, filesOf } from '../requests/machine/states/delivery.store.ts';
import type { LifeEvent } from '../requests/machine/states/life.ts';
import type { DeliveredFile, Delivery } from '../requests/machine/states/results.ts';
import type { MessageSeen } from './conversation-seen.acts.ts';
import type { MessageOf } from './message.ts';
import { offersIn, type OfferFile } from './offer.store.ts';
import { linesOf } from './peer-document.acts.ts';
import { probes, type Probe } from './watch.store.ts';

/** Conditions of so many exhibits are looked up; the pages of the exhibits have all. */
const EXHIBITS_MAX = 20;

/** A limit on the use of what goes between the two: whose words it is, and whom it binds. */
export interface InForce {
  readonly isOurs: boolean;
  /** Of who set it, where that is neither of the two. */
  readonly setBy?: string | undefined;
  /** Undefined: to keep the information confidential. */
  readonly text: string | undefined;
  readonly language?: string | undefined;
  readonly how: 'evidence' | 'delivery' | 'agreed' | 'added' | 'lifted';
  /** The exhibits that it came with. */
  readonly on?: readonly string[];
  readonly at?: Date | undefined;
  /** The offer under which its sender can be asked for consent. */
  readonly consent?: Uuid | undefined;
}

export interface OfferHere {
  readonly file: OfferFile;
  readonly custody: readonly CustodyOffer[];
  /** What its message says. */
  readonly said: MessageOf<'offer' | 'copySent'> | undefined;
  /** Exhibits of this case that came of it. */
  readonly exhibits: readonly string[];
}

export interface ConversationNow {
  readonly deliveries: readonly Delivery[];
  readonly files: readonly DeliveredFile[];
  readonly offers: readonly OfferHere[];
  readonly clocks: readonly StoredClock[];
  readonly inForce: readonly InForce[];
  /** Whether their desk answers. */
  readonly probe: Probe | undefined;
}

export interface About {
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly conversation: Uuid;
  readonly peerOrigin: string;
  readonly events: readonly LifeEvent[];
  readonly messages: readonly MessageSeen[];
}

/** As the person who looks. */
export async function conversationNow(house: Installation, tx: Tx, about: About): Promise<ConversationNow> {
  const db = house.db.kysely;
  const { request, caseId, conversation, peerOrigin, messages } = about;
  const offers: OfferHere[] = [];
  for (const file of await offersIn(db, conversation)) {
    const came = file.arrivesAs === undefined ? undefined : await incomingById(tx, caseId, file.arrivesAs);
    offers.push({
      file,
      custody: await offersOfPackage(db, file),
      said: saidOf(messages, file),
      exhibits: came?.exhibits ?? [],
    });
  }
  const [deliveries, files] = [await deliveriesOf(tx, request), await filesOf(tx, { request })];
  const numbers = [
    ...new Set([...files.map(({ number }) => number), ...offers.flatMap((one) => one.exhibits)]),
  ];
  const bound = await boundHere(house, about, numbers.slice(0, EXHIBITS_MAX), offers);
  return {
    deliveries,
    files,
    offers,
    clocks: await clocksAround(tx, request),
    inForce: [
      ...bound,
      ...(await ofDeliveries(house, deliveries, bound, files)),
      ...offers.flatMap((one) => boundThere(one, messages)),
      ...accepted(about.events),
      ...ofMessages(messages),
    ],
    probe: (await probes(db)).find((one) => one.peerOrigin === peerOrigin),
  };
}

function saidOf(messages: readonly MessageSeen[], { package: id, isOurs }: OfferFile): OfferHere['said'] {
  for (const one of messages) {
    const { said } = one;
    if (one.isOurs === isOurs && (said?.type === 'offer' || said?.type === 'copySent') && said.package === id)
      return said;
  }
  return undefined;
}

/** By the conditions that evidence came with, and that its sender has not lifted. */
async function boundHere(
  house: Installation,
  { peerOrigin }: About,
  numbers: readonly string[],
  offers: readonly OfferHere[],
): Promise<InForce[]> {
  const db = house.db.kysely;
  const found = new Map<string, InForce & { readonly on: string[] }>();
  for (const number of numbers)
    for (const { condition: text, on, sender } of await bindingOf(db, number)) {
      const key = JSON.stringify([text, sender]);
      const before = found.get(key);
      if (before !== undefined) {
        if (!before.on.includes(number)) before.on.push(number);
        continue;
      }
      const isPeer = sender === peerOrigin;
      const consent = offers.find(({ file, exhibits }) => !file.isOurs && exhibits.includes(on))?.file.id;
      const setBy = isPeer ? undefined : await agencyOf(house, sender);
      found.set(key, { isOurs: false, setBy, text, how: 'evidence', on: [number], consent });
    }
  return [...found.values()];
}

async function agencyOf(house: Installation, origin: string): Promise<string> {
  const line = (await linesOf(house.db.kysely)).find(({ peer }) => peer.origin === origin);
  return line?.document.agency ?? origin;
}

/** As somebody recorded them when it came by another road; those that an event lifted are none any more. */
async function ofDeliveries(
  house: Installation,
  deliveries: readonly Delivery[],
  bound: readonly InForce[],
  files: readonly DeliveredFile[],
): Promise<InForce[]> {
  const known = new Set(bound.map(({ text }) => text));
  const numbers = [...new Set(files.map(({ number }) => number))].slice(0, EXHIBITS_MAX);
  const lifted: string[][] = [];
  if (deliveries.some(({ conditions }) => conditions.length > 0))
    for (const number of numbers) lifted.push(await liftedConditions(house.db.kysely, number));
  const isLifted = (text: string): boolean => lifted.length > 0 && lifted.every((one) => one.includes(text));
  return deliveries.flatMap(({ conditions, arrivedAt }) =>
    conditions.flatMap((text): InForce[] => {
      if (known.has(text) || isLifted(text)) return [];
      known.add(text);
      return [{ isOurs: false, text, how: 'delivery', at: arrivedAt }];
    }),
  );
}

/** By those of our offers that they accepted, as we changed them since. */
function boundThere({ file, custody, said }: OfferHere, messages: readonly MessageSeen[]): InForce[] {
  const isTaken = file.isCopy
    ? file.answeredAt !== undefined && file.expiredAt === undefined
    : custody.some(({ state }) => state === 'accepted');
  if (!file.isOurs || !isTaken || said === undefined) return [];
  const on = new Map<string, Set<string>>();
  const itemsUnder = (condition: string): Set<string> => {
    const items = on.get(condition) ?? new Set();
    on.set(condition, items);
    return items;
  };
  for (const { item, conditions } of said.exhibits)
    for (const condition of conditions) itemsUnder(condition).add(item);
  for (const one of messages) {
    const change = one.isOurs ? changeIn(one.said) : undefined;
    if (change === undefined || change.package !== file.package) continue;
    const items = itemsUnder(change.condition);
    if (change.isAdded) items.add(change.item);
    else items.delete(change.item);
  }
  return [...on].flatMap(([text, items]): InForce[] =>
    items.size === 0 ? [] : [{ isOurs: true, text, how: 'evidence', on: [...items] }],
  );
}

/** Of version 2, which takes effect by itself: so it stands with the evidence that it is of. */
function changeIn(said: MessageSeen['said']) {
  if (said?.type !== 'conditionAdded' && said?.type !== 'conditionLifted') return undefined;
  const { type, package: id, item, condition } = said;
  if (id === undefined || item === undefined || condition === undefined) return undefined;
  return { isAdded: type === 'conditionAdded', package: id, item, condition };
}

const PROPOSED = 'proposeConditions';
const ACCEPTED: readonly string[] = ['acceptConditions', 'conditionsAccepted'];

/** Proposed before the request is executed, and accepted by who asks. */
function accepted(events: readonly LifeEvent[]): InForce[] {
  const last = events.findLast(({ act }) => act === PROPOSED);
  const after = last && events.slice(events.indexOf(last)).find(({ act }) => ACCEPTED.includes(act));
  const text = last?.detail.conditions ?? last?.reason;
  if (last === undefined || after === undefined || text === undefined) return [];
  return [{ isOurs: last.side === 'ours', text, how: 'agreed', at: after.occurredAt }];
}

/** What was said of conditions in the conversation, and those under which sealed information was opened. */
function ofMessages(messages: readonly MessageSeen[]): InForce[] {
  return messages.flatMap((one): InForce[] => {
    const { said, isOurs, at } = one;
    if (changeIn(said) !== undefined) return [];
    if (said?.type === 'conditionAdded' || said?.type === 'conditionLifted') {
      const how = said.type === 'conditionAdded' ? 'added' : 'lifted';
      return [{ isOurs, text: said.text, language: said.language, how, at }];
    }
    if (said?.type !== 'request' || said.sealed === undefined) return [];
    const opened = messages.find((other) => other.isOurs !== isOurs && other.type === 'sealedAccepted');
    if (opened === undefined) return [];
    const { confidential, use } = said.sealed;
    const agreed = { isOurs, how: 'agreed', at: opened.at } as const;
    return [
      ...(confidential ? [{ ...agreed, text: undefined }] : []),
      ...(use === undefined ? [] : [{ ...agreed, text: use }]),
    ];
  });
}
