// Subscriber information by mutual assistance: Budapest Convention Art. 31, laid out as the template T-CY(2018)10.
import { hasChosen, itemsOf } from '../asked-for.ts';
import { BC_PART } from './bc-words.ts';
import type { Form } from '../form.ts';
import { ask } from './each.ts';
import {
  ALL_AUTHORITIES,
  caseTask,
  IF_FOLLOWS,
  NEW_OR_FOLLOW_UP,
  ROLES,
  STATUS_OR_PRESERVATION,
} from './mla-tasks.ts';
import { ASK } from './questions.ts';
import { referenceTask } from './reference.ts';
import { HINT } from './words.ts';
import { ANSWERED, of } from './clocks.ts';

export const bc31Subscriber: Form = {
  id: 'bc-31-subscriber',
  purpose: 'obtain',
  isFormal: true,
  direction: 'both',
  goesTo: 'authority',
  channel: { id: 'mla-central', is: 'usual' },
  goesBySystem: false,
  clocks: [of('bc31.expedited', ANSWERED), of('mla.planning', ANSWERED)],
  keeps: 'nothing',
  order: 'none',
  signing: 'byRule',
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: ({ kind, channel, instrument, category }) =>
    kind !== 'preserve' &&
    channel === 'mla-central' &&
    category === 'subscriber' &&
    instrument === 'coe-ets-185',
  findsProviders: false,
  tasks: [
    referenceTask(STATUS_OR_PRESERVATION),
    ALL_AUTHORITIES,
    caseTask(),
    {
      id: 'data',
      title: BC_PART.subscriber,
      pages: [
        ask('data', {
          en: 'Whose subscriber information, from which provider?',
          fr: 'Données de quel abonné, auprès de quel fournisseur ?',
          es: '¿Datos de qué abonado, de qué proveedor?',
          ru: 'Информация о каком абоненте и у какого поставщика услуг?',
          zh: '哪位订户的信息，来自哪个提供者？',
          ar: 'معلومات أي مشترك، ومن أي مقدّم خدمة؟',
        }),
        ask('relation', {
          en: 'What has it to do with the offence?',
          fr: 'Quel est le lien avec l’infraction ?',
          es: '¿Qué relación tiene con el delito?',
          ru: 'Как она связана с преступлением?',
          zh: '其与犯罪有何关联？',
          ar: 'ما صلتها بالجريمة؟',
        }),
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
        ask('urgency', ASK.urgency),
        ask('confidentiality', ASK.confidentiality),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {
    ...IF_FOLLOWS,
    'previous-preservation': (answers) => hasChosen(answers, 'status', 'follow-preservation'),
  },
  roles: { ...ROLES, preservation: 'previous-preservation' },
  template: { name: 'T-CY(2018)10', comparedTo: 11 },
  evidence: ['subscriber'],
  rules: [
    {
      id: 'subscriber-only',
      level: 'block',
      ref: 'coe-ets-185, Art. 18(3)',
      field: 'data',
      words: {
        en: 'This form asks for subscriber information alone; traffic and content need a request of their own.',
        fr: 'Ce formulaire ne vise que les données relatives à l’abonné ; trafic et contenu exigent une autre demande.',
        es: 'Este formulario solo pide datos de abonado; el tráfico y el contenido exigen otra solicitud.',
        ru: 'Эта форма только для информации об абоненте; для трафика и содержания нужен отдельный запрос.',
        zh: '本表格仅用于订户信息；流量和内容须另行请求。',
        ar: 'لا يطلب هذا النموذج إلا معلومات المشترك؛ وتستلزم الحركة والمحتوى طلبا مستقلا.',
      },
      isMet: (answers) => itemsOf(answers, 'data').every(({ category }) => category === 'subscriber'),
    },
    NEW_OR_FOLLOW_UP,
  ],
};
