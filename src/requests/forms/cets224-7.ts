// Subscriber information, ordered from a provider in another Party directly: CETS 224 Art. 7.
import { itemsOf } from '../asked-for.ts';
import type { Form } from '../form.ts';
import { ask } from './each.ts';
import { ASK } from './questions.ts';
import { UNDER_THE_PROTOCOL, stated } from './rules.ts';
import { HINT, PART } from './words.ts';
import { ANSWERED, of } from './clocks.ts';

export const cets2247: Form = {
  id: 'cets224-7',
  purpose: 'obtain',
  isFormal: true,
  direction: 'both',
  goesTo: 'provider',
  channel: { id: 'cets224-subscriber', is: 'only' },
  goesBySystem: false,
  clocks: [of('cets224.7.answer', ANSWERED)],
  keeps: 'nothing',
  order: 'none',
  signing: 'byRule',
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: ({ kind, channel }) => kind !== 'preserve' && channel === 'cets224-subscriber',
  findsProviders: false,
  tasks: [
    {
      id: 'authorities',
      title: PART.authorities,
      pages: [
        ask('date', ASK.date),
        ask('authority', ASK.whoIssues),
        ask('statement', ASK.underTheProtocol),
        ask('provider', ASK.provider),
        ask('seeking', ASK.otherSeeks),
      ],
    },
    {
      id: 'case',
      title: PART.offenceAndData,
      pages: [
        ask('offence', ASK.whichOffence),
        ask('data', ASK.subscriberData),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
    {
      id: 'supplement',
      title: {
        en: 'Supplemental information',
        fr: 'Informations complémentaires',
        es: 'Información complementaria',
        ru: 'Дополнительная информация',
        zh: '补充信息',
        ar: 'معلومات تكميلية',
      },
      pages: [
        ask('grounds', ASK.lawAtHome),
        ask('provisions', ASK.provisions),
        ask('return', ASK.return),
        ask('time', ASK.timeAndManner, {
          en: 'Within thirty days, or a longer time that you state; after that Article 8 is open.',
          fr: 'Dans les trente jours, ou un délai plus long que vous indiquez ; l’article 8 est ensuite ouvert.',
          es: 'En treinta días, o en el plazo mayor que indique; después queda abierto el artículo 8.',
          ru: 'В течение тридцати дней или указанного вами большего срока; затем открыта статья 8.',
          zh: '三十日内，或您指明的更长期限；此后可适用第8条。',
          ar: 'خلال ثلاثين يوما أو مدة أطول تحددونها؛ وبعدها تتاح المادة 8.',
        }),
        ask('preserved', ASK.preserved),
        ask('instructions', ASK.instructions),
        ask('other', ASK.other),
      ],
    },
    {
      id: 'notice',
      title: {
        en: 'Notice to the Party',
        fr: 'Notification à la Partie',
        es: 'Notificación a la Parte',
        ru: 'Уведомление Стороны',
        zh: '通知缔约方',
        ar: 'إخطار الطرف',
      },
      pages: [
        ask(
          'notified',
          {
            en: 'Is the Party where the provider is notified at the same time?',
            fr: 'La Partie où se trouve le fournisseur est-elle notifiée en même temps ?',
            es: '¿Se notifica al mismo tiempo a la Parte donde está el proveedor?',
            ru: 'Уведомляется ли одновременно Сторона, где находится поставщик услуг?',
            zh: '是否同时通知提供者所在的缔约方？',
            ar: 'هل يُخطَر في الوقت نفسه الطرف الذي يوجد فيه مقدّم الخدمة؟',
          },
          {
            en: 'Only a Party that has asked for it is notified.',
            fr: 'Seule une Partie qui l’a demandé est notifiée.',
            es: 'Solo se notifica a la Parte que lo ha pedido.',
            ru: 'Уведомляют только Сторону, которая об этом попросила.',
            zh: '仅通知已提出此项要求的缔约方。',
            ar: 'لا يُخطَر إلا الطرف الذي طلب ذلك.',
          },
        ),
        ask('facts', ASK.facts, HINT.notToTheProvider),
      ],
    },
  ],
  asked: { facts: ({ notified }) => notified === true },
  roles: { items: 'data', offence: 'offence', preservation: 'preserved' },
  evidence: ['subscriber'],
  rules: [
    stated({ ref: 'coe-cets-224, Art. 7(3)(b)', field: 'statement' }, UNDER_THE_PROTOCOL),
    {
      id: 'subscriber-only',
      level: 'block',
      ref: 'coe-cets-224, Art. 7(1)',
      field: 'data',
      words: {
        en: 'A provider is ordered directly to give subscriber information alone; traffic data go by Article 8.',
        fr: 'Seules les données relatives à l’abonné s’obtiennent directement du fournisseur ; le trafic relève de l’article 8.',
        es: 'Solo los datos de abonado se ordenan directamente al proveedor; el tráfico va por el artículo 8.',
        ru: 'Непосредственно у поставщика услуг запрашивают только информацию об абоненте; трафик идёт по статье 8.',
        zh: '只能直接命令提供者提供订户信息；流量数据适用第8条。',
        ar: 'لا يؤمَر مقدّم الخدمة مباشرة إلا بمعلومات المشترك؛ أما بيانات الحركة فبموجب المادة 8.',
      },
      isMet: (answers) => itemsOf(answers, 'data').every(({ category }) => category === 'subscriber'),
    },
  ],
};
