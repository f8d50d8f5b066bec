import type { labels as Shape } from '../en/labels.ts';

export const labels: typeof Shape = {
  labels: {
    title: '打印标签',
    one: '打印标签',
    many: '打印标签',
    lead: (n, sheets) => `${n} 个标签，共 ${sheets} 张。`,
    how: '请以 A4、100 %、无浏览器页边距打印本页。标签适合每张 14 个的标签纸（99.1 × 38.1 毫米），或普通纸加剪刀。',
    nothingSecret: '标签仅以编号标明证物、机构和案件。其二维码指向证物页面，该页面仅对本案参与人开放。',
    which: '哪些证物？',
    whichHint: '本案的证物，例如：1-4, 7',
    whichWrong: (max) => `请输入例如 1-4, 7 的证物号；每次最多 ${max} 件`,
    first: '标签纸上第一个空位',
    firstHint: '从左上角起逐行计数：1 至 14',
    firstWrong: '请输入 1 至 14 的数字',
    show: '显示这些',
    none: '本案没有这样的证物。',
    caseLabel: '案件',
    digest: 'SHA-256',
    code: (number) => `指向证物 ${number} 的二维码`,
    list: '标签',
  },
};
