// Stored data in an emergency, through the points of contact at all hours and without mutual assistance: CETS 224 Art. 9.
import type { Form } from '../form.ts';
import { EMERGENCY } from '../request.ts';
import { ask } from './each.ts';
import { ASK } from './questions.ts';
import { UNDER_THE_PROTOCOL, stated, storedOnly } from './rules.ts';
import { HINT, PART } from './words.ts';
import { ANSWERED, of } from './clocks.ts';

export const cets2249: Form = {
  id: 'cets224-9',
  purpose: 'emergency',
  isFormal: true,
  direction: 'both',
  goesTo: 'authority',
  channel: { id: 'cets224-emergency', is: 'only' },
  goesBySystem: false,
  clocks: [of('cets224.9-10.emergency', ANSWERED, 'duty')],
  keeps: 'nothing',
  order: 'none',
  signing: 'byRule',
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  begins: ({ kind, channel, category }) =>
    kind !== 'preserve' && channel === 'cets224-emergency' && category !== 'content',
  findsProviders: false,
  tasks: [
    {
      id: 'authorities',
      title: PART.authorities,
      pages: [
        ask('date', ASK.date),
        ask('authority', ASK.whoAsks),
        ask('statement', ASK.underTheProtocol),
        ask('provider', ASK.provider),
      ],
    },
    {
      id: 'emergency',
      title: PART.emergency,
      pages: [
        ask('offence', ASK.provisions),
        ask('emergency', ASK.emergency, HINT.riskToLife),
        ask('data', ASK.data),
      ],
    },
    {
      id: 'terms',
      title: PART.terms,
      pages: [
        ask('instructions', ASK.instructions),
        ask('other', ASK.other),
        ask(
          'follow-up',
          {
            en: 'In what form and by what channel do the papers follow?',
            fr: 'Sous quelle forme et par quelle voie les documents suivront-ils ?',
            es: '¿En qué forma y por qué vía seguirán los documentos?',
            ru: 'В какой форме и каким путём последуют документы?',
            zh: '后续文件以何种形式、经何渠道送达？',
            ar: 'بأي شكل وبأي قناة تتبع الأوراق؟',
          },
          {
            en: 'Some Parties have declared that they want them afterwards.',
            fr: 'Certaines Parties ont déclaré les vouloir ensuite.',
            es: 'Algunas Partes han declarado que los quieren después.',
            ru: 'Некоторые Стороны заявили, что они нужны им впоследствии.',
            zh: '一些缔约方声明需要事后提交。',
            ar: 'أعلنت بعض الأطراف أنها تريدها لاحقا.',
          },
        ),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {},
  roles: { items: 'data', offence: 'offence', urgency: 'emergency', nexus: 'emergency' },
  urgency: () => EMERGENCY,
  rules: [
    stated({ ref: 'coe-cets-224, Art. 9(3)(b)', field: 'statement' }, UNDER_THE_PROTOCOL),
    storedOnly({ ref: 'coe-cets-224, Art. 9(1)', field: 'data' }),
  ],
};
