import type { requestSending as Shape } from '../en/request-sending.ts';

export const requestSending: typeof Shape = {
  preservationExtension: {
    link: '请求延长',
    carried: (reference) => `须延长的保全 ${reference}`,
  },
  assurance: {
    reciprocity: '互惠',
    speciality: '仅用于所述目的（特定性）',
    data_protection: '个人数据保护',
    return: '事后归还或销毁',
    costs: '承担费用',
    no_death_penalty: '不适用死刑',
  },
  assuranceAsked: '要求保证',
  sendingAsked: {
    title: '将如何发送？',
    hint: '检查会将其与收件方的记录对照。',
    taken: (names) => `有记录：${names} 接受`,
    others: '其他方式',
    unknown: '对方接受何种方式没有记录：发送前请询问。',
    undecided: '尚未决定',
    notSaid: '未说明',
    followed: '其所跟进的请求的途径',
    choose: '请选择发送方式。',
    link: '说明如何发送',
    act: '以何种方式发出？',
    label: '发送方式',
  },
};
