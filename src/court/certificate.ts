// A certificate for a court, drafted from typed facts: its fields come from the law data, their first words from the custody
// log, the last word is of the person who signs. The same blocks make the PDF and the editable copy.
import type { AdmissibilityRule, CertificateField, Fill } from '../law/model.ts';
import type { Messages } from '../web/messages.ts';
import { gathered, type LoggedExhibit } from './custody-facts.ts';

/** By id of the field. */
export type Answers = { readonly [field: string]: string };

export const ANSWER_MAX = 4000;

/** What the log already says for each field; nothing where it says nothing. */
export function firstAnswers(say: Messages, rule: AdmissibilityRule, exhibit: LoggedExhibit): Answers {
  const fields = rule.certificate?.fields ?? [];
  return Object.fromEntries(
    fields.flatMap(({ id, fill }) => {
      const text = fill === undefined ? undefined : FILLS[fill](say, exhibit);
      return text === undefined ? [] : [[id, text]];
    }),
  );
}

type Filler = (say: Messages, exhibit: LoggedExhibit) => string | undefined;

const FILLS: { readonly [fill in Fill]: Filler } = {
  record: (say, { number, title, bytes, sha256 }) =>
    say.court.fill.record(number, title ?? '', bytes, sha256),
  source: (_, { events }) => gathered(events)?.detail?.source,
  device: (_, { events }) => gathered(events)?.detail?.source,
  method: (say, { events }) => {
    const taken = gathered(events)?.event;
    return taken?.tool && say.court.fill.method(`${taken.tool.name} ${taken.tool.version}`, taken.occurredAt);
  },
  protected: (say, { events }) => {
    const blocker = gathered(events)?.event.facts?.['writeBlocker'];
    return typeof blocker === 'string' ? say.court.fill.protected(blocker) : undefined;
  },
  hash: (say, { sha256 }) => say.court.fill.hash(sha256),
  match: (say, { events, sha256 }) => {
    const last = events.findLast(({ event }) => event.type === 'checked' || event.type === 'checkFailed');
    return last?.event.type === 'checked' ? say.court.fill.match(sha256, last.event.occurredAt) : undefined;
  },
  taker: (_, { events }) => {
    const { takenBy, person, takenOn } = gathered(events)?.detail ?? {};
    const who = takenBy ?? person;
    return who === undefined ? undefined : [who, takenOn].filter((one) => one !== undefined).join(', ');
  },
};

/** Those that somebody answers, in the order of the law; the rest is written by hand. */
export function askedFields(rule: AdmissibilityRule): CertificateField[] {
  return (rule.certificate?.fields ?? []).filter(({ id }) => !isSignature(id));
}

/** Fields that must be said and were not. */
export function missingFields(rule: AdmissibilityRule, answers: Answers): CertificateField[] {
  return (rule.certificate?.fields ?? []).filter(
    ({ id, required }) => required === 'required' && !isSignature(id) && (answers[id] ?? '') === '',
  );
}

/** Signed by hand: date, place and signature stay blank in a draft. */
export function isSignature(field: string): boolean {
  return /(?:^|\.)(?:sign|signature|date|affidavit|authentication)$/.test(field);
}

export type Block =
  | { readonly kind: 'title' | 'under' | 'text' | 'small'; readonly text: string }
  | { readonly kind: 'fact'; readonly label: string; readonly text: string }
  /** A line to write on. */
  | { readonly kind: 'line'; readonly label: string };

interface Draft {
  readonly rule: AdmissibilityRule;
  readonly answers: Answers;
  readonly number: string;
  readonly caseReference: string;
  readonly agency: string;
  readonly dataVersion: string;
  readonly madeAt: string;
}

/** The document from top to bottom. */
export function certificateBlocks(say: Messages, draft: Draft): Block[] {
  const { rule, answers, number, caseReference, agency, dataVersion, madeAt } = draft;
  const words = say.court.document;
  const fields = rule.certificate?.fields ?? [];
  const said = fields.filter(({ id }) => !isSignature(id) && (answers[id] ?? '') !== '');
  return [
    { kind: 'title', text: words.title },
    { kind: 'under', text: `${rule.law}, ${rule.provision}` },
    { kind: 'fact', label: words.exhibit, text: number },
    { kind: 'fact', label: words.case, text: caseReference },
    { kind: 'fact', label: words.agency, text: agency },
    ...said.map(({ id, label }): Block => ({ kind: 'fact', label, text: answers[id] ?? '' })),
    ...fields.filter(({ id }) => isSignature(id)).map(({ label }): Block => ({ kind: 'line', label })),
    ...[words.name, words.place, words.signature].map((label): Block => ({ kind: 'line', label })),
    { kind: 'small', text: words.draft(madeAt) },
    { kind: 'small', text: words.basis(dataVersion, say.law.confidence[rule.confidence]) },
    { kind: 'small', text: say.court.noAdvice },
  ];
}
