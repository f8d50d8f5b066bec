import type { sentencesLaw as Shape } from '../en/sentences-law.ts';
import { count } from './count.ts';

export const sentencesLaw: typeof Shape = {
  itself: (words) => words,
  inOne: (a, b) => `${a}; ${b}`,
  twoInARow: (a, b) => `${a}. ${b}`,
  after: (a, b) => `${a} ${b}`,
  ended: (a) => `${a}.`,
  quoted: (who, text) => `${who}: ${text}`,
  bracketed: (text, more) => `${text} (${more})`,
  placed: (text, where) => `${text} [${where}]`,
  atArticle: (title, article, text) => `${title}, art. ${article}: ${text}`,
  declared: (state, article, text) => `${state}, art. ${article}: ${text}`,
  declaredTo: (state, title, article, text) => `${state}, ${title}, art. ${article}: ${text}`,
  entityControls: (name, state, text) => `${name}, ${state}: ${text}`,
  inState: (name, state) => `${name}, ${state}`,
  eitherOr: (a, b) => `${a}, o ${b}`,
  both: (a, b) => `${a} y ${b}`,

  isModel: (title) => `${title}: texto modelo, que no obliga a nadie`,
  adoptedAs: (title, by) => `${title}: propuesta, aprobada como ${by}`,
  replaced: (title, by) => `${title}: sustituido por ${by}; no consta si algo queda de él`,
  appliesSince: (title, day) => `${title}: aplicable desde el ${day}`,
  transposedBy: (title, day) => `${title}: debía transponerse a más tardar el ${day}`,
  inForceSince: (title, day) => `${title}: en vigor desde el ${day}`,
  inForceWithin: (title, month) => `${title}: entró en vigor en ${month}; el día no consta`,
  inForceOnly: (title, day) => `${title}: entra en vigor solo el ${day}`,
  inForceUnknown: (title) => `${title}: vinculante; su fecha de entrada en vigor no consta`,
  inForceStale: (title, seen, day) =>
    `${title}: no estaba en vigor cuando se miró por última vez (${seen}), más de un año antes del ${day}`,
  notInForce: (title, seen) => `${title}: no estaba en vigor según el último dato, del ${seen}`,
  ifInForce: (title) => `el instrumento «${title}» entra en vigor`,

  partySince: (state, title, day) => `${state}: Parte en «${title}» desde el ${day}`,
  boundSince: (state, title, day) => `${state}: obligado por «${title}» desde el ${day}`,
  partyFrom: (state, title, day) => `${state}: será Parte en «${title}» solo a partir del ${day}`,
  partyBefore: (state, title, asOf, day) =>
    `${state}: Parte en «${title}» al ${asOf}; no consta desde cuándo, por lo que nada puede decirse del ${day}`,
  boundBefore: (state, title, asOf, day) =>
    `${state}: obligado por «${title}» al ${asOf}; no consta desde cuándo, por lo que nada puede decirse del ${day}`,
  partyAsOf: (state, title, asOf) => `${state}: Parte en «${title}», al ${asOf}; no consta desde cuándo`,
  boundAsOf: (state, title, asOf) => `${state}: obligado por «${title}», al ${asOf}; no consta desde cuándo`,
  untilDay: (before, day) => `${before}, hasta el ${day}`,
  partyAsOfUntil: (state, title, asOf, until) =>
    `${state}: Parte en «${title}», al ${asOf}, hasta el ${until}; no consta desde cuándo`,
  boundAsOfUntil: (state, title, asOf, until) =>
    `${state}: obligado por «${title}», al ${asOf}, hasta el ${until}; no consta desde cuándo`,
  leavesWithin: (state, title, month) => `${state}: deja «${title}» en ${month}; el día no consta`,
  left: (state, title, day) => `${state}: dejó «${title}» y no está obligado desde el ${day}`,
  outsideBefore: (state, title, asOf, day) =>
    `${state}: fuera de «${title}» al ${asOf}; nada puede decirse del ${day}`,
  notBound: (state, title, asOf) => `${state}: no obligado por «${title}», al ${asOf}`,
  ratified: (state, title, asOf) => `${state}: ha ratificado «${title}», al ${asOf}`,
  signed: (state, title, asOf) => `${state}: ha firmado «${title}» y no está obligado, al ${asOf}`,
  invited: (state, title, asOf) =>
    `${state}: fue invitado a adherirse a «${title}» y no está obligado, al ${asOf}`,
  mayHaveActed: (before) => `${before}; puede haber actuado desde entonces`,
  notListed: (state, title) =>
    `${state}: no está en nuestra lista de Partes en «${title}»; la ausencia significa desconocido`,
  ifBound: (title) => `ese Estado está obligado por «${title}»`,
  ifStateBound: (state, title) => `el Estado siguiente está obligado por «${title}»: ${state}`,
  since: (day) => `desde el ${day}`,
  asOf: (day) => `al ${day}`,
  asOfUnknown: 'en un día que no consta',
  notCertain: 'no es seguro',

  commonInForce: (titles) => `Comunes a ambos y en vigor: ${titles}`,
  maybeCommon: (titles) => `Ningún instrumento común es seguro; pueden serlo: ${titles}`,
  noneCommon: 'Ningún instrumento de la lista es común a ambos',
  ifBothParties: 'ambos llegan a ser Partes en uno de los instrumentos',
  noRealTimeArticle: (title) =>
    `${title}: no consta ningún artículo sobre obtención en tiempo real; decide el derecho del Estado requerido`,
  givesRealTime: (title, article) => `${title}: lo prevé el art. ${article}`,
  givesRealTimeSomewhere: (title) => `${title}: lo prevé, el artículo no consta`,
  ifLawAllows: 'el derecho del Estado requerido lo permite para solicitudes extranjeras',

  otherStateFirst: 'El otro Estado',
  noReservationMade: (state, article) => `${state}: no ha hecho reserva al art. ${article}`,
  reservationUnknown: (state, article) =>
    `${state}: no consta reserva al art. ${article}; la mayoría de las declaraciones no se han leído`,
  ifNoReservation: (state, article) =>
    `el Estado siguiente no hace, o no ha hecho, reserva al art. ${article}: ${state}`,
  noOtherTreaty: (found) => `Esta vía es para Estados sin otro tratado de asistencia entre sí; ${found}`,
  treatyBetween: (title) => `«${title}» está en vigor entre ambos`,
  treatyUnsaid: 'no se dijo si hay un tratado bilateral',
  treatyStated: 'hay un tratado bilateral, según usted',
  treatyNone: 'no lo hay, según usted, ni en nuestras fichas',
  ifNoOtherTreaty:
    'no hay otro tratado en vigor entre los dos, o ambos acuerdan seguir esta vía de todos modos',
  pairMade: (a, b) => `${a} y ${b} han celebrado un acuerdo de este tipo`,
  pairOf: (a, b) => `${a} con ${b}`,
  pairsOnly: (pairs) => `Los únicos acuerdos que constan son: ${pairs}`,
  ifPair: 'los dos Estados ponen en vigor un acuerdo de este tipo',

  covers: (title, scope, so) => `${title} abarca: ${scope}; ${so}`,
  coversAt: (title, scope, article, so) => `${title} abarca: ${scope} (art. ${article}); ${so}`,
  offenceIs: 'este delito lo es',
  offenceIsNot: 'este delito no lo es',
  offenceUnsaid: 'no se dijo si este delito lo es',
  offencesOf: (years) => `delitos con una pena máxima de al menos ${count(years, 'año', 'años')}`,
  scopeIf: (scope, what) => `${scope}, con esta condición: ${what}`,
  transnational: 'de carácter transnacional',
  byCriminalGroup: 'por un grupo delictivo organizado',
  ifOffence: (scope) => `el delito es uno de estos: ${scope}`,
  offence: (parts) => `Delito: ${parts}`,
  kindUnsaid: 'tipo no indicado',
  sentenceUnsaid: 'pena máxima no indicada',
  maximum: (years) => `máximo ${count(years, 'año', 'años')}`,
  notTransnational: 'sin carácter transnacional',
  byGroup: 'por un grupo organizado',
  notByGroup: 'no por un grupo organizado',
};
