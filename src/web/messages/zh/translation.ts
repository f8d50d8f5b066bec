// Letters in other languages, and the translator's desk.
import type { translation as Shape } from '../en/translation.ts';

export const translation: typeof Shape = {
  translation: {
    another: '其他语言，或可编辑副本',
    letterTitle: '使用哪种语言？',
    letterLead: '固定文字和栏目名称随语言而变。您填写的内容在翻译之前保持原样。',
    language: '信函语言',
    beside: '对照语言',
    nothingBeside: '无对照语言',
    reserved: '哪一份？',
    whole: '包含仅执行机关可阅读的部分',
    editable: '可编辑副本（DOCX）',
  },
};
