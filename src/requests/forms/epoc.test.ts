// The rules of the two orders say what the table of competences says, for every authority, validation and kind of data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../law/data-files.store.ts';
import { isOpen, competenceFindings } from '../machine/way/competence.ts';
import { findingsOf } from '../verbs/drafting/checks/checks.ts';
import { codeOf } from '../machine/way/request-finding.ts';
import { legalForm, type Form } from '../core/form.ts';
import { epocPr } from './epoc-pr.ts';
import { epoc } from './epoc.ts';
import { issuingRank } from './eu-order.ts';

const law = await shippedLaw();
const DATA = ['subscriber', 'identification', 'traffic.internet', 'content'];
const STOPS = new Set(['judge', 'no-prior-validation', 'missing']);

/** Whether who issues and validates stands in the way. */
function isStopped(form: Form, answers: Record<string, unknown>): boolean {
  const legal = legalForm(form, law.forms);
  const draft = { legal, answers: answers as never, explained: {} };
  return findingsOf(draft, law).some(
    ({ field, what }) =>
      (field.startsWith('validating.kind') || field === 'no-prior-validation') && STOPS.has(codeOf(what)),
  );
}

for (const form of [epoc, epocPr])
  for (const field of DATA)
    for (const kind of ['judge', 'prosecutor', 'other'] as const)
      for (const validator of ['judge', 'prosecutor', undefined] as const)
        for (const isLater of [false, true])
          test(`${form.id}: ${field} by ${kind}, validated by ${validator ?? 'nobody'}${isLater ? ', later' : ''}`, () => {
            const answers = {
              'issuing.kind': [kind],
              [field]: ['other'],
              deadline: 'eight-hours',
              'no-prior-validation': isLater,
              ...(validator !== undefined && { 'validating.kind': validator }),
            };
            const rank = issuingRank(answers);
            assert.equal(rank, kind);
            const verdicts = competenceFindings(law.competence, form, answers, {
              rank: kind,
              validatedBy: isLater && kind === 'other' ? undefined : validator,
              isEmergency: isLater,
            });
            assert.equal(!verdicts.every(({ verdict }) => isOpen(verdict)), isStopped(form, answers));
          });
