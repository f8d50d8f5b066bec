// What is asked of a request that came in: of which kind it is, from whom, how urgent, when and how it came; the document beside it. What a
// document says of itself stands in the field already, to be looked at.
import { z } from 'zod';
import type { Knowledge } from '../../../law/model.ts';
import { isStateCode, STATE_CODES, stateName, type StateCode } from '../../../law/states.ts';
import type { AnyAct } from '../../../people/act.routes.ts';
import { oneOf } from '../../../web/fields/choice.ts';
import { together } from '../../../web/fields/group.ts';
import { onlyIf, optional, type Body, type Fields } from '../../../web/fields/field.ts';
import { hanging } from '../../../web/fields/hanging.ts';
import { moment } from '../../../web/fields/moment.ts';
import { pick } from '../../../web/fields/pick.ts';
import { text } from '../../../web/fields/text.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import { knownLanguage } from '../../../web/language.ts';
import { LANGUAGES, type Language, type Messages } from '../../../web/messages.ts';
import { errorSummary, note } from '../../../web/parts.ts';
import { isolatedText } from '../../../web/when.ts';
import type { LegalForm } from '../../core/form.ts';
import { capacityOptions, capacityWords } from '../../machine/states/capacity.pages.ts';
import { CAPACITIES, capacitiesOf, type Capacity } from '../../machine/states/capacity.ts';
import { TEXT_MAX } from '../../machine/states/life.ts';
import { PRIORITIES } from '../../machine/messages/message.ts';
import { purposeWords } from '../../machine/text/request-list.pages.ts';
import { lawText } from '../../machine/text/request-shown.pages.ts';
import type { MayBeMeant } from '../drafting/begin/follow-up.store.ts';
import { isAbout, namedIn } from '../../forms/follow-up.ts';
import { requestReference, stateOfCase, type RequestRecord } from '../../core/request.ts';
import type { DocumentRead } from './register.acts.ts';
import { besideWords } from './unread.pages.ts';
import { confidenceField, NAMED } from '../drafting/confidence/confidentiality-ask.ts';
import { arrivingFrame, type Arriving } from './register.pages.ts';

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
}

/** A document that says its kind has answered that question. */
export function formOf(
  { read }: Pick<RegisterAbout, 'read'>,
  said: { readonly form?: LegalForm | undefined },
): string {
  return read?.kind === 'read' ? read.message.authorisation.form : (said.form?.record.id ?? '');
}

export function registerFields(about: RegisterAbout) {
  return { ...kindFields(about), ...askerFields(about), ...receiptFields(about) } satisfies Fields;
}

/** The same, as they stand on pages: what is known of whoever asks on one, what is known of its receipt on another. */
export function registerPages(about: RegisterAbout) {
  const { until, knowers, reason } = NAMED;
  const { received, reference, evidence, confidence } = receiptFields(about);
  return {
    ...kindFields(about),
    asker: together({
      ask: (say) => say.requestIncoming.askerTitle,
      means: 'Who asks, in which language, and how urgently.',
      isNamed: true,
      parts: askerFields(about),
    }),
    receipt: together({
      ask: (say) => say.requestIncoming.receiptTitle,
      means: 'When and how it came, and who may know of it.',
      isNamed: true,
      parts: { received, evidence, reference, confidence },
    }),
    until,
    knowers,
    reason,
  } satisfies Fields;
}

const messageOf = ({ read }: Pick<RegisterAbout, 'read'>) =>
  read?.kind === 'read' ? read.message : undefined;

/** Request of the case that it is about. */
function concernedBy({ meant }: RegisterAbout, answer: string): MayBeMeant | undefined {
  return [...meant.outgoing, ...meant.incoming].find(({ number }) => String(number) === answer);
}

/** An answer is about a request of ours; what goes on, about one of theirs. None where the form stands by itself. */
function concerned({ meant }: RegisterAbout, form: string): readonly MayBeMeant[] {
  const direction = isAbout({ form, direction: 'incoming' });
  return direction === undefined ? [] : meant[direction];
}

/** Of which kind it is, and about what. */
function kindFields(about: RegisterAbout) {
  const { forms, law } = about;
  const message = messageOf(about);
  const formSaid = (said: Body): string => formOf(about, said);
  const formTyped = (answer: string): string => message?.authorisation.form ?? answer;
  /** As whose an order may have come; none of what is no European order. */
  const capacities = (form: string): readonly Capacity[] =>
    capacitiesOf(form, message?.authorisation.details ?? {});
  return {
    form: onlyIf(
      () => message === undefined,
      pick<LegalForm, string>({
        ask: (say) => say.requestIncoming.kindTitle,
        label: (say) => say.requests.form,
        hint: (say) => say.requestIncoming.kindHint,
        list: () => forms,
        id: ({ record }) => record.id,
        words: (_say, { record }) => record.title,
        hints: (say, legal) =>
          `${isolatedText(say, lawText(say, legal, law))}${say.language.fullStop}${say.requests.confidence[legal.record.confidence]}`,
        groups: (say, { record }) => purposeWords(say, record.id),
        wrong: (say) => say.form.choose,
        ids: z.string().max(80),
        means: 'Where the document does not say it itself.',
      }),
    ),
    about: onlyIf(
      (said) => concerned(about, formSaid(said)).length > 0,
      hanging('form', (answer) => concernsField(about, concerned(about, formTyped(answer)))),
    ),
    capacity: onlyIf(
      (said) => capacities(formSaid(said)).length > 0,
      hanging('form', (answer) => {
        const form = formTyped(answer);
        return pick<Capacity, Capacity>({
          ask: (say) => say.requestIncoming.capacity.ask,
          label: (say) => say.requestIncoming.capacity.label,
          list: () => capacities(form),
          id: (one) => one,
          words: capacityWords,
          hints: (say, one) => capacityOptions(say, form, [one])[0]?.hint,
          wrong: (say) => say.form.choose,
          ids: z.enum(CAPACITIES),
          means:
            'Of an EPOC or EPOC-PR, and demanded of it: as whose it came (docs/formats/request-life.md). Time limits hang on it.',
        });
      }),
    ),
  };
}

function concernsField({ file, forms, read }: RegisterAbout, list: readonly MayBeMeant[]) {
  const details = messageOf({ read })?.authorisation.details;
  const titleOf = (id: string): string => forms.find(({ record }) => record.id === id)?.record.title ?? id;
  const namesOf = ({ number, theirs }: MayBeMeant): string[] => [
    requestReference(file.reference, number),
    ...(theirs === undefined ? [] : [theirs]),
  ];
  return pick<MayBeMeant | 'none', number>({
    ask: (say) => say.followUps.ask,
    label: (say) => say.followUps.about,
    hint: (say) => say.followUps.hint,
    list: () => [...list, 'none'],
    id: (one) => (one === 'none' ? 0 : one.number),
    words: (say, one) => (one === 'none' ? say.followUps.none : namesOf(one).join(' · ')),
    hints: (_say, one) => (one === 'none' ? undefined : titleOf(one.form)),
    preset: () => {
      const named = list.map((one) => ({ ...one, names: namesOf(one) }));
      return details === undefined ? '' : String(namedIn(details, named)?.number ?? '');
    },
    wrong: (say) => say.form.choose,
    ids: z.int().min(1),
    means: 'Number of the request of the case that it answers, or goes on with.',
  });
}

/** From whom, in which language, and how urgent. */
function askerFields(about: RegisterAbout) {
  const { header, authorisation } = messageOf(about) ?? {};
  const languages = Object.keys(LANGUAGES) as [Language, ...Language[]]; // its own keys
  return {
    counterpart: hanging('about', (answer) =>
      pick<StateCode, StateCode>({
        ask: (say) => say.requestIncoming.fromTitle,
        label: (say) => say.requestIncoming.from,
        list: () => STATE_CODES,
        id: (code) => code,
        words: (say, code) => stateName(code, say.language.code),
        none: () => '',
        // Who answers a request, or goes on with one, is its other side.
        preset: () => header?.sender?.country ?? concernedBy(about, answer)?.counterpart ?? '',
        wrong: (say) => say.requestIncoming.chooseState,
        ids: z
          .string()
          .refine(isStateCode)
          .transform((code) => code as StateCode), // refined
        means: 'Who asks, where the document does not say it itself.',
      }),
    ),
    writtenIn: oneOf(languages, {
      ask: (say) => say.requestIncoming.languageTitle,
      label: (say) => say.requestIncoming.language,
      hint: (say) => say.requestIncoming.languageHint,
      words: (_say, code) => LANGUAGES[code].language.name,
      preset: () => knownLanguage(header?.language) ?? '',
      means: 'Language of its fields: what the document says of it, else English.',
    }),
    urgency: oneOf(PRIORITIES, {
      ask: (say) => say.requestIncoming.urgency,
      label: (say) => say.requestLife.urgency,
      words: (say, one) => say.requestLife.urgencies[one],
      hints: (say, one) => (one === 'emergency' ? say.requestIncoming.emergencyHint : undefined),
      preset: () => authorisation?.priority ?? '',
      means: 'How urgent it is.',
    }),
  };
}

/** When and how it came, and who may know of it. */
function receiptFields(about: RegisterAbout) {
  const { file, now } = about;
  const { header } = messageOf(about) ?? {};
  return {
    received: moment('receivedAt', {
      ask: (say) => say.requestIncoming.receivedAt,
      label: (say) => say.requestIncoming.received,
      hint: (say) => say.requestIncoming.receivedHint,
      states: () => [stateOfCase(file)],
      now: () => now,
      means: 'When it was received: time limits run from then.',
      zoneMeans: 'Time zone of whoever received it.',
    }),
    reference: optional(
      text({
        ask: (say) => say.requests.optionalLabel(say.requestLife.asks.reference),
        label: (say) => say.requestIncoming.theirReference,
        preset: () => header?.transaction ?? '',
        max: REFERENCE_MAX,
        wrong: (say) => say.form.tooLong(say.requestLife.asks.reference, REFERENCE_MAX),
        means: 'Their own number of it.',
      }),
      () => '–',
    ),
    // Who may know of what it is about knows of it anyway.
    confidence: hanging('about', (answer) =>
      confidenceField('request', concernedBy(about, answer)?.isRestricted === true ? 'restricted' : 'open'),
    ),
    until: NAMED.until,
    knowers: NAMED.knowers,
    reason: NAMED.reason,
    evidence: text({
      ask: (say) => say.requestIncoming.howKnownAsk,
      label: (say) => say.requestIncoming.howKnown,
      hint: (say) => say.requestLife.evidenceHint,
      rows: 3,
      max: TEXT_MAX.evidence,
      wrong: (say) => say.requestIncoming.sayHow,
      tooLong: (say) => say.form.tooLong(say.requestIncoming.howKnown, TEXT_MAX.evidence),
      means: 'How its receipt is known.',
    }),
  };
}

/** The page around its questions: beside the document, with what a program found in it above the first. */
export function registerFrame(say: Messages, about: RegisterAbout): AnyAct['frame'] {
  const first = about.read?.kind === 'read' ? ['about', 'capacity', 'asker'] : ['form'];
  return ({ name = '', title, errors, main }) => ({
    ...arrivingFrame(say, { ...about, errors }, title),
    main: html`${errorSummary(say, errors)} ${first.includes(name) ? whatWasFound(say, about) : nothing}
    ${main}`,
  });
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
