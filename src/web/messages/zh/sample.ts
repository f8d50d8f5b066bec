import type { sample as Shape } from '../en/sample.ts';

export const sample: typeof Shape = {
  sample: {
    title: '先看一看？',
    lead: '示例案件使每个页面都有内容：一起虚构的诈骗，附取证镜像、照片、一封邮件和一份服务提供者的答复。您将是其负责人。仅在没有其他案件时提供。',
    button: '载入示例案件',
  },
};
