// Subscriber information by mutual assistance: Budapest Convention Art. 31, laid out as the template T-CY(2018)10.
import { hasChosen, itemsOf } from '../answers.ts';
import { EVIDENCE_WORDS } from '../evidence-words.ts';
import type { Form } from '../form.ts';
import { ASK } from './questions.ts';
import { HINT, PART } from './words.ts';

export const bc31Subscriber: Form = {
  id: 'bc-31-subscriber',
  tasks: [
    {
      id: 'reference',
      title: PART.reference,
      pages: [
        {
          id: 'reference',
          title: ASK.reference,
          fields: ['date', 'reference'],
        },
        {
          id: 'status',
          title: {
            en: 'Does this follow an earlier request?',
            fr: 'Fait-elle suite à une demande antérieure ?',
            es: '¿Sigue a una solicitud anterior?',
            ru: 'Следует ли она за прежней просьбой?',
            zh: '是否跟进先前的请求?',
            ar: 'هل يتبع هذا طلبا سابقا؟',
          },
          fields: ['status', 'previous-mla', 'previous-preservation'],
        },
      ],
    },
    {
      id: 'authorities',
      title: PART.authorities,
      pages: [
        { id: 'requested', title: ASK.whoIsAsked, fields: ['requested'] },
        { id: 'requesting', title: ASK.whoAsks, fields: ['requesting', 'reply'] },
        {
          id: 'confirm',
          title: ASK.whoConfirms,
          hint: HINT.notTheWriter,
          fields: ['confirm'],
        },
        { id: 'operational', title: ASK.otherInvestigates, fields: ['operational'] },
      ],
    },
    {
      id: 'case',
      title: PART.case,
      pages: [
        {
          id: 'court',
          title: {
            en: 'Which prosecution office and court?',
            fr: 'Quel parquet et quelle juridiction ?',
            es: '¿Qué fiscalía y qué tribunal?',
            ru: 'Какая прокуратура и какой суд?',
            zh: '哪个检察机关和法院?',
            ar: 'أي نيابة وأي محكمة؟',
          },
          fields: ['court'],
        },
        { id: 'basis', title: ASK.lawAtHome, fields: ['domestic-basis'] },
        { id: 'facts', title: ASK.offence, fields: ['facts'] },
      ],
    },
    {
      id: 'data',
      title: EVIDENCE_WORDS.subscriber.label,
      pages: [
        {
          id: 'data',
          title: {
            en: 'Whose subscriber information, from which provider?',
            fr: 'Données de quel abonné, auprès de quel fournisseur ?',
            es: '¿Datos de qué abonado, de qué proveedor?',
            ru: 'Информация о каком абоненте и у какого поставщика услуг?',
            zh: '哪位订户的信息,来自哪个提供者?',
            ar: 'معلومات أي مشترك، ومن أي مقدّم خدمة؟',
          },
          fields: ['data'],
        },
        {
          id: 'relation',
          title: {
            en: 'What has it to do with the offence?',
            fr: 'Quel est le lien avec l’infraction ?',
            es: '¿Qué relación tiene con el delito?',
            ru: 'Как она связана с преступлением?',
            zh: '其与犯罪有何关联?',
            ar: 'ما صلتها بالجريمة؟',
          },
          fields: ['relation'],
        },
      ],
    },
    {
      id: 'terms',
      title: {
        en: 'Urgency and secrecy',
        fr: 'Urgence et secret',
        es: 'Urgencia y secreto',
        ru: 'Срочность и тайна',
        zh: '紧急与保密',
        ar: 'الاستعجال والسرية',
      },
      pages: [
        { id: 'urgency', title: ASK.urgency, fields: ['urgency'] },
        { id: 'confidentiality', title: ASK.confidentiality, fields: ['confidentiality'] },
        {
          id: 'signature',
          title: ASK.signs,
          hint: HINT.signedLater,
          fields: ['signature'],
        },
      ],
    },
  ],
  asked: {
    'previous-mla': (answers) => hasChosen(answers, 'status', 'follow-mla'),
    'previous-preservation': (answers) => hasChosen(answers, 'status', 'follow-preservation'),
  },
  roles: {
    items: 'data',
    nexus: 'relation',
    offence: 'facts',
    urgency: 'urgency',
    confidentiality: 'confidentiality',
    preservation: 'previous-preservation',
    verification: 'confirm',
  },
  evidence: ['subscriber'],
  rules: [
    {
      id: 'subscriber-only',
      level: 'block',
      ref: 'coe-ets-185, Art. 18(3)',
      field: 'data',
      words: {
        en: 'This form asks for subscriber information alone; traffic and content need a request of their own.',
        fr: 'Ce formulaire ne vise que les données relatives à l’abonné ; trafic et contenu exigent une autre demande.',
        es: 'Este formulario solo pide datos de abonado; el tráfico y el contenido exigen otra solicitud.',
        ru: 'Эта форма только для информации об абоненте; для трафика и содержания нужна отдельная просьба.',
        zh: '本表格仅用于订户信息;流量和内容须另行请求。',
        ar: 'لا يطلب هذا النموذج إلا معلومات المشترك؛ وتستلزم الحركة والمحتوى طلبا مستقلا.',
      },
      isMet: (answers) => itemsOf(answers, 'data').every(({ category }) => category === 'subscriber'),
    },
    {
      id: 'new-or-follow-up',
      level: 'block',
      ref: 'T-CY(2018)10, item 3',
      field: 'status',
      words: {
        en: 'A request is new, or follows another; not both.',
        fr: 'Une demande est nouvelle, ou fait suite à une autre ; pas les deux.',
        es: 'Una solicitud es nueva, o sigue a otra; no ambas cosas.',
        ru: 'Просьба либо новая, либо следует за другой, но не то и другое.',
        zh: '请求要么是新的,要么是跟进,不能两者兼有。',
        ar: 'الطلب إما جديد أو تابع لآخر، لا كلاهما.',
      },
      isMet: (answers) =>
        !hasChosen(answers, 'status', 'new') ||
        !(hasChosen(answers, 'status', 'follow-mla') || hasChosen(answers, 'status', 'follow-preservation')),
    },
  ],
};
