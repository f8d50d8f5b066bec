// What is on record of a request and its items, as answers of the document that is written about it: whoever drafts it finds them there,
// and may change each. Regulation (EU) 2023/1543, Annex III; a partial result; a refusal; a withdrawal of single items.
import type { Messages } from '../../../../web/messages.ts';
import { GROUNDS, type GroundCode } from '../../../machine/states/grounds.ts';
import { hasGround, missingOf, underRefusal, type RequestItem } from '../../../machine/states/life.ts';
import type { RequestRecord } from '../../../core/request.ts';
import type { Answer, Answers } from '../../../core/answers.ts';
import type { FileHash } from '../../../core/hash-lines.ts';
import { formOf, isOrder } from '../../../forms/index.ts';

export interface ItemRecorded extends Pick<RequestItem, 'item' | 'desired' | 'actual' | 'ground' | 'note'> {
  /** In the language of the document. */
  readonly name: string;
  /** Until when it is due, as a letter writes it; undefined: no time runs for it. */
  readonly until: string | undefined;
}

export interface OnRecord {
  readonly request: Pick<RequestRecord, 'form' | 'version'>;
  /** Our reference of it. */
  readonly ours: string;
  readonly items: readonly ItemRecorded[];
  /** When it came, RFC 3339. */
  readonly receivedAt: string | undefined;
  /** It is on record that the data are preserved. */
  readonly isPreserved: boolean;
  /** The last decision on the whole of it. */
  readonly decision: { readonly act: 'refuse' | 'postpone'; readonly ground: string | undefined } | undefined;
  /** What is given in answer, where everybody who knows of the request may know of that. */
  readonly files: readonly FileHash[];
  readonly conditions: readonly string[];
}

const TEXT_MAX = 20_000;
const LINE_MAX = 1000;

/** It asks for what may be on record. */
export function isOfRecord(form: string): boolean {
  const reports = formOf(form)?.reports ?? 'nothing';
  return reports !== 'nothing' && reports !== 'package' && reports !== 'receipt';
}

/** By the fields of `then`, the form that is begun; none of another form. */
export function recordedAnswers(say: Messages, then: string, known: OnRecord): Answers {
  switch (formOf(then)?.reports) {
    case 'notExecuted':
      return given({ ...ofOrder(known), ...impossibility(say, known) });
    case 'inPart':
      return given(partialResult(say, known));
    case 'refused':
      return given(refusal(say, known));
    case 'takenBack':
      return given(withdrawal(known));
    case 'package': // written from the package, not from the record
    case 'receipt': // says nothing of what became of it
    case 'nothing':
    case undefined:
      return {};
  }
}

type Perhaps = Readonly<Record<string, Answer | undefined>>;

function given(answers: Perhaps): Answers {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]) =>
      answer === undefined || (Array.isArray(answer) && answer.length === 0) ? [] : [[id, answer]],
    ),
  );
}

/** Sections A to C and H: what the order says of itself and of whom it asks. */
function ofOrder({ request, ours, receivedAt, isPreserved }: OnRecord): Perhaps {
  const { form, version } = request;
  const said = (id: string): Answer | undefined => version.answers[id];
  return {
    certificate: form,
    issuing: said('issuing.name'),
    'issuing.file': said('issuing.file'),
    validating: said('validating.name'),
    'validating.file': said('validating.file'),
    issued: said('date'),
    received: receivedAt,
    enforcing: said('enforcing.name'),
    addressee: said('addressee.name'),
    'addressee.file': ours,
    preserved: isPreserved ? 'kept' : undefined,
    name: said('addressee.name'),
    person: said('addressee.person'),
    address: said('addressee.address'),
  };
}

function impossibility(say: Messages, known: OnRecord): Perhaps {
  const all = standing(known);
  return {
    reasons: groundsOf(known),
    explanation: isAnswered(known) ? text(all.map((one) => lineOf(say, one, known))) : undefined,
  };
}

function partialResult(say: Messages, known: OnRecord): Perhaps {
  if (!isAnswered(known)) return {};
  const all = standing(known);
  const came = all.filter(({ actual }) => actual === 'produced' || actual === 'partly');
  const open = all.filter(({ actual }) => actual !== 'produced');
  return {
    delivered: came.map((one) => short(lineOf(say, one, known))),
    files: [...known.files],
    conditions: text(known.conditions),
    outstanding: open.map((one) => short(lineOf(say, one, known))),
    reason: text(open.filter(({ actual }) => actual !== undefined).map((one) => lineOf(say, one, known))),
  };
}

function refusal(say: Messages, known: OnRecord): Perhaps {
  const { decision } = known;
  const all = standing(known);
  const lacking = all.filter(({ actual }) => hasGround(actual));
  const isWhole = lacking.length === all.length && lacking.every(({ actual }) => actual !== 'partly');
  if (decision?.act === 'postpone') return { decision: 'postponed' };
  if (decision === undefined && lacking.length === 0) return {};
  return {
    decision: decision !== undefined || isWhole ? 'refused' : 'part',
    items: decision !== undefined || isWhole ? undefined : lacking.map(({ name }) => short(name)),
    grounds: groundsOf(known),
    explanation: text(lacking.map((one) => lineOf(say, one, known))),
  };
}

/** What we asked for and want no longer. */
function withdrawal({ items }: OnRecord): Perhaps {
  const gone = items.filter(({ desired }) => desired === 'notNeeded');
  if (gone.length === 0) return {};
  return gone.length === items.length
    ? { extent: 'whole' }
    : { extent: 'items', items: gone.map(({ name }) => short(name)) };
}

/** What is not wanted any more is not written about; a refusal of the whole is of each that was still due. */
function standing({ items, decision }: OnRecord): readonly ItemRecorded[] {
  const wanted = items.filter(({ desired }) => desired === 'wanted');
  return decision?.act === 'refuse' ? wanted.map((one) => underRefusal(one, decision.ground)) : wanted;
}

/** Before anything was said there is nothing to write. */
function isAnswered(known: OnRecord): boolean {
  return known.decision !== undefined || standing(known).some(({ actual }) => actual !== undefined);
}

/** Each once, in the order of the text. */
function groundsOf(known: OnRecord): readonly GroundCode[] {
  const said = [
    known.decision?.ground,
    ...standing(known).flatMap(({ actual, ground }) => (hasGround(actual) ? ground : undefined)),
  ];
  return GROUNDS.filter((code) => said.includes(code));
}

/** `Item 2: Content data: Refused; Immunity or privilege`; of what is due, until when. */
function lineOf(say: Messages, one: ItemRecorded, { request }: OnRecord): string {
  const { actuals, grounds, noAnswer } = say.requestLife;
  const { actual, ground, note, until, name } = one;
  const isDue = missingOf([one], isOrder(request.form)).length > 0;
  const code = GROUNDS.find((known) => known === ground);
  const words = [
    actual === undefined ? noAnswer : actuals[actual],
    hasGround(actual) && code !== undefined ? grounds[code] : undefined,
    note,
    isDue && until !== undefined ? say.followUps.due(until) : undefined,
  ];
  const said = words.filter((part) => part !== undefined).join(say.language.semicolon);
  // A letter shows the directions that text brings along: ours has none of its own.
  return say.letter.labelled(name, said).replaceAll(/[\u2066-\u2069]/g, '');
}

function text(lines: readonly string[]): string | undefined {
  return lines.length === 0 ? undefined : lines.join('\n').slice(0, TEXT_MAX);
}

/** A line of a list is no longer than this. */
function short(words: string): string {
  return words.replaceAll(/\s+/g, ' ').slice(0, LINE_MAX);
}
