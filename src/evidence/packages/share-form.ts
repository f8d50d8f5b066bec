// What is asked when evidence is shared: first what names nobody.
import { z } from 'zod';
import { STATE_CODES, stateName, type StateCode } from '../../law/states.ts';
import { formLine } from '../../web/form-line.ts';
import { oneOf } from '../../web/fields/choice.ts';
import { onlyIf, optional, type Fields, type ValuesOf } from '../../web/fields/field.ts';
import { pick } from '../../web/fields/pick.ts';
import { someOf } from '../../web/fields/some.ts';
import { text, type TextAsked } from '../../web/fields/text.ts';
import { yesNo } from '../../web/fields/yes-no.ts';
import { html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { note } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { listText, sizeText } from '../../web/when.ts';
import { LEFT_OUT_MAX } from './records.ts';
import { BASES, HANDS_OVER, obstacleOf, type Share, type ShareLine } from './share.ts';
import { stateCode } from '../../law/schema/common.ts';

export const EXHIBITS_MAX = 500;

interface ShareAbout {
  /** Of the case. */
  readonly lines: readonly ShareLine[];
  /** To whom packages went before. */
  readonly receivers: readonly string[];
}

const mayLeave = ({ lines }: ShareAbout): ShareLine[] => lines.filter((one) => obstacleOf(one) === undefined);
const isLimited = ({ conditions }: ShareLine): boolean => conditions.length > 0;

/** One line, as the event format takes it. */
function line(
  name: 'name' | 'reference' | 'purpose' | 'ground',
  max: number,
  asked: Pick<TextAsked<ShareAbout>, 'ask' | 'hint' | 'means' | 'suggest'>,
) {
  return text<ShareAbout>({
    ...asked,
    label: (say) => (name === 'ground' ? say.share.answers.ground : say.share[name]),
    max,
    autocomplete: 'off',
    tidy: (typed) => typed.replace(/\s+/g, ' ').trim(),
    isRight: (typed) => formLine(max).safeParse(typed).success,
    wrong: (say) => say.form.needed(say.share.needed[name]),
    tooLong: (say) => say.form.tooLong(say.share.labels[name], max),
    isPrivate: true,
  });
}

const ground = line('ground', 400, {
  ask: (say) => say.share.ground,
  hint: (say) => say.share.groundHint,
  means: 'Why exhibits whose use is limited may leave.',
});

/** Only where the records are certified. */
const leftOut = optional(
  text<ShareAbout>({
    ask: (say) => say.share.leftOut.ask,
    label: (say) => say.share.leftOut.label,
    hint: (say) => say.share.leftOut.hint,
    max: LEFT_OUT_MAX,
    rows: 3,
    tidy: (typed) => typed.replace(/\s+/g, ' ').trim(),
    wrong: (say) => say.form.tooLong(say.share.leftOut.label, LEFT_OUT_MAX),
    means:
      'What was asked for and is not in the package, or is there without parts of it, and why: for the certificate of records.',
  }),
  (say) => say.share.leftOut.none,
);

export const SHARE = {
  items: someOf<ShareLine, number, ShareAbout>({
    ask: (say) => say.share.which,
    label: (say) => say.share.answers.exhibits,
    hint: (say) => say.share.whichHint,
    list: mayLeave,
    id: ({ item }) => item,
    ids: z.int().min(1),
    words: (_say, one) => `${one.number} ${visiblePlain(one.title, 200)}`,
    hints: (say, one) =>
      [
        listText(say, [sizeText(say, one.bytes), say.evidence.files(one.files)]),
        ...(isLimited(one) ? [say.share.limited] : []),
      ].join(' · '),
    max: EXHIBITS_MAX,
    wrong: (say) => say.share.chooseExhibit,
    means: 'Exhibits of the case that may leave it, by their numbers in it.',
  }),
  state: pick<StateCode, StateCode, ShareAbout>({
    ask: (say) => say.results.sendAsks.state,
    label: (say) => say.share.state,
    list: () => STATE_CODES,
    id: (code) => code,
    words: (say, code) => stateName(code, say.language.code),
    none: (say) => say.share.noState,
    wrong: (say) => say.share.chooseState,
    ids: stateCode,
    means: 'The State of the receiver.',
  }),
  basis: oneOf(BASES, {
    ask: (say) => say.share.basis,
    label: (say) => say.share.basisKind,
    words: (say, one) => say.share.bases[one],
    means: 'On what it is handed out.',
  }),
  handsOver: oneOf(HANDS_OVER, {
    ask: (say) => say.share.how,
    label: (say) => say.share.handsOverLegend,
    words: (say, one) => say.share.handsOver[one],
    hints: (say, one) => say.share.handsOverHint[one],
    means: 'A copy, or custody.',
  }),
  withDetails: yesNo({
    ask: (say) => say.results.sendAsks.details,
    label: (say) => say.share.detailsLegend,
    words: (say, goes) => say.share.details[goes ? 'go' : 'stay'],
    hints: (say, goes) => say.share.detailsHint[goes ? 'go' : 'stay'],
    means: 'Whether names and other private text of the custody record go with it.',
  }),
  receiver: line('name', 200, {
    ask: (say) => say.share.receiver,
    hint: (say) => say.share.nameHint,
    suggest: ({ receivers }) => receivers,
    means: 'Who receives it.',
  }),
  recipient: optional(
    text({
      ask: (say) => say.results.sendAsks.recipient,
      label: (say) => say.share.answers.encryption,
      hint: (say) => say.share.recipientHint,
      rows: 3,
      max: 4100,
      isRight: (typed) => /^age1[0-9a-z]{58,4000}$/.test(typed),
      wrong: (say) => say.share.recipientForm,
      means: 'age: the file opens for it alone.',
    }),
    (say) => say.share.notEncrypted,
  ),
  reference: line('reference', 300, {
    ask: (say) => say.share.referenceAsk,
    hint: (say) => say.share.referenceHint,
    means: 'The file number of what it is handed out on.',
  }),
  purpose: line('purpose', 400, {
    ask: (say) => say.share.purposeAsk,
    hint: (say) => say.share.purposeHint,
    means: 'For what it may be used.',
  }),
  ground: onlyIf(
    ({ items }) => (items as readonly ShareLine[] | undefined)?.some(isLimited) === true, // as it was read
    {
      ...ground,
      // The limits are before the eyes of whoever says why they may leave.
      control: (say, shown, about) => {
        const items = new Set(shown.given.getAll('items'));
        const limited = mayLeave(about).filter((one) => isLimited(one) && items.has(`${one.item}`));
        return html`${ground.control(say, shown, about)} ${limits(say, limited)}`;
      },
    } satisfies typeof ground,
  ),
} satisfies Fields;

/** With what goes into the certificate of records. */
export const SHARE_CERTIFIED = { ...SHARE, leftOut } satisfies Fields;
export const LEFT_OUT = { leftOut } satisfies Fields;

function limits(say: Messages, limited: readonly ShareLine[]) {
  return note(
    'warn',
    html`<p>${say.share.groundWords}</p>
      ${limited.map(
        (one) =>
          html`<p>
            <b>${one.number}</b>
            ${one.conditions.map((condition) => html`<br />${visiblePlain(condition, 1000)}`)}
          </p>`,
      )}`,
  );
}

export function shareOf({
  items,
  receiver,
  state,
  basis,
  reference,
  ...rest
}: ValuesOf<typeof SHARE> & { readonly leftOut?: string | undefined }): Share {
  return {
    exhibits: items.map(({ number }) => number),
    receiver: { name: receiver, state },
    basis: { type: basis, id: reference },
    ...rest,
  };
}
