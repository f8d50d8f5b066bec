import type { jobs as Shape } from '../en/jobs.ts';

export const jobs: typeof Shape = {
  jobs: {
    title: '正在进行的任务',
    aboutIt: '关于此任务',
    state: {
      waiting: '等待轮到',
      running: '进行中',
      done: '已完成',
      failed: '未成功',
      cancelled: '已取消',
    },
    cancelling: '正在取消',
    ofBytes: (done, total) => `${total} 中的 ${done}`,
    soFar: (done) => `目前 ${done}`,
    items: (n) => `已完成 ${n}`,
    itemsOf: (n, total) => `${total} 中已完成 ${n}`,
    left: {
      seconds: '剩余不到一分钟',
      minutes: (n) => `大约剩余 ${n} 分钟`,
      hours: (n) => `大约剩余 ${n} 小时`,
    },
    goesOn: '您可以关闭此页面。任务继续进行，此网址始终显示进度。',
    lookAgain: '刷新',
    lookAgainWords: '此页面每隔几秒自动刷新。',
    cancel: '取消',
    cancelWords: '任务可以停止，届时不保留其任何结果。',
    asked: '提出时间',
    by: '提出人',
    began: '开始',
    ended: '结束',
    inCase: '案件',
    open: '查看结果',
    failedUnexpected: '我方一再出现故障。没有丢失任何内容。请将时间告知管理员。',
    failedHidden: '我方出现故障。没有丢失任何内容。请将时间告知管理员。',
    expected: (words) => `所期望的：${words}。`,
    cancelledWords: '任务在完成前停止，未保留任何结果。',
    backToCase: '返回案件',
  },
  jobKind: {
    checkExhibit: {
      title: '重新读取证物的每个字节',
      done: '已全部读取，结果已记录',
      open: '查看证物',
    },
    alarms: {
      title: '提醒即将到期的期限',
      done: '所有到时的提醒均已发出',
      open: '继续',
    },
    fixity: {
      title: '重新读取存储的证物',
      done: '所有到期的均已读取',
      open: '继续',
    },
    checkPackage: {
      title: '检查证据包',
      done: '所有检查均已进行',
      open: '查看结果',
    },
    importPackage: {
      title: '将证据包接收为证据',
      done: '已成为证据',
      open: '查看证据包',
    },
    makePackage: {
      title: '制作证据包',
      done: '完整并已签名',
      open: '查看证据包',
    },
    replaceLogKeys: {
      title: '更换日志密钥',
      done: '新密钥已开始签名',
      open: '查看现在要做的事',
    },
    statedDigests: { title: '正在计算发送方所述的摘要', done: '可以比较了', open: '继续' },
    takeFolder: {
      title: '将服务器上的文件收入证据',
      done: '已成为证据',
      open: '查看证据',
    },
    takeUpload: {
      title: '将文件接收为证据',
      done: '已成为证据',
      open: '查看证物',
    },
  },
};
