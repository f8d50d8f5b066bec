// An order that the other Party gives effect to, for subscriber information and traffic data: CETS 224 Art. 8.
import { itemsOf } from '../asked-for.ts';
import type { Form } from '../form.ts';
import { ask } from './each.ts';
import { ASK } from './questions.ts';
import { UNDER_THE_PROTOCOL, stated } from './rules.ts';
import { HINT } from './words.ts';
import { ANSWERED, of } from './clocks.ts';
import { NEVER } from '../form-nature.ts';

export const cets2248: Form = {
  id: 'cets224-8',
  purpose: 'obtain',
  isFormal: true,
  direction: 'both',
  goesTo: 'authority',
  channel: { id: 'mla-central', is: 'usual' },
  goesBySystem: false,
  clocks: [
    of('cets224.8.serve', ['provider_served', ...ANSWERED]),
    { ...of('cets224.8.return-subscriber', ANSWERED), isOfItsData: true },
    { ...of('cets224.8.return-traffic', ANSWERED), isOfItsData: true },
  ],
  keeps: 'nothing',
  order: 'none',
  signing: 'byRule',
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: NEVER,
  findsProviders: false,
  tasks: [
    {
      id: 'order',
      title: {
        en: 'Order',
        fr: 'Injonction',
        es: 'Orden',
        ru: 'Приказ',
        zh: '命令',
        ar: 'الأمر',
      },
      pages: [
        ask('date', ASK.date),
        ask('authority', ASK.whoIssues),
        ask('statement', ASK.underTheProtocol),
        ask('provider', ASK.provider),
        ask('offence', ASK.whichOffence),
        ask('seeking', ASK.otherSeeks),
        ask('data', ASK.data),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
    {
      id: 'supporting',
      title: {
        en: 'Supporting information',
        fr: 'Informations à l’appui',
        es: 'Información justificativa',
        ru: 'Подтверждающая информация',
        zh: '支持性信息',
        ar: 'معلومات داعمة',
      },
      pages: [
        ask('grounds', ASK.lawAtHome, HINT.notToTheProvider),
        ask('provisions', ASK.provisions),
        ask('possession', {
          en: 'Why do you think that the provider has the data?',
          fr: 'Pourquoi pensez-vous que le fournisseur détient les données ?',
          es: '¿Por qué cree que el proveedor tiene los datos?',
          ru: 'Почему вы считаете, что данные есть у поставщика услуг?',
          zh: '为何认为提供者持有这些数据？',
          ar: 'لماذا تعتقد أن البيانات لدى مقدّم الخدمة؟',
        }),
        ask('facts', ASK.facts, HINT.notToTheProvider),
        ask('relevance', ASK.relation),
        ask('contact', ASK.return),
        ask('preserved', ASK.preserved),
        ask(
          'other-means',
          {
            en: 'Have the data been sought by other means?',
            fr: 'Les données ont-elles été recherchées par d’autres moyens ?',
            es: '¿Se han buscado los datos por otros medios?',
            ru: 'Запрашивались ли данные иным путём?',
            zh: '是否已通过其他途径寻求这些数据？',
            ar: 'هل سبق طلب البيانات بوسائل أخرى؟',
          },
          {
            en: 'For instance directly from the provider under Article 7, and what came of it.',
            fr: 'Par exemple directement auprès du fournisseur selon l’article 7, et avec quel résultat.',
            es: 'Por ejemplo directamente al proveedor según el artículo 7, y con qué resultado.',
            ru: 'Например, прямо у поставщика услуг по статье 7, и с каким итогом.',
            zh: '例如根据第7条直接向提供者提出，以及结果如何。',
            ar: 'مثلا من مقدّم الخدمة مباشرة بموجب المادة 7، وما كانت النتيجة.',
          },
        ),
        ask('additional', {
          en: 'Has the Party declared that it needs more?',
          fr: 'La Partie a-t-elle déclaré qu’il lui faut davantage ?',
          es: '¿Ha declarado la Parte que necesita más?',
          ru: 'Заявляла ли Сторона, что ей нужно больше?',
          zh: '该缔约方是否声明需要更多信息？',
          ar: 'هل أعلن الطرف أنه يحتاج إلى المزيد؟',
        }),
        ask('instructions', ASK.instructions),
      ],
    },
  ],
  asked: {},
  roles: { items: 'data', offence: 'offence', nexus: 'relevance', preservation: 'preserved' },
  evidence: ['subscriber', 'identification', 'traffic'],
  rules: [
    stated({ ref: 'coe-cets-224, Art. 8(3)(a)', field: 'statement' }, UNDER_THE_PROTOCOL),
    {
      id: 'subscriber-or-traffic',
      level: 'block',
      ref: 'coe-cets-224, Art. 8(1)',
      field: 'data',
      words: {
        en: 'Effect is given to orders for subscriber information and stored traffic data; for content ask for mutual assistance.',
        fr: 'Effet est donné aux injonctions visant l’abonné et le trafic stocké ; pour le contenu, demandez l’entraide.',
        es: 'Se da efecto a órdenes de datos de abonado y de tráfico almacenados; para contenido, pida asistencia recíproca.',
        ru: 'Исполняют приказы об информации об абоненте и хранящихся данных о трафике; содержание запрашивают через взаимную помощь.',
        zh: '仅就订户信息和已存储的流量数据的命令赋予效力；内容须请求司法协助。',
        ar: 'ينفَّذ ما يخص معلومات المشترك وبيانات الحركة المخزنة؛ أما المحتوى فبطلب مساعدة متبادلة.',
      },
      isMet: (answers) =>
        itemsOf(answers, 'data').every(({ category }) =>
          ['subscriber', 'access', 'traffic'].includes(category),
        ),
    },
  ],
};
