// Mutual assistance in an emergency: CETS 224 Art. 10. The contents are those of a request for mutual assistance, sent with it.
import type { Form } from '../core/form.ts';
import { EMERGENCY } from '../core/request.ts';
import { ask } from './one-field-pages.ts';
import { ANSWERED, of } from '../core/clocks.ts';
import { ASK, HINT, PART, WORDS } from './words.ts';
import { ASKING } from '../core/form-nature.ts';

export const cets22410: Form = {
  ...ASKING,
  id: 'cets224-10',
  purpose: 'emergency',
  isFormal: true,
  goesTo: 'authority',
  channel: { id: 'cets224-emergency', is: 'only' },
  clocks: [of('cets224.9-10.emergency', ANSWERED, 'duty')],
  begins: ({ kind, channel, category }) =>
    kind !== 'preserve' && channel === 'cets224-emergency' && category === 'content',
  tasks: [
    {
      id: 'request',
      title: WORDS.cets22410.request,
      pages: [ask('mla', WORDS.cets22410.mla, WORDS.cets22410.mlaHint)],
    },
    {
      id: 'emergency',
      title: PART.emergency,
      pages: [
        ask('emergency', ASK.emergency, HINT.riskToLife),
        ask('channel', WORDS.cets22410.channel),
        ask('signature', ASK.signs, HINT.signedLater),
      ],
    },
  ],
  asked: {},
  roles: { urgency: 'emergency' },
  urgency: () => EMERGENCY,
  rules: [],
};
