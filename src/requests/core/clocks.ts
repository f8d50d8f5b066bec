// How a form says which clocks of clocks.yaml its requests can have, what ends each, and which desk sees to it; and the clocks that
// several forms share. By form, because one instrument's clocks do not all concern all of its forms.
import type { Answers } from './answers.ts';

/** `holds`: data are kept so long; it is the clock of a preservation, not of the request that asks for one. */
export interface ClockOfForm {
  readonly clock: string;
  /** Events, by their names for clocks, with which the duty is done. */
  readonly done: readonly string[];
  readonly desk: AlarmDesk;
  readonly holds?: true;
  /** Only where the holder is in the State that asks. */
  readonly isDomestic?: true;
  /** Between States only. */
  readonly isAcross?: true;
  /** Goes on until one of these, whatever becomes of the request. */
  readonly isUntilDone?: true;
  /** Of urgent requests alone. */
  readonly isUrgent?: true;
  /** Where another instrument than that of the form gives it: only between States that are both bound by that. */
  readonly isWithin?: { readonly instrument: string; readonly article: string };
  /** Of some of its measures alone; where the answers are not known, it may. */
  readonly isOfAnswers?: (answers: Answers) => boolean;
  /** Of whoever asked: where the request is another's, it is theirs to see to. */
  readonly isOfAsker?: true;
  /** Of whoever is asked, and only its own acts move it: where the request is ours, nobody here hears of them. */
  readonly isOfAsked?: true;
  /** The day on which it ends, where the request itself names one. */
  readonly lastDay?: (answers: Answers) => string | undefined;
  /** Runs instead of this one in an emergency. */
  readonly inEmergency?: string;
  /** Each event that starts it starts one of its own, beside those that run. */
  readonly isEach?: true;
  /** Ends with the answer, and yet no item is due by it: that data are kept, that somebody objects. */
  readonly isOfNoItem?: true;
  /** Another runs for other data of the same request: it is done once nothing of its own data is due any more. */
  readonly isOfItsData?: true;
}

/** Who sees to it before it ends: whoever sends and receives; the 24/7 point of contact; whoever writes the answer. */
export type AlarmDesk = 'desk' | 'duty' | 'drafter';

/** Of data that are kept. */
const PRODUCED = ['data_produced', 'evidence_made_available_by_link'];
/** Nothing of what is wanted is missing any more: what came in part, or was refused in part, ends no time to answer. */
export const ALL_ANSWERED = 'all_answered';
export const ANSWERED = [ALL_ANSWERED];
/** Whoever received it has said so. */
export const RECEIPT_SAID = 'receipt_acknowledged';
/** Directive 2014/41/EU, Art. 15: while a ground of postponement lasts neither time runs. */
export const POSTPONED = ['recognition_postponed_art_15', 'execution_postponed_art_15'];
export const RESUMED = 'postponement_ended';
/** The measure was carried out, and what it yielded has gone: its Art. 13(1). */
export const CARRIED_OUT = 'measure_carried_out';
export const TRANSFERRED = 'evidence_transferred';
/** An item is kept as it is for the time being: its Art. 32. */
export const HELD_ITEM = 'provisional_measure_executed';
/** Something of it is refused, or it is postponed, and whoever asked has been told: its Art. 16(3). */
export const DECIDED_AGAINST = 'decision_recourse_refusal_or_postponement';
export const DECISION_TOLD = 'decision_told';
/** Measures are taken, after a postponement too. */
export const BEGUN = 'execution_begun';
export const DECIDED = ['recognition_decided', 'ground_for_refusal_raised'];

export const holds = (clock: string, done: readonly string[] = []): ClockOfForm => ({
  clock,
  done: [...PRODUCED, ...done],
  desk: 'duty',
  holds: true,
});
export const atHome = (clock: string): ClockOfForm => ({ ...holds(clock), isDomestic: true });
export const across = (clock: string, done: readonly string[] = []): ClockOfForm => ({
  ...holds(clock, done),
  isAcross: true,
});
export const of = (clock: string, done: readonly string[], desk: AlarmDesk = 'desk'): ClockOfForm => ({
  clock,
  done,
  desk,
});

/** A treaty request without a limit of its own: what the background paper (para 20) plans with. */
export const PLANNED: readonly ClockOfForm[] = [of('mla.progress', ANSWERED), of('mla.planning', ANSWERED)];

/** What tells of another provider, and by which way the data went, is an answer, also where it is not the whole. */
export const DISCLOSED = of('bc30.disclosure', [...ANSWERED, 'data_produced'], 'duty');

/** Regulation (EU) 2023/1543, Art. 4(5): validation is sought even where the addressee has refused meanwhile. */
export const VALIDATION: ClockOfForm = {
  ...of('epoc.ex-post-validation', ['order_validated', 'order_not_validated', 'order_withdrawn']),
  isUntilDone: true,
};

/** Regulation (EU) 2023/1543, Art. 16: once the enforcing authority is asked to see to it. */
export const ENFORCED: readonly ClockOfForm[] = [
  of('epoc.recognition', DECIDED),
  of('epoc.enforcement-information', ['clarification_given'], 'drafter'),
];

/** What went by other means than the decentralised IT system is recorded there: Regulation (EU) 2023/1543, Art. 19(6). */
export const RECORDED: ClockOfForm = {
  ...of('eu1550.record-alternative', ['alternative_recorded']),
  isUntilDone: true,
};
