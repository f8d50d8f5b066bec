// Law: national laws, cases, strategies, lessons.
import { count } from './count.ts';

export const lawLibrary = {
  lawLibrary: {
    lead: 'What States have written and decided, and what others met before. Tagged, so that it is found from a measure, a kind of data or an issue.',
    issue: 'Issue',
    anyIssue: 'Every issue',
    found: (n: number) => count(n, 'record', 'records'),
    none: 'No record for this. That means unknown, not that there is none.',
    from: { law: 'In force', case: 'Decided', strategy: 'Adopted', lesson: 'Of' },
    until: { law: 'Repealed', case: 'Until', strategy: 'Until', lesson: 'Until' },
    notInForce: 'not in force on that day',
    reference: { law: 'Citation', case: 'Number', strategy: 'Number', lesson: 'Where' },
    court: 'Court',
    organisation: 'Organisation',
    original: 'Title in its own language',
    language: 'Language',
    text: 'Text',
    evidence: 'The evidence',
    evidenceWords: {
      admitted: 'admitted',
      excluded: 'excluded',
      obtained: 'obtained',
      refused: 'refused by the holder',
      not_decided: 'not decided',
      unknown: 'unknown',
    },
    saying: {
      facts: 'What happened',
      held: 'What was held',
      cooperation: 'How it was asked for',
      aim: 'Aim',
      met: 'What was met',
      advice: 'What helps',
    },
    provisions: 'Provisions',
    place: 'Where',
    gives: 'What it says',
    tags: 'About',
    others: 'Others met this',
  },
};
