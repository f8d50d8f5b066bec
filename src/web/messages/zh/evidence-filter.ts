import type { evidenceFilter as Shape } from '../en/evidence-filter.ts';

export const evidenceFilter: typeof Shape = {
  evidenceFilter: {
    title: '筛选',
    text: '名称或编号',
    all: '全部',
    from: '当日或之后收存',
    until: '当日或之前收存',
    show: '显示这些',
    clear: '显示全部',
    none: '没有符合的证据。',
    across: '您所有案件的证据',
    states: { intact: '完好', failed: '检查未通过' },
    holders: { me: '您', store: '证据库' },
  },
};
