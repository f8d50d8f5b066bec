// Labels to print.
import { count } from './count.ts';

export const labels = {
  labels: {
    title: 'Print labels',
    one: 'Print label',
    many: 'Print labels',
    lead: (n: number, sheets: number) =>
      `${count(n, 'label', 'labels')} on ${count(sheets, 'sheet', 'sheets')}.`,
    how: 'Print this page on A4, at 100 %, without margins of the browser. The labels fit sheets of 14 (99.1 × 38.1 mm), or plain paper and scissors.',
    nothingSecret:
      'A label names the exhibit, the agency and the case by number only. Its code leads to the page of the exhibit, which opens for members of the case alone.',
    which: 'Which exhibits?',
    whichHint: 'Items of this case, such as: 1-4, 7',
    whichWrong: (max: number) => `Enter items such as 1-4, 7; at most ${max} at once`,
    first: 'First free label of the sheet',
    firstHint: 'Counted from the top left, row by row: 1 to 14',
    firstWrong: 'Enter a number from 1 to 14',
    show: 'Show these',
    none: 'There is no such exhibit in this case.',
    caseLabel: 'Case',
    digest: 'SHA-256',
    code: (number: string) => `Code that leads to exhibit ${number}`,
    list: 'The labels',
  },
};
