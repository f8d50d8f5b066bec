// A change of the keys of the log, or of the key of the service, as administrators propose it: what is asked, and how long it stands open.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { isUuid } from '../../base/ids.ts';
import { KEY_CHANGE_CAUSES, type KeyChangeCause } from '../../verify/key-change.ts';
import { oneOf } from '../../web/fields/choice.ts';
import { onlyIf, optional, wrong, type Field, type Fields } from '../../web/fields/field.ts';
import { number } from '../../web/fields/number.ts';
import { text } from '../../web/fields/text.ts';
import type { Messages } from '../../web/messages.ts';

/** Which of the keys of an installation are replaced together. */
export type ReplacedKeys = 'log' | 'service';

export const SIGNERS = 2;
/** What was signed is carried out soon or not at all: the new keys lie there meanwhile. */
export const OPEN_DAYS = 7;
export const REASON_MAX = 300;

/** As long as the old keys of the log also sign, where nobody says otherwise. */
export const OVERLAP_DAYS = 90;
export const OVERLAP_DAYS_MAX = 3650;

/** What is said of the keys of the log, and in another way of the one of the service. */
export function keyWords(say: Messages, keys: ReplacedKeys): Messages['keyChange'] {
  return keys === 'log' ? say.keyChange : { ...say.keyChange, ...say.serviceChange };
}

/** What the answers hang on. */
interface KeysNow {
  /** The old keys are there to sign for the new ones. */
  readonly canSign: boolean;
}

export const LOG_KEYS_FIELDS = {
  cause: causeOf('log'),
  overlapDays: onlyIf(({ cause }) => cause === 'planned', {
    ...number<KeysNow>({
      ask: (say) => say.keyChange.overlapAsk,
      label: (say) => say.keyChange.overlap,
      hint: (say) => say.keyChange.overlapHint,
      min: 0,
      max: OVERLAP_DAYS_MAX,
      wrong: (say) => say.keyChange.overlapForm,
      preset: () => String(OVERLAP_DAYS),
      means: 'For so many days the old keys of the log sign too; of a planned change alone.',
    }),
    said: (say, days) => say.keyChange.days(days),
  }),
  reason: reasonOf('log'),
} satisfies Fields;

/** The old key of the service does not sign beside the new one: every verifier finds the new one in the log. */
export const SERVICE_KEY_FIELDS = { cause: causeOf('service'), reason: reasonOf('service') } satisfies Fields;

function causeOf(keys: ReplacedKeys): Field<KeyChangeCause, KeysNow> {
  const field = oneOf<KeyChangeCause, KeysNow>(KEY_CHANGE_CAUSES, {
    ask: (say) => keyWords(say, keys).ask,
    label: (say) => keyWords(say, keys).why,
    hint: (say) => keyWords(say, keys).askHint,
    words: (say, cause) => keyWords(say, keys).causes[cause],
    hints: (say, cause) => keyWords(say, keys).causeHints[cause],
    wrong: (say) => keyWords(say, keys).choose,
    means: 'Why they are replaced.',
  });
  return {
    ...field,
    // All three can be chosen: what keys that can sign, or cannot, leave no room for is explained.
    read: (body, name, about, said) => {
      const read = field.read(body, name, about, said);
      const { canSign } = about;
      if (!read.ok || canSign !== (read.value === 'lost')) return read;
      const expected = canSign ? phrase('otherCause') : phrase('lostCause');
      const fault = (say: Messages): string =>
        canSign ? keyWords(say, keys).notLost : keyWords(say, keys).onlyLost;
      return wrong(fault, expected, read.value);
    },
  };
}

function reasonOf(keys: ReplacedKeys) {
  return optional(
    text<KeysNow>({
      ask: (say) => keyWords(say, keys).reasonAsk,
      label: (say) => keyWords(say, keys).reason,
      hint: (say) => keyWords(say, keys).reasonHint,
      max: REASON_MAX,
      isRight: (reason) => !/[\p{Cc}\p{Cf}]/u.test(reason),
      wrong: (say) => keyWords(say, keys).reasonForm,
      isPrivate: true,
      means: 'The reason in words, without names: it stays in the log.',
    }),
    (say) => keyWords(say, keys).noReason,
  );
}

export function isStale({ proposedAt }: { readonly proposedAt: Date }, now: Date): boolean {
  return now.getTime() - proposedAt.getTime() > OPEN_DAYS * 86_400_000;
}

const payload = z.strictObject({ change: z.string().refine(isUuid) });

export const replaceKeysOrder = { name: 'replaceLogKeys', act: 'changeSettings', payload } as const;
export const replaceServiceKeyOrder = { name: 'replaceServiceKey', act: 'changeSettings', payload } as const;
