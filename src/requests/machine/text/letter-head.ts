// What makes of a request a letter: who writes to whom, and how one is greeted. Names and addresses are those that the request itself
// gives; the formulas are those of the language of the letter.
import { stateName } from '../../../law/states.ts';
import { ASKED_PARTY, ASKING } from '../../core/asker.ts';
import type { Answers, Party } from '../../core/answers.ts';
import type { Tongue } from './tongue.ts';

export interface LetterHead {
  /** As on the paper of an authority. */
  readonly from: readonly string[];
  /** As on an envelope. */
  readonly to: readonly string[];
  readonly greeting: readonly string[];
}

export function headOf(answers: Answers, { say, isolate }: Tongue): LetterHead {
  const { phone, email } = say.letter.part;
  const line = (label: string, value: string | undefined): string[] =>
    value === undefined ? [] : [say.letter.labelled(label, isolate(value))];
  const asker = partyIn(answers, ASKING);
  const asked = partyIn(answers, ASKED_PARTY);
  return {
    from: [...lines(asker, isolate), ...line(phone, asker?.phone), ...line(email, asker?.email)],
    to: lines(asked, isolate),
    greeting: say.letter.head.greeting,
  };
}

/** With the State it is in, where its address does not say it. */
export function toState(head: LetterHead, state: string | undefined, { say }: Tongue): LetterHead {
  if (state === undefined || head.to.length === 0) return head;
  const name = stateName(state, say.language.code);
  return head.to.some((one) => one.includes(name)) ? head : { ...head, to: [...head.to, name] };
}

/** By the number that its sender gave it. */
export function referenceOf({ reference }: Answers, { isolate }: Tongue): string | undefined {
  return typeof reference === 'string' ? isolate(reference) : undefined;
}

function lines(party: Party | undefined, isolate: Tongue['isolate']): string[] {
  return [party?.organisation, party?.address].flatMap((one) => (one === undefined ? [] : [isolate(one)]));
}

function partyIn(answers: Answers, fields: ReadonlySet<string>): Party | undefined {
  for (const field of fields) {
    const answer = answers[field];
    if (typeof answer === 'object' && 'organisation' in answer) return answer;
  }
  return undefined;
}
