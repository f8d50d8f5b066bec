// Domain name registration information, asked of the registrar or registry itself: CETS 224 Art. 6.
import type { Form } from '../form.ts';
import { checkIdentifier } from '../identifiers/check.ts';
import { ask } from './each.ts';
import { ASK } from './questions.ts';
import { UNDER_THE_PROTOCOL, stated } from './rules.ts';
import { HINT, PART } from './words.ts';

export const cets2246: Form = {
  id: 'cets224-6',
  purpose: 'obtain',
  isFormal: true,
  direction: 'both',
  goesTo: 'provider',
  channel: { id: 'cets224-domain', is: 'only' },
  goesBySystem: false,
  clocks: [],
  keeps: 'nothing',
  order: 'none',
  signing: 'byRule',
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: ({ kind, channel }) => kind !== 'preserve' && channel === 'cets224-domain',
  findsProviders: false,
  tasks: [
    {
      id: 'authority',
      title: PART.authorities,
      pages: [ask('date', ASK.date), ask('authority', ASK.whoAsks)],
    },
    {
      id: 'data',
      title: PART.data,
      pages: [
        ask(
          'domain',
          {
            en: 'Which domain name?',
            fr: 'Quel nom de domaine ?',
            es: '¿Qué nombre de dominio?',
            ru: 'Какое доменное имя?',
            zh: '哪个域名？',
            ar: 'ما اسم النطاق؟',
          },
          {
            en: 'The registered name, such as harbour.example; not the address of a page.',
            fr: 'Le nom enregistré, comme harbour.example ; pas l’adresse d’une page.',
            es: 'El nombre registrado, como harbour.example; no la dirección de una página.',
            ru: 'Зарегистрированное имя, например harbour.example; не адрес страницы.',
            zh: '注册的名称，例如 harbour.example；不是网页地址。',
            ar: 'الاسم المسجَّل، مثل harbour.example؛ لا عنوان صفحة.',
          },
        ),
        ask('elements', {
          en: 'Which registration data about it?',
          fr: 'Quelles données d’enregistrement ?',
          es: '¿Qué datos de registro?',
          ru: 'Какие регистрационные данные?',
          zh: '需要哪些注册数据？',
          ar: 'ما بيانات التسجيل المطلوبة عنه؟',
        }),
      ],
    },
    {
      id: 'terms',
      title: PART.terms,
      pages: [
        ask('statement', ASK.underTheProtocol, HINT.oneInvestigation),
        ask('time', ASK.timeAndManner),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {},
  roles: {},
  categories: () => ['domain_registration'],
  rules: [
    stated({ ref: 'coe-cets-224, Art. 6(3)(c)', field: 'statement' }, UNDER_THE_PROTOCOL),
    {
      id: 'domain-name',
      level: 'block',
      ref: 'coe-cets-224, Art. 6(3)(b)',
      field: 'domain',
      words: {
        en: 'This is not the name of a domain; write it as it is registered, such as harbour.example.',
        fr: 'Ce n’est pas un nom de domaine ; écrivez-le tel qu’enregistré, comme harbour.example.',
        es: 'No es un nombre de dominio; escríbalo como está registrado, p. ej. harbour.example.',
        ru: 'Это не доменное имя; напишите его так, как оно зарегистрировано, например harbour.example.',
        zh: '这不是域名；请按注册名称填写，例如 harbour.example。',
        ar: 'هذا ليس اسم نطاق؛ اكتبه كما هو مسجَّل، مثل harbour.example.',
      },
      isMet: ({ domain }) =>
        typeof domain !== 'string' || checkIdentifier({ kind: 'domain', value: domain }).ok,
    },
  ],
};
