// Preservation asked of a provider itself: 18 U.S.C. 2703(f) and what providers want to see. No law prescribes the form.
import type { Answers } from '../drafting/answers/answers.ts';
import type { Form } from '../form.ts';
import { ask } from './each.ts';
import { ASK } from './questions.ts';
import { HINT, PART } from './words.ts';
import { holds } from './clocks.ts';

const KEPT_DAYS = 90;
const KEPT = ['subscriber', 'access', 'traffic', 'content'] as const;

export const providerPreservation: Form = {
  id: 'provider-preservation',
  purpose: 'keep',
  isFormal: false,
  direction: 'both',
  goesTo: 'provider',
  channel: { id: 'provider-voluntary', is: 'usual', keeping: 'provider' },
  goesBySystem: false,
  clocks: [holds('us.preserve')],
  keeps: { under: 'us-18usc-2703' },
  order: 'none',
  signing: 'byRule',
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: ({ kind, channel }) => kind === 'preserve' && channel === 'provider',
  findsProviders: false,
  tasks: [
    {
      id: 'requester',
      title: PART.requester,
      pages: [
        ask('agency', ASK.whoAsks, HINT.officialAddress),
        ask('reference', ASK.caseReference),
        ask('superior', ASK.superior),
      ],
    },
    {
      id: 'data',
      title: PART.data,
      pages: [
        ask('provider', ASK.legalEntity, HINT.legalEntity),
        ask('accounts', ASK.whoseData, HINT.address),
        ask('categories', {
          en: 'Which kinds of data must be kept?',
          fr: 'Quelles catégories de données faut-il conserver ?',
          es: '¿Qué categorías de datos deben conservarse?',
          ru: 'Какие категории данных нужно сохранить?',
          zh: '需要保全哪些类别的数据？',
          ar: 'ما فئات البيانات التي يجب حفظها؟',
        }),
        ask('range', ASK.period),
      ],
    },
    {
      id: 'case',
      title: PART.case,
      pages: [
        ask('offence', ASK.offence),
        ask('process', ASK.process, HINT.process),
        ask('basis', ASK.lawAtHome),
      ],
    },
    {
      id: 'terms',
      title: PART.terms,
      pages: [
        ask(
          'duration',
          {
            en: 'For how long must the data be kept?',
            fr: 'Combien de temps faut-il conserver les données ?',
            es: '¿Durante cuánto tiempo deben conservarse los datos?',
            ru: 'Как долго нужно хранить данные?',
            zh: '数据应保全多长时间？',
            ar: 'كم من الوقت يجب حفظ البيانات؟',
          },
          {
            en: 'In the United States ninety days, and ninety more when asked again in time.',
            fr: 'Aux États-Unis, quatre-vingt-dix jours, et autant sur nouvelle demande faite à temps.',
            es: 'En los Estados Unidos, noventa días, y otros noventa si se pide de nuevo a tiempo.',
            ru: 'В Соединённых Штатах девяносто дней и ещё девяносто, если попросить вовремя.',
            zh: '在美国为九十日，及时再次请求可再延长九十日。',
            ar: 'في الولايات المتحدة تسعون يوما، ومثلها إذا طُلب ذلك مجددا في حينه.',
          },
        ),
        ask('renewal', {
          en: 'Does it renew an earlier request?',
          fr: 'Renouvelle-t-elle une demande antérieure ?',
          es: '¿Renueva una solicitud anterior?',
          ru: 'Продлевает ли он прежний запрос?',
          zh: '是否续展先前的请求？',
          ar: 'هل يجدد طلبا سابقا؟',
        }),
        ask('no-notice', ASK.noNotice),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {},
  roles: {
    identifiers: 'accounts',
    period: 'range',
    offence: 'offence',
    confidentiality: 'no-notice',
    verification: 'superior',
  },
  categories: ({ categories }) =>
    KEPT.filter((one) => Array.isArray(categories) && categories.some((id) => id === one)),
  rules: [
    {
      id: 'ninety-days',
      level: 'warn',
      ref: 'us-18usc-2703, (f)(2)',
      field: 'duration',
      words: {
        en: 'A provider in the United States must keep for ninety days, and ninety more when asked again; ask again before the end.',
        fr: 'Aux États-Unis, le fournisseur doit conserver quatre-vingt-dix jours, puis autant sur nouvelle demande ; redemandez avant la fin.',
        es: 'En los Estados Unidos el proveedor debe conservar noventa días, y otros noventa si se pide de nuevo; pídalo antes del fin.',
        ru: 'Поставщик услуг в США обязан хранить девяносто дней и ещё девяносто по новому запросу; попросите до конца срока.',
        zh: '美国的提供者须保存九十日，再次请求可再保存九十日；请在期满前再次请求。',
        ar: 'على مقدّم الخدمة في الولايات المتحدة أن يحفظ تسعين يوما، ومثلها عند طلب جديد؛ فأعد الطلب قبل انتهائها.',
      },
      isMet: (answers) => (daysOf(answers) ?? 0) <= KEPT_DAYS,
    },
  ],
};

/** Months and years at their longest. */
function daysOf({ duration }: Answers): number | undefined {
  if (typeof duration !== 'object' || !('unit' in duration)) return undefined;
  return duration.length * { hour: 1 / 24, day: 1, month: 31, year: 366 }[duration.unit];
}
