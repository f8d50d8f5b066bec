// Access to stored data in another Party with the lawful and voluntary consent of the person lawfully entitled to disclose them:
// Budapest Convention Art. 32(b). No request to that Party; the record of the consent is what a court will ask for.
import { hasChosen } from '../core/request-items.ts';
import type { Form } from '../core/form.ts';
import { ask, each } from './one-field-pages.ts';
import { referenceTask } from './reference.ts';
import { storedOnly, stated } from './rules.ts';
import { ASKING, NEVER } from '../core/form-nature.ts';
import { ASK, BC_ASK, BC_PART, BC_RULE, HINT, PART, WORDS } from './words.ts';

export const bc32bConsent: Form = {
  ...ASKING,
  id: 'bc-32b-consent',
  purpose: 'obtain',
  isFormal: false,
  direction: 'outgoing',
  goesTo: 'nobody',
  channel: { id: 'consent', is: 'only' },
  clocks: [],
  begins: NEVER,
  tasks: [
    referenceTask(),
    {
      id: 'person',
      title: BC_PART.person,
      pages: [
        { id: 'accessing', title: BC_ASK.accessing, fields: ['authority'] },
        { id: 'consenting', title: BC_ASK.consenting, fields: ['person'] },
        ...each('capacity'),
        { id: 'entitled', title: BC_ASK.entitled, fields: ['entitlement'] },
      ],
    },
    {
      id: 'data',
      title: PART.data,
      pages: [
        ask('located', BC_ASK.located, WORDS.bc32bConsent.locatedHint),
        { id: 'located-known', fields: ['located.known'] },
        ask('data', BC_ASK.accessed),
        ask('means', BC_ASK.means),
      ],
    },
    {
      id: 'consent',
      title: BC_PART.consent,
      pages: [
        ...each('language'),
        { id: 'freely', fields: ['voluntary'] },
        ...each('informed', 'limits', 'consented'),
        {
          id: 'signature',
          title: ASK.signs,
          hint: HINT.signedLater,
          fields: ['signature.person', 'signature'],
        },
      ],
    },
  ],
  asked: {},
  roles: { items: 'data', state: 'located' },
  rules: [
    storedOnly({ ref: 'coe-ets-185, Art. 32(b)', field: 'data' }),
    stated({ ref: 'coe-ets-185, Art. 32(b)', field: 'voluntary' }, BC_RULE.voluntary),
    {
      id: 'not-a-provider',
      level: 'warn',
      ref: 'T-CY Guidance Note 3 (recalled)',
      field: 'capacity',
      words: BC_RULE.notAProvider,
      isMet: (answers) => !hasChosen(answers, 'capacity', 'provider'),
    },
  ],
};
