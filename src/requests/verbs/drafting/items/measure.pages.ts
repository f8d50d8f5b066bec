// Which kind of assistance an item asks for: data, or one of those that the form knows besides.
import { html, nothing } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { askForm, choices, hidden, type Errors } from '../../../../web/parts.ts';
import type { Measure } from '../../../core/answers.ts';
import { askedOf, isMeasure } from '../../../core/request-items.ts';
import { CONFIDENTIALITY } from '../confidence/confidentiality.pages.ts';
import { SENDING_PATH } from '../../../machine/text/sending.pages.ts';
import type { PracticeCode } from '../../../machine/way/practice.ts';
import type { RequestFinding } from '../../../machine/way/request-finding.ts';
import { inLanguage } from '../../../machine/way/finding.ts';
import { otherWays } from './item-table.pages.ts';
import { changePath } from '../questions/walk.ts';
import { COPY_FOR } from '../../../machine/way/counterpart-copy.ts';
import { OPEN_SEARCH_PATH } from '../../../core/open-search.ts';
import { stepOfFinding } from '../../../machine/text/item-steps.ts';
import { kindForm, pagesOf, pageWith, type LegalForm, type QuestionPage } from '../../../core/form.ts';
import {
  crumbsBelow,
  mayWrite,
  onwards,
  requestAddress,
  type RequestShown,
} from '../../../machine/text/request-shown.pages.ts';
import { questionRail } from '../questions/question-rail.pages.ts';

/** Stands for electronic evidence among the kinds. */
export const DATA = 'data';

export interface MeasurePlace {
  readonly field: string;
  /** Counted from 1. */
  readonly item: number;
  readonly measure: string;
  readonly page: string;
}

export function measureAddress(
  shown: Pick<RequestShown, 'file' | 'request' | 'isChange'>,
  { field, item, measure, page }: MeasurePlace,
): string {
  return onwards(shown, `/items/${field}/${item}/${measure}/${page}`);
}

/** The request as one item of another kind alone, so that its questions are asked as those of any form. */
export function shownAlone(
  shown: RequestShown,
  kind: LegalForm,
  { answers }: Measure,
  number: number,
): RequestShown {
  const { request } = shown;
  // What a question still lacks is not said beside it.
  const findings = shown.findings.flatMap(({ item, part, ...found }) =>
    item === number && part !== undefined && found.what.kind !== 'lacks' ? [{ ...found, field: part }] : [],
  );
  return {
    ...shown,
    legal: kind,
    findings,
    openRemarks: new Map(),
    request: { ...request, version: { ...request.version, answers } },
  };
}

/** What no question of the form mends, and where it is asked. */
const BESIDE: { readonly [code in PracticeCode]?: string } = {
  letterNotTranslated: '/languages',
  notInLanguage: '/languages',
  notInLanguageNotified: '/languages',
  languageUnknown: '/languages',
  meansNotSaid: SENDING_PATH,
  meansNotAccepted: SENDING_PATH,
  notConfidential: CONFIDENTIALITY,
  cyberUnit: '/technique',
  cyberUnitLater: '/technique',
  authorityNotListed: '/asked',
  profileSilent: '/asked',
};

/** A State that the form does not name is the one that is asked. */
function besideForm({ legal }: RequestShown, { what, field }: RequestFinding): string | undefined {
  if (what.kind !== 'practice') return undefined;
  const { code } = what;
  const isOfForce = code === 'notInForce' || code === 'forceUnknown';
  const isNamed = legal.fields.some(({ id, type }) => id === field && type === 'state');
  return isOfForce && !isNamed ? '/asked' : BESIDE[code];
}

/** Where a finding is put right: at its question, which may be one of the kind of assistance that an item asks for. */
export function findingAddress(shown: RequestShown, finding: RequestFinding): string {
  const { file, request, legal } = shown;
  const { field, item, part, what } = finding;
  const beside = request.direction === 'outgoing' ? besideForm(shown, finding) : undefined;
  if (beside !== undefined && mayWrite(shown)) return requestAddress(file, request.number, beside);
  if (what.kind === 'practice' && what.code === 'counterpartCopy' && mayWrite(shown))
    return requestAddress(file, request.number, COPY_FOR);
  if (what.kind === 'practice' && what.code === 'openSource' && mayWrite(shown))
    return requestAddress(file, request.number, OPEN_SEARCH_PATH);
  const asked = item === undefined ? undefined : askedOf(request.version.answers, field)[item - 1];
  if (item !== undefined && part !== undefined && asked !== undefined && isMeasure(asked)) {
    const { measure } = asked;
    const kind = kindForm(legal, measure);
    const page = kind && pagesOf(kind.form).find(({ fields }) => fields.includes(part));
    if (page !== undefined) return measureAddress(shown, { field, item, measure, page: page.id });
  }
  const step = asked === undefined || isMeasure(asked) ? undefined : stepOfFinding(what);
  if (item !== undefined && step !== undefined)
    return requestAddress(file, request.number, `/items/${field}/${item}?part=${step}`);
  return requestAddress(file, request.number, changePath(pageWith(legal.form, field)));
}

interface AssistanceAsked {
  readonly shown: RequestShown;
  readonly page: QuestionPage;
  /** Which list it stands in. */
  readonly field: string;
  readonly number: number;
  readonly errors: Errors;
}

export function assistancePage(say: Messages, asked: AssistanceAsked): View {
  const { shown, page, field, number, errors } = asked;
  const { file, request, legal } = shown;
  const words = say.requests.items;
  const kinds = (legal.form.kinds ?? []).flatMap(({ id, hint }) => {
    const kind = kindForm(legal, id);
    return kind === undefined ? [] : [{ value: id, words: kind.record.title, hint: inLanguage(say, hint) }];
  });
  const list = [{ value: DATA, words: words.data, hint: words.dataHint }, ...kinds];
  return {
    title: words.chooseKind,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: words.item(number) }),
    isQuestion: true,
    errors,
    main: html`${askForm(
      html`${hidden('sent', 'yes')} ${shown.isChange === true ? hidden('then', 'check') : nothing}
      ${choices(say, { name: 'what', kind: 'radios', legend: words.chooseKind, list: list.map((one) => ({ ...one, isChosen: false })), isHeading: true }, errors)}`,
      say.form.next,
      requestAddress(file, request.number, `/items/${field}/new`),
    )}
    ${otherWays(say, shown, page)}`,
    aside: questionRail(say, shown, page),
  };
}
