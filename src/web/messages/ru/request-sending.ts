import type { requestSending as Shape } from '../en/request-sending.ts';

export const requestSending: typeof Shape = {
  preservationExtension: {
    link: 'Запросить продление',
    carried: (reference) => `Обеспечение сохранности ${reference}, которое нужно продлить`,
  },
  assurance: {
    reciprocity: 'взаимность',
    speciality: 'использование только для указанной цели (специальность)',
    data_protection: 'защита персональных данных',
    return: 'возврат или уничтожение впоследствии',
    costs: 'принятие на себя расходов',
    no_death_penalty: 'неприменение смертной казни',
  },
  assuranceAsked: 'Просит заверить в следующем',
  sendingAsked: {
    title: 'Как он будет отправлен?',
    hint: 'Проверка сравнивает это с тем, что записано о получателе запроса.',
    taken: (names) => `Записано: принимает ${names}`,
    others: 'Другие средства',
    unknown: 'Какие средства принимает получатель, не записано: спросите до отправки.',
    undecided: 'Ещё не решено',
    notSaid: 'не указано',
    followed: 'путь запроса, за которым он следует',
    choose: 'Выберите, каким средством он отправляется.',
    link: 'Указать, как он отправляется',
    act: 'Каким средством он отправлен?',
    label: 'Отправлен через',
  },
};
