// 请求发出前实务上的要求、对此的说明，以及所知的对方国家情况。
import type { practice as Shape } from '../en/practice.ts';

export const practice: typeof Shape = {
  practice: {
    findings: {
      openSource: '是否先查过公开来源？请说明查到什么，或为何没有查。',
      affiliate: (name) => `${name} 就在贵国境内：依本国法发出命令或已足够。`,
      notPreserved: '没有生效中的保全涵盖这些数据。请先申请保全，或说明为何不申请。',
      preservationEnds: (number, end, days) =>
        `保全 ${number} 于 ${end} 到期；答复约需 ${days} 天。请申请延长。`,
      directRoute: (data, way, names) =>
        `这类数据（${data}）或可走直接途径：${way}。请抄送对方国家的机关。${names === '' ? '名录中没有受理的机关。' : `名录所载：${names}。`}`,
      counterpartCopy: (state, names) =>
        `本请求直接发给服务提供者：请向对方国家（${state}）的主管机关发送一份副本。${names === '' ? '名录中没有受理请求的机关。' : `名录中有：${names}。请选择一个，请求发出时副本会自动制作。`}`,
      copyTakerGone: (state) =>
        `按现在的名录，所选接收副本的机关已不受理请求（${state}）：不会制作副本。请另选一个，或选择不发副本。`,
      copyNotRead: (name, taken, beside) =>
        `接收副本的机关（${name}）使用的语言：${taken}。${beside === '' ? '本程序不能用其中任何一种语言书写：请另作译文，随副本一并发送。' : `副本将并列另一种语言（${beside}），但自由填写的内容尚未翻译：请先翻译，否则将按原文发出。`}`,
      copyLanguageUnknown: (name, language) =>
        `名录没有说明接收副本的机关（${name}）使用哪些语言：副本将用信函的语言（${language}）制作。请向其询问，并在名录中注明。`,
      cyberUnit: (data) => `须由网络犯罪部门中未参与撰写的人阅读技术部分（${data}），并在此说明其正确。`,
      cyberUnitLater: (data) => `网络犯罪部门无人读过技术部分（${data}）。请说明为何不能等待。`,
      noStableIdentifier: '这里的名称均可由其所有人更改；请同时提供账户编号或标识。',
      accountFormat: (value, holder, formats) =>
        `${holder} 不以这种形式标识账户：${value}。记录的形式：${formats}。`,
      allData: '索取“所有数据”会因过宽而被拒。请写明所需内容。',
      wrongEntity: (names) => `这是服务名称，不是持有数据的法律实体。记录在案的有：${names}。`,
      holderNotListed: (name) => `${name} 不在服务提供者名录中：请核实其法定名称和地址。`,
      noAddress: (name) => `没有给出 ${name} 的地址：无地址的信函得不到答复。`,
      noNexus: '请说明数据与罪行的关系：否则不会提供内容数据。',
      thinReason: '理由过短。请说明此项能证明而其他不能证明的内容。',
      notInForce: (title, state, why) => `${title} 对 ${state} 无约束力：${why}。`,
      forceUnknown: (title, state, why) => `${title} 是否约束 ${state} 尚不清楚：${why}。请询问保存人。`,
      dualCriminality: (article) => `请说明该行为在对方国家为何也构成犯罪：${article}`,
      authorityAtHome: (kind) => `条约将谁可提出此项请求留给贵国法律：${kind}。签署前请核对。`,
      authorityUnknown: (kind) => `没有记录谁可提出此项请求：${kind}。签署前请询问。`,
      unvalidated: '在确认前发出：请说明为何法官或检察官来不及确认，以及国内案件依据哪项法律可以如此。',
      needsAuthority: (data) => `此类数据（${data}）须由法官或法院签发或核准。`,
      notByThisForm: (data) => `此表格不能索取这类数据：${data}。`,
      noUrgencyReason: '请说明为何紧急及何时需要；没有理由便无人相信。',
      noSecrecyReason: '请说明为何须保密，对谁保密。',
      noThreat: '请说明何人受何威胁，以及数据如何能消除威胁。',
      callBack: (numbers) =>
        `紧急情况要回拨名录中的号码来核实。所给号码（${numbers}）均未在名录中确认为贵国机关的号码：请给出已确认的号码，或说明对方如何核实您。`,
      noCallBackNumber: '紧急情况须经电话核实：请提供确认人的电话号码。',
      notInLanguage: (state, languages) => `${state} 接受的语言：${languages}。请写明由谁翻译。`,
      notInLanguageNotified: (state, languages, day) =>
        `据记录，${state} 接受的语言：${languages}。记录日期：${day === '' ? '未记录' : day}。该记录较旧或读自副本：请询问是否仍然有效，并准备翻译。`,
      letterNotTranslated: (language) =>
        `信函以${language}发出，但并非每句都已译成该语言。请先译完，或另选语言。`,
      languageUnknown: (name) => `${name} 接受哪些语言没有记录：请询问，并准备翻译。`,
      authorityAsks: (name, what) => `${name} 要求：${what}。请说明如何满足。`,
      authorityNotListed: (name) => `名录中没有${name}受理此类请求的机关：请询问由谁主管。`,
      otherAuthority: (named, known) =>
        `名录所载主管机关：${known}。信函所写为另一机关：${named}。请查明其是否受理此类请求。`,
      contactUnconfirmed: (numbers) => `名录中尚无两人确认此项属于该国机关：${numbers}。依赖之前请先确认。`,
      wayClosed: (way, why) =>
        `此途径不适用于本请求：${way}。${why === '' ? '此表格或条约的请求不走此途径。' : `${why}。`}请另选途径，或说明为何如此发送。`,
      wayUnknown: (way, why) =>
        `不知本请求能否走此途径：${way}。${why === '' ? '法律数据没有记载。' : `${why}。`}发送前请询问。`,
      meansNotSaid: (names) =>
        names === ''
          ? '未说明以何种方式发送，且对方国家接受何种方式没有记录：请说明并询问。'
          : `未说明以何种方式发送。名录中载有接受方式的有：${names}。请选择一种。`,
      meansNotAccepted: (name, own, means) =>
        `${name} 接受请求的方式：${means}。本请求拟以此方式发送：${own}。请选择其他方式，或说明为何如此发送。`,
      profileSilent: (state, parts) =>
        `关于${state}，名录没有记载：${parts}。这是不知，不是“无”：发送前请询问。`,
      assuranceAsked: (state, text, asked) =>
        `${state}要求保证：${asked}。该国已声明：${text} 请在函件中作出保证，或说明如何作出。`,
      duplicate: (reference, holder) => `${reference} 也向 ${holder} 提出请求：请合并，或说明为何并行。`,
      privilege: '请说明是否涉及律师、医生、新闻界、公共机关或企业客户。',
      proportionality: (data) => `请说明罪行为何严重到需要这类数据：${data}。`,
    },
    reading: {
      title: '技术部分是否正确？',
      here: '技术部分',
      lead: '由网络犯罪部门的人，或同样懂技术、且未参与撰写请求的人阅读。其中如有更改，须重新阅读。',
      unit: '您的部门',
      unitHint: '例如贵国警方的网络犯罪部门。您的姓名一并保存。',
      confirm: '我已阅读，内容正确',
      isWriter: '您撰写了此请求的一部分。由案件中的其他人阅读。',
      otherRole: '由调查员或案件负责人阅读。请负责人指定网络犯罪部门的人。',
      changed: '您阅读期间内容已更改。现状如下。',
      link: '阅读技术部分',
      back: '返回待解决的问题',
      read: (name, unit, when) => `${name}（${unit}）已阅读技术部分并认为正确，${when}。`,
    },
    reason: {
      say: '说明，或写明原因',
      change: '修改说明',
      title: '对此点有何说明？',
      label: '查到或做了什么，或为何不妨碍发出',
      hint: '与请求一并保存，授权人会看到。',
      save: '保存',
      take: '移除',
      said: '对检查的说明',
      settled: '对已不存在的问题所作的说明',
      settledHint: '它仍随请求一并发出。如已不适用，请移除。',
      nothing: '请填写，或返回。',
      conflict: (text) => `期间他人已说明：${text}`,
    },
    asked: {
      task: '撰写之前',
      state: '发往哪个国家？',
      stateHint: '其规则随后显示在问题旁并予以检查。',
      urgency: '紧急程度如何？',
      urgencySaid: '由关于期限或紧急情况的回答决定；如需另选，请修改这些回答。',
      levels: { normal: '不紧急', urgent: '紧急', emergency: '危急：生命或人身安全' },
    },
    begin: {
      why: '为何选此途径',
      wayChosen: '途径',
      lawOf: '依此日法律',
      lawVersion: '法律数据',
      lawGone: '当时的法律数据未在此发布：此处依今日数据得出。',
      wayGone: '方案中已无此途径。请于今日提出同一问题并比较。',
      title: '为哪个案件撰写？',
      lead: '计划所述内容将带入请求。',
      none: '您没有可撰写请求的案件。请询问案件负责人。',
      carried: '带入请求：',
      noForm: '此途径尚无专用表格。请选择最接近的。',
      again: '照此再写一份',
      from: '起始于',
      like: (reference) => `沿用回答：${reference}`,
      exhibit: (number, title) => `证物 ${number}: ${title}`,
    },
    tasks: {
      inProgress: '进行中',
      questions: (n) => `问题：${n} 个`,
      answered: (done, all) => `已回答 ${done} 项，共 ${all} 项`,
    },
    profile: {
      title: (name) => `所知情况：${name}`,
      whichState: '对方国家的所知情况',
      authorities: '由谁接收',
      languages: '语言',
      transmission: '如何发送',
      content: '要求的内容',
      unknown: '没有记录',
      reservations: '声明和保留',
      court: '本国法院的要求',
      open: '该国记录',
      legend: '名录为我方自编：未知不等于“否”。',
    },
  },
};
