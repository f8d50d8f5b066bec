import type { clock_ as Shape } from '../en/law-clocks.ts';
import { count } from './count.ts';

export const clock_: typeof Shape = {
  listLead: 'Установленные законом сроки по документам. Где закон числа не даёт, оно не выдумывается.',
  length: 'Длительность',
  end: 'В конце',
  extension: 'Продление',
  id: 'Срок',
  noFigure: 'без числа',
  bound: { max: 'не более', min: 'не менее', exact: '', target: 'цель' },
  counted: {
    hour: (n) => count(n, 'час', 'часа', 'часов'),
    calendar_day: (n) => count(n, 'календарный день', 'календарных дня', 'календарных дней'),
    working_day: (n) => count(n, 'рабочий день', 'рабочих дня', 'рабочих дней'),
    week: (n) => count(n, 'неделя', 'недели', 'недель'),
  },
  unit: {
    at_once: 'немедленно',
    without_undue_delay: 'без неоправданной задержки',
    expeditious: 'оперативно',
    rapidly_expedited: 'особо оперативно',
    as_soon_as_possible: 'как можно скорее',
    until_event: 'до наступления события',
    same_as_production_clock: 'как срок приказа о предоставлении',
    day_of_march: 'в день марта',
    set_by_order: 'устанавливается приказом',
    agreed: 'по договорённости',
    national_law: 'по национальному праву',
  },
  emergency: 'чрезвычайная ситуация',
};
