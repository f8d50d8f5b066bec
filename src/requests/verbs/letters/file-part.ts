// The second part of what is signed: what is for the file alone. Why a check was passed over, what the law keeps from the addressee,
// what was looked for before: bound by its digest to the part that leaves, and in nothing that does (docs/formats/request-signature.md).
import type { Uuid } from '../../../base/ids.ts';
import type { Answers } from '../../core/answers.ts';
import { onlyAsked } from '../../core/form.ts';
import type { Drafted } from '../../machine/messages/message.ts';
import type { RequestVersion } from '../../core/request.ts';
import { reservedCopy } from './copies.ts';

const FILE_PART_SCHEMA = 'urn:comity:request-file:1';

export interface FilePart {
  /** Such as `FR-2026-000012/R4`. */
  readonly reference: string;
  readonly requestId: Uuid;
  readonly draft: Drafted;
  readonly version: Pick<RequestVersion, 'number' | 'openSearch'>;
}

/** Answers that never reach the addressee. */
export function reservedAnswers(draft: Drafted): Answers {
  const { legal, answers } = reservedCopy({ ...draft, answers: onlyAsked(draft.legal, draft.answers) });
  return Object.fromEntries(
    legal.fields.flatMap(({ id }) => (answers[id] === undefined ? [] : [[id, answers[id]]])),
  );
}

/** The same version gives the same text, whoever asks and when. */
export function filePartText({ reference, requestId, draft, version }: FilePart): string {
  const passedOver = Object.entries(draft.explained)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([finding, reason]) => ({ finding, reason }));
  const part = {
    $schema: FILE_PART_SCHEMA,
    request: reference,
    requestId,
    version: version.number,
    form: draft.legal.form.id,
    passedOver,
    reserved: reservedAnswers(draft),
    ...(version.openSearch && { openSearch: version.openSearch }),
  };
  return `${JSON.stringify(part, undefined, 2)}\n`;
}
