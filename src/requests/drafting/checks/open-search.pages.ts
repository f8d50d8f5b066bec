// The search of open sources before others are asked: asked one question a page, and shown to whoever checks or authorises.
import { dayGiven, daysField } from '../../../web/day-field.ts';
import { visiblePlain, visibleSentence } from '../../../web/safe-text.ts';
import { isDay } from '../../../law/day.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { choices, facts, field, note } from '../../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked } from '../../../web/steps.ts';
import { dayText } from '../../../web/when.ts';
import { belowRequest } from '../../life/follow/request-follow.pages.ts';
import { mayWrite, requestAddress, type RequestShown } from '../../request-shown.pages.ts';
import { OPEN_SEARCH_PATH, TEXT_MAX, type OpenSearch, type SearchStep } from './open-search.ts';

export interface SearchAsked extends StepAsked<SearchStep> {
  /** What somebody else recorded in the meantime. */
  readonly theirs?: OpenSearch | undefined;
}

export function searchPage(say: Messages, shown: RequestShown, asked: SearchAsked): View {
  const words = say.openSearch;
  const { step, errors, theirs } = asked;
  return belowRequest(say, shown, {
    title: words.asks[step],
    here: words.here,
    under: { words: say.requests.check, path: '/check' },
    errors,
    main: html`${
      theirs === undefined
        ? nothing
        : note(
            'warn',
            html`<p>${words.conflict}</p>
              ${facts(searchFacts(say, theirs))}`,
          )
    }
    ${stepForm(
      say,
      {
        ...asked,
        address: requestAddress(shown.file, shown.request.number, OPEN_SEARCH_PATH),
        caption: words.here,
        button: words.save,
      },
      question(say, asked),
      () => said(say, asked),
    )}`,
  });
}

function question(say: Messages, { step, given, errors }: SearchAsked): Html {
  const words = say.openSearch;
  const ask = { name: step, isHeading: true } as const;
  const label = words.asks[step];
  const value = given.get(step) ?? '';
  switch (step) {
    case 'search': {
      const list = (['yes', 'no'] as const).map((one) => ({
        value: one,
        words: words.choices[one],
        isChosen: value === one,
      }));
      return choices(say, { ...ask, legend: label, hint: words.lead, kind: 'radios', list }, errors);
    }
    case 'on':
      return daysField(say, { ...ask, legend: label, value: dayGiven(given, step) }, errors);
    case 'by':
      return field(say, { ...ask, label, hint: words.hints.by, value }, errors);
    case 'exhibit':
      return field(say, { ...ask, label, hint: words.hints.exhibit, value, isOptional: true }, errors);
    case 'where':
    case 'found':
    case 'reason':
      return field(say, { ...ask, label, hint: words.hints[step], rows: 5, value }, errors);
  }
}

/** Of the pages before the last. */
function said(say: Messages, { asking, given }: SearchAsked): SaidLine<SearchStep>[] {
  const words = say.openSearch;
  return asking.steps.slice(0, -1).map((step) => {
    const text = (given.get(step) ?? '').trim();
    const day = dayGiven(given, step);
    const value =
      step === 'search'
        ? words.choices[text === 'no' ? 'no' : 'yes']
        : isDay(day)
          ? dayText(say, new Date(day))
          : visiblePlain(text, TEXT_MAX);
    return { step, label: words.facts[step], value };
  });
}

/** Label and words, line by line. */
export function searchLines(say: Messages, search: OpenSearch): (readonly [label: string, text: string])[] {
  const words = say.openSearch;
  if (search.kind === 'notApplicable')
    return [
      [words.facts.search, words.choices.no],
      [words.facts.reason, search.reason],
    ];
  const { on, by, where, found, exhibit } = search;
  return [
    [words.facts.search, words.choices.yes],
    [words.facts.on, dayText(say, new Date(on))],
    [words.facts.by, by],
    [words.facts.where, where],
    [words.facts.found, found],
    ...(exhibit === undefined ? [] : [[words.facts.exhibit, exhibit] as const]),
  ];
}

function searchFacts(say: Messages, search: OpenSearch): (readonly [string, string])[] {
  return searchLines(say, search).map(([label, text]) => [label, visibleSentence(text, TEXT_MAX)]);
}

/** Whoever reviews and authorises reads it; whoever writes may correct it. */
export function searchShown(say: Messages, shown: RequestShown): Html {
  const { openSearch } = shown.request.version;
  const words = say.openSearch;
  if (openSearch === undefined) return nothing;
  const address = requestAddress(shown.file, shown.request.number, OPEN_SEARCH_PATH);
  return html`<h2>${words.here}</h2>
    ${facts(searchFacts(say, openSearch))}
    <p class="c-hint">${words.internal}</p>
    ${mayWrite(shown) ? html`<p><a href="${address}">${words.change}</a></p>` : nothing}`;
}
