// A moment: the day, the time on the clock of a place, and which place. Draft.
import type { moment as Shape } from '../en/moment.ts';

export const moment: typeof Shape = {
  moment: {
    now: (time) => `就是现在：${time}`,
    otherTime: '其他时间',
    day: '日',
    month: '月',
    year: '年',
    time: '时间（24 小时制）',
    toTheSecond: '时间（精确到秒）',
    clock: '以哪个时钟为准',
    zone: '当地时区',
    near: '可能的时区',
    places: '所有地点',
    offsets: '与 UTC 的时差',
    whichAsk: '当时钟表拨回，这一时刻出现了两次。是哪一次？',
    which: {
      first: (offset) => `第一次（${offset}）`,
      second: (offset) => `第二次（${offset}）`,
    },
    wrong: {
      missing: '请输入日期和时间',
      day: '请用数字输入存在的日期，例如 26 11 2026',
      time: '请输入时间，例如 14:20',
      zone: '请选择时区',
      skipped: '当时钟表拨快，这一时刻不存在。请输入其他时间',
      twice: '因钟表拨回，这一时刻出现了两次。请说明是哪一次',
      future: '请输入已过去的时间',
    },
    needed: '请说明何时',
  },
};
