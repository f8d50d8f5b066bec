// Preservation between States: Budapest Convention Arts 29 and 30, laid out as the template T-CY(2018)11.
import { hasChosen } from '../asked-for.ts';
import type { Form } from '../form.ts';
import { ask } from './each.ts';
import { ASK } from './questions.ts';
import { referenceTask } from './reference.ts';
import { assistanceFollows, storedOnly } from './rules.ts';
import { HINT, PART } from './words.ts';
import { across, atHome, DISCLOSED } from './clocks.ts';
import { isAskedOfState } from '../../channels/preserve.ts';

export const bc29Preservation: Form = {
  id: 'bc-29-preservation',
  purpose: 'keep',
  isFormal: false,
  direction: 'both',
  goesTo: 'authority',
  channel: { id: 'network-24-7', is: 'usual', keeping: 'network-24-7' },
  goesBySystem: false,
  clocks: [
    DISCLOSED,
    across('bc29.hold', ['mla_request_received_after_preservation']),
    across('bc29.until-decision'),
    atHome('bc16.order'),
  ],
  keeps: { under: 'coe-ets-185' },
  order: 'none',
  signing: 'byRule',
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: ({ kind, channel, instrument }) =>
    kind === 'preserve'
      ? isAskedOfState(channel) && instrument !== 'un-cybercrime-2024'
      : channel === 'network-24-7',
  findsProviders: true,
  tasks: [
    referenceTask([
      ask('status', {
        en: 'Is this a new request, or an extension?',
        fr: 'Est-ce une nouvelle demande, ou une prolongation ?',
        es: '¿Es una solicitud nueva, o una prórroga?',
        ru: 'Это новый запрос или продление?',
        zh: '这是新请求还是延期？',
        ar: 'هل هذا طلب جديد أم تمديد؟',
      }),
      ask(
        'previous',
        {
          en: 'Which request does it extend?',
          fr: 'Quelle demande prolonge-t-elle ?',
          es: '¿Qué solicitud prorroga?',
          ru: 'Какой запрос он продлевает?',
          zh: '延长哪项请求？',
          ar: 'أي طلب يمدد؟',
        },
        {
          en: 'An extension names the ticket of the request it extends.',
          fr: 'Une prolongation indique le numéro de la demande prolongée.',
          es: 'La prórroga indica el número de la solicitud que prorroga.',
          ru: 'В продлении указывают номер продлеваемого запроса.',
          zh: '延期须注明所延长请求的编号。',
          ar: 'يذكر التمديد رقم الطلب الذي يمدده.',
        },
      ),
    ]),
    {
      id: 'authorities',
      title: PART.authorities,
      pages: [
        ask('requested', ASK.whoIsAsked),
        ask('requesting', ASK.whoAsks),
        ask('reply', ASK.howToReply),
        ask('confirm', ASK.whoConfirms, {
          en: 'Somebody else than the person who writes it. They may be called back at any hour.',
          fr: 'Une autre personne que celle qui la rédige, joignable à toute heure.',
          es: 'Otra persona que quien la redacta, localizable a cualquier hora.',
          ru: 'Не тот, кто его составляет; доступен в любое время.',
          zh: '应为起草人以外的人，并可随时回拨联系。',
          ar: 'شخص غير الذي يكتبه، ويمكن معاودة الاتصال به في أي ساعة.',
        }),
        ask('operational', ASK.otherInvestigates),
      ],
    },
    {
      id: 'case',
      title: PART.offenceAndData,
      pages: [
        ask('offence', ASK.offence),
        ask('data', ASK.dataToKeep),
        ask('relation', ASK.relation),
        ask('custodian', ASK.custodian, HINT.sayWhatYouKnow),
        {
          id: 'path',
          title: {
            en: 'Should other providers on the path be named?',
            fr: 'Faut-il nommer d’autres fournisseurs sur le trajet ?',
            es: '¿Deben nombrarse otros proveedores del recorrido?',
            ru: 'Назвать ли других поставщиков услуг на пути передачи?',
            zh: '是否应指明传输路径上的其他提供者？',
            ar: 'هل ينبغي تسمية مقدّمي خدمات آخرين على المسار؟',
          },
          hint: {
            en: 'Enough traffic data are then disclosed at once to find them (Art. 30).',
            fr: 'Assez de données relatives au trafic sont alors divulguées sans délai pour les trouver (art. 30).',
            es: 'Entonces se revelan de inmediato datos de tráfico suficientes para encontrarlos (art. 30).',
            ru: 'Тогда сразу раскрывают данные о трафике, достаточные, чтобы их найти (ст. 30).',
            zh: '此时会立即披露足以查明他们的流量数据（第30条）。',
            ar: 'يُكشف حينئذ فورا عن قدر من بيانات الحركة يكفي للعثور عليهم (المادة 30).',
          },
          fields: ['traffic-path'],
        },
      ],
    },
    {
      id: 'reasons',
      title: PART.reasons,
      pages: [
        ask('necessity', ASK.necessity),
        ask('intention', ASK.intention, {
          en: 'Preservation is given for at least sixty days so that it can be sent (Art. 29(7)).',
          fr: 'La conservation vaut au moins soixante jours pour permettre de l’envoyer (art. 29(7)).',
          es: 'La conservación dura al menos sesenta días para poder enviarla (art. 29(7)).',
          ru: 'Сохранность обеспечивают не менее шестидесяти дней, чтобы его успели направить (ст. 29(7)).',
          zh: '保全至少六十日，以便提出该请求（第29条第7款）。',
          ar: 'يدوم الحفظ ستين يوما على الأقل حتى يمكن إرساله (المادة 29(7)).',
        }),
        ask('urgency', ASK.urgency),
        ask('confidentiality', ASK.confidentiality),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: { previous: (answers) => hasChosen(answers, 'status', 'extension') },
  template: { name: 'T-CY(2018)11', comparedTo: 7 },
  roles: {
    items: 'data',
    nexus: 'relation',
    offence: 'offence',
    urgency: 'urgency',
    confidentiality: 'confidentiality',
    verification: 'confirm',
  },
  rules: [
    assistanceFollows({ ref: 'coe-ets-185, Art. 29(2)(f)', field: 'intention' }),
    storedOnly({ ref: 'coe-ets-185, Art. 29(1)', field: 'data' }),
  ],
};
