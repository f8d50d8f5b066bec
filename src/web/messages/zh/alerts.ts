import type { alerts as Shape } from '../en/alerts.ts';

const tries = (passwords: number, codes: number): string =>
  [passwords === 0 ? undefined : `${passwords} 次错误密码`, codes === 0 ? undefined : `${codes} 次错误验证码`]
    .filter((part) => part !== undefined)
    .join('和');

export const alerts: typeof Shape = {
  alerts: {
    tries: (passwords, codes) => `自您上次登录以来有 ${tries(passwords, codes)}。`,
    lastAt: (when) => `最近一次：${when}。`,
    wasLocked: '您的账户曾在 15 分钟内不接受密码。',
    notYou: '如果不是您本人，请告知管理员。通行密钥是无法猜出的。',
    knowsPassword: '有人输入了您的正确密码。如果不是您本人，请立即更改密码并告知管理员。',
    toAccount: '前往您的账户',
    lettersGivenUp: (count) => `未能以邮件告知提醒。涉及人数：${count}。`,
    keptByNobody: (count: number) =>
      `予以保密但案件中已无人可作决定：${count} 项。请在服务器上运行：./comity request keeper`,
    casesWithoutLead: (count) =>
      `没有持账户负责人的未结案件：${count} 件。各案成员知道是哪些；完整清单见服务器：./comity case lead`,
    title: '可能有人在猜密码',
    lead: '过去七天的登录入口：',
    locked: (times, when) => `被锁定 ${times} 次，最近一次为 ${when}`,
    strangers: (times, when) => `此处无人使用的地址：被锁定 ${times} 次，最近一次为 ${when}`,
    spread: (address, persons, when) => `来自 ${address}：对 ${persons} 人输入了错误密码，最近一次为 ${when}`,
    whatToDo:
      '请用您已知的号码询问本人是否为其所为。如果不是，请其添加通行密钥，并将该网络地址留给安全负责人。账户在 15 分钟后自动重新开放。',
  },
};
