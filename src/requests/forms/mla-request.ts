// Mutual legal assistance: the core that UNTOC Art. 18(15) demands. Each item asks for electronic evidence (`../drafting/answers/evidence.ts`) or
// for assistance of another kind (`assistance/`).
import type { Answers } from '../drafting/answers/answers.ts';
import { askedOf, isMeasure, itemsOf } from '../asked-for.ts';
import type { Form } from '../form.ts';
import { ASSISTANCE } from './assistance/index.ts';
import { ask, each } from './each.ts';
import { ASK } from './questions.ts';
import { restsOnUntoc, stated } from './rules.ts';
import { HINT, PART } from './words.ts';
import { ANSWERED, DECIDED, of, PLANNED } from './clocks.ts';

function isServiceAlone(answers: Answers): boolean {
  const asked = askedOf(answers, 'assistance');
  return asked.length > 0 && asked.every((one) => isMeasure(one) && one.measure === 'service');
}

export const mlaRequest: Form = {
  id: 'mla-request',
  purpose: 'obtain',
  isFormal: true,
  direction: 'both',
  goesTo: 'authority',
  channel: { id: 'mla-central', is: 'usual' },
  goesBySystem: false,
  clocks: [
    ...PLANNED,
    {
      // Whether and when it will be answered is to be said, not what the answer is.
      ...of('eu.attacks-24-7', [...ANSWERED, ...DECIDED, 'data_produced'], 'duty'),
      isUrgent: true,
      isWithin: { instrument: 'eu-2013-40', article: '13' },
    },
  ],
  keeps: 'nothing',
  order: 'none',
  signing: 'byRule',
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: ({ kind, channel, instrument, category }) =>
    kind !== 'preserve' &&
    channel === 'mla-central' &&
    !(category === 'subscriber' && instrument === 'coe-ets-185'),
  findsProviders: false,
  tasks: [
    {
      id: 'header',
      title: PART.reference,
      pages: [
        { id: 'reference', title: ASK.reference, fields: ['reference', 'date'] },
        ask(
          'language',
          {
            en: 'In which language does it go?',
            fr: 'En quelle langue part-elle ?',
            es: '¿En qué lengua se envía?',
            ru: 'На каком языке он направляется?',
            zh: '以何种语言发出？',
            ar: 'بأي لغة يُرسل؟',
          },
          {
            en: 'A language that the requested State accepts (Art. 18(14)).',
            fr: 'Une langue acceptée par l’État requis (art. 18(14)).',
            es: 'Una lengua que acepte el Estado requerido (art. 18(14)).',
            ru: 'Язык, приемлемый для запрашиваемого государства (ст. 18(14)).',
            zh: '被请求国可接受的语言（第18条第14款）。',
            ar: 'لغة تقبلها الدولة متلقية الطلب (المادة 18(14)).',
          },
        ),
        ask('links', {
          en: 'Which earlier requests or preservations belong to it?',
          fr: 'Quelles demandes ou conservations antérieures s’y rattachent ?',
          es: '¿Qué solicitudes o conservaciones anteriores guardan relación?',
          ru: 'Какие прежние запросы или меры сохранности с ним связаны?',
          zh: '有哪些相关的先前请求或保全？',
          ar: 'ما الطلبات أو عمليات الحفظ السابقة المتصلة به؟',
        }),
        ask(
          'basis',
          {
            en: 'On which treaty, or on reciprocity, does it rest?',
            fr: 'Sur quel traité, ou sur la réciprocité, repose-t-elle ?',
            es: '¿En qué tratado, o en la reciprocidad, se basa?',
            ru: 'На каком договоре или на взаимности он основан?',
            zh: '依据哪项条约，或依据互惠？',
            ar: 'على أي معاهدة، أو على المعاملة بالمثل، يستند؟',
          },
          {
            en: 'With the article, such as UNTOC, Art. 18. The planner names the treaties that bind both States.',
            fr: 'Avec l’article, par exemple UNTOC, art. 18. Le planificateur nomme les traités qui lient les deux États.',
            es: 'Con el artículo, p. ej. UNTOC, art. 18. El planificador nombra los tratados que obligan a ambos Estados.',
            ru: 'Со статьёй, например UNTOC, ст. 18. Планировщик называет договоры, обязательные для обоих государств.',
            zh: '注明条款，例如 UNTOC 第18条。规划工具列出对两国均有约束力的条约。',
            ar: 'مع المادة، مثل UNTOC، المادة 18. ويسمّي المخطِّط المعاهدات الملزمة للدولتين.',
          },
        ),
        ...each('agreed-part'),
      ],
    },
    {
      id: 'authorities',
      title: PART.authorities,
      pages: [
        ask('authority', ASK.whoAsks),
        ask(
          'conducting',
          {
            en: 'Which authority conducts the case?',
            fr: 'Quelle autorité est chargée de l’affaire ?',
            es: '¿Qué autoridad lleva el asunto?',
            ru: 'Какой орган ведёт дело?',
            zh: '由哪个机关办理案件？',
            ar: 'أي سلطة تتولى القضية؟',
          },
          {
            en: 'Its name and functions (Art. 18(15)(b)).',
            fr: 'Son nom et ses fonctions (art. 18(15) b)).',
            es: 'Su nombre y funciones (art. 18(15)(b)).',
            ru: 'Его название и функции (ст. 18(15)(b)).',
            zh: '其名称和职能(第18条第15款（b）项)。',
            ar: 'اسمها ووظائفها (المادة 18(15)(ب)).',
          },
        ),
        ask('contact', ASK.whoConfirms, HINT.notTheWriter),
      ],
    },
    {
      id: 'case',
      title: PART.case,
      pages: [
        ask('subject', {
          en: 'What is investigated or tried?',
          fr: 'Sur quoi porte l’enquête ou la procédure ?',
          es: '¿Qué se investiga o se juzga?',
          ru: 'Что расследуется или рассматривается?',
          zh: '侦查或审理的事项是什么？',
          ar: 'ما موضوع التحقيق أو المحاكمة؟',
        }),
        ask('facts', ASK.facts, HINT.facts),
        ask('offences', ASK.provisions, HINT.dualCriminality),
        ask(
          'transnational',
          {
            en: 'Why is it thought to be transnational, and of an organised group?',
            fr: 'Pourquoi la croit-on transnationale, et le fait d’un groupe organisé ?',
            es: '¿Por qué se cree que es transnacional, y de un grupo organizado?',
            ru: 'Почему считается, что оно транснационально и с участием организованной группы?',
            zh: '为何认为其具有跨国性质并涉及有组织犯罪集团？',
            ar: 'لماذا يُعتقد أنها عبر وطنية وأن جماعة منظمة ضالعة فيها؟',
          },
          {
            en: 'Reasonable grounds suffice (Art. 18(1)).',
            fr: 'Des motifs raisonnables suffisent (art. 18(1)).',
            es: 'Bastan motivos razonables (art. 18(1)).',
            ru: 'Достаточно разумных оснований (ст. 18(1)).',
            zh: '有合理理由即可（第18条第1款）。',
            ar: 'تكفي دواع معقولة (المادة 18(1)).',
          },
        ),
        ask(
          'persons',
          {
            en: 'Which persons are concerned?',
            fr: 'Quelles personnes sont concernées ?',
            es: '¿Qué personas están afectadas?',
            ru: 'Какие лица затронуты?',
            zh: '涉及哪些人员？',
            ar: 'من الأشخاص المعنيون؟',
          },
          HINT.sayWhatYouKnow,
        ),
      ],
    },
    {
      id: 'assistance',
      title: {
        en: 'Assistance',
        fr: 'Assistance',
        es: 'Asistencia',
        ru: 'Помощь',
        zh: '协助',
        ar: 'المساعدة',
      },
      pages: [
        ask(
          'assistance',
          {
            en: 'Which assistance is asked for?',
            fr: 'Quelle assistance est demandée ?',
            es: '¿Qué asistencia se solicita?',
            ru: 'О какой помощи просят?',
            zh: '请求何种协助？',
            ar: 'ما المساعدة المطلوبة؟',
          },
          {
            en: 'One item for each thing. Ask for the result; how it is got is for the law of the other State.',
            fr: 'Un élément par chose demandée. Demandez le résultat ; les moyens relèvent du droit de l’autre État.',
            es: 'Un elemento por cada cosa. Pida el resultado; el modo corresponde al derecho del otro Estado.',
            ru: 'Один пункт на каждый предмет запроса. Просите о результате; способ определяет право другого государства.',
            zh: '每项所求单列一项。请求结果即可；取得方式由另一国法律决定。',
            ar: 'بند لكل شيء مطلوب. اطلب النتيجة؛ أما الوسيلة فلقانون الدولة الأخرى.',
          },
        ),
        ask('procedure', {
          en: 'Should a particular procedure be followed?',
          fr: 'Une procédure particulière doit-elle être suivie ?',
          es: '¿Debe seguirse un procedimiento particular?',
          ru: 'Нужно ли соблюсти особую процедуру?',
          zh: '是否应遵循特定程序？',
          ar: 'هل ينبغي اتباع إجراء معيّن؟',
        }),
        ask('purpose', {
          en: 'For what purpose is it sought?',
          fr: 'Dans quel but est-elle demandée ?',
          es: '¿Con qué finalidad se solicita?',
          ru: 'С какой целью она запрашивается?',
          zh: '请求的目的是什么？',
          ar: 'لأي غرض يُلتمس؟',
        }),
        ask('evidence-form', {
          en: 'In which form does your court need the evidence?',
          fr: 'Sous quelle forme votre juridiction a-t-elle besoin des preuves ?',
          es: '¿En qué forma necesita la prueba su tribunal?',
          ru: 'В какой форме доказательства нужны вашему суду?',
          zh: '贵国法院需要何种形式的证据？',
          ar: 'بأي شكل تحتاج محكمتك إلى الأدلة؟',
        }),
      ],
    },
    {
      id: 'terms',
      title: PART.terms,
      pages: [
        ask('deadline', ASK.urgency),
        ask('confidential', {
          en: 'Must the fact and substance of the request stay confidential?',
          fr: 'L’existence et la teneur de la demande doivent-elles rester confidentielles ?',
          es: '¿Deben mantenerse confidenciales la existencia y el fondo de la solicitud?',
          ru: 'Должны ли факт и существо запроса оставаться конфиденциальными?',
          zh: '请求的存在和实质内容是否须保密？',
          ar: 'هل يجب أن يبقى وجود الطلب وفحواه سريين؟',
        }),
        ask(
          'use',
          {
            en: 'Do you undertake to use it for this case alone?',
            fr: 'Vous engagez-vous à ne l’utiliser que pour cette affaire ?',
            es: '¿Se compromete a usarla solo para este asunto?',
            ru: 'Обязуетесь ли вы использовать это только в данном деле?',
            zh: '是否承诺仅用于本案？',
            ar: 'هل تتعهد باستعماله في هذه القضية وحدها؟',
          },
          {
            en: 'Another use needs the consent of the requested State (Art. 18(19)).',
            fr: 'Un autre usage exige le consentement de l’État requis (art. 18(19)).',
            es: 'Otro uso exige el consentimiento del Estado requerido (art. 18(19)).',
            ru: 'Для иного использования нужно согласие запрашиваемого государства (ст. 18(19)).',
            zh: '其他用途须经被请求国同意（第18条第19款）。',
            ar: 'يستلزم أي استعمال آخر موافقة الدولة متلقية الطلب (المادة 18(19)).',
          },
        ),
        ask(
          'assurances',
          {
            en: 'Which assurances does your State give?',
            fr: 'Quelles assurances votre État donne-t-il ?',
            es: '¿Qué garantías da su Estado?',
            ru: 'Какие заверения даёт ваше государство?',
            zh: '贵国作出哪些保证？',
            ar: 'ما الضمانات التي تعطيها دولتك؟',
          },
          {
            en: 'Only those that somebody may give for your State. What the other State asks for stands beside this, where it is on record.',
            fr: 'Seulement celles que quelqu’un peut donner au nom de votre État. Ce que demande l’autre État figure à côté, s’il est consigné.',
            es: 'Solo las que alguien puede dar por su Estado. Lo que pide el otro Estado figura al lado, si consta.',
            ru: 'Только те, которые кто-либо вправе дать от имени вашего государства. Чего просит другое государство, сказано рядом, если это записано.',
            zh: '仅限有权代表贵国作出的保证。对方国家的要求如有记录，见旁栏。',
            ar: 'فقط ما يحق لأحد أن يعطيه باسم دولتك. وما تطلبه الدولة الأخرى مذكور بجانبه إن كان مسجلا.',
          },
        ),
        ask('costs', {
          en: 'Are extraordinary costs to be agreed?',
          fr: 'Faut-il convenir de frais extraordinaires ?',
          es: '¿Hay que acordar gastos extraordinarios?',
          ru: 'Нужно ли согласовать чрезвычайные расходы?',
          zh: '是否有须商定的特殊费用？',
          ar: 'هل من تكاليف غير عادية يُتفق عليها؟',
        }),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {
    // Art. 18(15)(c): none where only documents are to be served.
    facts: (answers) => !isServiceAlone(answers),
    transnational: (answers) => restsOnUntoc(answers, 'basis'),
  },
  roles: {
    items: 'assistance',
    offence: 'offences',
    urgency: 'deadline',
    confidentiality: 'confidential',
    preservation: 'links',
    verification: 'contact',
  },
  kinds: ASSISTANCE,
  rules: [
    stated(
      { ref: 'un-untoc-2000, Art. 18(19)', field: 'use' },
      {
        en: 'What comes may be used for this case alone; another use needs consent. Without that undertaking the request is not sent.',
        fr: 'Ce qui est reçu ne sert qu’à cette affaire ; un autre usage exige un consentement. Sans cet engagement, la demande ne part pas.',
        es: 'Lo recibido solo sirve para este asunto; otro uso exige consentimiento. Sin ese compromiso la solicitud no se envía.',
        ru: 'Полученное можно использовать только в этом деле; для иного нужно согласие. Без такого обязательства запрос не направляют.',
        zh: '所得仅可用于本案；其他用途须经同意。未作此承诺的请求不予发出。',
        ar: 'ما يرد لا يُستعمل إلا في هذه القضية؛ وغير ذلك يستلزم موافقة. ودون هذا التعهد لا يُرسل الطلب.',
      },
    ),
    {
      id: 'real-time',
      level: 'warn',
      ref: 'coe-ets-185, Arts 33 and 34',
      field: 'assistance',
      words: {
        en: 'Data to come need a basis that provides for real-time collection, and the domestic law of the other State must allow it.',
        fr: 'Les données à venir exigent une base prévoyant la collecte en temps réel, et le droit de l’autre État doit la permettre.',
        es: 'Los datos futuros exigen una base que prevea la obtención en tiempo real, y el derecho del otro Estado debe permitirla.',
        ru: 'Для будущих данных нужно основание, предусматривающее сбор в реальном времени, и право другого государства должно его допускать.',
        zh: '未来的数据须有规定实时收集的依据，且另一国国内法须允许。',
        ar: 'تستلزم البيانات اللاحقة أساسا ينص على الجمع الآني، ويجب أن يسمح به قانون الدولة الأخرى.',
      },
      isMet: (answers) =>
        itemsOf(answers, 'assistance').every(({ category }) => !category.endsWith('_realtime')),
    },
    {
      id: 'open-to-all',
      level: 'suggest',
      ref: 'coe-ets-185, Art. 32(a)',
      field: 'assistance',
      words: {
        en: 'What anybody may look at needs no request; take it yourself and record how.',
        fr: 'Ce que chacun peut consulter n’exige pas de demande ; relevez-le vous-même et consignez comment.',
        es: 'Lo que cualquiera puede consultar no exige solicitud; obténgalo usted y deje constancia de cómo.',
        ru: 'Для общедоступного запрос не нужен; получите это сами и запишите как.',
        zh: '公开可得的内容无须请求；请自行获取并记录方式。',
        ar: 'ما يمكن لأي شخص الاطلاع عليه لا يستلزم طلبا؛ خذه بنفسك وسجّل كيف.',
      },
      isMet: (answers) => itemsOf(answers, 'assistance').every(({ category }) => category !== 'open_source'),
    },
  ],
};
