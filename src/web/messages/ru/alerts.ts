import type { alerts as Shape } from '../en/alerts.ts';
import { count } from './count.ts';

const times = (n: number): string => count(n, 'раз', 'раза', 'раз');

const tries = (passwords: number, codes: number): string =>
  [
    passwords === 0 ? undefined : count(passwords, 'неверный пароль', 'неверных пароля', 'неверных паролей'),
    codes === 0 ? undefined : count(codes, 'неверный код', 'неверных кода', 'неверных кодов'),
  ]
    .filter((part) => part !== undefined)
    .join(' и ');

export const alerts: typeof Shape = {
  alerts: {
    tries: (passwords, codes) => `С вашего последнего входа: ${tries(passwords, codes)}.`,
    lastAt: (when) => `Последний: ${when}.`,
    wasLocked: 'Ваша учётная запись была закрыта для паролей на 15 минут.',
    notYou: 'Если это были не вы, сообщите администратору. Ключ доступа подобрать невозможно.',
    knowsPassword:
      'Кто-то ввёл ваш верный пароль. Если это были не вы, смените его сейчас и сообщите администратору.',
    toAccount: 'Перейти к учётной записи',
    lettersGivenUp: (count) => `О сигналах не удалось сообщить по почте. Людей: ${count}.`,
    keptByNobody: (count: number) =>
      `Хранится в тайне, и никто в деле больше об этом не решает: ${count}. На машине: ./comity request keeper`,
    casesWithoutLead: (count) =>
      `Открытые дела без руководителя с учётной записью: ${count}. Участники знают, какие это дела; полный список — на машине: ./comity case lead`,
    title: 'Возможно, кто-то подбирает пароль',
    lead: 'На входе, за последние семь дней:',
    locked: (n, when) => `вход закрывался ${times(n)}, последний раз ${when}`,
    strangers: (n, when) =>
      `Адреса, которых здесь ни у кого нет: вход закрывался ${times(n)}, последний раз ${when}`,
    spread: (address, persons, when) =>
      `С адреса ${address}: неверные пароли для ${count(persons, 'человека', 'человек', 'человек')}, последний раз ${when}`,
    whatToDo:
      'Спросите этого человека по известному вам номеру, он ли это был. Если нет, пусть добавит ключ доступа; сохраните сетевой адрес для сотрудника по безопасности. Через 15 минут учётная запись откроется сама.',
  },
};
