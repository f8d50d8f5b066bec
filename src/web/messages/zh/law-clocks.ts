import type { clock_ as Shape } from '../en/law-clocks.ts';

export const clock_: typeof Shape = {
  listLead: '各文书的法定期限。法律未给出数字的，不作编造。',
  length: '长度',
  end: '届满时',
  extension: '延长',
  id: '期限',
  noFigure: '没有数字',
  bound: { max: '至多', min: '至少', exact: '', target: '目标' },
  counted: {
    hour: (n) => `${n} 小时`,
    calendar_day: (n) => `${n} 个日历日`,
    working_day: (n) => `${n} 个工作日`,
    week: (n) => `${n} 周`,
  },
  unit: {
    at_once: '立即',
    without_undue_delay: '不得无故拖延',
    expeditious: '迅速',
    rapidly_expedited: '特别迅速',
    as_soon_as_possible: '尽快',
    until_event: '直至某事件',
    same_as_production_clock: '与提交令相同',
    day_of_march: '三月某日',
    set_by_order: '由命令规定',
    agreed: '按约定',
    national_law: '按国内法',
  },
  emergency: '紧急情况',
};
