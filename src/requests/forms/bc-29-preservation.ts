// Preservation between States: Budapest Convention Arts 29 and 30, laid out as the template T-CY(2018)11.
import { hasChosen, itemsOf } from '../answers.ts';
import type { Form } from '../form.ts';

export const bc29Preservation: Form = {
  id: 'bc-29-preservation',
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
          title: { en: 'Is this a new request, or an extension?' },
          hint: { en: 'An extension names the ticket of the request it extends.' },
          fields: ['status', 'previous'],
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
          hint: { en: 'Somebody else than the person who writes it. They may be called back at any hour.' },
          fields: ['confirm'],
        },
        { id: 'operational', title: { en: 'Does another authority investigate?' }, fields: ['operational'] },
      ],
    },
    {
      id: 'case',
      title: { en: 'Offence and data' },
      pages: [
        { id: 'offence', title: { en: 'Which offence, and what happened?' }, fields: ['offence'] },
        { id: 'data', title: { en: 'Which data are to be kept?' }, fields: ['data'] },
        { id: 'relation', title: { en: 'What have the data to do with the offence?' }, fields: ['relation'] },
        {
          id: 'custodian',
          title: { en: 'Who holds the data, or where is the system?' },
          hint: { en: 'Say what you know. Not knowing it is no ground to wait.' },
          fields: ['custodian'],
        },
        {
          id: 'path',
          title: { en: 'Should other providers on the path be named?' },
          hint: { en: 'Enough traffic data are then disclosed at once to find them (Art. 30).' },
          fields: ['traffic-path'],
        },
      ],
    },
    {
      id: 'reasons',
      title: { en: 'Why, and what follows' },
      pages: [
        { id: 'necessity', title: { en: 'Why must the data be preserved?' }, fields: ['necessity'] },
        {
          id: 'intention',
          title: { en: 'Will a request for mutual assistance follow?' },
          hint: { en: 'Preservation is given for at least sixty days so that it can be sent (Art. 29(7)).' },
          fields: ['intention'],
        },
        { id: 'urgency', title: { en: 'Is it urgent, and why?' }, fields: ['urgency'] },
        { id: 'confidentiality', title: { en: 'Who must not learn of it?' }, fields: ['confidentiality'] },
      ],
    },
  ],
  asked: { previous: (answers) => hasChosen(answers, 'status', 'extension') },
  roles: {
    items: 'data',
    nexus: 'relation',
    offence: 'offence',
    urgency: 'urgency',
    confidentiality: 'confidentiality',
    verification: 'confirm',
  },
  rules: [
    {
      id: 'intention',
      level: 'block',
      ref: 'coe-ets-185, Art. 29(2)(f)',
      field: 'intention',
      words: { en: 'Preservation is asked for only where a request for mutual assistance will follow.' },
      isMet: (answers) => answers['intention'] !== false,
    },
    {
      id: 'stored',
      level: 'block',
      ref: 'coe-ets-185, Art. 29(1)',
      field: 'data',
      words: {
        en: 'Only data that are stored already can be preserved; data to come need real-time collection.',
      },
      isMet: (answers) => itemsOf(answers, 'data').every(({ category }) => !category.endsWith('_realtime')),
    },
  ],
};
