// Which entries of the custody record a person may correct on the page, and what of them.
import { z } from 'zod';
import { isUuid, type Uuid } from '../../base/ids.ts';
import { factText } from '../../verify/event.ts';
import type { EventType } from '../../verify/event-types.ts';
import { oneOf } from '../../web/fields/choice.ts';
import type { Fields } from '../../web/fields/field.ts';
import { pick } from '../../web/fields/pick.ts';
import { text } from '../../web/fields/text.ts';
import { html, nothing } from '../../web/html.ts';
import { facts } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { whenText } from '../../web/when.ts';
import type { PackagedEvent } from '../events/event.ts';
import { sayOnPage } from '../events/messages.ts';
import { oneLine } from './condition.ts';

const CORRECTABLE = [
  'occurredAt',
  'place',
  'reason',
  'authority',
  'source',
  'writeBlocker',
  'seal',
  'person',
  'other',
] as const;

type Correctable = (typeof CORRECTABLE)[number];

/** What this program measured or counted itself is not for a person to correct. */
const MEASURED: readonly EventType[] = [
  'viewed',
  'streamed',
  'downloaded',
  'checked',
  'checkFailed',
  'stored',
];

function isCorrectable(text: string): text is Correctable {
  return (CORRECTABLE as readonly string[]).includes(text);
}

/** The newest first. */
export function correctableEvents(events: readonly PackagedEvent[]): readonly PackagedEvent[] {
  return events.filter(({ event }) => !isMeasured(event.type)).toReversed();
}

export function isMeasured(type: EventType): boolean {
  return MEASURED.includes(type);
}

/** What the entry says there now; undefined when it says nothing. */
function saidOf({ event, detail }: PackagedEvent, field: Correctable): string | undefined {
  switch (field) {
    case 'occurredAt':
    case 'place':
    case 'reason':
      return event[field];
    case 'authority':
      return event.authority === undefined ? undefined : `${event.authority.type} ${event.authority.id}`;
    case 'source':
    case 'person':
      return detail?.[field];
    case 'writeBlocker':
    case 'seal':
      return factText(event, field);
    case 'other':
      return undefined;
  }
}

/** A corrected value of one of these fields names nobody, and may be shown to who is shown no names. */
export function isNameless(field: string | undefined): boolean {
  return field !== undefined && isCorrectable(field) && field !== 'person' && field !== 'other';
}

interface CorrectionAbout {
  /** The newest first. */
  readonly events: readonly PackagedEvent[];
}

const event = pick<PackagedEvent, Uuid, CorrectionAbout>({
  ask: (say) => say.correction.which,
  hint: (say) => say.correction.lead,
  list: ({ events }) => events,
  id: (one) => one.event.id as Uuid, // by its format
  ids: z.string().refine(isUuid, 'A UUID.'),
  words: (say, one) => sayOnPage(say)(`event.${one.event.type}`),
  hints: (say, one) =>
    say.correction.entryHint(
      whenText(say, new Date(one.event.occurredAt)),
      String(one.index).padStart(6, '0'),
    ),
  wrong: (say) => say.form.choose,
  means: '`id` of the statement that was wrong.',
});

const value = text<CorrectionAbout>({
  ...oneLine,
  ask: (say) => say.correction.value,
  hint: (say) => say.correction.valueHint,
  wrong: (say) => say.form.needed(say.correction.valueWhat),
  tooLong: (say) => say.form.tooLong(say.correction.value, oneLine.max),
  means: 'What it should have said. Kept private, as a person may be named.',
  isPrivate: true,
});

export const CORRECTION = {
  event,
  field: oneOf(CORRECTABLE, {
    ask: (say) => say.correction.field,
    words: (say, one) => say.correction.fields[one],
    means: 'Which of its fields.',
  }),
  value: {
    ...value,
    // What it says now is before the eyes of whoever says what is right.
    control: (say, shown, about) => {
      const found = about.events.find((one) => one.event.id === shown.given.get('event'));
      const field = CORRECTABLE.find((one) => one === shown.given.get('field'));
      const said = found && field && saidOf(found, field);
      return html`${value.control(say, shown, about)}
      ${
        found === undefined || field === undefined
          ? nothing
          : facts([
              [sayOnPage(say)(`event.${found.event.type}`), say.correction.fields[field]],
              [say.correction.says, said === undefined ? undefined : visiblePlain(said, 500)],
            ])
      }`;
    },
  } satisfies typeof value,
  reason: text({
    ...oneLine,
    ask: (say) => say.correction.why,
    hint: (say) => say.check.names,
    wrong: (say) => say.form.needed(say.correction.whyWhat),
    tooLong: (say) => say.form.tooLong(say.correction.why, oneLine.max),
    means: 'Why. Kept private.',
    isPrivate: true,
  }),
} satisfies Fields;
