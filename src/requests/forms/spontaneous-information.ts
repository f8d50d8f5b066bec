// Information that nobody asked for: Budapest Convention Art. 26 and UNTOC Art. 18(4) and (5).
import { hasChosen } from '../asked-for.ts';
import type { Form } from '../form.ts';
import { ask } from './each.ts';
import { ASK } from './questions.ts';
import { referenceTask } from './reference.ts';
import { restsOnUntoc } from './rules.ts';
import { HINT, PART } from './words.ts';

export const spontaneousInformation: Form = {
  id: 'spontaneous-information',
  purpose: 'tell',
  isFormal: false,
  direction: 'both',
  goesTo: 'authority',
  channel: { id: 'spontaneous', is: 'best' },
  goesBySystem: false,
  clocks: [],
  keeps: 'nothing',
  order: 'none',
  signing: 'atHome',
  follows: 'nothing',
  onlyTells: true,
  reports: 'nothing',
  begins: ({ kind, channel }) => kind !== 'preserve' && channel === 'spontaneous',
  findsProviders: false,
  tasks: [
    referenceTask(),
    {
      id: 'parties',
      title: PART.authorities,
      pages: [
        ask('sender', {
          en: 'Who sends the information?',
          fr: 'Qui envoie l’information ?',
          es: '¿Quién envía la información?',
          ru: 'Кто направляет информацию?',
          zh: '由谁发送信息？',
          ar: 'من يرسل المعلومات؟',
        }),
        ask('receiver', ASK.whoReceives),
        ask('basis', {
          en: 'On what treaty does it rest, and within what limits at home?',
          fr: 'Sur quel traité repose-t-elle, et dans quelles limites internes ?',
          es: '¿En qué tratado se basa, y con qué límites internos?',
          ru: 'На каком договоре она основана и в каких внутренних пределах?',
          zh: '依据哪项条约，国内法有何限制？',
          ar: 'على أي معاهدة تستند، وفي أي حدود داخلية؟',
        }),
      ],
    },
    {
      id: 'information',
      title: {
        en: 'Information',
        fr: 'Information',
        es: 'Información',
        ru: 'Информация',
        zh: '信息',
        ar: 'المعلومات',
      },
      pages: [
        ask('origin', {
          en: 'From which investigation of your own does it come?',
          fr: 'De quelle enquête propre provient-elle ?',
          es: '¿De qué investigación propia procede?',
          ru: 'Из какого вашего расследования она получена?',
          zh: '来自本方的哪项侦查？',
          ar: 'من أي تحقيق لديك وردت؟',
        }),
        ask(
          'why',
          {
            en: 'How may it help the other State?',
            fr: 'En quoi peut-elle aider l’autre État ?',
            es: '¿En qué puede ayudar al otro Estado?',
            ru: 'Чем она может помочь другому государству?',
            zh: '它对另一国有何帮助？',
            ar: 'كيف يمكن أن تفيد الدولة الأخرى؟',
          },
          {
            en: 'To start or carry on a case, or to lead to a request.',
            fr: 'Ouvrir ou mener une affaire, ou conduire à une demande.',
            es: 'Para iniciar o llevar un asunto, o dar lugar a una solicitud.',
            ru: 'Начать или вести дело либо привести к запросу.',
            zh: '启动或推进案件，或促成请求。',
            ar: 'لبدء قضية أو متابعتها، أو للتمهيد لطلب.',
          },
        ),
        ask('content', {
          en: 'What is the information?',
          fr: 'Quelle est l’information ?',
          es: '¿Cuál es la información?',
          ru: 'Какова информация?',
          zh: '信息内容是什么？',
          ar: 'ما المعلومات؟',
        }),
        ask(
          'attachments',
          {
            en: 'Which files go with it?',
            fr: 'Quels fichiers l’accompagnent ?',
            es: '¿Qué ficheros la acompañan?',
            ru: 'Какие файлы к ней прилагаются?',
            zh: '随附哪些文件？',
            ar: 'ما الملفات المرفقة بها؟',
          },
          {
            en: 'Each with its digest, so that the receiver can check what arrived.',
            fr: 'Chacun avec son empreinte, pour que le destinataire vérifie ce qui est arrivé.',
            es: 'Cada uno con su resumen, para que el destinatario compruebe lo recibido.',
            ru: 'Каждый с хешем, чтобы получатель проверил полученное.',
            zh: '各附哈希值，以便接收方核对。',
            ar: 'كل ملف مع بصمته، كي يتحقق المتلقي مما وصل.',
          },
        ),
      ],
    },
    {
      id: 'conditions',
      title: {
        en: 'Conditions',
        fr: 'Conditions',
        es: 'Condiciones',
        ru: 'Условия',
        zh: '条件',
        ar: 'الشروط',
      },
      pages: [
        ask('confidential', {
          en: 'Must it be kept confidential?',
          fr: 'Doit-elle rester confidentielle ?',
          es: '¿Debe mantenerse confidencial?',
          ru: 'Должна ли она оставаться конфиденциальной?',
          zh: '是否须保密？',
          ar: 'هل يجب أن تبقى سرية؟',
        }),
        ask('use', {
          en: 'On what conditions may it be used?',
          fr: 'À quelles conditions peut-elle être utilisée ?',
          es: '¿En qué condiciones puede usarse?',
          ru: 'На каких условиях её можно использовать?',
          zh: '可在何种条件下使用？',
          ar: 'بأي شروط يمكن استعمالها؟',
        }),
        ask(
          'acceptance',
          {
            en: 'Has the receiver accepted the conditions?',
            fr: 'Le destinataire a-t-il accepté les conditions ?',
            es: '¿Ha aceptado el destinatario las condiciones?',
            ru: 'Принял ли получатель условия?',
            zh: '接收方是否已接受条件？',
            ar: 'هل قبل المتلقي الشروط؟',
          },
          {
            en: 'Ask before you send it. Who accepts is bound (Art. 26(2)).',
            fr: 'Demandez-le avant l’envoi. Qui accepte est lié (art. 26(2)).',
            es: 'Pregunte antes de enviarla. Quien acepta queda obligado (art. 26(2)).',
            ru: 'Спросите до отправки. Принявший связан условиями (ст. 26(2)).',
            zh: '请在发送前询问。接受者受其约束（第26条第2款）。',
            ar: 'اسأل قبل الإرسال. ومن يقبل يلتزم (المادة 26(2)).',
          },
        ),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {
    acceptance: ({ confidential, use }) => confidential === true || use !== undefined,
    exculpatory: (answers) => restsOnUntoc(answers, 'basis'),
  },
  roles: { confidentiality: 'confidential' },
  rules: [
    {
      id: 'cannot-comply',
      level: 'warn',
      ref: 'coe-ets-185, Art. 26(2)',
      field: 'acceptance',
      words: {
        en: 'The receiver cannot keep the conditions; you decide whether the information goes nevertheless.',
        fr: 'Le destinataire ne peut respecter les conditions ; vous décidez si l’information part malgré tout.',
        es: 'El destinatario no puede cumplir las condiciones; usted decide si la información se envía no obstante.',
        ru: 'Получатель не может соблюсти условия; вы решаете, направлять ли информацию всё же.',
        zh: '接收方无法遵守条件；由您决定是否仍提供信息。',
        ar: 'لا يستطيع المتلقي مراعاة الشروط؛ ولك أن تقرر إرسال المعلومات مع ذلك أو عدمه.',
      },
      isMet: (answers) => !hasChosen(answers, 'acceptance', 'cannot'),
    },
  ],
};
