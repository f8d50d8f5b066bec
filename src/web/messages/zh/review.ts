// 请求的各版本及其差异；意见和建议的修改。
import type { review as Shape } from '../en/review.ts';

export const review: typeof Shape = {
  review: {
    versions: {
      title: '版本',
      lead: '每次回答的状态都予保存。每个版本显示其所作的修改。',
      version: '版本',
      page: '所回答的问题',
      when: '保存时间',
      who: '保存人',
      begun: '开始',
      nothing: '没有差异。',
      gone: '删去',
      come: '新增',
      with: '对比版本',
      compare: '对比',
      number: (n) => `版本 ${n}`,
      compared: (a, b) => `从版本 ${a} 到版本 ${b}`,
      by: (name, date) => `${name}，${date}`,
    },
  },
};
