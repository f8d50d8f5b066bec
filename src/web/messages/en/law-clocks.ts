// Law: legal time limits.
import { count } from './count.ts';

export const clock_ = {
  listLead: 'Legal time limits by instrument. Where a law gives no figure, none is made up.',
  length: 'Length',
  end: 'At the end',
  extension: 'Extension',
  id: 'Clock',
  noFigure: 'no figure',
  bound: { max: 'at most', min: 'at least', exact: '', target: 'aim' },
  counted: {
    hour: (n: number) => count(n, 'hour', 'hours'),
    calendar_day: (n: number) => count(n, 'calendar day', 'calendar days'),
    working_day: (n: number) => count(n, 'working day', 'working days'),
    week: (n: number) => count(n, 'week', 'weeks'),
  },
  unit: {
    at_once: 'at once',
    without_undue_delay: 'without undue delay',
    expeditious: 'expeditious',
    rapidly_expedited: 'rapidly expedited',
    as_soon_as_possible: 'as soon as possible',
    until_event: 'until an event',
    same_as_production_clock: 'as long as the production order',
    day_of_march: 'on a day of March',
    set_by_order: 'set by the order',
    agreed: 'as agreed',
    national_law: 'by national law',
  },
  emergency: 'emergency',
};
