// The copy for an authority of the other State, before and after the letter leaves: for whom, in which language, and what is next.
import { visiblePlain } from '../../../web/safe-text.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { note, tag } from '../../../web/parts.ts';
import { languageName } from '../../../web/language-names.ts';
import type { LetterLanguage } from '../../core/letter-language.ts';
import { isExplained, requestAddress, type RequestShown } from '../../machine/text/request-shown.pages.ts';
import type { CounterpartCopy } from '../../machine/way/counterpart-copy.store.ts';
import { COPIES, nextOfCopy, type CopyWanted } from '../../machine/way/counterpart-copy.ts';
import { codeOf } from '../../machine/way/request-finding.ts';
import { practiceWords } from '../../machine/way/finding.ts';
import type { PracticeCode } from '../../machine/way/practice.ts';

const NAME_MAX = 1000;

type Tongues = Pick<CounterpartCopy, 'language' | 'beside'>;

/** `French`, or `French, with English beside it`. */
export function copyLanguages(say: Messages, { language, beside }: Tongues): string {
  const name = (one: LetterLanguage): string => languageName(one, say.language.locale);
  return beside === undefined ? name(language) : say.counterpartCopy.besides(name(language), name(beside));
}

/** Where it stands. */
export function copyTag(say: Messages, copy: Pick<CounterpartCopy, 'made' | 'sent' | 'received'>): Html {
  const { states } = say.counterpartCopy;
  if (copy.made === undefined) return tag('plain', states.beingMade);
  const next = nextOfCopy(copy);
  return next === undefined
    ? tag('ok', states.received)
    : tag(next === 'sent' ? 'warn' : 'plain', next === 'sent' ? states.toSend : states.sent);
}

/** Before it is sent: that a copy is made with it, for whom and in which language, and what they cannot read of it. */
export function copyWithSending(say: Messages, wanted: CopyWanted | undefined): Html {
  if (wanted === undefined) return nothing;
  const words = say.counterpartCopy;
  const { taker, isRead } = wanted;
  const warning = isRead === 'inPart' || isRead === 'no' ? notRead(say, wanted) : undefined;
  return note(
    warning === undefined ? 'plain' : 'warn',
    html`<p>${words.withIt(visiblePlain(taker.name, NAME_MAX), copyLanguages(say, wanted))}</p>
      ${warning === undefined ? nothing : html`<p>${warning}</p>`}`,
  );
}

function notRead(say: Messages, { taker, beside, taken }: CopyWanted): string {
  return practiceWords(say, 'copyNotRead', [taker.name, beside ?? '', ...taken]);
}

/** On the page of its sending: also that none is made, where the check still proposes one and no reason says why not. */
export function copyAtSending(
  say: Messages,
  shown: Pick<RequestShown, 'request' | 'findings'>,
  wanted: CopyWanted | undefined,
): Html {
  if (wanted !== undefined) return copyWithSending(say, wanted);
  const isGone = shown.findings.some(({ what }) => codeOf(what) === ('copyTakerGone' satisfies PracticeCode));
  if (isGone)
    return note(
      'warn',
      html`<p>${practiceWords(say, 'copyTakerGone', [shown.request.counterpart ?? ''])}</p>`,
    );
  const isProposed = shown.findings.some(
    (one) => codeOf(one.what) === ('counterpartCopy' satisfies PracticeCode) && !isExplained(shown, one),
  );
  return isProposed ? note('warn', html`<p>${say.counterpartCopy.noneWithIt}</p>`) : nothing;
}

/** On the page of a request that is on its way: each with its next step, or what will be made. */
export function copiesSection(
  say: Messages,
  { file, request }: Pick<RequestShown, 'file' | 'request'>,
  { copies, copy }: { readonly copies: readonly CounterpartCopy[]; readonly copy: CopyWanted | undefined },
): Html {
  const words = say.counterpartCopy;
  if (copies.length === 0) return copyWithSending(say, copy);
  const address = requestAddress(file, request.number, COPIES);
  return html`<h2>${words.title}</h2>
    <ul class="govuk-list">
      ${copies.map((one) => {
        const next = nextOfCopy(one);
        return html`<li>
          <bdi>${visiblePlain(one.name, NAME_MAX)}</bdi> ${copyTag(say, one)}
          ${next === undefined ? html`<a href="${address}">${words.look}</a>` : html`<a href="${address}/${one.id}/${next}">${words.tell[next]}</a>`}
        </li>`;
      })}
    </ul>`;
}
