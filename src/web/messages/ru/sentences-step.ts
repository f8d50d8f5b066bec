import type { sentencesStep as Shape } from '../en/sentences-step.ts';
import { count } from './count.ts';

const term = (n: number): string => count(n, 'день', 'дня', 'дней');
const ofDays = (n: number): string => count(n, 'дня', 'дней', 'дней');

/** A day ends with `г.`: one point is enough. */
const ended = (a: string): string => (a.endsWith('.') ? a : `${a}.`);

export const sentencesStep: typeof Shape = {
  preservationOrder: 'Европейский приказ об обеспечении сохранности (EPOC-PR)',
  designatedEstablishment: 'Назначенное учреждение или законный представитель поставщика',
  networkPreserve: 'Контактный центр 24/7: запрос об обеспечении сохранности',
  provisionalMeasure: 'Временная мера для сохранения доказательств',
  keepsOnRequest: (name, days) => `${name} хранит данные ${term(days)} по запросу`,
  ifKeepsAbroad: 'поставщик скажет, что хранит данные по запросу из-за рубежа',
  askToPreserve: (name) => `Запрос об обеспечении сохранности: ${name}`,
  policeSend: 'Полиция или прокурор, обычно через единый контактный центр',
  nothingDisclosed: 'Данные хранятся без изменений; ничего не раскрывается.',
  sixItems:
    'Шесть пунктов статьи 29(2): орган; преступление и факты; данные и их связь с преступлением; хранитель или место, если известны; почему это нужно; что последует запрос о помощи',

  ownWords: 'Кто может отправить, что нужно, использование и пределы — словами этого проекта',
  cureLead: 'Получить снова официальным запросом; саму наводку суду не представлять (п. 33)',
  cureDepends:
    'Попросить к этому удостоверение и, если суд требует большего, направить официальный запрос (п. 33)',

  noFigure: 'данных о сроке нет',
  upToDays: (days) => `до ${ofDays(days)}`,
  daysRange: (min, max) => `от ${min} до ${ofDays(max)}`,
  hoursInEmergency: (hours, article) =>
    `${count(hours, 'час', 'часа', 'часов')} в чрезвычайной ситуации (ст. ${article})`,
  retentionUnsaid: 'Как долго держатель хранит данные, нет в записях и не сказано',
  retentionStated: (days) => `Держатель хранит данные ${term(days)}, с ваших слов`,
  retentionRecorded: (days) => `Держатель хранит данные ${term(days)}`,
  retentionUnknown: 'Как долго держатель хранит данные, неизвестно; они могут исчезнуть до всякого ответа',
  askAndPreserve: 'Спросите держателя и обеспечьте сохранность сегодня',
  keptBeforeUnknown: (until) => `Держатель хранит данные до ${until}, а когда придёт ответ, никто не знает`,
  keptBeforeFrom: (until, from) => `Держатель хранит данные до ${until}, раньше ответа, ожидаемого с ${from}`,
  keptBeforeBetween: (until, from, to) =>
    `Держатель хранит данные до ${until}, раньше ответа, ожидаемого с ${from} по ${to}`,
  preserveBefore: (day) => `Обеспечьте сохранность до ${day}`,
  noPreservation: 'Путь к обеспечению сохранности данных неизвестен',
  noPreservationNext:
    'Спросите держателя и подразделение по киберпреступности другого государства; запрос о предоставлении отправьте сразу',
  noPreservationRecorded: 'В записях обеспечения сохранности нет',
  holdUnknown: (name) => `Как долго длится сохранность, в записях нет (${name})`,
  holdUnknownNext: 'При подтверждении попросите письменно назвать день окончания',
  holds: (days, article) => `Сохранность длится ${term(days)} (ст. ${article})`,
  holdsAtLeast: (days, article) => `Сохранность длится не менее ${ofDays(days)} (ст. ${article})`,
  holdEnds: (day, answer) => `Сохранность кончается ${day}, раньше ответа: ${answer}`,
  holdMayEnd: (day, answer) => `Сохранность может кончиться ${day}, раньше ответа: ${answer}`,
  holdEndsAtLeast: (day, answer) =>
    `Сохранность кончается ${day} (длится по меньшей мере до тех пор), раньше ответа: ${answer}`,
  holdMayEndAtLeast: (day, answer) =>
    `Сохранность может кончиться ${day} (длится по меньшей мере до тех пор), раньше ответа: ${answer}`,
  fromDay: (day) => `с ${day}`,
  fromTo: (from, to) => `с ${from} по ${to}`,
  article: (article) => `ст. ${article}`,
  articleForm: (article, form) => `ст. ${article}, форма ${form}`,
  extend: (by, days, article, until) =>
    `До ${by} продлите на ${term(days)} (${article}), то есть ${ended(`до ${until}`)}`,
  extendOnce: (by, days, article, until) =>
    `До ${by} продлите на ${term(days)}, один раз (${article}), то есть ${ended(`до ${until}`)}`,
  extendTimes: (by, days, times, article, until) =>
    `До ${by} продлите на ${term(days)}, ${count(times, 'раз', 'раза', 'раз')} (${article}), то есть ${ended(`до ${until}`)}`,
  confirmProduction:
    'Либо подтвердите по приложению V до окончания, что запрос о предоставлении выдан: тогда данные хранятся столько, сколько нужно (ст. 11(2)).',
  sendBefore: (day, atEnd) =>
    `Отправьте запрос о предоставлении ${ended(`до ${day}`)} По окончании: ${atEnd}`,
  neededBy: (day) => `Нужно к ${day}`,
  deadlineNext: 'Назовите в запросе день и причину; сначала посмотрите более быстрые пути',
  deadlinePassed: (day) => `День, к которому было нужно, ${day}, прошёл`,
  deadlineUnknown: (day) => `Придёт ли ответ к ${day}, сказать нельзя: данных о сроке нет`,
  deadlineBefore: (day, from) => `Нужно к ${day}; ответ ожидается с ${from}`,
  deadlineMaybe: (day, until) => `Нужно к ${day}; ответ может занять время до ${until}`,

  openSources: 'Сначала посмотрите открытые источники и запишите, что найдено или почему нет',
  affiliate: (state) =>
    `Спросите, есть ли у держателя в этом государстве филиал, который может ответить: ${state}`,
  preserveFirst: 'Обеспечьте сохранность, прежде чем просить о раскрытии',
  directCopy: (ways, state) =>
    `Если пишете самому поставщику (${ways}), пошлите копию органу этого государства: ${state}`,
  itsState: 'его собственное',
  otherState: 'другое государство',
  cyberUnit: 'Дайте прочесть техническую часть подразделению по киберпреступности',
  noIdentifier:
    'Ни одного идентификатора не указано: назовите учётные записи, номера или адреса и период; запрос обо «всех данных» отклоняют',
  identifiers: (list) => `Идентификаторы: ${list}`,
  nameHolder:
    'Назовите поставщика и юридическое лицо, управляющее данными; не то лицо — обычное основание для отказа',
  languagesUnknown: (state) =>
    `Какие языки принимаются (${state}), в записях нет: спросите и запланируйте перевод`,
  languageUnknown: (language, state) =>
    `Запрос на языке ${language}: принимается ли он (${state}), в записях нет`,
  languagesAccepted: (list, state) => `По записям принимаются языки (${state}): ${list}`,
  languageAccepted: (language, state) => `Запрос на языке ${language}: по записям он принимается (${state})`,
  languageOther: (language, list, state) =>
    `Запрос на языке ${language}: по записям принимаются (${state}): ${list}; запланируйте перевод`,
  sayThreat:
    'Скажите, что и кому угрожает и как данные это предотвратят; назовите номер из справочника для обратного звонка',
  sayUrgency: 'Скажите, почему это срочно и к какому дню: день не указан',
  sayUrgencyBy: (day) => `Скажите, почему это срочно; нужно к ${day}`,
  sayForm: (state) =>
    `Скажите в запросе, какие удостоверение, хеш и формат нужны судам этого государства: ${state}`,
  sayOffence: (state) =>
    `Скажите, почему деяние было бы преступлением и там (${state}); иначе многие договоры допускают отказ`,
  sayPrivilege: 'Скажите, затронуты ли адвокат, врач, пресса, орган власти или корпоративный клиент',
  weightUnsaid:
    'Наибольшее наказание не указано: скажите, почему преступление достаточно тяжкое для этих данных',
  weightLittle: (years) =>
    `Наибольшее наказание ${count(years, 'год', 'года', 'лет')} — мало для этих данных: просите меньше или скажите, почему они нужны`,
  isPrecise: (address) => `${address}: порт, секунда и смещение есть`,
  addPort: (address) => `${address}: добавьте исходный порт`,
  addTime: (address) => `${address}: добавьте время до секунды со смещением от UTC`,
  addBoth: (address) => `${address}: добавьте исходный порт и время до секунды со смещением от UTC`,
};
