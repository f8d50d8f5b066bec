// What two States do together or one takes over from the other: UNTOC Arts 19, 20 and 21; and whatever else, Art. 18(3)(i).
import type { KindForm } from '../../core/form.ts';
import { ask, box, each } from '../one-field-pages.ts';
import { KIND, KIND_ASK, KIND_HINT } from '../words.ts';

export const joint: KindForm = {
  id: 'joint',
  hint: KIND.joint,
  tasks: [
    {
      id: 'joint',
      title: KIND_ASK.together,
      pages: [
        ask('scope', KIND_ASK.together),
        ...each('own-order', 'length'),
        ask('arrangement', KIND_ASK.arrangement),
        ...each('agreement'),
        { id: 'team', fields: ['members'] },
        ask('direction', KIND_ASK.direction, KIND_HINT.sovereignty),
        ...each('evidence-terms'),
        ask('knows', KIND_ASK.knows, KIND_HINT.knows),
      ],
    },
  ],
  asked: { agreement: ({ arrangement }) => arrangement === 'existing' },
  rules: [],
};

export const delivery: KindForm = {
  id: 'delivery',
  hint: KIND.delivery,
  isSecret: true,
  tasks: [
    {
      id: 'delivery',
      title: KIND_ASK.consignment,
      pages: [
        ...each('consignment', 'route'),
        { id: 'method', title: KIND_ASK.letThrough, fields: ['delivery-method'] },
        box('allowed', KIND_ASK.allowed, ['allowed', 'period']),
        ask('direction', KIND_ASK.direction, KIND_HINT.sovereignty),
        ask('consents', KIND_ASK.consents, KIND_HINT.goods),
        box('own-order', KIND_ASK.orderedWhy, ['own-order', 'other-means']),
        ...each('watch', 'stop'),
        box('knows', KIND_ASK.knows, ['knows', 'report'], KIND_HINT.knows),
        ...each('jurisdiction'),
      ],
    },
  ],
  asked: {},
  rules: [],
};

export const proceedings: KindForm = {
  id: 'proceedings',
  hint: KIND.proceedings,
  tasks: [
    {
      id: 'proceedings',
      title: KIND_ASK.prosecuted,
      pages: [
        { id: 'prosecuted', title: KIND_ASK.prosecuted, fields: ['person'] },
        ...each('stage'),
        { id: 'why', title: KIND_ASK.whyTransfer, fields: ['justice'] },
        ...each('other-states', 'files', 'limits', 'victims'),
      ],
    },
  ],
  asked: {},
  rules: [],
};

export const other: KindForm = {
  id: 'other',
  hint: KIND.other,
  tasks: [
    {
      id: 'other',
      title: KIND_ASK.otherAssistance,
      pages: [{ id: 'other', fields: ['description'] }, ...each('allowed')],
    },
  ],
  asked: {},
  rules: [],
};
