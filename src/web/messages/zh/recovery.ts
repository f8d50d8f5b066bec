import type { recovery as Shape } from '../en/recovery.ts';

export const recovery: typeof Shape = {
  recovery: {
    rail: '恢复访问',
    railHint: '适用于丢失手机、恢复码和通行密钥或忘记密码的人。',
    begin: '恢复其访问',
    waits: '等待第二名管理员',
    tooFew: '这需要两名管理员，且均不得为本人。人数不足：请在本机终端上运行',
    waiting: '等待第二名管理员的恢复访问',
    proposedWords: (who, by) => `${by} 提出恢复 ${who} 的访问。`,
    makeSure: '只有在您亲自确认确为本人提出时才予确认。',
    aboutYou: (by) => `${by} 提出恢复您的访问。如果您并未请求，请立即告知另一名管理员。`,
    waitsForAnother: '须由另一名管理员确认。',
    confirm: '确认并创建链接',
    title: (name) => `恢复 ${name} 的访问？`,
    what: '须由第二名管理员确认。此后本人可凭链接在一小时内设置一次新密码和新的第二步。其在各处的会话均被结束，旧密码、应用、恢复码和通行密钥均失效。',
    sureTitle: '请确认是本人。',
    sure: (name) =>
      `请与 ${name} 见面，或拨打您从别处得知的号码。来自对方的邮件或电话是不够的：他人正是这样试图进入的。`,
    propose: '向另一名管理员提出',
    proposed: '已提出。须由另一名管理员确认；其可在人员页面看到。',
    linkTitle: (name) => `请将此链接交给 ${name}`,
    link: '可使用一次，一小时内有效。请当面交付，或通过确属本人的方式。它不会再次显示。此人在各处的会话均已结束。',
    backTitle: (name) => `欢迎回来，${name}`,
    back: (email) =>
      `您以 ${email} 登录。请选择新密码，然后设置新的第二步。旧的一切均失效：密码、应用、恢复码、通行密钥。`,
    backButton: '设置密码',
    gone: '它已被使用，或在一小时后失效。请向管理员索取另一个。',
    waitingWork: (n) => `${n} 项恢复访问需要第二名管理员`,
    toldTitle: '有人恢复了您的访问。',
    told: (when) => `${when}，您的密码和第二步凭链接重新设置。如果不是您本人，请立即告知管理员。`,
  },
};
