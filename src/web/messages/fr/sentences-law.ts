import type { sentencesLaw as Shape } from '../en/sentences-law.ts';
import { count } from './count.ts';

export const sentencesLaw: typeof Shape = {
  itself: (words) => words,
  inOne: (a, b) => `${a} ; ${b}`,
  twoInARow: (a, b) => `${a}. ${b}`,
  after: (a, b) => `${a} ${b}`,
  ended: (a) => `${a}.`,
  quoted: (who, text) => `${who} : ${text}`,
  bracketed: (text, more) => `${text} (${more})`,
  placed: (text, where) => `${text} [${where}]`,
  atArticle: (title, article, text) => `${title}, art. ${article} : ${text}`,
  declared: (state, article, text) => `${state}, art. ${article} : ${text}`,
  declaredTo: (state, title, article, text) => `${state}, ${title}, art. ${article} : ${text}`,
  entityControls: (name, state, text) => `${name}, ${state} : ${text}`,
  inState: (name, state) => `${name}, ${state}`,
  eitherOr: (a, b) => `${a}, ou ${b}`,
  both: (a, b) => `${a} et ${b}`,

  isModel: (title) => `${title} : texte type, qui ne lie personne`,
  adoptedAs: (title, by) => `${title} : proposition, adoptée sous le nom de ${by}`,
  replaced: (title, by) => `${title} : remplacé par ${by} ; ce qu’il en reste n’est pas consigné`,
  appliesSince: (title, day) => `${title} : applicable depuis le ${day}`,
  transposedBy: (title, day) => `${title} : à transposer avant le ${day}`,
  inForceSince: (title, day) => `${title} : en vigueur depuis le ${day}`,
  inForceWithin: (title, month) => `${title} : entrée en vigueur en ${month} ; le jour n’est pas consigné`,
  inForceOnly: (title, day) => `${title} : en vigueur à partir du ${day} seulement`,
  noLongerInForce: (title, day) => `${title} : n’est plus en vigueur depuis le ${day}`,
  endsWithin: (title, month) => `${title} : prend fin en ${month} ; le jour n’est pas consigné`,
  inForceUnknown: (title) => `${title} : contraignant ; la date d’entrée en vigueur n’est pas consignée`,
  inForceStale: (title, seen, day) =>
    `${title} : pas en vigueur à la dernière vérification (${seen}), plus d’un an avant le ${day}`,
  notInForce: (title, seen) => `${title} : pas en vigueur selon le dernier élément connu, du ${seen}`,
  ifInForce: (title) => `l’instrument « ${title} » entre en vigueur`,

  partySince: (state, title, day) => `${state} : Partie à « ${title} » depuis le ${day}`,
  boundSince: (state, title, day) => `${state} : État lié par « ${title} » depuis le ${day}`,
  partyFrom: (state, title, day) => `${state} : Partie à « ${title} » à partir du ${day} seulement`,
  partyBefore: (state, title, asOf, day) =>
    `${state} : Partie à « ${title} » au ${asOf} ; depuis quand n’est pas consigné, on ne peut donc rien dire du ${day}`,
  boundBefore: (state, title, asOf, day) =>
    `${state} : État lié par « ${title} » au ${asOf} ; depuis quand n’est pas consigné, on ne peut donc rien dire du ${day}`,
  partyAsOf: (state, title, asOf) =>
    `${state} : Partie à « ${title} », au ${asOf} ; depuis quand n’est pas consigné`,
  boundAsOf: (state, title, asOf) =>
    `${state} : État lié par « ${title} », au ${asOf} ; depuis quand n’est pas consigné`,
  untilDay: (before, day) => `${before}, jusqu’au ${day}`,
  partyAsOfUntil: (state, title, asOf, until) =>
    `${state} : Partie à « ${title} », au ${asOf}, jusqu’au ${until} ; depuis quand n’est pas consigné`,
  boundAsOfUntil: (state, title, asOf, until) =>
    `${state} : État lié par « ${title} », au ${asOf}, jusqu’au ${until} ; depuis quand n’est pas consigné`,
  leavesWithin: (state, title, month) =>
    `${state} : quitte « ${title} » en ${month} ; le jour n’est pas consigné`,
  left: (state, title, day) => `${state} : a quitté « ${title} » et n’est plus lié depuis le ${day}`,
  outsideBefore: (state, title, asOf, day) =>
    `${state} : hors de « ${title} » au ${asOf} ; on ne peut rien dire du ${day}`,
  notBound: (state, title, asOf) => `${state} : État non lié par « ${title} », au ${asOf}`,
  ratified: (state, title, asOf) => `${state} : a ratifié « ${title} », au ${asOf}`,
  signed: (state, title, asOf) => `${state} : a signé « ${title} » et n’est pas lié, au ${asOf}`,
  invited: (state, title, asOf) => `${state} : invitation à adhérer à « ${title} », État non lié, au ${asOf}`,
  mayHaveActed: (before) => `${before} ; cela a pu changer depuis`,
  notListed: (state, title) =>
    `${state} : absent de notre liste des Parties à « ${title} » ; l’absence veut dire inconnu`,
  ifBound: (title) => `cet État est lié par « ${title} »`,
  ifStateBound: (state, title) => `l’État suivant est lié par « ${title} » : ${state}`,
  since: (day) => `depuis le ${day}`,
  asOf: (day) => `au ${day}`,
  asOfUnknown: 'à une date non consignée',
  notCertain: 'incertain',

  commonInForce: (titles) => `Communs aux deux États et en vigueur : ${titles}`,
  maybeCommon: (titles) => `Aucun instrument commun n’est certain ; peuvent l’être : ${titles}`,
  noneCommon: 'Aucun instrument de la liste n’est commun aux deux États',
  ifBothParties: 'les deux deviennent Parties à l’un des instruments',
  noRealTimeArticle: (title) =>
    `${title} : aucun article consigné sur la collecte en temps réel ; le droit de l’État requis décide`,
  givesRealTime: (title, article) => `${title} : prévu à l’art. ${article}`,
  givesRealTimeSomewhere: (title) => `${title} : prévu, article non consigné`,
  ifLawAllows: 'le droit de l’État requis le permet pour des demandes étrangères',

  otherStateFirst: 'L’autre État',
  noReservationMade: (state, article) => `${state} : aucune réserve à l’art. ${article}`,
  reservationUnknown: (state, article) =>
    `${state} : aucune réserve à l’art. ${article} n’est consignée ; la plupart des déclarations n’ont pas été lues`,
  ifNoReservation: (state, article) =>
    `l’État suivant ne fait, ou n’a fait, aucune réserve à l’art. ${article} : ${state}`,
  noOtherTreaty: (found) => `Cette voie est pour des États sans autre traité d’entraide entre eux ; ${found}`,
  treatyBetween: (title) => `« ${title} » est en vigueur entre les deux`,
  treatyUnsaid: 'l’existence d’un traité bilatéral n’a pas été précisée',
  treatyStated: 'il existe un traité bilatéral, selon vos dires',
  treatyNone: 'il n’y en a pas, selon vos dires, ni dans nos fiches',
  ifNoOtherTreaty:
    'aucun autre traité n’est en vigueur entre les deux, ou tous deux conviennent de suivre quand même cette voie',
  pairMade: (a, b) => `${a} et ${b} ont conclu un accord de ce genre`,
  pairOf: (a, b) => `${a} avec ${b}`,
  pairsOnly: (pairs) => `Les seuls accords consignés sont : ${pairs}`,
  ifPair: 'les deux États mettent en vigueur un accord de ce genre',

  covers: (title, scope, so) => `${title} couvre : ${scope} ; ${so}`,
  coversAt: (title, scope, article, so) => `${title} couvre : ${scope} (art. ${article}) ; ${so}`,
  offenceIs: 'cette infraction en est une',
  offenceIsNot: 'cette infraction n’en est pas une',
  offenceUnsaid: 'il n’a pas été précisé si cette infraction en est une',
  offenceOnOtherDays:
    'cela est consigné pour d’autres jours, et rien ne dit ici ce qu’elle couvre le jour demandé',
  offencesOf: (years) => `les infractions dont le maximum est d’au moins ${count(years, 'an', 'ans')}`,
  scopeIf: (scope, what) => `${scope}, à condition : ${what}`,
  transnational: 'de nature transnationale',
  byCriminalGroup: 'par un groupe criminel organisé',
  ifOffence: (scope) => `l’infraction est l’une de celles-ci : ${scope}`,
  offence: (parts) => `Infraction : ${parts}`,
  kindUnsaid: 'type non précisé',
  sentenceUnsaid: 'peine maximale non précisée',
  maximum: (years) => `maximum ${count(years, 'an', 'ans')}`,
  notTransnational: 'sans caractère transnational',
  byGroup: 'par un groupe organisé',
  notByGroup: 'non par un groupe organisé',
};
