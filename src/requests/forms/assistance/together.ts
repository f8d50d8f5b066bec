// What two States do together or one takes over from the other: UNTOC Arts 19, 20 and 21; and whatever else, Art. 18(3)(i).
import type { KindForm } from '../../form.ts';
import { ask, each } from '../each.ts';
import { ASK } from './questions.ts';
import { HINT, KIND } from './words.ts';

export const joint: KindForm = {
  id: 'joint',
  hint: KIND.joint,
  tasks: [
    {
      id: 'joint',
      title: ASK.together,
      pages: [
        ask('scope', ASK.together),
        ...each('length'),
        ask('arrangement', ASK.arrangement),
        ...each('agreement'),
        { id: 'team', fields: ['members'] },
        ask('direction', ASK.direction, HINT.sovereignty),
        ...each('evidence-terms'),
      ],
    },
  ],
  asked: { agreement: ({ arrangement }) => arrangement === 'existing' },
  rules: [],
};

export const delivery: KindForm = {
  id: 'delivery',
  hint: KIND.delivery,
  tasks: [
    {
      id: 'delivery',
      title: ASK.consignment,
      pages: [
        ...each('consignment', 'route'),
        { id: 'method', title: ASK.letThrough, fields: ['delivery-method'] },
        ask('consents', ASK.consents, HINT.goods),
        ...each('watch', 'stop', 'jurisdiction'),
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
      title: ASK.prosecuted,
      pages: [
        { id: 'prosecuted', title: ASK.prosecuted, fields: ['person'] },
        ...each('stage'),
        { id: 'why', title: ASK.whyTransfer, fields: ['justice'] },
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
      title: ASK.otherAssistance,
      pages: [{ id: 'other', fields: ['description'] }, ...each('allowed')],
    },
  ],
  asked: {},
  rules: [],
};
