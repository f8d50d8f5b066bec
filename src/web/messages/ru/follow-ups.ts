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
  },
};
