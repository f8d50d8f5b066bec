// Preservation between States: United Nations Convention against Cybercrime Art. 42. Its text is still to be checked.
import type { Form } from '../form.ts';
import { ASK } from './questions.ts';
import { assistanceFollows, storedOnly } from './rules.ts';
import { HINT, PART } from './words.ts';

export const un42Preservation: Form = {
  id: 'un-42-preservation',
  tasks: [
    {
      id: 'authority',
      title: PART.authorities,
      pages: [{ id: 'authority', title: ASK.whoAsks, fields: ['authority'] }],
    },
    {
      id: 'case',
      title: PART.offenceAndData,
      pages: [
        { id: 'offence', title: ASK.offence, fields: ['offence'] },
        { id: 'data', title: ASK.dataToKeep, hint: HINT.relationInItem, fields: ['data'] },
        { id: 'custodian', title: ASK.custodian, hint: HINT.sayWhatYouKnow, fields: ['custodian'] },
      ],
    },
    {
      id: 'reasons',
      title: PART.reasons,
      pages: [
        { id: 'necessity', title: ASK.necessity, fields: ['necessity'] },
        { id: 'intention', title: ASK.intention, fields: ['intention'] },
        { id: 'confidential', title: ASK.confidentiality, fields: ['confidential'] },
        { id: 'signature', title: ASK.signs, hint: HINT.signedLater, fields: ['signature'] },
      ],
    },
  ],
  asked: {},
  roles: { items: 'data', offence: 'offence', confidentiality: 'confidential' },
  rules: [
    assistanceFollows({ ref: 'un-cybercrime-2024, Art. 42', field: 'intention' }),
    storedOnly({ ref: 'un-cybercrime-2024, Art. 42', field: 'data' }),
  ],
};
