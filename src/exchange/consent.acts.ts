// Consent to use evidence beyond the conditions that it came with: asked by who is bound, given or refused by who imposed them, each a signed
// message in the conversation of the offer. A consent that came stands in our log beside each exhibit, with what it lifts; silence is no.
import { Refusal } from '../base/refusal.ts';
import type { Uuid } from '../base/ids.ts';
import { isoLocal } from '../base/time.ts';
import { nameOf, type Viewer } from '../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Draft } from '../evidence/log/log-entry.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import { TOOL } from '../evidence/log/tool.ts';
import { incomingById } from '../evidence/packages/incoming.store.ts';
import { conditionsOfSender, noticeAbout } from '../evidence/packages/sender-conditions.store.ts';
import { roleToShare } from '../evidence/packages/share.acts.ts';
import type { CaseRole } from '../people/roles.ts';
import * as store from './conversation.store.ts';
import * as ins from './in.store.ts';
import * as outs from './out.store.ts';
import type { ToDo } from './custody-receipts.store.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { messageOf, type Message, type MessageOf } from './message.ts';
import { theirOffer, type OfferFile } from './offer.store.ts';
import { peerLine } from './peer-document.acts.ts';
import { sendIn } from './send.acts.ts';

export interface Consenting {
  readonly house: Installation;
  readonly keys: ExchangeKeys;
  /** Somebody who may hand evidence of the case out. */
  readonly by: Viewer;
}

/** What was asked about the package of an offer, and what became of it. */
export interface ConsentSeen {
  /** Digest of the envelope that asks. */
  readonly of: string;
  readonly at: Date;
  readonly asked: MessageOf<'consentAsked'>;
  readonly is: 'asked' | 'given' | 'refused';
  /** Of a refusal. */
  readonly why: string | undefined;
}

/** That something in the evidence of an offer speaks for the accused, and is disclosed. */
export interface NoticeSeen {
  readonly at: Date;
  readonly said: MessageOf<'exculpatoryNotice'>;
}

type Said = { readonly said: Message; readonly digest: string; readonly at: Date };

/** By whoever is bound by the conditions of the offer, and by who made it. */
export async function saidOf(
  db: Db,
  { conversation, isOurs }: OfferFile,
): Promise<{ readonly byBound: readonly Said[]; readonly byMaker: readonly Said[] }> {
  if (conversation === undefined) return { byBound: [], byMaker: [] };
  const came = (await ins.insOf(db, conversation)).flatMap(({ state, plain, digest, arrivedAt }) => {
    const said = state === 'delivered' && plain !== undefined ? messageOf(plain) : undefined;
    return said === undefined ? [] : [{ said, digest, at: arrivedAt }];
  });
  const went = (await outs.outsOf(db, conversation)).flatMap(({ plain, digest, queuedAt }) => {
    const said = messageOf(plain);
    return said === undefined ? [] : [{ said, digest, at: queuedAt }];
  });
  return isOurs ? { byBound: came, byMaker: went } : { byBound: went, byMaker: came };
}

/** The oldest first. */
export async function noticesOf(db: Db, offer: OfferFile): Promise<NoticeSeen[]> {
  const { byBound } = await saidOf(db, offer);
  return byBound.flatMap(({ said, at }) =>
    said.type === 'exculpatoryNotice' && said.package === offer.package ? [{ at, said }] : [],
  );
}

/** The oldest first. */
export async function consentsOf(db: Db, offer: OfferFile): Promise<ConsentSeen[]> {
  const { byBound: asking, byMaker: answering } = await saidOf(db, offer);
  return asking.flatMap(({ said: asked, digest, at }) => {
    if (asked.type !== 'consentAsked' || asked.package !== offer.package) return [];
    const answer = answering.find(({ said }) => answersTo(said, digest))?.said;
    const is = answer === undefined ? 'asked' : answer.type === 'consentGiven' ? 'given' : 'refused';
    const why = answer?.type === 'consentRefused' ? answer.text : undefined;
    return [{ of: digest, at, asked, is, why }];
  });
}

function answersTo(said: Message, digest: string): boolean {
  return (said.type === 'consentGiven' || said.type === 'consentRefused') && said.of === digest;
}

/** Of an offer that was accepted here. Refuses notFound, notAllowed. `id`: asked once under it. */
export async function askConsent(
  { house, keys, by }: Consenting,
  offer: OfferFile,
  said: { readonly to: string; readonly text: string; readonly language: string; readonly id: Uuid },
): Promise<void> {
  const { id, ...words } = said;
  const message: Message = { v: 1, type: 'consentAsked', package: offer.package, ...words };
  await sayOfOffer({ house, keys, by }, offer, message, `consentAsked:${id}`);
}

/**
 * Something in the evidence of an offer or a copy that came speaks for the accused and is disclosed: whoever imposed the conditions is told (UN
 * Convention against Cybercrime, Art. 40(5); UNTOC Art. 18(5)). No condition is lifted by it; from then on a copy may leave for proceedings of our
 * own State. It stands in our log beside each exhibit of that package. Refuses notFound, notAllowed. `id`: said once under it.
 */
export async function giveNotice(
  consenting: Consenting,
  offer: OfferFile,
  said: { readonly to: string; readonly text: string; readonly language: string; readonly id: Uuid },
): Promise<void> {
  const { id, ...words } = said;
  if (offer.isOurs) throw new Refusal('notFound.consentAsked');
  const { package: package_, intoFile, arrivesAs } = offer;
  const message: Message = { v: 1, type: 'exculpatoryNotice', package: package_, ...words };
  const { house, by } = consenting;
  const incoming = intoFile && arrivesAs && (await incomingById(house.db.kysely, intoFile, arrivesAs));
  await house.log.append({
    key: `notice:${id}`,
    events: async (tx) => {
      const sent = await sayIn(tx, consenting, offer, message, noticeAbout(package_, id));
      if (sent === undefined) return [];
      const { role, digest } = sent;
      return ((incoming || undefined)?.exhibits ?? []).map((item) => ({
        type: 'authorityAdded',
        item,
        case: by.file.id,
        occurredAt: isoLocal(house.clock()),
        role,
        tool: TOOL,
        authority: { type: 'law', id: `${EXCULPATORY}; notice to ${offer.peerOrigin}, message ${digest}` },
        detail: nameOf(by),
      }));
    },
  });
}

/** As the log says it, which is in English. */
const EXCULPATORY =
  'Disclosure of what speaks for the accused (UNTOC Art. 18(5), UN Convention against Cybercrime Art. 40(5))';

/** Of an offer of ours. The first answer counts. Refuses notFound (nothing was asked), notAllowed. */
export async function answerConsent(
  consenting: Consenting,
  offer: OfferFile,
  of: string,
  refused?: { readonly text: string; readonly language: string },
): Promise<void> {
  const asked = (await consentsOf(consenting.house.db.kysely, offer)).find((one) => one.of === of);
  if (!offer.isOurs || asked === undefined) throw new Refusal('notFound.consentAsked');
  const message: Message =
    refused === undefined
      ? { v: 1, type: 'consentGiven', of }
      : { v: 1, type: 'consentRefused', of, ...refused };
  await sayOfOffer(consenting, offer, message, `consent:${of}`);
}

export async function sayOfOffer(
  consenting: Consenting,
  offer: OfferFile,
  message: Message,
  about: string,
): Promise<void> {
  await consenting.house.db.transaction((tx) => sayIn(tx, consenting, offer, message, about));
}

/** Undefined: it was said before. */
async function sayIn(
  tx: Tx,
  { house, keys, by }: Consenting,
  { peerOrigin, conversation }: OfferFile,
  message: Message,
  about: string,
): Promise<{ readonly role: CaseRole; readonly digest: string } | undefined> {
  const { clock, random } = house;
  const peer = await peerLine(tx, peerOrigin);
  if (peer === undefined || conversation === undefined) throw new Refusal('notFound.consentAsked');
  const role = await roleToShare(tx, by);
  await store.lockConversation(tx, conversation);
  if (await store.isSaid(tx, conversation, about)) return undefined;
  const sending = { peer, conversation, message, by: by.person.id, about };
  const { digest } = await sendIn(tx, { keys, clock, random }, sending);
  return { role, digest };
}

/** A consent came: beside each exhibit that arrived with that offer stands what it lifts. Once. What it is of no question of ours, changes nothing. */
export async function fileConsent(house: Installation, one: ToDo, of: string): Promise<string> {
  const db = house.db.kysely;
  const question = (await outs.outsOf(db, one.conversation)).find(({ digest }) => digest === of);
  const asked = question && messageOf(question.plain);
  if (asked?.type !== 'consentAsked') return 'of nothing that we asked';
  const offer = await theirOffer(db, one.peerOrigin, asked.package);
  const { intoFile, arrivesAs } = offer ?? {};
  const incoming = intoFile && arrivesAs && (await incomingById(db, intoFile, arrivesAs));
  if (!incoming) return 'of evidence that is not here';
  await house.log.append({
    key: `consent:${of}`,
    events: async (tx) => {
      const drafts: Draft[] = [];
      for (const item of incoming.exhibits ?? []) {
        const lifts = await conditionsOfSender(tx, item);
        if (lifts.length === 0) continue;
        drafts.push({
          type: 'authorityAdded',
          item,
          case: incoming.caseId,
          occurredAt: isoLocal(house.clock()),
          tool: TOOL,
          authority: { type: 'consent', id: `message ${of} and its answer of ${one.peerOrigin}` },
          facts: { lifts },
        });
      }
      return drafts;
    },
  });
  return 'done';
}
