// What is asked of a request that came in: of which kind it is, from whom, how urgent, when and how it came. One question a page, the
// document beside it. What a document says of itself stands in the field already, to be looked at.
import type { Knowledge } from '../../law/model.ts';
import { isStateCode, STATE_CODES, stateName } from '../../law/states.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { selectField } from '../../web/ask-parts.ts';
import { capital } from '../../web/capital.ts';
import { languageName } from '../../web/language-names.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import { isLanguage, knownLanguage } from '../../web/language.ts';
import { LANGUAGES, type Messages } from '../../web/messages.ts';
import { readMoment } from '../../web/moment.ts';
import { momentField } from '../../web/moment-field.ts';
import type { View } from '../../web/page.ts';
import { choices, errorSummary, field, hidden, note } from '../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked, type Steps } from '../../web/steps.ts';
import { isolatedText, whenText } from '../../web/when.ts';
import { inZone } from '../clocks/clock-words.pages.ts';
import type { LegalForm } from '../form.ts';
import { capacityOptions, capacityWords } from '../life/capacity.pages.ts';
import { capacitiesOf, type Capacity } from '../life/capacity.ts';
import { TEXT_MAX } from '../life/given.acts.ts';
import { PRIORITIES } from '../messages/message.ts';
import { purposeWords } from '../request-list.pages.ts';
import { lawText } from '../request-shown.pages.ts';
import type { MayBeMeant } from '../drafting/begin/follow-up.store.ts';
import { isAbout, namedIn } from '../forms/follow-up.ts';
import { requestReference, stateOfCase, type RequestRecord } from '../request.ts';
import type { DocumentRead } from './register.acts.ts';
import { besideWords } from './unread.pages.ts';
import {
  isKeepStep,
  keepStepQuestion,
  keepStepSaid,
  keepStepsOf,
  keepStepTitle,
  keepStepWrong,
  REGISTER_KEEP_STEPS,
  type RegisterKeepAbout,
  type RegisterKeepStep,
} from './register-keep.pages.ts';
import type { KeepAbout } from '../confidence/confidentiality.ts';
import { arrivingFrame, registerAddress, type Arriving } from './register.pages.ts';

type OwnStep =
  | 'form'
  | 'concerns'
  | 'capacity'
  | 'state'
  | 'language'
  | 'urgency'
  | 'received'
  | 'reference'
  | 'evidence';
export type RegisterStep = OwnStep | RegisterKeepStep;

/** Of their own number of it (`life.ts`). */
const REFERENCE_MAX = 1000;

export interface RegisterAbout extends Omit<Arriving, 'errors'> {
  /** What a program found in it. */
  readonly read: DocumentRead | undefined;
  readonly forms: readonly LegalForm[];
  readonly law: Knowledge;
  /** Requests of the case that it may be about: those of ours, and those of other States. */
  readonly meant: { readonly [direction in RequestRecord['direction']]: readonly MayBeMeant[] };
  readonly now: Date;
  /** Who is there to name, where it is kept to some. */
  readonly keep: KeepAbout;
}

/** A document that says its kind has answered that question. */
export function formOf({ read }: Pick<RegisterAbout, 'read'>, given: URLSearchParams): string {
  return read?.kind === 'read' ? read.message.authorisation.form : (given.get('form') ?? '');
}

/** An answer is about a request of ours; what goes on, about one of theirs. None where the form stands by itself. */
function mayConcern(
  about: Pick<RegisterAbout, 'read' | 'meant'>,
  given: URLSearchParams,
): readonly MayBeMeant[] {
  const direction = isAbout({ form: formOf(about, given), direction: 'incoming' });
  return direction === undefined ? [] : about.meant[direction];
}

/** As whose an order may have come; none of what is no European order. */
function capacities(about: Pick<RegisterAbout, 'read'>, given: URLSearchParams): readonly Capacity[] {
  const { read } = about;
  return capacitiesOf(formOf(about, given), read?.kind === 'read' ? read.message.authorisation.details : {});
}

export function registerSteps(
  say: Messages,
  about: RegisterAbout,
  given: URLSearchParams,
): Steps<RegisterStep> {
  const { read, forms, now } = about;
  const { form: words, requestIncoming } = say;
  const concerned = mayConcern(about, given);
  const isOneOf = (list: readonly string[], value: string): string | undefined =>
    list.includes(value) ? undefined : words.choose;
  return {
    steps: [
      ...(read?.kind === 'read' ? [] : (['form'] as const)),
      ...(concerned.length === 0 ? [] : (['concerns'] as const)),
      ...(capacities(about, given).length === 0 ? [] : (['capacity'] as const)),
      'state',
      'language',
      'urgency',
      'received',
      'reference',
      ...keepStepsOf(given),
      'evidence',
    ],
    posted: ['reference', ...REGISTER_KEEP_STEPS],
    about: ['paper'],
    more: ['key'],
    wrong: (step, given) => {
      if (isKeepStep(step)) return keepStepWrong(say, about.keep, step, given);
      const value = given.get(step) ?? '';
      switch (step) {
        case 'form':
          return isOneOf(
            forms.map(({ record }) => record.id),
            value,
          );
        case 'concerns':
          return isOneOf([NONE, ...concerned.map(({ number }) => String(number))], value);
        case 'capacity':
          return isOneOf(capacities(about, given), value);
        case 'state':
          return isStateCode(value) ? undefined : requestIncoming.chooseState;
        case 'language':
          return isLanguage(value) ? undefined : words.choose;
        case 'urgency':
          return isOneOf(PRIORITIES, value);
        case 'received': {
          const moment = readMoment(given, step, { latest: now.getTime() });
          if (moment.kind === 'wrong') return say.moment.wrong[moment.problem];
          return moment.kind === 'none' ? say.moment.needed : undefined;
        }
        case 'reference':
          if (!given.has(step)) return requestIncoming.sayHow;
          return value.trim().length > REFERENCE_MAX
            ? words.tooLong(say.requestLife.asks.reference, REFERENCE_MAX)
            : undefined;
        case 'evidence':
          if (value.trim() === '') return requestIncoming.sayHow;
          return value.trim().length > TEXT_MAX.evidence
            ? words.tooLong(requestIncoming.howKnown, TEXT_MAX.evidence)
            : undefined;
      }
    },
  };
}

type RegisterAsked = RegisterAbout &
  StepAsked<RegisterStep> & {
    /** What was registered under it is not registered twice, however often the form is sent. */
    readonly key: string;
  };

export function registerPage(say: Messages, asked: RegisterAsked): View {
  const { file, forms, given, errors, step, asking, read } = asked;
  const words = say.requestIncoming;
  const title = titleOf(say, step);
  const kind = forms.find(({ record }) => record.id === formOf(asked, given))?.record.title;
  return {
    ...arrivingFrame(say, asked, title),
    main: html`${errorSummary(say, errors)} ${step === asking.steps[0] ? whatWasFound(say, asked) : nothing}
    ${stepForm(
      say,
      {
        ...asked,
        address: registerAddress(file),
        caption: read?.kind === 'read' && kind !== undefined ? kind : words.register,
        button: words.button,
      },
      question(say, asked, title),
      () => said(say, asked, kind ?? ''),
    )}`,
  };
}

function whatWasFound(say: Messages, { read }: RegisterAbout): Html {
  const words = say.requestIncoming;
  switch (read?.kind) {
    case undefined:
      return nothing;
    case 'read':
      return note('ok', html`<p>${words.isRead}</p>`);
    case 'scan':
      return note('plain', html`<p>${words.isScan}</p>`);
    case 'unreadable':
      return note('warn', html`<p>${besideWords(say, read)}</p>`);
  }
}

function titleOf(say: Messages, step: RegisterStep): string {
  if (isKeepStep(step)) return keepStepTitle(say, step);
  const words = say.requestIncoming;
  return {
    form: words.kindTitle,
    concerns: say.followUps.ask,
    capacity: words.capacity.ask,
    state: words.fromTitle,
    language: words.languageTitle,
    urgency: words.urgency,
    received: words.receivedAt,
    reference: say.requests.optionalLabel(say.requestLife.asks.reference),
    evidence: words.howKnownAsk,
  }[step];
}

/** As what is known already says it: who answers a request, or goes on with one, is its other side. */
function known(asked: RegisterAsked, step: RegisterStep): string {
  const told = ofDocument(asked, step);
  if (told !== '' || step !== 'state') return told;
  return concernedBy(asked)?.counterpart ?? '';
}

function concernedBy(asked: RegisterAsked): MayBeMeant | undefined {
  const number = asked.given.get('concerns');
  return mayConcern(asked, asked.given).find((one) => String(one.number) === number);
}

/** Who may know of what it is about knows of it anyway. */
function keepOf(asked: RegisterAsked): RegisterKeepAbout {
  return { ...asked.keep, follows: concernedBy(asked)?.isRestricted === true ? 'restricted' : 'open' };
}

/** As the document says it, where nobody has answered yet. */
function ofDocument(asked: RegisterAsked, step: RegisterStep): string {
  const { read, file, given } = asked;
  if (read?.kind !== 'read' || isKeepStep(step)) return '';
  const { header, authorisation } = read.message;
  switch (step) {
    case 'concerns': {
      const list = mayConcern(asked, given).map((one) => ({ ...one, names: namesOf(file, one) }));
      return String(namedIn(authorisation.details, list)?.number ?? '');
    }
    case 'state':
      return header.sender?.country ?? '';
    case 'language':
      return knownLanguage(header.language) ?? '';
    case 'urgency':
      return authorisation.priority ?? '';
    case 'reference':
      return header.transaction ?? '';
    case 'form':
    case 'capacity':
    case 'received':
    case 'evidence':
      return '';
  }
}

function question(say: Messages, asked: RegisterAsked, title: string): Html {
  const { file, given, errors, step } = asked;
  if (isKeepStep(step)) return keepStepQuestion(say, keepOf(asked), { step, given, errors });
  const words = say.requestIncoming;
  const value = given.get(step) ?? known(asked, step);
  const ask = { name: step, label: title, legend: title, isHeading: true } as const;
  const radios = (hint: string | undefined, list: readonly Option[]): Html => {
    const chosen = list.map((one) => ({ ...one, isChosen: one.value === value }));
    return choices(
      say,
      { ...ask, kind: 'radios', list: chosen, ...(hint !== undefined && { hint }) },
      errors,
    );
  };
  switch (step) {
    case 'form':
      return radios(words.kindHint, kinds(say, asked));
    case 'concerns':
      return radios(say.followUps.hint, [
        ...mayConcern(asked, given).map((one) => concernedOption(asked, one)),
        { value: NONE, words: say.followUps.none },
      ]);
    case 'capacity':
      return radios(undefined, capacityOptions(say, formOf(asked, given), capacities(asked, given)));
    case 'state': {
      const { code } = say.language;
      const states = STATE_CODES.map((one) => ({ value: one, words: stateName(one, code) }));
      const sorted = states.toSorted((a, b) => a.words.localeCompare(b.words, code));
      return selectField(say, { ...ask, value }, [{ value: '', words: '' }, ...sorted], errors);
    }
    case 'language':
      return radios(
        words.languageHint,
        Object.values(LANGUAGES).map(({ language: { code, name } }) => ({ value: code, words: name })),
      );
    case 'urgency':
      return radios(
        undefined,
        PRIORITIES.map((one) => ({
          value: one,
          words: say.requestLife.urgencies[one],
          ...(one === 'emergency' && { hint: words.emergencyHint }),
        })),
      );
    case 'received': {
      const now = whenText(say, asked.now);
      const when = { ...ask, hint: words.receivedHint, given, states: [stateOfCase(file)], now };
      return momentField(say, when, errors);
    }
    case 'reference':
      return field(say, { ...ask, value, isOptional: true }, errors);
    case 'evidence':
      return html`${hidden('key', asked.key)}
      ${field(say, { ...ask, hint: say.requestLife.evidenceHint, value, rows: 3 }, errors)}`;
  }
}

const NONE = 'none';

function namesOf(file: RegisterAbout['file'], { number, theirs }: MayBeMeant): string[] {
  return [requestReference(file.reference, number), ...(theirs === undefined ? [] : [theirs])];
}

function concernedOption({ file, forms }: RegisterAbout, one: MayBeMeant): Option {
  const title = forms.find(({ record }) => record.id === one.form)?.record.title ?? one.form;
  return { value: String(one.number), words: namesOf(file, one).join(' · '), hint: title };
}

/** Each with the time that it starts. */
interface Option {
  readonly value: string;
  readonly words: string;
  readonly hint?: string;
  readonly group?: string | undefined;
}

function kinds(say: Messages, { forms, law }: RegisterAbout): Option[] {
  return forms.map((legal) => ({
    value: legal.record.id,
    words: legal.record.title,
    hint: `${isolatedText(say, lawText(say, legal, law))}${say.language.fullStop}${say.requests.confidence[legal.record.confidence]}`,
    group: purposeWords(say, legal.record.id),
  }));
}

/** To be looked at once more, before it is registered. */
function said(say: Messages, asked: RegisterAsked, kind: string): SaidLine<RegisterStep>[] {
  const { asking, given, file } = asked;
  const words = say.requestIncoming;
  const line = (step: OwnStep): readonly [label: string, value: string] => {
    const value = (given.get(step) ?? '').trim();
    switch (step) {
      case 'form':
        return [say.requests.form, kind];
      case 'concerns':
        return [
          say.followUps.about,
          value === NONE ? say.followUps.none : requestReference(file.reference, Number(value)),
        ];
      case 'capacity':
        return [words.capacity.label, capacityWords(say, value)];
      case 'state':
        return [words.from, stateName(value, say.language.code)];
      case 'language':
        return [words.language, isLanguage(value) ? capital(languageName(value, say.language.code)) : '–'];
      case 'urgency': {
        const urgency = PRIORITIES.find((one) => one === value) ?? 'normal';
        return [say.requestLife.urgency, say.requestLife.urgencies[urgency]];
      }
      case 'received': {
        const moment = readMoment(given, step);
        return [words.received, moment.kind === 'moment' ? inZone(say, moment.at, moment.zone) : '–'];
      }
      case 'reference':
        return [words.theirReference, visiblePlain(value === '' ? '–' : value, 1000)];
      case 'evidence':
        return [words.howKnown, value];
    }
  };
  return asking.steps.slice(0, -1).map((step) => {
    if (isKeepStep(step)) return keepStepSaid(say, keepOf(asked), step, given);
    const [label, value] = line(step);
    return { step, label, value };
  });
}
