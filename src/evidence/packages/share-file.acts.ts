// The file of a package as the answer to a request, the same on the pages and through the API.
import { fileAnswer, outsideAnswer, partOf, rangeStart, type AskedRange } from '../exhibits/file-answer.ts';
import type { Installation } from '../log/installation.acts.ts';
import { downloadShare, type Taker } from './share.acts.ts';
import type { SharedPackage } from './share.ts';

/** Recorded before anything leaves; a part that is outside of it is no download. Undefined: there is no such file (any more). */
export async function shareFile(
  house: Installation,
  by: Taker,
  { share, range }: { readonly share: SharedPackage; readonly range: AskedRange },
): Promise<Response | undefined> {
  const { made } = share;
  if (made === undefined) return undefined;
  const kept = { bytes: made.bytes, tag: made.noteSha256 };
  if (share.removedAt === undefined && partOf(range, kept) === 'outside') return outsideAnswer(kept);
  const isContinued = rangeStart(range, kept) > 0;
  const opened = await downloadShare(house, by, { share, isContinued });
  return opened && fileAnswer({ ...kept, ...range, ...opened });
}
