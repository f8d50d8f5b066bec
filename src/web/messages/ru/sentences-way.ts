import type { sentencesWay as Shape } from '../en/sentences-way.ts';
import { count } from './count.ts';

const ofYears = (n: number): string => count(n, 'года', 'лет', 'лет');

export const sentencesWay: typeof Shape = {
  toVerify: (what) => `Проверить: ${what}`,
  verifyDepositary: (depositary, title) =>
    `Проверить у депозитария (${depositary}): «${title}» здесь основан лишь на памяти`,
  noneNamed: 'не указан',

  thereSince: (day) => `Этот путь есть с ${day}`,
  thereUntil: (day) => `Этот путь есть до ${day}`,
  thereBetween: (from, until) => `Этот путь есть с ${from}, до ${until}`,
  notYetThere: (day) => `Этот путь есть только с ${day}`,
  noLongerThere: (day) => `Этого пути больше нет с ${day}`,
  dayUnrecorded: 'день в записях не указан',
  ifAskedFrom: (day) => `запрос делается с ${day}`,
  ifReplaced: 'его место займёт другой путь',
  onlyFor: (categories) => `Этот путь только для этого: ${categories}`,
  ifOnly: (categories) => `запрашивается только это: ${categories}`,
  carries: (category) => `Подходит для этого: ${category}`,
  carriesOther: (categories, category) => `Подходит для этого: ${categories}; но не для этого: ${category}`,
  ifEnough: (categories) => `достаточно этого: ${categories}`,
  neverRealTime: (basis) => `Сбор в реальном времени этим путём не идёт никогда (${basis})`,
  ifStored: 'достаточно хранимых данных',
  dataIn: (state) => `Место данных, с ваших слов: ${state}`,
  dataAtHome: (state) => `Место данных, с ваших слов: ${state}; решает его собственное право`,
  dataMayBe: (states) => `Возможные места данных: ${states}`,
  dataNowhere: 'Где данные, никто не знает',
  ifDataElsewhere: 'известно, что данные находятся у другого участника',

  holderStateUnknown: 'Государство держателя неизвестно',
  ifHolderStateKnown: 'станет известно государство держателя',
  networkStated: (network) => `Оба государства входят в ${network}, с ваших слов`,
  networkUnknown: (network) => `В наших записях нет списка членов ${network}`,
  ifNetwork: (network) => `известно, что оба государства входят в ${network}`,
  aTreaty: 'Двусторонний договор о взаимной правовой помощи',
  aReciprocity: 'Помощь без договора, на взаимности или вежливости',
  aConsent: 'Законное и добровольное согласие, записанное',
  ifTreaty: 'найдётся двусторонний договор',
  ifReciprocity: 'оба государства признают взаимность',
  ifConsent: 'лицо, вправе раскрыть данные, согласится письменно',
  unsaid: (what) => `${what}: нет в записях и не сказано`,
  saidYes: (what) => `${what}: да, с ваших слов`,
  saidNo: (what) => `${what}: нет, с ваших слов`,
  urgencyMet: (urgency) => `Срочность: ${urgency}, как требует этот путь`,
  urgencyShort: (urgency, least) => `Срочность: ${urgency}; этот путь требует: ${least}`,
  ifUrgency: (least) => `дело такой срочности: ${least}`,
  urgencyNormal: 'обычная',
  urgencyUrgent: 'срочно',
  urgencyEmergency: 'угроза жизни',
  alwaysOpen: 'Этот путь не требует ни другого государства, ни поставщика',

  threshold: (years) =>
    `Для трафика и содержания нужно преступление с наибольшим наказанием не менее ${ofYears(years)} или из перечня статьи 5(4)`,
  met: 'условие выполнено',
  notMet: 'условие не выполнено',
  listedBySystem: 'входит в перечень, если совершено с помощью информационной системы',
  thresholdUnsaid: 'наказание или вид преступления не указаны',
  ifThreshold: (years) =>
    `за преступление грозит не менее ${ofYears(years)}, или запрашиваются только данные об абоненте либо для установления личности`,
  notThere: 'Приказ не может касаться лица, находящегося в другом государстве',
  personUnsaid: 'где находится лицо, не сказано',
  personIn: (state) => `место лица, с ваших слов: ${state}`,
  ifNotThere: 'лицо находится не в принимающем государстве (укажите, где)',

  theProvider: 'поставщик',
  noProvider: 'Держатель — не поставщик услуг',
  addresseeUnknown: 'Адресат поставщика по Директиве (ЕС) 2023/1544 не указан ни в записях, ни вами',
  maybeAddressee: (name, state) => `${name} (${state}): адресат ли это, в записях нет`,
  addresseeIn: (name, state) => `Адресат ${name}: ${state}`,
  addresseeStated: (state) => `Адресат поставщика, с ваших слов: ${state}`,
  addresseeAtHome: 'Это само запрашивающее государство: путь — внутренний приказ',
  ifAddressee: 'поставщик назовёт адресата в другом связанном государстве-члене',
  entityIn: (name, state, controls) => `Учреждение ${name}: ${state} (${controls})`,
  establishmentStated: (state) => `Учреждение поставщика, с ваших слов: ${state}`,
  establishmentUnknown: (state) =>
    `Учреждение поставщика в этом государстве не указано ни в записях, ни вами: ${state}`,
  ifEstablishment: (state) =>
    `у поставщика есть учреждение, управляющее данными, в этом государстве: ${state}`,
  servicesStated: (state) => `Поставщик оказывает услуги, с ваших слов: ${state}`,
  servicesUnsaid: (state) => `Оказывает ли поставщик услуги в этом государстве, не сказано: ${state}`,
  ifServices: (state) => `поставщик оказывает услуги в этом государстве: ${state}`,
  takesRequests: 'Поставщик принимает запросы из-за рубежа: да, с ваших слов',
  takesNoRequests: 'Поставщик принимает запросы из-за рубежа: нет, с ваших слов',
  policyUnknown: (name) => `Правил о запросах из-за рубежа в записях нет: ${name}`,
  ifPolicy: 'правила поставщика допускают запросы из-за рубежа',

  unknownState: 'неизвестное государство',
  claimHolder: (state) => `${state}: власть над держателем, учреждённым там, где бы ни были серверы`,
  holderSits: (state) => `Место держателя: ${state}`,
  claimServices: (state) =>
    `${state}: может обязать того, кто оказывает услуги на его территории; информация об абоненте по Будапештской конвенции, больше — по праву Союза`,
  claimOpen:
    'Открытые источники, где бы они ни были; с согласия — лишь если известно, что данные у участника: неизвестное место этого не позволяет',
  claimPlace: (state) =>
    `Если данные в этом государстве, оно может распорядиться об обыске и изъятии: ${state}`,
  dataMayBeStated: (state) => `Возможное место данных, с ваших слов: ${state}`,

  courtUnknown: (state) =>
    `Что суды этого государства требуют от электронных доказательств, в записях нет: ${state}`,
  ownLawMayDo: (state) =>
    `Данные в самом запрашивающем государстве (${state}): обыск или приказ по его собственному праву может обойтись без другого государства`,
  severalSeats: (states) =>
    `Держатель находится более чем в одном государстве (${states}): решает лицо, управляющее учётной записью`,

  askedFrom: 'запрашивающее государство, например FR',
  askedState: 'код ISO 3166-1, например FR, или название государства',
  askedNumber: 'целое число',
  askedDay: (day) => `день, например ${day}`,
  askedOneOf: (list) => `одно из значений: ${list}`,
  askedProvider: (list) => `поставщик из записей: ${list}`,
  askedChange: (list) => `изменение такого вида: ${list}`,
};
