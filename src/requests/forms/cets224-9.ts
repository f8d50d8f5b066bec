// Stored data in an emergency, through the points of contact at all hours and without mutual assistance: CETS 224 Art. 9.
import type { Form } from '../form.ts';
import { EMERGENCY } from '../request.ts';
import { ASK } from './questions.ts';
import { UNDER_THE_PROTOCOL, stated, storedOnly } from './rules.ts';
import { HINT, PART } from './words.ts';

export const cets2249: Form = {
  id: 'cets224-9',
  tasks: [
    {
      id: 'authorities',
      title: PART.authorities,
      pages: [
        { id: 'date', title: ASK.date, fields: ['date'] },
        { id: 'authority', title: ASK.whoAsks, fields: ['authority'] },
        { id: 'statement', title: ASK.underTheProtocol, fields: ['statement'] },
        { id: 'provider', title: ASK.provider, fields: ['provider'] },
      ],
    },
    {
      id: 'emergency',
      title: PART.emergency,
      pages: [
        { id: 'offence', title: ASK.provisions, fields: ['offence'] },
        { id: 'emergency', title: ASK.emergency, hint: HINT.riskToLife, fields: ['emergency'] },
        { id: 'data', title: ASK.data, fields: ['data'] },
      ],
    },
    {
      id: 'terms',
      title: PART.terms,
      pages: [
        { id: 'instructions', title: ASK.instructions, fields: ['instructions'] },
        { id: 'other', title: ASK.other, fields: ['other'] },
        {
          id: 'follow-up',
          title: {
            en: 'In what form and by what channel do the papers follow?',
            fr: 'Sous quelle forme et par quelle voie les documents suivront-ils ?',
            es: '¿En qué forma y por qué vía seguirán los documentos?',
            ru: 'В какой форме и каким путём последуют документы?',
            zh: '后续文件以何种形式、经何渠道送达？',
            ar: 'بأي شكل وبأي قناة تتبع الأوراق؟',
          },
          hint: {
            en: 'Some Parties have declared that they want them afterwards.',
            fr: 'Certaines Parties ont déclaré les vouloir ensuite.',
            es: 'Algunas Partes han declarado que los quieren después.',
            ru: 'Некоторые Стороны заявили, что они нужны им впоследствии.',
            zh: '一些缔约方声明需要事后提交。',
            ar: 'أعلنت بعض الأطراف أنها تريدها لاحقا.',
          },
          fields: ['follow-up'],
        },
        { id: 'signature', title: ASK.signs, hint: HINT.signedLater, fields: ['signature'] },
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
