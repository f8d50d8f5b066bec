import type { sentencesLaw as Shape } from '../en/sentences-law.ts';
import { count, ended } from './count.ts';

const years = (n: number): string => count(n, 'год', 'года', 'лет');
const ofYears = (n: number): string => count(n, 'года', 'лет', 'лет');

export const sentencesLaw: typeof Shape = {
  itself: (words) => words,
  inOne: (a, b) => `${a}; ${b}`,
  twoInARow: (a, b) => `${ended(a)} ${b}`,
  after: (a, b) => `${a} ${b}`,
  ended,
  quoted: (who, text) => `${who}: ${text}`,
  bracketed: (text, more) => `${text} (${more})`,
  placed: (text, where) => `${text} [${where}]`,
  atArticle: (title, article, text) => `${title}, ст. ${article}: ${text}`,
  declared: (state, article, text) => `${state}, ст. ${article}: ${text}`,
  declaredTo: (state, title, article, text) => `${state}, ${title}, ст. ${article}: ${text}`,
  entityControls: (name, state, text) => `${name}, ${state}: ${text}`,
  inState: (name, state) => `${name}, ${state}`,
  eitherOr: (a, b) => `${a} или ${b}`,
  both: (a, b) => `${a} и ${b}`,

  isModel: (title) => `${title}: типовой текст, никого не обязывает`,
  adoptedAs: (title, by) => `${title}: проект, принят как ${by}`,
  replaced: (title, by) => `${title}: заменён на ${by}; осталось ли что-то в силе, в записях нет`,
  appliesSince: (title, day) => `${title}: применяется с ${day}`,
  transposedBy: (title, day) => `${title}: срок переноса в национальное право — ${day}`,
  inForceSince: (title, day) => `${title}: в силе с ${day}`,
  inForceWithin: (title, month) => `${title}: вступление в силу — ${month}; день в записях не указан`,
  inForceOnly: (title, day) => `${title}: вступает в силу только ${day}`,
  noLongerInForce: (title, day) => `${title}: не действует с ${day}`,
  endsWithin: (title, month) => `${title}: прекращает действие в ${month}; день в записях не указан`,
  inForceUnknown: (title) => `${title}: обязателен; дата вступления в силу в записях не указана`,
  inForceStale: (title, seen, day) =>
    `${title}: при последней проверке (${seen}) не был в силе; это более чем за год до ${day}`,
  notInForce: (title, seen) => `${title}: по последним сведениям (${seen}) не в силе`,
  ifInForce: (title) => `документ «${title}» вступит в силу`,

  partySince: (state, title, day) => `${state}: участник «${title}» с ${day}`,
  boundSince: (state, title, day) => `${state}: связан документом «${title}» с ${day}`,
  partyFrom: (state, title, day) => `${state}: участник «${title}» только с ${day}`,
  partyBefore: (state, title, asOf, day) =>
    `${state}: участник «${title}» на ${asOf}; с какого времени, в записях нет, поэтому о ${day} судить нельзя`,
  boundBefore: (state, title, asOf, day) =>
    `${state}: связан документом «${title}» на ${asOf}; с какого времени, в записях нет, поэтому о ${day} судить нельзя`,
  partyAsOf: (state, title, asOf) =>
    `${state}: участник «${title}» на ${asOf}; с какого времени, в записях нет`,
  boundAsOf: (state, title, asOf) =>
    `${state}: связан документом «${title}» на ${asOf}; с какого времени, в записях нет`,
  untilDay: (before, day) => `${before}, до ${day}`,
  partyAsOfUntil: (state, title, asOf, until) =>
    `${state}: участник «${title}» на ${asOf}, до ${until}; с какого времени, в записях нет`,
  boundAsOfUntil: (state, title, asOf, until) =>
    `${state}: связан документом «${title}» на ${asOf}, до ${until}; с какого времени, в записях нет`,
  leavesWithin: (state, title, month) => `${state}: выход из «${title}» — ${month}; день в записях не указан`,
  left: (state, title, day) => `${state}: выход из «${title}» состоялся, документ не обязывает с ${day}`,
  outsideBefore: (state, title, asOf, day) => `${state}: вне «${title}» на ${asOf}; о ${day} судить нельзя`,
  notBound: (state, title, asOf) => `${state}: не связан документом «${title}», на ${asOf}`,
  ratified: (state, title, asOf) => `${state}: ратификация «${title}» состоялась, на ${asOf}`,
  signed: (state, title, asOf) => `${state}: документ «${title}» подписан, но не обязывает, на ${asOf}`,
  invited: (state, title, asOf) =>
    `${state}: есть приглашение присоединиться к «${title}», документ не обязывает, на ${asOf}`,
  mayHaveActed: (before) => `${before}; с тех пор это могло измениться`,
  notListed: (state, title) =>
    `${state}: нет в нашем списке участников «${title}»; отсутствие значит «неизвестно»`,
  ifBound: (title) => `это государство связано документом «${title}»`,
  ifStateBound: (state, title) => `это государство связано документом «${title}»: ${state}`,
  since: (day) => `с ${day}`,
  asOf: (day) => `на ${day}`,
  asOfUnknown: 'на день, не указанный в записях',
  notCertain: 'не установлено',

  commonInForce: (titles) => `Общие для обоих и в силе: ${titles}`,
  maybeCommon: (titles) => `Ни один общий документ не установлен; возможны: ${titles}`,
  noneCommon: 'Ни один документ из списка не является общим для обоих',
  ifBothParties: 'оба станут участниками одного из документов',
  noRealTimeArticle: (title) =>
    `${title}: статьи о сборе в реальном времени в записях нет; решает право запрашиваемого государства`,
  givesRealTime: (title, article) => `${title}: предусмотрено, ст. ${article}`,
  givesRealTimeSomewhere: (title) => `${title}: предусмотрено, статья в записях не указана`,
  ifLawAllows: 'право запрашиваемого государства допускает это по иностранным запросам',

  otherStateFirst: 'Другое государство',
  noReservationMade: (state, article) => `${state}: оговорки к ст. ${article} нет`,
  reservationUnknown: (state, article) =>
    `${state}: оговорки к ст. ${article} в записях нет; большинство заявлений не прочитано`,
  ifNoReservation: (state, article) =>
    `это государство не делает или, как выяснится, не сделало оговорки к ст. ${article}: ${state}`,
  noOtherTreaty: (found) => `Этот путь — для государств без иного договора о помощи между ними; ${found}`,
  treatyBetween: (title) => `между обоими в силе «${title}»`,
  treatyUnsaid: 'есть ли двусторонний договор, не сказано',
  treatyStated: 'двусторонний договор есть, с ваших слов',
  treatyNone: 'его нет, с ваших слов, и в наших записях тоже',
  ifNoOtherTreaty:
    'между двумя государствами нет иного договора в силе, либо оба согласны всё же идти этим путём',
  pairMade: (a, b) => `${a} и ${b} заключили такое соглашение`,
  pairOf: (a, b) => `${a} и ${b}`,
  pairsOnly: (pairs) => `В записях есть только такие соглашения: ${pairs}`,
  ifPair: 'два государства введут в силу такое соглашение',

  covers: (title, scope, so) => `${title} охватывает: ${scope}; ${so}`,
  coversAt: (title, scope, article, so) => `${title} охватывает: ${scope} (ст. ${article}); ${so}`,
  offenceIs: 'это преступление входит',
  offenceIsNot: 'это преступление не входит',
  offenceUnsaid: 'входит ли это преступление, не сказано',
  offenceOnOtherDays: 'это записано для других дней, а что охвачено в указанный день, здесь не известно',
  offencesOf: (n) => `преступления с наибольшим наказанием не менее ${ofYears(n)}`,
  scopeIf: (scope, what) => `${scope}, при условии: ${what}`,
  transnational: 'транснациональный характер',
  byCriminalGroup: 'организованная преступная группа',
  ifOffence: (scope) => `преступление — одно из этих: ${scope}`,
  offence: (parts) => `Преступление: ${parts}`,
  kindUnsaid: 'вид не указан',
  sentenceUnsaid: 'наибольшее наказание не указано',
  maximum: (n) => `наибольшее наказание ${years(n)}`,
  notTransnational: 'не транснациональный характер',
  byGroup: 'совершено организованной группой',
  notByGroup: 'не организованной группой',
};
