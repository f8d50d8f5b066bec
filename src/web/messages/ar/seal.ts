import type { seal as Shape } from '../en/seal.ts';

export const seal: typeof Shape = {
  seal: {
    act: 'ختم الدليل',
    title: 'هل هذا ما أحضرته؟',
    lead: 'أُدخل الدليل نيابةً عنك ووقّعت الخدمة. بختمك تقول بنفسك إن ما يُحفظ تحت هذه البصمة هو ما أحضرته.',
    compare: 'قارن البصمة بما دوّنته إن أمكنك.',
    button: 'نعم، اختمه',
  },
};
