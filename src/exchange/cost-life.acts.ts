// Costs claimed back for executing an order and what was answered are told as they were recorded, each once, and become the same record on
// the other side; nobody types them again.
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { costs } from '../requests/verbs/results/cost-claim.do.ts';
import type { StepGiven } from '../requests/verbs/results/record.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import * as store from './cost-life.store.ts';
import type { Message, MessageOf } from './message.ts';
import type { PeerLine } from './peer-document.acts.ts';
import type { ToFollow } from './request-life.store.ts';
import { sayOnce } from './send.acts.ts';

const AT_ONCE = 50;

/** What one peer, which knows these messages, is to hear of them. Returns how many. */
export async function tellCosts(
  house: Installation,
  keys: ExchangeKeys,
  peer: PeerLine,
  { since, knows }: { readonly since: Date; readonly knows: (type: 'costs' | 'costsAnswered') => boolean },
): Promise<number> {
  const { kysely } = house.db;
  const { origin } = peer.peer;
  let told = 0;
  if (knows('costs'))
    for (const one of await store.claimsToTell(kysely, origin, since, AT_ONCE)) {
      const { id, conversation, by, amount, currency, on } = one;
      const message = { v: 1, type: 'costs', amount, currency, on } as const;
      if (await sayOnce(house, keys, { peer, conversation, message, by, about: `costs:${id}` })) told += 1;
    }
  if (knows('costsAnswered'))
    for (const one of await store.answersToTell(kysely, origin, since, AT_ONCE)) {
      const { id, conversation, by } = one;
      const about = `costsAnswered:${id}`;
      if (await sayOnce(house, keys, { peer, conversation, message: answerOf(one), by, about })) told += 1;
    }
  return told;
}

/** What shows that it was paid stays in our file; why it was refused is told. */
function answerOf({
  claim,
  of,
  outcome,
  amount,
  currency,
  on,
  evidence,
  language,
}: store.AnswerToTell): Message {
  const said = { v: 1, type: 'costsAnswered', inReplyTo: claim, of, outcome, on, language } as const;
  return amount === null ? { ...said, text: evidence } : { ...said, amount, currency };
}

export interface AnswerToClaim {
  readonly answers: { readonly number: number; readonly record: number; readonly id: ToFollow['id'] };
  readonly step: StepGiven<typeof costs.kind.steps>;
}

/** The step of our claim that it is; or why it is for a person. */
export async function answerToClaim(
  db: Parameters<typeof store.claimTold>[0],
  one: ToFollow,
  said: MessageOf<'costsAnswered'>,
  shownBy: string,
): Promise<AnswerToClaim | string> {
  const claim = await store.claimTold(db, one, said.of);
  if (claim === undefined) return 'of no claim that we made';
  const answers = { number: one.number, record: claim.number, id: one.id };
  const { on, outcome, amount, currency, text } = said;
  const evidence = (text === undefined ? shownBy : `${shownBy}: ${text}`).slice(0, 4000);
  if (outcome === 'refused') return { answers, step: { act: 'refused', on, evidence } };
  if (amount === undefined || currency !== claim.currency)
    return 'an amount that is not in the currency of the claim';
  return { answers, step: { act: 'reimbursed', amount, on, evidence } };
}
