import type { clock_ as Shape } from '../en/law-clocks.ts';
import { count } from './count.ts';

export const clock_: typeof Shape = {
  listLead: 'المهل القانونية بحسب الصك. وحيث لا يعطي القانون رقما لا يُختلق رقم.',
  length: 'المدة',
  end: 'عند انتهائها',
  extension: 'التمديد',
  id: 'المهلة',
  noFigure: 'بلا رقم',
  bound: { max: 'على الأكثر', min: 'على الأقل', exact: '', target: 'هدف' },
  counted: {
    hour: (n) => count(n, 'ساعة واحدة', 'ساعتان', 'ساعات', 'ساعة'),
    calendar_day: (n) => count(n, 'يوم تقويمي واحد', 'يومان تقويميان', 'أيام تقويمية', 'يوما تقويميا'),
    working_day: (n) => count(n, 'يوم عمل واحد', 'يوما عمل', 'أيام عمل', 'يوم عمل'),
    week: (n) => count(n, 'أسبوع واحد', 'أسبوعان', 'أسابيع', 'أسبوعا'),
  },
  unit: {
    at_once: 'فورا',
    without_undue_delay: 'من دون تأخير لا مبرر له',
    expeditious: 'على وجه السرعة',
    rapidly_expedited: 'على وجه السرعة القصوى',
    as_soon_as_possible: 'في أقرب وقت ممكن',
    until_event: 'حتى وقوع حدث',
    same_as_production_clock: 'بقدر أمر التقديم',
    day_of_march: 'في يوم من مارس',
    set_by_order: 'يحدده الأمر',
    agreed: 'حسب الاتفاق',
    national_law: 'وفق القانون الوطني',
  },
  emergency: 'طوارئ',
};
