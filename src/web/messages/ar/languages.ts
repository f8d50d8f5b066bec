import type { languages as Shape } from '../en/languages.ts';

export const languages: typeof Shape = {
  languages: {
    title: 'اللغة',
    which: 'بأي لغة تقرأ؟',
    hint: 'تتبعها الصفحات أينما دخلت. وما كتبه الأشخاص، والعناوين والأسماء في بيانات القانون، تبقى بلغة مصدرها.',
    draft: 'هذه النصوص مسودة، لم يراجعها بعد متحدث أصلي باللغة.',
    save: 'استعمال هذه اللغة',
    saved: 'تم الحفظ.',
    change: 'تغيير اللغة',
  },
};
