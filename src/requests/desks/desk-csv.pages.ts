// A desk as a table (RFC 4180), for whoever counts on in a spreadsheet: in the words of the reader, times in UTC.
import { csvFile } from '../../base/csv.ts';
import { stateName } from '../../law/states.ts';
import type { Messages } from '../../web/messages.ts';
import { preservationReference } from '../core/request.ts';
import { requestReference } from '../core/request.ts';
import { urgencyWords } from './desk.pages.ts';
import { stateWords } from '../machine/text/request-shown.pages.ts';
import type { QueueLine, RegisterLine } from './desk.store.ts';
import { attachment, CSV } from '../../web/attachment.ts';

type Line = readonly string[];

export function queueLines(
  say: Messages,
  lines: readonly QueueLine[],
  titles: ReadonlyMap<string, string>,
): Line[] {
  const words = say.desks;
  return [
    [words.what, words.kind, words.counterpart, words.state, words.since, words.urgency, words.runsOut],
    ...lines.map((one) => [
      requestReference(one.case, one.number),
      titles.get(one.form) ?? one.form,
      other(say, one),
      stateWords(say, one.state),
      one.stateSince.toISOString(),
      urgencyWords(say, one.urgency),
      one.dueAt?.toISOString() ?? '',
    ]),
  ];
}

export function registerLines(say: Messages, lines: readonly RegisterLine[]): Line[] {
  const words = say.desks;
  return [
    [
      words.what,
      words.holder,
      words.orders.direction,
      words.counterpart,
      words.state,
      words.since,
      words.runsOut,
    ],
    ...lines.map((one) => [
      preservationReference(one.case, one.number),
      one.holder,
      words.orders.directions[one.direction],
      other(say, one),
      stateWords(say, one.state),
      one.begunAt.toISOString(),
      one.expiresAt?.toISOString() ?? '',
    ]),
  ];
}

function other(say: Messages, { counterpart }: Pick<QueueLine, 'counterpart'>): string {
  return counterpart === undefined ? '' : stateName(counterpart, say.language.code);
}

export function csvAnswer(name: string, lines: readonly Line[]): Response {
  return attachment(csvFile(lines), CSV, `${name}.csv`);
}
