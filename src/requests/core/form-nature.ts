// What the program must know of every form beside its questions. Each is required, and each has a word for "nothing". A form that asks
// for something, or that is written about a request, says how it differs from most (`ASKING`; `FOLLOW_UP` in forms/follow-tasks.ts).
import type { Preservation } from '../../channels/preserve.ts';
import type { AuthorityRank } from '../../law/competence.ts';
import type { DataCategory } from '../../law/model.ts';
import type { Answers } from './answers.ts';
import type { ClockOfForm } from './clocks.ts';

/** What somebody wants to do, before they know what the form for it is called. In the order in which they are offered. */
export const PURPOSES = ['keep', 'obtain', 'realTime', 'emergency', 'tell', 'answer', 'goOn'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface FormNature {
  readonly purpose: Purpose;
  /** It asks for evidence formally: what it brings cures what came informally before (background paper, para 33). */
  readonly isFormal: boolean;
  /** Whether it is written here, comes in, or both. */
  readonly direction: 'outgoing' | 'incoming' | 'both';
  /** `either`: the authority or the provider that has the data. `nobody`: it records what needs no request. */
  readonly goesTo: 'authority' | 'provider' | 'either' | 'nobody';
  readonly channel: FormChannel;
  /** It, and what answers it, goes through the decentralised IT system of the Union, unless that cannot be: Regulation (EU) 2023/1543, Art. 19. */
  readonly goesBySystem: boolean;
  /** The time limits that its requests can have, and the preservations that they ask for. */
  readonly clocks: readonly ClockOfForm[];
  /**
   * It has data kept: `under`, the instrument by which its clocks hold also what was kept without a form. `longer`: what is kept
   * already is to be kept longer.
   */
  readonly keeps: { readonly under: string } | 'longer' | 'nothing';
  /** Which order of Regulation (EU) 2023/1543 it is: it comes in a role, is answered by grounds, has remedies and costs, and is counted. */
  readonly order: 'production' | 'preservation' | 'none';
  /**
   * Who may sign it, and who validates. `byRule`: whom `competence.yaml` names for the data it asks for, and nobody else. `atHome`: whom
   * the law at home says. `issuer`: by rule too, and the answers name who issues and who validates.
   */
  readonly signing: 'byRule' | 'atHome' | { readonly issuer: (answers: Answers) => Issuer };
  readonly follows: Follows | 'nothing';
  /** It is read and answered, if at all, by a document of its own: nothing is executed on it, and it is closed once it is there. */
  readonly onlyTells: boolean;
  /** What it reports of the request that it is about: begun with what is on record of that, and recorded there once it has gone, or come. */
  readonly reports: Report | 'nothing';
  /** The steps of a plan that are written on it: no step on two forms. */
  readonly begins: (step: PlannedStep) => boolean;
  /** Its answer may name another provider that took part in the transmission: Budapest Convention, Arts 29 and 30. */
  readonly findsProviders: boolean;
}

/** What most forms are that ask for something; a form says besides what it is, and where it differs. */
export const ASKING = {
  direction: 'both',
  goesBySystem: false,
  keeps: 'nothing',
  order: 'none',
  signing: 'byRule',
  follows: 'nothing',
  onlyTells: false,
  reports: 'nothing',
  findsProviders: false,
} as const satisfies Partial<FormNature>;

/** By which way of `channels.yaml` it goes. */
interface FormChannel {
  readonly id: string;
  /**
   * `only`: by no other. `usual`: by this where no plan says another that its treaty opens. `followed`: as what it is about went; by this
   * where that is not known. `best`: by this, and by any other for a reason.
   */
  readonly is: 'only' | 'usual' | 'followed' | 'best';
  /** Which of the planner's ways to have data kept that is. */
  readonly keeping?: Preservation['id'];
}

/** Which requests it may be about: what it is written on about another is about none. */
interface Follows {
  /** Those that whoever sent them goes on with by it. */
  readonly goesOn?: (about: FormNature) => boolean;
  /** Those that whoever received them answers by it. */
  readonly answers?: (about: FormNature) => boolean;
}

/** `package`: the program writes it from the package that answers a request. `receipt`: that the request was received. */
export type Report = 'refused' | 'notExecuted' | 'inPart' | 'takenBack' | 'package' | 'receipt';

interface PlannedStep {
  readonly kind: string;
  /** Of `channels.yaml`, or a way to have data kept. */
  readonly channel: string;
  readonly instrument: string | undefined;
  readonly category: DataCategory;
  readonly isEmergency: boolean;
}

/** No step of a plan is. */
export const NEVER = (): boolean => false;

/** As the order itself names them: whoever signs it must be one of them. */
export interface Issuer {
  /** Empty: not answered. */
  readonly kinds: readonly AuthorityRank[];
  readonly validator: AuthorityRank | undefined;
  /** It goes first, and is validated later. */
  readonly isUnvalidated: boolean;
}

/** Nothing but that. */
export function natureOf(form: FormNature): FormNature {
  const { purpose, isFormal, direction, goesTo, channel, goesBySystem, clocks, keeps } = form;
  const { order, signing, follows, onlyTells, reports, begins, findsProviders } = form;
  return {
    purpose,
    isFormal,
    direction,
    goesTo,
    channel,
    goesBySystem,
    clocks,
    keeps,
    order,
    signing,
    follows,
    onlyTells,
    reports,
    begins,
    findsProviders,
  };
}
