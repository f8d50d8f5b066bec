// Keeping a draft of a certificate, and recording that one is taken away.
import type { Uuid } from '../base/ids.ts';
import type { PersonDatabase } from '../people/as-person.store.ts';
import {
  draftOf,
  exhibitInAct,
  nameOf,
  recordLook,
  type Viewer,
} from '../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { AdmissibilityRule } from '../law/model.ts';
import { knowledgeOn } from '../law/on-day.ts';
import type { PublishedLaw } from '../law/published.acts.ts';
import type { Answers } from './certificate.ts';
import { draftById, insertDraft, type DraftRow } from './certificate.store.ts';

export interface Drafting {
  readonly by: Viewer;
  readonly number: string;
  readonly rule: string;
  readonly dataVersion: string;
  readonly answers: Answers;
  /** Idempotency key of the form, and the id of the draft. */
  readonly id: Uuid;
}

/** Refuses notFound, notAllowed. */
export async function keepDraft(house: Installation, drafting: Drafting): Promise<void> {
  const { by, number, rule, dataVersion, answers, id } = drafting;
  await house.log.append({
    key: `certificate:${id}`,
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'draftCertificate');
      const at = new Date(house.clock());
      const made = { id, exhibitId: exhibit.id, caseId: by.file.id, rule, dataVersion, answers };
      await insertDraft(tx, { ...made, by: by.person.id, at });
      return [
        {
          ...draftOf(house, { by, number, role }),
          type: 'viewed',
          detail: nameOf(by),
          facts: { purpose: `certificate ${rule} drafted` },
        },
      ];
    },
  });
}

/** A draft with the rule that it answers, and the law data that say it so. */
export interface TakenDraft extends Omit<DraftRow, 'rule'> {
  readonly rule: AdmissibilityRule;
}

/** Recorded before its bytes leave; undefined when there is none, or no rule for it, and then nothing is recorded. */
export async function takeDraft(
  { house, law }: { readonly house: Installation; readonly law: PublishedLaw },
  db: PersonDatabase,
  by: Viewer,
  { number, exhibitId, id }: { readonly number: string; readonly exhibitId: Uuid; readonly id: Uuid },
): Promise<TakenDraft | undefined> {
  const draft = await db.asPerson(by.person.id, (tx) => draftById(tx, exhibitId, id));
  const taken = draft && (await withRule(law, draft));
  if (taken === undefined) return undefined;
  const what = { type: 'viewed', facts: { purpose: `certificate ${taken.rule.id}` } } as const;
  return (await recordLook(house, db, by, number, what)) && taken;
}

/**
 * What was answered is what the law data asked when it was kept. Where those are not here to read any more, those of today say it, and
 * the document names them.
 */
async function withRule(law: PublishedLaw, draft: DraftRow): Promise<TakenDraft | undefined> {
  const knowledge = (await law.named(draft.dataVersion)) ?? (await law.current());
  const day = draft.madeAt.toISOString().slice(0, 10);
  const rule = knowledgeOn(knowledge, day).admissibility.find(({ id }) => id === draft.rule);
  return rule && { ...draft, rule, dataVersion: knowledge.dataVersion };
}
