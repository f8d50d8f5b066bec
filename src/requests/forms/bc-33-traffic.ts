// Real-time collection of traffic data: Budapest Convention Art. 33.
import type { Form } from '../core/form.ts';
import { realTime } from './bc-real-time.ts';
import { ask } from './one-field-pages.ts';
import { BC_ASK, BC_RULE } from './words.ts';

export const bc33Traffic: Form = realTime({
  id: 'bc-33-traffic',
  article: 'coe-ets-185, Art. 33(1)',
  category: 'traffic_realtime',
  onlyThat: BC_RULE.realTimeTraffic,
  permitted: [ask('similar-case', BC_ASK.similarCase)],
  rule: {
    id: 'similar-case',
    level: 'warn',
    ref: 'coe-ets-185, Art. 33(2)',
    field: 'similar-case',
    words: BC_RULE.similarCase,
    isMet: (answers) => answers['similar-case'] !== false,
  },
});
