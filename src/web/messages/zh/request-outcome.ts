// How a request ends, and what is looked at before: restrictions, certificate, costs, what the other side is told.
import type { requestOutcome as Shape } from '../en/request-outcome.ts';

export const requestOutcome: typeof Shape = {
  requestOutcome: {
    noRestriction: '未提出限制',
    title: '结果如何',
    noCertificate: (why: string) => `没有证明：${why}`,
    costLine: (amount: string, bearer: string) => `${amount}，${bearer}`,
    asks: {
      restrictions: '这些证物是否未提出限制？',
      costs: '是否产生了费用？',
      costAmount: '多少，何种货币？',
      costBearer: '费用由谁承担？',
      feedback: '收到的内容是否有用？',
      feedbackWords: '您向对方反馈什么？',
      certificate: '是否随附了证明？',
      certificateWhat: '是哪份证明？',
      certificateNone: '为何没有证明？',
      assignedTo: '交由谁办理？',
      order: '为何不需要国内命令？',
      early: '被通知机关如何确认不提出理由？',
      checked: '为何可以信赖？',
    },
    labels: {
      restrictions: '限制',
      costs: '费用',
      costAmount: '金额',
      costBearer: '承担者',
      feedback: '有用性',
      feedbackWords: '向对方的反馈',
      certificate: '证明',
      certificateWhat: '哪份证明',
      certificateNone: '为何没有',
      assignedTo: '交由',
      order: '为何不需要命令',
      early: '如何确认',
    },
    hints: {
      restrictions: (list: string) => `没有限制：${list}`,
      costAmount: '数字后加三个字母的货币代码，如 1200.50 EUR',
      certificateWhat: '商业记录证明、条约表格、法院印章，注明日期，如为证物则注明编号',
    },
    cost: {
      none: '没有费用',
      some: '有费用',
    },
    bearers: {
      asking: '请求国',
      asked: '被请求国',
      provider: '服务提供商',
      shared: '双方分担',
    },
    use: {
      yes: '有用',
      partly: '部分有用',
      no: '没有用',
      none: '没有可反馈的',
    },
    certificates: {
      came: '有',
      none: '没有',
    },
  },
};
