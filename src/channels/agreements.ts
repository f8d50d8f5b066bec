// Conditions about what two States have agreed: reservations, and agreements of one State with another.
import { cited, declarationsOf, instrumentOf } from '../law/look-up.ts';
import type { ChannelRule, Fact } from '../law/model.ts';
import { stateName, type StateCode } from '../law/states.ts';
import type { Basis } from './basis.ts';
import type { Condition, Question } from './condition.ts';

/** A reservation that was read closes; that none was read does not open, since few declarations have been read. */
export function noReservation(
  reference: string,
  channel: ChannelRule,
  { knowledge, to }: Question,
): Condition {
  const [id = '', article = ''] = reference.split(':');
  const found = to === undefined ? [] : declarationsOf(knowledge, id, to, article);
  const [reservation] = found.filter(({ effect }) => effect !== NO_RESERVATION);
  const none = found.some(({ effect }) => effect === NO_RESERVATION);
  const name = to === undefined ? 'The other State' : stateName(to);
  const text =
    reservation !== undefined
      ? `${name}, Art. ${reservation.article}: ${reservation.effect}`
      : none
        ? `${name} has made no reservation to Art. ${article}`
        : `No reservation of ${name} to Art. ${article} is on record; most declarations have not been read`;
  const [first] = found;
  return {
    predicate: 'no_reservation',
    verdict: reservation !== undefined ? 'no' : none ? 'yes' : 'unknown',
    text,
    facts: [first === undefined ? ruleFact(channel, text) : { ...cited(first), text }],
    opensIf: `${name} makes, or is found to have made, no reservation to Art. ${article}`,
  };
}

/** Effect of a declaration record that says: looked up with the depositary, and there is none. */
export const NO_RESERVATION = 'none';

export function pair(
  [a, b]: readonly [StateCode, StateCode],
  channel: ChannelRule,
  bases: readonly Basis[],
  { knowledge, need, to }: Question,
): Condition[] {
  const isPair = to !== undefined && [need.from, to].sort().join() === [a, b].sort().join();
  const text = isPair
    ? `${stateName(a)} and ${stateName(b)} have made an agreement of this kind`
    : `The only agreements on record are those of ${channel.when.clauses.flatMap((clause) => clause.pair?.join(' with ') ?? []).join(', ')}`;
  const instrument = instrumentOf(knowledge, channel.legalBases[0]?.split(':')[0] ?? '');
  const condition: Condition = {
    predicate: 'pair',
    verdict: isPair ? 'yes' : to === undefined ? 'unknown' : 'no',
    text,
    facts: [instrument === undefined ? ruleFact(channel, text) : { ...cited(instrument.inForce), text }],
    opensIf: 'the two States bring an agreement of this kind into force',
  };
  return isPair ? [condition, ...bases.flatMap(({ conditions }) => conditions)] : [condition];
}

/** A fact that channels.yaml itself states. */
export function ruleFact(channel: ChannelRule, text: string): Fact {
  return { at: channel.at, sources: channel.sources, confidence: channel.confidence, text };
}
