// A moment: the day, the time on the clock of a place, and which place. Draft.
import type { moment as Shape } from '../en/moment.ts';

export const moment: typeof Shape = {
  moment: {
    now: (time) => `Только что: ${time}`,
    otherTime: 'В другое время',
    day: 'День',
    month: 'Месяц',
    year: 'Год',
    time: 'Время (24 часа)',
    toTheSecond: 'Время (до секунды)',
    clock: 'По каким часам',
    zone: 'Часовой пояс этого места',
    near: 'Вероятные',
    places: 'Все места',
    offsets: 'Сдвиг от UTC',
    whichAsk: 'В тот день часы перевели назад, и это время было дважды. Какое из двух?',
    which: {
      first: (offset) => `Первое (${offset})`,
      second: (offset) => `Второе (${offset})`,
    },
    wrong: {
      missing: 'Введите день и время',
      day: 'Введите существующий день цифрами, например 26 11 2026',
      time: 'Введите время, например 14:20',
      zone: 'Выберите часовой пояс',
      skipped: 'В тот день часы перевели вперёд, и этого времени не было. Введите другое',
      twice: 'Это время было дважды, так как часы перевели назад. Укажите, какое из двух',
      future: 'Введите прошедшее время',
    },
    needed: 'Укажите, когда',
  },
};
