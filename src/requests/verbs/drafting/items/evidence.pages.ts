// Which kind of evidence an item is, and the fields that kind needs.
import { html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { choices, form, hidden, type Errors } from '../../../../web/parts.ts';
import type { EvidenceType } from '../../../core/evidence.ts';
import { EVIDENCE } from '../../../core/evidence-types.ts';
import { EVIDENCE_WORDS } from '../../../forms/evidence-words.ts';
import { inLanguage } from '../../../machine/way/finding.ts';
import type { QuestionPage } from '../../../core/form.ts';
import { IDENTIFIER_KINDS, type IdentifierKind } from '../../../core/identifier.ts';
import { otherWays } from './item-table.pages.ts';
import { theirAnswers, type Theirs } from '../questions/question.pages.ts';
import { crumbsBelow, onwards, type RequestShown } from '../../../machine/text/request-shown.pages.ts';
import { questionRail } from '../questions/question-rail.pages.ts';

export interface TypeAsked {
  readonly shown: RequestShown;
  readonly page: QuestionPage;
  /** Those that the form takes. */
  readonly types: readonly EvidenceType[];
  readonly chosen: EvidenceType | undefined;
  /** Address of the item below the request. */
  readonly item: string;
  /** Counted from 1. */
  readonly number: number;
  readonly isWalked: boolean;
  readonly errors: Errors;
  readonly theirs?: Theirs;
}

export function evidenceTypePage(say: Messages, asked: TypeAsked): View {
  const { shown, page, types, chosen, item, number, isWalked, errors } = asked;
  const { file, request } = shown;
  const words = say.requests.items;
  const list = types.map((type) => ({
    value: type,
    words: inLanguage(say, EVIDENCE_WORDS[type].label),
    hint: inLanguage(say, EVIDENCE_WORDS[type].hint),
    isChosen: type === chosen,
  }));
  return {
    title: words.chooseType,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: words.item(number) }),
    isQuestion: true,
    errors,
    main: html`${theirAnswers(say, asked.theirs)}
    ${form(
      html`${hidden('base', String(request.version.number))}
      ${choices(say, { name: 'type', kind: 'radios', legend: words.chooseType, list, isHeading: true }, errors)}`,
      say.form.next,
      onwards(shown, `${item}?part=type${isWalked ? '&walk=yes' : ''}`),
    )}
    ${otherWays(say, shown, page)}`,
    aside: questionRail(say, shown, page),
  };
}

/** By what such data are found; what stands in a row already stays on offer. */
export function kindsOffered(type: EvidenceType | undefined, chosen: string): readonly IdentifierKind[] {
  if (type === undefined) return IDENTIFIER_KINDS;
  const { namedBy } = EVIDENCE[type];
  return [...namedBy, ...IDENTIFIER_KINDS.filter((kind) => kind === chosen && !namedBy.includes(kind))];
}
