import type { compare_ as Shape } from '../en/law-compare.ts';

export const compare_: typeof Shape = {
  lead: '请选择两到四个国家。',
  by: '按',
  byMeasure: '措施',
  byInstrument: '文书',
  first: '第一个国家',
  second: '第二个国家',
  third: '第三个国家',
  fourth: '第四个国家',
  none: '无',
  button: '比较',
  measure: '措施',
  common: '共同基础',
  commonWords: (n) => `${n} 项文书约束所有这些国家`,
  noCommon: '没有约束所有这些国家的文书的记载。',
  unlisted: '未知',
  all: '约束全部',
  choose: '请至少选择两个国家',
};
