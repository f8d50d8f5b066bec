// Mutual assistance in an emergency: CETS 224 Art. 10. The contents are those of a request for mutual assistance, sent with it.
import type { Form } from '../form.ts';
import { EMERGENCY } from '../request.ts';
import { ask } from './each.ts';
import { ASK } from './questions.ts';
import { HINT, PART } from './words.ts';
import { ANSWERED, of } from './clocks.ts';

export const cets22410: Form = {
  id: 'cets224-10',
  purpose: 'emergency',
  isFormal: true,
  direction: 'both',
  goesTo: 'authority',
  channel: { id: 'cets224-emergency', is: 'only' },
  goesBySystem: false,
  clocks: [of('cets224.9-10.emergency', ANSWERED, 'duty')],
  keeps: 'nothing',
  order: 'none',
  signing: 'byRule',
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: ({ kind, channel, category }) =>
    kind !== 'preserve' && channel === 'cets224-emergency' && category === 'content',
  findsProviders: false,
  tasks: [
    {
      id: 'request',
      title: {
        en: 'Request for mutual assistance',
        fr: 'Demande d’entraide',
        es: 'Solicitud de asistencia recíproca',
        ru: 'Запрос о взаимной правовой помощи',
        zh: '司法协助请求',
        ar: 'طلب المساعدة المتبادلة',
      },
      pages: [
        ask(
          'mla',
          {
            en: 'Which request for mutual assistance does it go with?',
            fr: 'Avec quelle demande d’entraide est-elle envoyée ?',
            es: '¿A qué solicitud de asistencia recíproca acompaña?',
            ru: 'К какому запросу о взаимной правовой помощи он прилагается?',
            zh: '随同哪一份司法协助请求？',
            ar: 'مع أي طلب مساعدة متبادلة يُرسل؟',
          },
          {
            en: 'Write that request first and name it here, such as FR-2026-000012/R4: it must say all that a request for mutual assistance says.',
            fr: 'Rédigez d’abord cette demande et indiquez-la ici, par exemple FR-2026-000012/R4 : elle contient tout ce que dit une demande d’entraide.',
            es: 'Redacte antes esa solicitud e indíquela aquí, p. ej. FR-2026-000012/R4: debe decir todo lo que dice una solicitud de asistencia.',
            ru: 'Сначала составьте тот запрос и укажите его здесь, например FR-2026-000012/R4: в нём должно быть всё, что содержит запрос о помощи.',
            zh: '请先撰写该请求并在此注明，例如 FR-2026-000012/R4:其须载有司法协助请求的全部内容。',
            ar: 'اكتب ذلك الطلب أولا واذكره هنا، مثل FR-2026-000012/R4: ويجب أن يتضمن كل ما يتضمنه طلب المساعدة.',
          },
        ),
      ],
    },
    {
      id: 'emergency',
      title: PART.emergency,
      pages: [
        ask('emergency', ASK.emergency, HINT.riskToLife),
        ask('channel', {
          en: 'Should the results come by another channel?',
          fr: 'Les résultats doivent-ils venir par une autre voie ?',
          es: '¿Deben llegar los resultados por otra vía?',
          ru: 'Нужно ли направить результаты иным путём?',
          zh: '结果是否应经其他渠道送达？',
          ar: 'هل ينبغي أن تصل النتائج بقناة أخرى؟',
        }),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {},
  roles: { urgency: 'emergency' },
  urgency: () => EMERGENCY,
  rules: [],
};
