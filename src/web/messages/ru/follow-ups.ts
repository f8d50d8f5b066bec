// What is written about a request that is with the other side, or came from there.
import type { followUps as Shape } from '../en/follow-ups.ts';

export const followUps: typeof Shape = {
  followUps: {
    rail: 'Написать',
    write: 'Написать о ней',
    title: (reference) => `Что вы пишете о ${reference}?`,
    carried: (reference) => `Реквизиты, стороны и основание из ${reference}`,
    carriedRecord: (reference) =>
      `То, что записано о ${reference} и её пунктах, где форма об этом спрашивает`,
    recorded: (reference) => `Здесь стоит то, что записано о ${reference}. Измените, если вы говорите иное.`,
    itemsOf: (reference) => `О чём просят в ${reference}`,
    due: (until) => `срок до ${until}`,
    written: 'Написано о ней',
    about: 'О просьбе',
    there: (reference) => `Это касается ${reference}. Что меняется, записывают там.`,
    open: (reference) => `Открыть ${reference}`,
    ask: 'Какой просьбы этого дела это касается?',
    hint: 'Страницы обеих будут связаны.',
    none: 'Ни одной из них',
  },
};
