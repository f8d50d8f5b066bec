import type { languages as Shape } from '../en/languages.ts';

export const languages: typeof Shape = {
  languages: {
    title: '语言',
    which: '您阅读哪种语言？',
    hint: '无论您在何处登录，页面都使用该语言。人们写下的内容以及法律数据中的标题和名称保留其来源的语言。',
    draft: '这些文字是草稿，尚未经母语人士核对。',
    save: '使用此语言',
    saved: '已保存。',
    change: '更改语言',
  },
};
