// Conditions about what two States have agreed: reservations, and agreements of one State with another.
import { isFirm } from '../law/confidence.ts';
import {
  bilateralBetween,
  cited,
  declarationsOf,
  inForceOn,
  instrumentOf,
  partyOn,
  provisionsAt,
} from '../law/look-up.ts';
import type { ChannelRule, Fact } from '../law/model.ts';
import { tell, type Wording } from '../law/sentence.ts';
import type { StateCode } from '../law/states.ts';
import { NO_RESERVATION, type Basis } from './basis.ts';
import type { Condition, OfPair } from './condition.ts';
import { said } from './need.ts';

/** A reservation that was read closes; that none was read does not open, since few declarations have been read. */
export function noReservation(reference: string, channel: ChannelRule, { knowledge, to }: OfPair): Condition {
  const [id = '', article = ''] = reference.split(':');
  const found = to === undefined ? [] : declarationsOf(knowledge, id, to, article);
  const [reservation] = found.filter(({ effect }) => effect !== NO_RESERVATION);
  const none = found.some(({ effect }) => effect === NO_RESERVATION);
  const who = to === undefined ? tell('otherStateFirst') : { state: to };
  const text =
    reservation !== undefined
      ? tell('declared', who, reservation.article, reservation.effect)
      : tell(none ? 'noReservationMade' : 'reservationUnknown', who, article);
  const [first] = found;
  return {
    predicate: 'no_reservation',
    verdict: reservation !== undefined ? 'no' : none ? 'yes' : 'unknown',
    text,
    facts: [first === undefined ? ruleFact(channel, text) : { ...cited(first), text }],
    opensIf: tell('ifNoReservation', who, article),
  };
}

/**
 * Budapest Convention, Article 27(1): what follows is for Parties with no other treaty on mutual assistance between them.
 * `listed` are the general treaties; a bilateral one only the asker knows.
 */
export function noOtherTreaty(listed: readonly string[], channel: ChannelRule, question: OfPair): Condition {
  const { knowledge, need, to, day } = question;
  const named = listed.flatMap((id) => instrumentOf(knowledge, id) ?? []);
  const ofTwo = to === undefined ? [] : bilateralBetween(knowledge, need.from, to);
  const states = to === undefined ? [] : [need.from, to];
  const other =
    to === undefined
      ? undefined
      : [...named, ...ofTwo].find(
          (one) =>
            states.every((state) => partyOn(knowledge, one, state, day).verdict === 'yes') &&
            inForceOn(one, day).verdict === 'yes',
        );
  const binding =
    other === undefined
      ? []
      : [inForceOn(other, day), ...states.map((state) => partyOn(knowledge, other, state, day))].map(
          ({ fact }) => fact,
        );
  const { bilateralTreaty } = need;
  // What is only recalled closes nothing.
  const isSure = other !== undefined && binding.every(({ confidence }) => isFirm(confidence));
  const verdict =
    isSure || bilateralTreaty === true
      ? 'no'
      : bilateralTreaty === false && other === undefined
        ? 'yes'
        : 'unknown';
  const found =
    other !== undefined
      ? tell('treatyBetween', other.shortTitle)
      : bilateralTreaty === undefined
        ? tell('treatyUnsaid')
        : tell(bilateralTreaty ? 'treatyStated' : 'treatyNone');
  const text = tell('noOtherTreaty', found);
  const budapest = instrumentOf(knowledge, 'coe-ets-185');
  const [article] = budapest === undefined ? [] : provisionsAt(budapest, '27(9)');
  return {
    predicate: 'no_other_treaty',
    verdict,
    text,
    facts: [
      article === undefined ? ruleFact(channel, text) : { ...cited(article), text: article.gives },
      ...(other === undefined ? [said(found)] : binding),
    ],
    opensIf: tell('ifNoOtherTreaty'),
  };
}

/** An agreement of another pair is farther away than one of this pair that is not in force yet. */
const OTHER_PAIR = 9;

export function pair(
  [a, b]: readonly [StateCode, StateCode],
  channel: ChannelRule,
  bases: readonly Basis[],
  { knowledge, need, to }: OfPair,
): Condition[] {
  const isPair = to !== undefined && [need.from, to].sort().join() === [a, b].sort().join();
  const text = isPair
    ? tell('pairMade', { state: a }, { state: b })
    : tell('pairsOnly', { list: pairsOf(channel) });
  const instrument = instrumentOf(knowledge, channel.legalBases[0]?.split(':')[0] ?? '');
  const condition: Condition = {
    predicate: 'pair',
    verdict: isPair ? 'yes' : to === undefined ? 'unknown' : 'no',
    text,
    facts: [instrument === undefined ? ruleFact(channel, text) : { ...cited(instrument.inForce), text }],
    opensIf: tell('ifPair'),
    ...(isPair ? {} : { distance: OTHER_PAIR }),
  };
  // The law that lets them be concluded; what the agreement of the two itself covers is in `both_party_to`.
  const law = bases.filter((one) => one.instrument === instrument?.id);
  return isPair ? [condition, ...law.flatMap(({ conditions }) => conditions)] : [condition];
}

function pairsOf({ when }: ChannelRule): Wording[] {
  return when.clauses.flatMap((clause) =>
    clause.pair === undefined ? [] : [tell('pairOf', { code: clause.pair[0] }, { code: clause.pair[1] })],
  );
}

/** A fact that channels.yaml itself states. */
export function ruleFact(channel: ChannelRule, text: Wording): Fact {
  return { at: channel.at, sources: channel.sources, confidence: channel.confidence, text };
}
