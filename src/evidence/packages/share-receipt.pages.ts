// The receipt of a package: the page that takes it, and on the page of the package what was filed.
import type { RefusalCode } from '../../base/refusal.ts';
import { fileForm } from '../../web/file-form.ts';
import { html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { errorSummary, type Errors } from '../../web/parts.ts';
import { sizeText } from '../../web/when.ts';
import { packageCrumbs, type ShareShown } from './share-list.pages.ts';

interface ReceiptAsked extends Pick<ShareShown, 'file' | 'share'> {
  readonly errors: Errors;
  readonly bytesMax: number;
}

export function receiptPage(say: Messages, { file, share, errors, bytesMax }: ReceiptAsked): View {
  const words = say.share.receipt;
  return {
    title: words.title,
    place: 'cases',
    crumbs: packageCrumbs(say, { file, share }, words.act, true),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      <h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${fileForm(
        say,
        {
          action: `/cases/${file.reference}/packages/${share.id}/receipt`,
          label: words.label,
          hint: words.hint(sizeText(say, bytesMax)),
          button: words.button,
        },
        errors,
      )}`,
  };
}

/** Undefined: nothing that another file would mend. */
export function receiptWrong(say: Messages, code: RefusalCode, bytesMax: number): string | undefined {
  const { wrong } = say.share.receipt;
  switch (code) {
    case 'tooLarge':
      return wrong.tooLarge(sizeText(say, bytesMax));
    case 'notReady':
    case 'wrongKey':
    case 'notFound':
    case 'badInput':
      return wrong[code];
    default:
      return undefined;
  }
}
