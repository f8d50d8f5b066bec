// Special investigative techniques: UNTOC Art. 20, with what CETS 182, Arts 17 and 19, and practice want to see. Who they are on the spot
// stands in no request: names go by a way of their own.
import type { KindForm, QuestionPage } from '../../core/form.ts';
import { ask, box, each } from '../one-field-pages.ts';
import { KIND, KIND_ASK, KIND_HINT, KIND_RULE } from '../words.ts';

/** Authority, scope and time; who leads; who may know. */
const TERMS: readonly QuestionPage[] = [
  box('own-order', KIND_ASK.orderedWhy, ['own-order', 'other-means']),
  box('allowed', KIND_ASK.allowed, ['allowed', 'period']),
];
const END: readonly QuestionPage[] = [
  ...each('stop'),
  box('knows', KIND_ASK.knows, ['knows', 'report'], KIND_HINT.knows),
];
/** By whose law and lead, and which authority there decides or has agreed: each State as its principles permit (Art. 20(2)-(3)). */
const DIRECTED = box('direction', KIND_ASK.direction, ['direction', 'agreed'], KIND_HINT.sovereignty);
const COSTS = each('jurisdiction');
const LED: readonly QuestionPage[] = [
  DIRECTED,
  box('officers', KIND_ASK.officers, ['officers', 'recording'], KIND_HINT.noNames),
];

export const covert: KindForm = {
  id: 'covert',
  hint: KIND.covert,
  isSecret: true,
  tasks: [
    {
      id: 'covert',
      title: KIND_ASK.target,
      pages: [ask('target', KIND_ASK.target), ...TERMS, ...LED, ...END, ...COSTS],
    },
  ],
  asked: {},
  rules: [],
};

export const surveillance: KindForm = {
  id: 'surveillance',
  hint: KIND.surveillance,
  isSecret: true,
  tasks: [
    {
      id: 'surveillance',
      title: KIND_ASK.target,
      pages: [box('target', KIND_ASK.watched, ['target', 'means']), ...TERMS, ...LED, ...END, ...COSTS],
    },
  ],
  asked: {},
  rules: [],
};

export const remote: KindForm = {
  id: 'remote',
  hint: KIND.remote,
  isSecret: true,
  tasks: [
    {
      id: 'remote',
      title: KIND_ASK.system,
      pages: [
        box('target', KIND_ASK.system, ['target', 'system-place']),
        ...TERMS,
        DIRECTED,
        box('tool', KIND_ASK.tool, ['tool', 'expected', 'safeguards']),
        ...END,
      ],
    },
  ],
  asked: {},
  rules: [
    {
      id: 'state-consents',
      level: 'block',
      ref: 'good practice',
      field: 'system-place',
      words: KIND_RULE.stateConsents,
      isMet: (answers) => answers['system-place'] !== 'third',
    },
  ],
};
