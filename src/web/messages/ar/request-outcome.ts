// How a request ends, and what is looked at before: restrictions, certificate, costs, what the other side is told.
import type { requestOutcome as Shape } from '../en/request-outcome.ts';

export const requestOutcome: typeof Shape = {
  requestOutcome: {
    noRestriction: 'لم يُذكر أي قيد',
    title: 'كيف انتهى',
    noCertificate: (why: string) => `بلا شهادة: ${why}`,
    costLine: (amount: string, bearer: string) => `${amount}، ${bearer}`,
    asks: {
      restrictions: 'ألم يُذكر أي قيد لهذه المضبوطات؟',
      costs: 'هل كانت هناك تكاليف؟',
      costAmount: 'كم، وبأي عملة؟',
      costBearer: 'من يتحمل التكاليف؟',
      feedback: 'هل كان ما وصل مفيدًا؟',
      feedbackWords: 'ماذا تقولون لهم عنه؟',
      certificate: 'هل جاءت معه شهادة؟',
      certificateWhat: 'أي شهادة هي؟',
      certificateNone: 'لماذا لا توجد شهادة؟',
      assignedTo: 'إلى من يُسند؟',
      order: 'لماذا لا حاجة إلى أمر داخلي؟',
      early: 'كيف أكدت السلطة المُبلَّغة أنها لا تثير سببًا؟',
      checked: 'لماذا يمكن الاعتماد عليه؟',
    },
    labels: {
      restrictions: 'القيود',
      costs: 'التكاليف',
      costAmount: 'المبلغ',
      costBearer: 'يتحملها',
      feedback: 'الفائدة',
      feedbackWords: 'ما يقال لهم',
      certificate: 'الشهادة',
      certificateWhat: 'أي شهادة',
      certificateNone: 'لماذا لا توجد',
      assignedTo: 'أُسند إلى',
      order: 'لماذا لا حاجة إلى أمر',
      early: 'كيف أكدت',
    },
    hints: {
      restrictions: (list: string) => `بلا قيد: ${list}`,
      costAmount: 'أرقام ثم حروف العملة الثلاثة، مثل 1200.50 EUR',
      certificateWhat:
        'شهادة سجلات تجارية أو نموذج المعاهدة أو ختم المحكمة، مع تاريخها، ورقم المضبوطة إن كانت منها',
    },
    cost: {
      none: 'بلا تكاليف',
      some: 'كانت هناك تكاليف',
    },
    bearers: {
      asking: 'الدولة الطالبة',
      asked: 'الدولة الموجَّه إليها الطلب',
      provider: 'مقدم الخدمة',
      shared: 'كلاهما، كلٌّ بنصيبه',
    },
    use: {
      yes: 'مفيد',
      partly: 'جزئيًا',
      no: 'غير مفيد',
      none: 'لا شيء يقال لهم',
    },
    certificates: {
      came: 'نعم',
      none: 'لا',
    },
  },
};
