// The fixed words of a letter. What is put in stands as it was typed.
import type { letter as Shape } from '../en/letter.ts';

export const letter: typeof Shape = {
  letter: {
    notice: {
      recalled: 'Эта форма ещё не сверена с официальным текстом.',
      contributed: 'Эта форма предоставлена третьим лицом и ещё не сверена с официальным текстом.',
      disputed: 'Содержание этой формы оспаривается.',
      editorial: 'Закон не предписывает эту форму; она следует надлежащей практике.',
      template: (name, item) =>
        `Сверено с образцом ${name} до пункта ${item}; дальнейшее с ним ещё не сверено.`,
      translated: (from: string) =>
        `Свободный текст составлен на языке: ${from}; здесь он переведён, непереведённое отмечено. Оригинал сохранён в данных запроса.`,
      forceUnknown: (reason) =>
        `При составлении не было сведений, действует ли этот документ для обоих государств. Направляется по следующей причине: ${reason}`,
    },
    draft: 'Названия полей на русском языке — предварительный перевод, а не официальный текст.',
    readers: 'Только для',
    notStated: 'Не указано.',
    untranslated: 'Ещё не переведено; текст приведён рядом.',
    untranslatedFrom: (from: string) => `Не переведено. Язык оригинала: ${from}.`,
    yes: 'Да.',
    no: 'Нет.',
    item: (n, category) => `Пункт ${n}: ${category}`,
    labelled: (label, value) => `${label}: ${value}`,
    part: {
      person: 'Ответственное лицо',
      title: 'Звание',
      function: 'Должность',
      address: 'Адрес',
      phone: 'Телефон',
      mobile: 'Мобильный телефон',
      fax: 'Факс',
      email: 'Электронная почта',
      hours: 'Часы работы',
      zone: 'Часовой пояс',
    },
    fact: {
      wanted: 'Запрашивается',
      of: 'В отношении',
      holder: 'Держатель',
      period: 'Период',
      reason: 'Обоснование',
      format: 'Форма доказательств',
      preserved: 'Сохранение',
    },
    identifier: (kind, value) => `${kind} ${value}`,
    port: (value) => `порт ${value}`,
    at: (time) => `в ${time}`,
    between: (from, to) => `с ${from} по ${to}`,
    person: {
      suspect: 'подозреваемый',
      accused: 'обвиняемый',
      convicted: 'осуждённый',
      victim: 'потерпевший',
      witness: 'свидетель',
      holder: 'держатель данных',
      other: 'иное лицо',
    },
    page: (page, pages) => `Страница ${page} из ${pages}`,
    attached: 'Тот же запрос в виде данных для чтения программой',
    signs: {
      name: 'Фамилия, имя',
      function: 'Должность',
      date: 'Место и дата',
      signature: 'Подпись',
      stamp: 'Официальная печать',
    },
    certificate: {
      title: 'Удостоверение переводчика',
      text: (name, from, to, date) =>
        `${date} ${name} удостоверил(а), что перевод (${from} → ${to}) является полным и соответствует оригиналу.`,
      signature: 'Подпись переводчика',
    },
  },
};
