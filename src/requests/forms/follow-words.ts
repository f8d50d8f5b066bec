// Parts of what follows a request: extension, supplement, withdrawal, question and answer, refusal, partial result. All but
// English are drafts (docs/terms.md).
import type { Words } from '../form.ts';

export const FOLLOW_PART = {
  supplement: {
    en: 'Supplement',
    fr: 'Complément',
    es: 'Complemento',
    ru: 'Дополнение',
    zh: '补充',
    ar: 'التكملة',
  },
  withdrawal: { en: 'Withdrawal', fr: 'Retrait', es: 'Retirada', ru: 'Отзыв', zh: '撤回', ar: 'السحب' },
  question: { en: 'Question', fr: 'Question', es: 'Pregunta', ru: 'Вопрос', zh: '询问', ar: 'السؤال' },
  answer: { en: 'Answer', fr: 'Réponse', es: 'Respuesta', ru: 'Ответ', zh: '答复', ar: 'الجواب' },
  decision: { en: 'Decision', fr: 'Décision', es: 'Decisión', ru: 'Решение', zh: '决定', ar: 'القرار' },
  delivered: {
    en: 'What is delivered',
    fr: 'Ce qui est remis',
    es: 'Lo que se entrega',
    ru: 'Что передано',
    zh: '已交付',
    ar: 'ما سُلّم',
  },
  open: {
    en: 'What is still open',
    fr: 'Ce qui reste',
    es: 'Lo pendiente',
    ru: 'Что осталось',
    zh: '尚未交付',
    ar: 'ما تبقى',
  },
} as const satisfies Record<string, Words>;
