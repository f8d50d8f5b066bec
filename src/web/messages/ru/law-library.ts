import type { lawLibrary as Shape } from '../en/law-library.ts';
import { count } from './count.ts';

export const lawLibrary: typeof Shape = {
  lawLibrary: {
    lead: 'Что государства написали и решили и с чем другие столкнулись раньше. Размечено, чтобы находить по мере, виду данных или вопросу.',
    issue: 'Вопрос',
    anyIssue: 'Любой вопрос',
    found: (n) => count(n, 'запись', 'записи', 'записей'),
    none: 'Записей об этом нет. Это значит «неизвестно», а не «нет».',
    from: { law: 'В силе с', case: 'Решено', strategy: 'Принята', lesson: 'От' },
    until: { law: 'Отменён', case: 'До', strategy: 'До', lesson: 'До' },
    notInForce: 'на этот день не в силе',
    reference: { law: 'Ссылка', case: 'Номер', strategy: 'Номер', lesson: 'Где' },
    court: 'Суд',
    organisation: 'Организация',
    original: 'Название на языке оригинала',
    language: 'Язык',
    text: 'Текст',
    evidence: 'Доказательство',
    evidenceWords: {
      admitted: 'допущено',
      excluded: 'исключено',
      obtained: 'получено',
      refused: 'держатель отказал',
      not_decided: 'не решено',
      unknown: 'неизвестно',
    },
    saying: {
      facts: 'Что произошло',
      held: 'Что постановлено',
      cooperation: 'Как об этом просили',
      aim: 'Цель',
      met: 'С чем столкнулись',
      advice: 'Что помогает',
    },
    provisions: 'Положения',
    place: 'Где',
    gives: 'Что сказано',
    tags: 'О чём',
    others: 'С этим сталкивались другие',
  },
};
