// Letters in other languages, and the translator's desk.
import type { translation as Shape } from '../en/translation.ts';

export const translation: typeof Shape = {
  translation: {
    another: 'بلغة أخرى أو للتحرير',
    letterTitle: 'بأي لغة؟',
    letterLead: 'العبارات الثابتة والتسميات تتبع اللغة. أما ما كتبتموه فيبقى كما هو إلى أن يُترجم.',
    language: 'لغة الرسالة',
    beside: 'إلى جانبها',
    nothingBeside: 'بلا لغة أخرى',
    reserved: 'أي نسخة؟',
    whole: 'مع ما لا يجوز أن تقرأه إلا سلطة التنفيذ',
    editable: 'نسخة للتحرير (DOCX)',
  },
};
