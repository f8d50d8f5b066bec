// Subscriber information by mutual assistance: Budapest Convention Art. 31, laid out as the template T-CY(2018)10.
import { hasChosen, itemsOf } from '../answers.ts';
import type { Form } from '../form.ts';

export const bc31Subscriber: Form = {
  id: 'bc-31-subscriber',
  tasks: [
    {
      id: 'reference',
      title: { en: 'Reference' },
      pages: [
        {
          id: 'reference',
          title: { en: 'What is your reference, and the date?' },
          fields: ['date', 'reference'],
        },
        {
          id: 'status',
          title: { en: 'Does this follow an earlier request?' },
          fields: ['status', 'previous-mla', 'previous-preservation'],
        },
      ],
    },
    {
      id: 'authorities',
      title: { en: 'Authorities' },
      pages: [
        { id: 'requested', title: { en: 'Who is asked?' }, fields: ['requested'] },
        { id: 'requesting', title: { en: 'Who asks?' }, fields: ['requesting', 'reply'] },
        {
          id: 'confirm',
          title: { en: 'Who confirms that the request is genuine?' },
          hint: { en: 'Somebody else than the person who writes it.' },
          fields: ['confirm'],
        },
        { id: 'operational', title: { en: 'Does another authority investigate?' }, fields: ['operational'] },
      ],
    },
    {
      id: 'case',
      title: { en: 'Case' },
      pages: [
        { id: 'court', title: { en: 'Which prosecution office and court?' }, fields: ['court'] },
        { id: 'basis', title: { en: 'On what law at home does it rest?' }, fields: ['domestic-basis'] },
        { id: 'facts', title: { en: 'Which offence, and what happened?' }, fields: ['facts'] },
      ],
    },
    {
      id: 'data',
      title: { en: 'Subscriber information' },
      pages: [
        { id: 'data', title: { en: 'Whose subscriber information, from which provider?' }, fields: ['data'] },
        { id: 'relation', title: { en: 'What has it to do with the offence?' }, fields: ['relation'] },
      ],
    },
    {
      id: 'terms',
      title: { en: 'Urgency and secrecy' },
      pages: [
        { id: 'urgency', title: { en: 'Is it urgent, and why?' }, fields: ['urgency'] },
        { id: 'confidentiality', title: { en: 'Who must not learn of it?' }, fields: ['confidentiality'] },
        {
          id: 'signature',
          title: { en: 'Who signs?' },
          hint: { en: 'It is signed when it has been authorised, not now.' },
          fields: ['signature'],
        },
      ],
    },
  ],
  asked: {
    'previous-mla': (answers) => hasChosen(answers, 'status', 'follow-mla'),
    'previous-preservation': (answers) => hasChosen(answers, 'status', 'follow-preservation'),
  },
  roles: {
    items: 'data',
    nexus: 'relation',
    offence: 'facts',
    urgency: 'urgency',
    confidentiality: 'confidentiality',
    preservation: 'previous-preservation',
    verification: 'confirm',
  },
  rules: [
    {
      id: 'subscriber-only',
      level: 'block',
      ref: 'coe-ets-185, Art. 18(3)',
      field: 'data',
      words: {
        en: 'This form asks for subscriber information alone; traffic and content need a request of their own.',
      },
      isMet: (answers) => itemsOf(answers, 'data').every(({ category }) => category === 'subscriber'),
    },
    {
      id: 'new-or-follow-up',
      level: 'block',
      ref: 'T-CY(2018)10, item 3',
      field: 'status',
      words: { en: 'A request is new, or follows another; not both.' },
      isMet: (answers) =>
        !hasChosen(answers, 'status', 'new') ||
        !(hasChosen(answers, 'status', 'follow-mla') || hasChosen(answers, 'status', 'follow-preservation')),
    },
  ],
};
