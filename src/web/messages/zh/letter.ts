// The fixed words of a letter. What is put in stands as it was typed.
import type { letter as Shape } from '../en/letter.ts';

export const letter: typeof Shape = {
  letter: {
    notice: {
      recalled: '本表格尚未与正式文本核对。',
      contributed: '本表格由第三方提供，尚未与正式文本核对。',
      disputed: '本表格的内容存在争议。',
      editorial: '没有法律规定本表格；它遵循良好做法。',
      translated: (from: string) =>
        `自由文本原文为${from}，此处为译文;未翻译之处均有注明。原文保存在请求的数据中。`,
      forceUnknown: (reason) => `起草时尚无记录表明本文书对两国均有效。仍予发送的理由：${reason}`,
    },
    draft: '中文栏目名称为暂定译文，并非正式文本。',
    readers: '仅供',
    notStated: '未说明。',
    untranslated: '尚未翻译；原文见旁栏。',
    untranslatedFrom: (from: string) => `未翻译。原文为${from}：`,
    yes: '是。',
    no: '否。',
    item: (n, category) => `第 ${n} 项：${category}`,
    labelled: (label, value) => `${label}：${value}`,
    part: {
      person: '负责人',
      title: '职称',
      function: '职务',
      address: '地址',
      phone: '电话',
      mobile: '手机',
      fax: '传真',
      email: '电子邮件',
      hours: '办公时间',
      zone: '时区',
    },
    fact: {
      wanted: '所需数据',
      of: '涉及',
      holder: '持有者',
      period: '期间',
      reason: '理由',
      format: '证据形式',
      preserved: '已保全',
    },
    identifier: (kind, value) => `${kind} ${value}`,
    port: (value) => `端口 ${value}`,
    at: (time) => `时间 ${time}`,
    between: (from, to) => `自 ${from} 至 ${to}`,
    person: {
      suspect: '犯罪嫌疑人',
      accused: '被告人',
      convicted: '被定罪人',
      victim: '被害人',
      witness: '证人',
      holder: '数据持有者',
      other: '其他人员',
    },
    page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
    attached: '同一请求的数据形式，供程序读取',
    signs: {
      name: '姓名',
      function: '职务',
      date: '地点和日期',
      signature: '签字',
      stamp: '公章',
    },
    certificate: {
      title: '译者证明',
      text: (name, from, to, date) =>
        `${name} 于 ${date} 证明：该译文（${from} → ${to}）完整，并忠实于原文。`,
      signature: '译者签名',
    },
  },
};
