// How a request ends, and what is looked at before: restrictions, certificate, costs, what the other side is told.
import type { requestOutcome as Shape } from '../en/request-outcome.ts';

export const requestOutcome: typeof Shape = {
  requestOutcome: {
    noRestriction: 'Ограничений не указано',
    title: 'Чем это закончилось',
    noCertificate: (why: string) => `Без удостоверения: ${why}`,
    costLine: (amount: string, bearer: string) => `${amount}, ${bearer}`,
    asks: {
      restrictions: 'Для этих вещественных доказательств ограничений указано не было?',
      costs: 'Были ли расходы?',
      costAmount: 'Сколько и в какой валюте?',
      costBearer: 'Кто несёт расходы?',
      feedback: 'Было ли полученное полезным?',
      feedbackWords: 'Что вы им об этом сообщаете?',
      certificate: 'Пришло ли вместе с этим удостоверение?',
      certificateWhat: 'Какое это удостоверение?',
      certificateNone: 'Почему нет удостоверения?',
      assignedTo: 'Кому это поручено?',
      order: 'Почему не нужно внутреннее распоряжение?',
      early: 'Как уведомлённый орган подтвердил, что не заявляет оснований?',
      checked: 'Почему на это можно полагаться?',
    },
    labels: {
      restrictions: 'Ограничения',
      costs: 'Расходы',
      costAmount: 'Сумма',
      costBearer: 'Несёт',
      feedback: 'Польза',
      feedbackWords: 'Что им сообщено',
      certificate: 'Удостоверение',
      certificateWhat: 'Какое удостоверение',
      certificateNone: 'Почему его нет',
      assignedTo: 'Поручено',
      order: 'Почему распоряжение не нужно',
      early: 'Как он подтвердил',
    },
    hints: {
      restrictions: (list: string) => `Без ограничений: ${list}`,
      costAmount: 'Цифры, затем три буквы валюты, например 1200.50 EUR',
      certificateWhat:
        'Удостоверение о деловых записях, форма договора, печать суда, с датой и номером вещественного доказательства, если это оно',
    },
    cost: {
      none: 'Расходов нет',
      some: 'Расходы были',
    },
    bearers: {
      asking: 'запрашивающее государство',
      asked: 'запрашиваемое государство',
      provider: 'поставщик услуг',
      shared: 'обе стороны, по частям',
    },
    use: {
      yes: 'Полезно',
      partly: 'Частично',
      no: 'Бесполезно',
      none: 'Сообщить нечего',
    },
    certificates: {
      came: 'Да, пришло',
      none: 'Нет',
    },
  },
};
