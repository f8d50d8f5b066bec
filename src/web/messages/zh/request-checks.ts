import type { requestChecks as Shape } from '../en/request-checks.ts';

export const requestChecks: typeof Shape = {
  openSearch: {
    here: '公开来源检索',
    lead: '任何人都能看到的，不必请求他国。',
    record: '记录检索情况',
    change: '更改此记录',
    internal: '内部记录：不随任何信函或消息发出。',
    save: '记录',
    conflict: '其间他人已作记录。您填写的内容仍在栏中；再次记录即可取代。',
    asks: {
      search: '是否先查过公开来源？',
      on: '哪一天查的？',
      by: '由谁查的？',
      where: '查了哪些来源？',
      found: '查到什么？',
      exhibit: '案件的哪件证物载有结果？',
      reason: '为何此处不适用检索？',
    },
    choices: { yes: '是，已有人查过', no: '否，不适用' },
    hints: {
      by: '姓名和部门，例如：例某，网络犯罪部门。',
      where: '例如登记册、网页存档、公开资料页、域名记录。',
      found: '如未查到，请写明。',
      exhibit: '其编号，例如 3。没有则留空。',
      reason: '例如：私人邮箱的用户资料不在任何公开来源中。',
    },
    facts: {
      search: '检索',
      on: '日期',
      by: '检索人',
      where: '来源',
      found: '结果',
      exhibit: '证物',
      reason: '不适用的理由',
    },
    wrong: {
      search: '请选择其一。',
      on: '请填写不晚于今天的完整日期，例如 26 11 2026。',
      by: '请说明由谁查的，不超过 300 字。',
      where: '请写明来源，不超过 4000 字。',
      found: '请写明查到什么，或未查到，不超过 4000 字。',
      exhibit: '本案没有此编号的证物。请填写其编号，例如 3，或留空。',
      reason: '请说明理由，不超过 4000 字。',
    },
  },
};
