// What is written about a request that is with the other side, or came from there.
import type { followUps as Shape } from '../en/follow-ups.ts';

export const followUps: typeof Shape = {
  followUps: {
    rail: 'Написать',
    write: 'Написать о нём',
    title: (reference) => `Что вы пишете о ${reference}?`,
    carried: (reference) => `Реквизиты, стороны и основание из ${reference}`,
    carriedRecord: (reference) =>
      `То, что записано о ${reference} и его пунктах, где форма об этом спрашивает`,
    recorded: (reference) => `Здесь стоит то, что записано о ${reference}. Измените, если вы говорите иное.`,
    itemsOf: (reference) => `О чём просят в ${reference}`,
    due: (until) => `срок до ${until}`,
    written: 'Написано о нём',
    about: 'О запросе',
    there: (reference) => `Это касается ${reference}. Что меняется, записывают там.`,
    open: (reference) => `Открыть ${reference}`,
    ask: 'Какого запроса этого дела это касается?',
    hint: 'Страницы обеих будут связаны.',
    none: 'Ни одного из них',
    /** Of the letter of a decision, while that is not recorded of the request. */
    decided: {
      outgoing: {
        refused: 'Поступил отказ',
        part: 'Поступил частичный отказ',
        postponed: 'Поступило решение отложить исполнение',
        conditional: 'Поступили условия',
        notExecuted: 'Поступили основания неисполнения ордера (приложение III)',
        objected: 'Поступило возражение со ссылкой на право другого государства (приложение III)',
        asked: 'Поступил вопрос (приложение III)',
        partial: 'Поступил частичный результат',
      },
      incoming: {
        refused: 'Отправлен отказ',
        part: 'Отправлен частичный отказ',
        postponed: 'Отправлено решение отложить исполнение',
        conditional: 'Отправлены условия',
        notExecuted: 'Отправлены основания неисполнения ордера (приложение III)',
        objected: 'Отправлено возражение со ссылкой на право другого государства (приложение III)',
        asked: 'Отправлен вопрос (приложение III)',
        partial: 'Отправлен частичный результат',
      },
      notYet: 'Здесь это ещё не записано. До этого состояние запроса не меняется, а сроки идут.',
      record: 'Записать решение',
      recordAnswer: 'Записать ответ',
    },
  },
};
