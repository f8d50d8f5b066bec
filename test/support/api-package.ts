// Makes a package that was confirmed, as its job does.
import { makeShare } from '../../src/evidence/packages/share.acts.ts';
import type { Uuid } from '../../src/base/ids.ts';
import type { TestApi } from './api.ts';

export async function packageIsMade(
  { made, file }: Pick<TestApi, 'made' | 'file'>,
  id: string,
): Promise<void> {
  await makeShare(made.house, {
    id: id as Uuid, // as the API answered it
    caseId: file.id,
    role: 'prosecutor',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}
