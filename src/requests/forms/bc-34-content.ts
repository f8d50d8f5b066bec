// Interception of content: Budapest Convention Art. 34.
import type { Form } from '../core/form.ts';
import { realTime } from './bc-real-time.ts';
import { each } from './one-field-pages.ts';
import { stated } from './rules.ts';
import { BC_ASK, BC_RULE, WORDS } from './words.ts';

export const bc34Content: Form = realTime({
  id: 'bc-34-content',
  article: 'coe-ets-185, Art. 34',
  category: 'content_realtime',
  onlyThat: BC_RULE.realTimeContent,
  permitted: [
    {
      id: 'interception',
      title: BC_ASK.interception,
      hint: WORDS.bcRealTime.interceptionHint,
      fields: ['treaty-basis'],
    },
    ...each('order', 'serious'),
  ],
  rule: stated({ ref: 'coe-ets-185, Arts 21(1), 34', field: 'serious' }, BC_RULE.serious),
});
