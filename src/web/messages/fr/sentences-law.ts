import type { sentencesLaw as Shape } from '../en/sentences-law.ts';
import { count } from './count.ts';

export const sentencesLaw: typeof Shape = {
  itself: (words) => words,
  inOne: (a, b) => `${a}\u00a0; ${b}`,
  twoInARow: (a, b) => `${a}. ${b}`,
  after: (a, b) => `${a} ${b}`,
  ended: (a) => `${a}.`,
  quoted: (who, text) => `${who}\u00a0: ${text}`,
  bracketed: (text, more) => `${text} (${more})`,
  placed: (text, where) => `${text} [${where}]`,
  atArticle: (title, article, text) => `${title}, art. ${article}\u00a0: ${text}`,
  declared: (state, article, text) => `${state}, art. ${article}\u00a0: ${text}`,
  declaredTo: (state, title, article, text) => `${state}, ${title}, art. ${article}\u00a0: ${text}`,
  entityControls: (name, state, text) => `${name}, ${state}\u00a0: ${text}`,
  inState: (name, state) => `${name}, ${state}`,
  eitherOr: (a, b) => `${a}, ou ${b}`,
  both: (a, b) => `${a} et ${b}`,

  isModel: (title) => `${title}\u00a0: texte type, qui ne lie personne`,
  adoptedAs: (title, by) => `${title}\u00a0: proposition, adoptée sous le nom de ${by}`,
  replaced: (title, by) => `${title}\u00a0: remplacé par ${by}\u00a0; ce qu’il en reste n’est pas consigné`,
  appliesSince: (title, day) => `${title}\u00a0: applicable depuis le ${day}`,
  transposedBy: (title, day) => `${title}\u00a0: à transposer avant le ${day}`,
  inForceSince: (title, day) => `${title}\u00a0: en vigueur depuis le ${day}`,
  inForceWithin: (title, month) =>
    `${title}\u00a0: entrée en vigueur en ${month}\u00a0; le jour n’est pas consigné`,
  inForceOnly: (title, day) => `${title}\u00a0: en vigueur à partir du ${day} seulement`,
  noLongerInForce: (title, day) => `${title}\u00a0: n’est plus en vigueur depuis le ${day}`,
  endsWithin: (title, month) => `${title}\u00a0: prend fin en ${month}\u00a0; le jour n’est pas consigné`,
  inForceUnknown: (title) =>
    `${title}\u00a0: contraignant\u00a0; la date d’entrée en vigueur n’est pas consignée`,
  inForceStale: (title, seen, day) =>
    `${title}\u00a0: pas en vigueur à la dernière vérification (${seen}), plus d’un an avant le ${day}`,
  notInForce: (title, seen) => `${title}\u00a0: pas en vigueur selon le dernier élément connu, du ${seen}`,
  ifInForce: (title) => `l’instrument «\u00a0${title}\u00a0» entre en vigueur`,

  partySince: (state, title, day) => `${state}\u00a0: Partie à «\u00a0${title}\u00a0» depuis le ${day}`,
  boundSince: (state, title, day) => `${state}\u00a0: État lié par «\u00a0${title}\u00a0» depuis le ${day}`,
  partyFrom: (state, title, day) =>
    `${state}\u00a0: Partie à «\u00a0${title}\u00a0» à partir du ${day} seulement`,
  partyBefore: (state, title, asOf, day) =>
    `${state}\u00a0: Partie à «\u00a0${title}\u00a0» au ${asOf}\u00a0; depuis quand n’est pas consigné, on ne peut donc rien dire du ${day}`,
  boundBefore: (state, title, asOf, day) =>
    `${state}\u00a0: État lié par «\u00a0${title}\u00a0» au ${asOf}\u00a0; depuis quand n’est pas consigné, on ne peut donc rien dire du ${day}`,
  partyAsOf: (state, title, asOf) =>
    `${state}\u00a0: Partie à «\u00a0${title}\u00a0», au ${asOf}\u00a0; depuis quand n’est pas consigné`,
  boundAsOf: (state, title, asOf) =>
    `${state}\u00a0: État lié par «\u00a0${title}\u00a0», au ${asOf}\u00a0; depuis quand n’est pas consigné`,
  untilDay: (before, day) => `${before}, jusqu’au ${day}`,
  partyAsOfUntil: (state, title, asOf, until) =>
    `${state}\u00a0: Partie à «\u00a0${title}\u00a0», au ${asOf}, jusqu’au ${until}\u00a0; depuis quand n’est pas consigné`,
  boundAsOfUntil: (state, title, asOf, until) =>
    `${state}\u00a0: État lié par «\u00a0${title}\u00a0», au ${asOf}, jusqu’au ${until}\u00a0; depuis quand n’est pas consigné`,
  leavesWithin: (state, title, month) =>
    `${state}\u00a0: quitte «\u00a0${title}\u00a0» en ${month}\u00a0; le jour n’est pas consigné`,
  left: (state, title, day) =>
    `${state}\u00a0: a quitté «\u00a0${title}\u00a0» et n’est plus lié depuis le ${day}`,
  outsideBefore: (state, title, asOf, day) =>
    `${state}\u00a0: hors de «\u00a0${title}\u00a0» au ${asOf}\u00a0; on ne peut rien dire du ${day}`,
  notBound: (state, title, asOf) => `${state}\u00a0: État non lié par «\u00a0${title}\u00a0», au ${asOf}`,
  ratified: (state, title, asOf) => `${state}\u00a0: a ratifié «\u00a0${title}\u00a0», au ${asOf}`,
  signed: (state, title, asOf) =>
    `${state}\u00a0: a signé «\u00a0${title}\u00a0» et n’est pas lié, au ${asOf}`,
  invited: (state, title, asOf) =>
    `${state}\u00a0: invitation à adhérer à «\u00a0${title}\u00a0», État non lié, au ${asOf}`,
  mayHaveActed: (before) => `${before}\u00a0; cela a pu changer depuis`,
  notListed: (state, title) =>
    `${state}\u00a0: absent de notre liste des Parties à «\u00a0${title}\u00a0»\u00a0; l’absence veut dire inconnu`,
  ifBound: (title) => `cet État est lié par «\u00a0${title}\u00a0»`,
  ifStateBound: (state, title) => `l’État suivant est lié par «\u00a0${title}\u00a0»\u00a0: ${state}`,
  since: (day) => `depuis le ${day}`,
  asOf: (day) => `au ${day}`,
  asOfUnknown: 'à une date non consignée',
  notCertain: 'incertain',

  commonInForce: (titles) => `Communs aux deux États et en vigueur\u00a0: ${titles}`,
  maybeCommon: (titles) => `Aucun instrument commun n’est certain\u00a0; peuvent l’être\u00a0: ${titles}`,
  noneCommon: 'Aucun instrument de la liste n’est commun aux deux États',
  ifBothParties: 'les deux deviennent Parties à l’un des instruments',
  noRealTimeArticle: (title) =>
    `${title}\u00a0: aucun article consigné sur la collecte en temps réel\u00a0; le droit de l’État requis décide`,
  givesRealTime: (title, article) => `${title}\u00a0: prévu à l’art. ${article}`,
  givesRealTimeSomewhere: (title) => `${title}\u00a0: prévu, article non consigné`,
  ifLawAllows: 'le droit de l’État requis le permet pour des demandes étrangères',

  otherStateFirst: 'L’autre État',
  noReservationMade: (state, article) => `${state}\u00a0: aucune réserve à l’art. ${article}`,
  reservationUnknown: (state, article) =>
    `${state}\u00a0: aucune réserve à l’art. ${article} n’est consignée\u00a0; la plupart des déclarations n’ont pas été lues`,
  ifNoReservation: (state, article) =>
    `l’État suivant ne fait, ou n’a fait, aucune réserve à l’art. ${article}\u00a0: ${state}`,
  noOtherTreaty: (found) =>
    `Cette voie est pour des États sans autre traité d’entraide entre eux\u00a0; ${found}`,
  treatyBetween: (title) => `«\u00a0${title}\u00a0» est en vigueur entre les deux`,
  treatyUnsaid: 'l’existence d’un traité bilatéral n’a pas été précisée',
  treatyStated: 'il existe un traité bilatéral, selon vos dires',
  treatyNone: 'il n’y en a pas, selon vos dires, ni dans nos fiches',
  ifNoOtherTreaty:
    'aucun autre traité n’est en vigueur entre les deux, ou tous deux conviennent de suivre quand même cette voie',
  pairMade: (a, b) => `${a} et ${b} ont conclu un accord de ce genre`,
  pairOf: (a, b) => `${a} avec ${b}`,
  pairsOnly: (pairs) => `Les seuls accords consignés sont\u00a0: ${pairs}`,
  ifPair: 'les deux États mettent en vigueur un accord de ce genre',

  covers: (title, scope, so) => `${title} couvre\u00a0: ${scope}\u00a0; ${so}`,
  coversAt: (title, scope, article, so) => `${title} couvre\u00a0: ${scope} (art. ${article})\u00a0; ${so}`,
  offenceIs: 'cette infraction en est une',
  offenceIsNot: 'cette infraction n’en est pas une',
  offenceUnsaid: 'il n’a pas été précisé si cette infraction en est une',
  offencesOf: (years) => `les infractions dont le maximum est d’au moins ${count(years, 'an', 'ans')}`,
  scopeIf: (scope, what) => `${scope}, à condition\u00a0: ${what}`,
  transnational: 'de nature transnationale',
  byCriminalGroup: 'par un groupe criminel organisé',
  ifOffence: (scope) => `l’infraction est l’une de celles-ci\u00a0: ${scope}`,
  offence: (parts) => `Infraction\u00a0: ${parts}`,
  kindUnsaid: 'type non précisé',
  sentenceUnsaid: 'peine maximale non précisée',
  maximum: (years) => `maximum ${count(years, 'an', 'ans')}`,
  notTransnational: 'sans caractère transnational',
  byGroup: 'par un groupe organisé',
  notByGroup: 'non par un groupe organisé',
};
