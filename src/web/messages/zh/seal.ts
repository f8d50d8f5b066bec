import type { seal as Shape } from '../en/seal.ts';

export const seal: typeof Shape = {
  seal: {
    act: '封存',
    title: '这是您带来的吗？',
    lead: '证物已代您接收，并由服务签署。您的封存表示：以此摘要保存的正是您带来的。',
    compare: '如有可能，请与您记下的摘要核对。',
    button: '是，封存',
  },
};
