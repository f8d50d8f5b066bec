// What came in a file and does not fit: each line is named with its reason, and nothing of it was kept.
import { visiblePlain } from '../../web/safe-text.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { note, table } from '../../web/parts.ts';

const SHOWN = 100;

interface WrongLine<Problem> {
  readonly line: number;
  readonly text: string;
  readonly problem: Problem;
}

export function wrongLines<Problem>(
  say: Messages,
  { wrong, right }: { readonly wrong: readonly WrongLine<Problem>[]; readonly right: number },
  problemWords: (problem: Problem) => string,
): Html {
  const words = say.drafting.bring;
  const left = wrong.length - SHOWN;
  return html`${note(
      'stop',
      html`<h2>${words.wrongTitle}</h2>
        <p>${words.wrong(wrong.length, right)}</p>`,
    )}
    <div class="c-wrong">
      ${table(
        words.table,
        [
          { heading: words.lineHeading, cell: ({ line }) => String(line), isNumber: true },
          { heading: words.textHeading, cell: ({ text }) => visiblePlain(text, 200) },
          { heading: words.whyHeading, cell: ({ problem }) => problemWords(problem) },
        ],
        wrong.slice(0, SHOWN),
      )}
    </div>
    ${left > 0 ? html`<p>${words.more(left)}</p>` : nothing}`;
}
