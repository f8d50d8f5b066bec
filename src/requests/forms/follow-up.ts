// What is written about a request once it is with the other side: a supplement, a withdrawal, a question, a refusal. Which forms these
// are, and what of the request goes into them.
import type { Day } from '../../law/day.ts';
import type { FormField } from '../../law/model-form.ts';
import { formOf, FORMS } from './index.ts';
import type { LegalForm } from '../core/form.ts';
import type { RequestRecord } from '../core/request.ts';
import type { Answer, Answers } from '../core/answers.ts';
import type { Begun } from '../core/origin.ts';

interface Followed extends Pick<RequestRecord, 'form' | 'direction'> {
  /** It is with the other side, or came from there. */
  readonly isOut: boolean;
}

/** Ids of the forms by which whoever sent a request goes on with it, and whoever received it answers it. */
export function followUpsOf({ form, direction, isOut }: Followed): readonly string[] {
  const about = isOut ? formOf(form) : undefined;
  if (about === undefined) return [];
  return FORMS.filter(({ follows }) => {
    if (follows === 'nothing') return false;
    return (direction === 'outgoing' ? follows.goesOn : follows.answers)?.(about) === true;
  }).map(({ id }) => id);
}

/** It is about another request, which came or went the way that this says. Undefined: it stands by itself. */
export function isAbout({
  form,
  direction,
}: Pick<Followed, 'form' | 'direction'>): Followed['direction'] | undefined {
  const follows = formOf(form)?.follows ?? 'nothing';
  if (follows === 'nothing') return undefined;
  if (follows.goesOn !== undefined) return direction;
  return direction === 'outgoing' ? 'incoming' : 'outgoing';
}

export interface FollowUpKnown {
  readonly request: RequestRecord;
  /** Who confirms on our side, where a request of ours says it; and who must not learn of that request. */
  readonly confirms?: Answer | undefined;
  readonly confidentiality?: Answer | undefined;
  /** Its references on both sides: ours, and theirs where it is known. */
  readonly ours: string;
  readonly theirs: string | undefined;
  /** When it was sent, or received, by the clock of that place. */
  readonly day: Day | undefined;
  readonly today: Day;
  /** Last day on which the data that it asks to keep are kept, where a time limit says it. */
  readonly preservedUntil?: Day | undefined;
  /** It rests on that one, by its id. */
  readonly instrument: string;
  /** What is on record of it, by the fields of the form that is begun. */
  readonly recorded?: Answers;
}

const ASKS = ['requesting', 'authority', 'agency'] as const;
const ASKED = ['requested', 'provider'] as const;

/** Who writes to whom, about which request, on which basis. Every answer can be changed before it leaves. */
export function fromFollowed(known: FollowUpKnown, then: Pick<LegalForm, 'form' | 'fields'>): Begun {
  const { request, ours, today, day, preservedUntil } = known;
  const { number, direction, counterpart, version, writtenIn } = request;
  const answers: Record<string, Answer> = {};
  const put = (id: string, type: FormField['type'], answer: Answer | undefined): void => {
    const field = then.fields.find((one) => one.id === id && one.type === type);
    const mayBe = type !== 'choice' || field?.options.some((one) => one.id === answer) === true;
    if (answer !== undefined && field !== undefined && mayBe) answers[id] = answer;
  };
  const said = (ids: readonly string[]): Answer | undefined =>
    ids.map((id) => version.answers[id]).find((one) => typeof one === 'object');
  const isOurs = direction === 'outgoing';
  const [sender, receiver] = isOurs ? [said(ASKS), said(ASKED)] : [said(ASKED), said(ASKS)];
  // Where it was received the next day may have begun already: nothing is written before what it is about came.
  put('date', 'date', day !== undefined && day > today ? day : today);
  put('reference', 'text', isOurs ? version.answers['reference'] : ours);
  if (request.form === 'clarification') {
    // An answer names the question, and the request that the question was about.
    put('question', 'text', namesOf(known));
    put('request', 'text', version.answers['request']);
  } else {
    const isKept = then.fields.some(({ id, type }) => id === 'preservation' && type === 'text');
    put(isKept ? 'preservation' : 'request', 'text', namesOf(known));
  }
  put('basis', 'choice', version.answers['basis'] ?? known.instrument);
  put('requesting', 'party', sender);
  put('requested', 'party', receiver);
  put('confirm', 'contact', known.confirms);
  put('confidentiality', 'longtext', known.confidentiality);
  if (!isOurs) put('received', 'date', day);
  put('preserved.until', 'date', preservedUntil);
  for (const [id, answer] of Object.entries(known.recorded ?? {})) {
    const field = then.fields.find((one) => one.id === id);
    if (field !== undefined && answers[id] === undefined) put(id, field.type, offered(field, answer));
  }
  return {
    form: then.form.id,
    answers,
    counterpart,
    urgency: 'normal',
    ...(isOurs && { writtenIn }),
    origin: { kind: 'request', number },
  };
}

/** What the form has among its options; undefined: nothing of it. */
function offered({ type, options }: FormField, answer: Answer): Answer | undefined {
  if (type !== 'multichoice') return answer;
  const chosen = (answer as readonly string[]).filter((one) => options.some(({ id }) => id === one)); // option ids
  return chosen.length === 0 ? undefined : chosen;
}

/** Of whoever asked first, with its day: `FR-2026-000012/R9, 2026-10-08; JP 2026-771`. */
function namesOf({ request, ours, theirs, day }: FollowUpKnown): string {
  const [first, second] =
    request.direction === 'outgoing' || theirs === undefined ? [ours, theirs] : [theirs, ours];
  const dated = day === undefined ? first : `${first}, ${day}`;
  return second === undefined ? dated : `${dated}; ${second}`;
}

/** Which of these is meant: the one whose reference, ours or theirs, the document names. */
export function namedIn<One extends { readonly names: readonly string[] }>(
  answers: Answers,
  list: readonly One[],
): One | undefined {
  const said = ['request', 'preservation', 'question']
    .map((id) => answers[id])
    .filter((one) => typeof one === 'string');
  // `…/R12` names no `…/R1`.
  const isNamed = (name: string): boolean =>
    said.some(
      (text) =>
        text
          .split(name)
          .slice(1)
          .some((after) => !/^[\p{L}\p{N}]/u.test(after)) && text.includes(name),
    );
  return list.find(({ names }) => names.some((name) => name !== '' && isNamed(name)));
}
