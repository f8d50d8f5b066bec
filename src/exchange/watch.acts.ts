// What is watched by the clock: whether each peer answers, with a signed note, and how far its clock is from ours; and urgent requests that
// came by line. Of these the duty officers are told at once, and they and the central authority again when nobody has opened it.
import { newUuid } from '../base/ids.ts';
import { canonicalJson, parseCanonicalJson } from '../base/canonical-json.ts';
import { utf8 } from '../base/bytes.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { listPeers } from '../evidence/log/peer.store.ts';
import { peerState } from '../evidence/log/peer.ts';
import { mailServerOf, mailSet } from '../people/mail.acts.ts';
import { sendLetter, type Letter, type MailServer } from '../platform/mail.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { isLanguage } from '../web/language.ts';
import { LANGUAGES } from '../web/messages.ts';
import * as z from 'zod';
import { isSecond, secondOf, signedText } from '../verify/envelope.ts';
import { signNote, type ExchangeKeys } from './exchange-keys.acts.ts';
import { askPeer } from './line.acts.ts';
import { wakeOuts } from './out.store.ts';
import { peerLine, type PeerLine } from './peer-document.acts.ts';
import * as store from './watch.store.ts';

export const PROBE_PATH = '/exchange/v1/probe';
/** Until the duty officers are told once more, and others with them. */
const PATIENCE_MS = 15 * 60_000;

const probe = z.strictObject({
  v: z.literal(1),
  type: z.literal('probe'),
  from: z.string(),
  to: z.string(),
  at: z.string().refine(isSecond),
});

/** That we are here, at this time by our clock. */
export function probeAnswer(
  { clock }: Pick<Installation, 'clock'>,
  keys: ExchangeKeys,
  to: string,
): Uint8Array<ArrayBuffer> {
  const said: z.infer<typeof probe> = { v: 1, type: 'probe', from: keys.origin, to, at: secondOf(clock()) };
  return signNote(utf8(`${canonicalJson(said)}\n`), keys.exchange);
}

/** Every confirmed peer with a line is asked once. How many answered. */
export async function probePeers(house: Installation, keys: ExchangeKeys): Promise<number> {
  let answered = 0;
  for (const { origin, ...peer } of await listPeers(house.db.kysely)) {
    const line =
      peerState({ origin, ...peer }) === 'confirmed' ? await peerLine(house.db.kysely, origin) : undefined;
    if (line?.document.endpoints.line === undefined || line.stop !== undefined) continue;
    const found = await probeOne(house, keys, line, line.document.endpoints.line);
    if (found.error === undefined) {
      answered += 1;
      await wakeOuts(house.db.kysely, origin, new Date(house.clock()));
    }
    await store.keepProbe(house.db.kysely, found);
  }
  return answered;
}

async function probeOne(
  { clock }: Installation,
  keys: ExchangeKeys,
  { peer, exchange }: PeerLine,
  line: string,
): Promise<store.Probe> {
  const began = clock();
  const none = { answeredAt: undefined, roundMs: undefined, offsetMs: undefined };
  const failed = (error: string): store.Probe => ({
    peerOrigin: peer.origin,
    triedAt: new Date(began),
    ...none,
    error,
  });
  try {
    const { status, body } = await askPeer(keys, { method: 'POST', line, path: PROBE_PATH }, began);
    if (status !== 200) return failed(`answered ${status}`);
    const text = await signedText(body, exchange, nodeCrypto);
    const read = text === undefined ? undefined : probe.safeParse(parseCanonicalJson(text.slice(0, -1)));
    if (read?.success !== true || read.data.from !== peer.origin || read.data.to !== keys.origin)
      return failed('an answer that it did not sign');
    const now = clock();
    // Whole seconds: the middle of theirs against the middle of the round.
    const offsetMs = Date.parse(read.data.at) + 500 - (began + now) / 2;
    return {
      peerOrigin: peer.origin,
      triedAt: new Date(began),
      answeredAt: new Date(now),
      roundMs: Math.round(now - began),
      offsetMs: Math.round(offsetMs),
      error: undefined,
    };
  } catch (error) {
    return failed(error instanceof Error ? error.message : 'not reached');
  }
}

interface Paging {
  readonly house: Pick<Installation, 'db' | 'clock' | 'random' | 'home'>;
  /** In place of the mail server, for tests. */
  readonly send?: (server: MailServer, letter: Letter) => Promise<void>;
}

/** How many requests somebody was told of. Several of one peer at a time are one letter: a flood pages once. */
export async function pageDuty({ house, send = sendLetter }: Paging): Promise<number> {
  const set = await mailSet(house.db.kysely);
  if (set === undefined) return 0;
  const server = await mailServerOf(house.home, set);
  return house.db.transaction(async (tx) => {
    const now = new Date(house.clock());
    const fresh = await store.unpaged(tx);
    const late = await store.unanswered(tx, new Date(now.getTime() - PATIENCE_MS));
    const tell = async (list: readonly store.Unopened[], roles: readonly string[]): Promise<void> => {
      for (const { message } of new Map(list.map((one) => [one.peerOrigin, one])).values())
        for (const { email, language } of await store.personsWith(tx, roles)) {
          const said =
            LANGUAGES[language !== undefined && isLanguage(language) ? language : 'en'].exchange.duty;
          const text = said.text(new URL(`/arrivals/${message}`, set.site).href);
          const id = newUuid(house.clock, house.random);
          await send(server, { id, to: email, subject: said.subject, text });
        }
    };
    try {
      await tell(fresh, ['dutyOfficer']);
      await tell(late, ['dutyOfficer', 'centralAuthority']);
    } catch (error) {
      if (error instanceof Refusal) return 0; // the server does not take it: nothing is marked, the next round tries again
      throw error;
    }
    for (const { message } of fresh) await store.insertPaged(tx, message, now);
    for (const { message } of late) await store.setEscalated(tx, message, now);
    return fresh.length + late.length;
  });
}
