// Emergency disclosure asked of a provider itself: 18 U.S.C. 2702(b)(8) and (c)(4), and what providers want to see.
import type { Answers } from '../drafting/answers/answers.ts';
import type { Form } from '../form.ts';
import { checkIdentifier } from '../identifiers/check.ts';
import { EMERGENCY } from '../request.ts';
import { ask } from './each.ts';
import { ASK } from './questions.ts';
import { storedOnly } from './rules.ts';
import { HINT, PART } from './words.ts';

const REF = 'us-18usc-2702, (b)(8), (c)(4)';

export const providerEmergency: Form = {
  id: 'provider-emergency',
  purpose: 'emergency',
  isFormal: false,
  direction: 'both',
  goesTo: 'provider',
  channel: { id: 'provider-voluntary', is: 'only' },
  goesBySystem: false,
  clocks: [],
  keeps: 'nothing',
  order: 'none',
  signing: 'byRule',
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: ({ kind, channel, isEmergency }) =>
    kind !== 'preserve' && channel === 'provider-voluntary' && isEmergency,
  findsProviders: false,
  tasks: [
    {
      id: 'requester',
      title: PART.requester,
      pages: [
        ask('agency', ASK.whoAsks, HINT.officialAddress),
        ask(
          'callback',
          {
            en: 'Which number does the provider call back?',
            fr: 'Quel numéro le fournisseur rappelle-t-il ?',
            es: '¿A qué número devuelve la llamada el proveedor?',
            ru: 'По какому номеру перезвонит поставщик услуг?',
            zh: '提供者应回拨哪个号码？',
            ar: 'ما الرقم الذي يعاود مقدّم الخدمة الاتصال به؟',
          },
          {
            en: 'A number that stands in a public directory, so that the provider can tell you from an impostor.',
            fr: 'Un numéro publié dans un annuaire, pour que le fournisseur vous distingue d’un imposteur.',
            es: 'Un número que figure en una guía pública, para que el proveedor lo distinga de un impostor.',
            ru: 'Номер из открытого справочника, чтобы поставщик услуг отличил вас от самозванца.',
            zh: '公开号码簿中的号码，以便提供者识别冒充者。',
            ar: 'رقم وارد في دليل عام، كي يميزك مقدّم الخدمة عن المنتحل.',
          },
        ),
        ask('superior', ASK.superior, HINT.notTheWriter),
      ],
    },
    {
      id: 'emergency',
      title: PART.emergency,
      pages: [
        ask('danger', {
          en: 'Who is in danger of death or serious injury, and how?',
          fr: 'Qui est en danger de mort ou de blessure grave, et comment ?',
          es: '¿Quién corre peligro de muerte o lesión grave, y cómo?',
          ru: 'Кому и чем угрожает смерть или тяжкий вред?',
          zh: '谁面临死亡或严重人身伤害的危险，情况如何？',
          ar: 'من المعرض لخطر الموت أو الإصابة الجسيمة، وكيف؟',
        }),
        ask('imminence', {
          en: 'Why can the disclosure not wait?',
          fr: 'Pourquoi la divulgation ne peut-elle attendre ?',
          es: '¿Por qué no puede esperar la revelación?',
          ru: 'Почему раскрытие не может ждать?',
          zh: '为何披露不能等待？',
          ar: 'لماذا لا يمكن أن ينتظر الكشف؟',
        }),
        ask('relation', {
          en: 'What have the data to do with the emergency?',
          fr: 'Quel est le lien entre les données et l’urgence ?',
          es: '¿Qué relación tienen los datos con la emergencia?',
          ru: 'Как данные связаны с чрезвычайной ситуацией?',
          zh: '数据与紧急情况有何关联？',
          ar: 'ما صلة البيانات بحالة الطوارئ؟',
        }),
        ask('victims', {
          en: 'Which persons are at risk, and where?',
          fr: 'Quelles personnes sont menacées, et où ?',
          es: '¿Qué personas están en riesgo, y dónde?',
          ru: 'Кто в опасности и где?',
          zh: '哪些人处于危险之中，在何处？',
          ar: 'من الأشخاص المعرضون للخطر، وأين؟',
        }),
      ],
    },
    {
      id: 'data',
      title: PART.data,
      pages: [
        ask('provider', ASK.legalEntity, HINT.legalEntity),
        ask('identifiers', ASK.whoseData, HINT.address),
        ask('range', ASK.period),
        ask('items', ASK.data, {
          en: 'Ask for no more than the emergency needs, and say why no less will do.',
          fr: 'Ne demandez que ce qu’exige l’urgence, et dites pourquoi moins ne suffit pas.',
          es: 'No pida más de lo que exige la emergencia, y diga por qué menos no basta.',
          ru: 'Не просите больше, чем требует ситуация, и скажите, почему меньшего недостаточно.',
          zh: '请勿超出紧急情况所需，并说明为何不能更少。',
          ar: 'لا تطلب أكثر مما تقتضيه حالة الطوارئ، وبيّن لماذا لا يكفي أقل من ذلك.',
        }),
      ],
    },
    {
      id: 'after',
      title: {
        en: 'Afterwards',
        fr: 'Ensuite',
        es: 'Después',
        ru: 'Затем',
        zh: '之后',
        ar: 'بعد ذلك',
      },
      pages: [
        ask('follow-up', ASK.process),
        ask('no-notice', ASK.noNotice),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {},
  roles: {
    items: 'items',
    identifiers: 'identifiers',
    period: 'range',
    nexus: 'relation',
    urgency: 'imminence',
    confidentiality: 'no-notice',
    verification: 'superior',
  },
  urgency: () => EMERGENCY,
  rules: [
    storedOnly({ ref: REF, field: 'items' }),
    {
      id: 'callback',
      level: 'block',
      ref: `${REF} and provider rules`,
      field: 'callback',
      words: {
        en: 'The number for the call-back is the officer’s own mobile; give one that stands in a public directory.',
        fr: 'Le numéro de rappel est le mobile de l’agent ; donnez-en un publié dans un annuaire.',
        es: 'El número de devolución es el móvil del agente; dé uno que figure en una guía pública.',
        ru: 'Для обратного звонка указан личный мобильный; укажите номер из открытого справочника.',
        zh: '回拨号码是办案人员的手机；请提供公开号码簿中的号码。',
        ar: 'رقم معاودة الاتصال هو الهاتف المحمول للموظف؛ قدّم رقما واردا في دليل عام.',
      },
      isMet: (answers) =>
        answers['callback'] === undefined ||
        phone(answers['callback']) !== phone(part(answers, 'agency', 'mobile')),
    },
    {
      id: 'approved-by-another',
      level: 'block',
      ref: `${REF} and provider rules`,
      field: 'superior',
      words: {
        en: 'The one who approved is the one who asks; somebody else must have approved.',
        fr: 'La personne qui a approuvé est celle qui demande ; une autre doit avoir approuvé.',
        es: 'Quien aprobó es quien solicita; debe haberlo aprobado otra persona.',
        ru: 'Одобрил тот же, кто просит; одобрить должен другой человек.',
        zh: '批准人与请求人相同；须由他人批准。',
        ar: 'من وافق هو نفسه من يطلب؛ يجب أن يكون قد وافق غيره.',
      },
      isMet: (answers) => {
        const name = part(answers, 'superior', 'name');
        return name === undefined || name !== part(answers, 'agency', 'person');
      },
    },
  ],
};

function part(answers: Answers, field: string, name: string): unknown {
  const answer: unknown = answers[field];
  return typeof answer === 'object' && answer !== null
    ? Object.entries(answer).find(([id]) => id === name)?.[1]
    : undefined;
}

/** In one writing, so that the same number is seen to be the same. */
function phone(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const checked = checkIdentifier({ kind: 'phone', value });
  return checked.ok ? checked.identifier.value : value;
}
