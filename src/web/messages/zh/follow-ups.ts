// What is written about a request that is with the other side, or came from there.
import type { followUps as Shape } from '../en/follow-ups.ts';

export const followUps: typeof Shape = {
  followUps: {
    rail: '撰写',
    write: '就此请求撰写',
    title: (reference) => `您要就 ${reference} 写什么？`,
    carried: (reference) => `${reference} 的文号、当事方和依据`,
    carriedRecord: (reference) => `表格所问之处填入 ${reference} 及其事项的记录`,
    recorded: (reference) => `此处为 ${reference} 的记录内容。如与您要说的不符，请修改。`,
    itemsOf: (reference) => `${reference} 请求的事项`,
    due: (until) => `应于 ${until} 前答复`,
    written: '就此请求所写',
    about: '所涉请求',
    there: (reference) => `本件涉及 ${reference}。由此产生的变化记录在该请求中。`,
    open: (reference) => `打开 ${reference}`,
    ask: '本件涉及本案的哪项请求？',
    hint: '两者的页面将互相链接。',
    none: '都不是',
    /** Of the letter of a decision, while that is not recorded of the request. */
    decided: {
      outgoing: {
        refused: '收到拒绝函',
        part: '收到部分拒绝函',
        postponed: '收到推迟函',
        conditional: '收到附加条件',
        notExecuted: '收到不执行命令的理由（附件三）',
        objected: '收到基于另一国法律的异议（附件三）',
        asked: '收到询问（附件三）',
        partial: '收到部分结果',
      },
      incoming: {
        refused: '已发出拒绝函',
        part: '已发出部分拒绝函',
        postponed: '已发出推迟函',
        conditional: '已发出附加条件',
        notExecuted: '已发出不执行命令的理由（附件三）',
        objected: '已发出基于另一国法律的异议（附件三）',
        asked: '已发出询问（附件三）',
        partial: '已发出部分结果',
      },
      notYet: '此处尚未记录。在记录之前，请求状态不变，期限继续计算。',
      record: '记录决定',
      recordAnswer: '记录答复',
    },
  },
};
