// What went by other means is recorded with the names and sizes of its files (Regulation (EU) 2023/1543, Art. 19(6)): they are known here.
import { Refusal } from '../../../base/refusal.ts';
import { sentName } from '../../../evidence/packages/share.ts';
import { shareById } from '../../../evidence/packages/share.store.ts';
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { INSIDE_BYTES } from '../../core/eu-system.ts';
import type { RequestRecord } from '../../core/request.ts';
import { deliveriesOf } from '../../machine/states/delivery.store.ts';
import type { OtherMeans } from '../../machine/states/carriage.ts';
import type { Told } from '../../machine/states/life-step.ts';
import { signedLetterBytes } from '../../machine/signature/signature.store.ts';

const FILES_MAX = 200;

/** What was told, with the files where nobody named them. Refusals: tooLarge. */
export async function withFiles(
  tx: Tx,
  file: Pick<CaseOfMember, 'reference' | 'id'>,
  request: RequestRecord,
  told: Told,
): Promise<Told> {
  const { carried } = told.detail;
  if (carried?.by === 'system' && request.direction === 'incoming')
    refuseLarge(await packagesOf(tx, file, request));
  if (carried?.by !== 'other' || carried.files !== undefined) return told;
  const files = await (request.direction === 'outgoing' ? letterOf : packagesOf)(tx, file, request);
  return { ...told, detail: { ...told.detail, carried: { ...carried, files: files.slice(0, FILES_MAX) } } };
}

/** Implementing Regulation (EU) 2025/1550, Annex: what is larger goes outside the system, with its manifest. */
function refuseLarge(files: Files): void {
  const large = files.find(({ bytes }) => bytes > INSIDE_BYTES);
  if (large === undefined) return;
  throw new Refusal('tooLarge.sentThroughSystem', {
    max: INSIDE_BYTES,
    name: large.name,
    bytes: large.bytes,
  });
}

type Files = NonNullable<OtherMeans['files']>;
type Place = Pick<CaseOfMember, 'reference' | 'id'>;

/** The letter as it was signed, under the name by which it is downloaded. */
async function letterOf(
  tx: Tx,
  { reference }: Place,
  { id, number, version }: RequestRecord,
): Promise<Files> {
  const bytes = await signedLetterBytes(tx, id, version.number);
  return bytes === undefined ? [] : [{ name: `${reference}-R${number}.pdf`, bytes }];
}

/** The packages in which the results left. */
async function packagesOf(tx: Tx, { id: caseId }: Place, { id }: RequestRecord): Promise<Files> {
  const files: Files = [];
  for (const { share } of await deliveriesOf(tx, id)) {
    const sent = share === undefined ? undefined : await shareById(tx, caseId, share);
    if (sent?.made !== undefined) files.push({ name: sentName(sent), bytes: sent.made.bytes });
  }
  return files;
}
