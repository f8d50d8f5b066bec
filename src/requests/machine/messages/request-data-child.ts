// The child process of `request-data-apart.ts`: what to read on the first line of standard input, the data behind it; what it is as
// JSON on standard output.
import { readFileSync, writeSync } from 'node:fs';
import { toldRefusal } from '../../../base/refusal.ts';
import { readData, UnreadDocument, type DataAnswer, type DataJob } from './request-data.ts';

const input = readFileSync(0);
const end = input.indexOf('\n');
const { kind, forms } = JSON.parse(input.toString('utf8', 0, end)) as DataJob; // written by request-data-apart.ts

const answer = await readData(kind, input.subarray(end + 1), { forms }).then(
  (message): DataAnswer => ({ message }),
  (error: unknown): DataAnswer => {
    if (!(error instanceof UnreadDocument))
      return { failed: error instanceof Error ? (error.stack ?? '') : 'unknown' };
    return { refused: { ...toldRefusal(error), problem: error.problem } };
  },
);
const said = Buffer.from(JSON.stringify(answer));
for (let at = 0; at < said.length;) at += writeSync(1, said, at);
