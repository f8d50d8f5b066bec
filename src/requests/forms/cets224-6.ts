// Domain name registration information, asked of the registrar or registry itself: CETS 224 Art. 6.
import type { Form } from '../core/form.ts';
import { checkIdentifier } from '../core/identifier-check.ts';
import { ask } from './one-field-pages.ts';
import { UNDER_THE_PROTOCOL, stated } from './rules.ts';
import { ASK, HINT, PART, WORDS } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

export const cets2246: Form = {
  ...ASKING,
  id: 'cets224-6',
  purpose: 'obtain',
  isFormal: true,
  goesTo: 'provider',
  channel: { id: 'cets224-domain', is: 'only' },
  clocks: [],
  begins: ({ kind, channel }) => kind !== 'preserve' && channel === 'cets224-domain',
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
        ask('domain', WORDS.cets2246.domain, WORDS.cets2246.domainHint),
        ask('elements', WORDS.cets2246.elements),
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
      words: WORDS.cets2246.domainNameRule,
      isMet: ({ domain }) =>
        typeof domain !== 'string' || checkIdentifier({ kind: 'domain', value: domain }).ok,
    },
  ],
};
