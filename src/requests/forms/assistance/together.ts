// What two States do together or one takes over from the other: UNTOC Arts 19, 20 and 21; and whatever else, Art. 18(3)(i).
import type { KindForm } from '../../form.ts';
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
        { id: 'scope', title: ASK.together, fields: ['scope', 'length'] },
        { id: 'arrangement', title: ASK.arrangement, fields: ['arrangement', 'agreement'] },
        {
          id: 'team',
          title: ASK.team,
          hint: HINT.sovereignty,
          fields: ['members', 'direction', 'evidence-terms'],
        },
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
        { id: 'consignment', title: ASK.consignment, fields: ['consignment', 'route'] },
        { id: 'method', title: ASK.letThrough, hint: HINT.goods, fields: ['delivery-method', 'consents'] },
        { id: 'watch', title: ASK.watched, fields: ['watch', 'stop', 'jurisdiction'] },
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
        { id: 'prosecuted', title: ASK.prosecuted, fields: ['person', 'stage'] },
        { id: 'why', title: ASK.whyTransfer, fields: ['justice', 'other-states'] },
        { id: 'files', title: ASK.goesWith, fields: ['files', 'limits', 'victims'] },
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
      pages: [{ id: 'other', title: ASK.otherAssistance, fields: ['description', 'allowed'] }],
    },
  ],
  asked: {},
  rules: [],
};
