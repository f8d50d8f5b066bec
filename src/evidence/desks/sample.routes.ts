// The offer to look round in a sample case, as long as there is no other.
import { sql } from 'kysely';
import { agency, type PageRoute } from '../../people/visit.routes.ts';
import { Refusal } from '../../base/refusal.ts';
import type { ImageTools } from '../intake/acquire.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { loadSample, SAMPLE_KEY } from './sample.acts.ts';

export function sampleRoutes(house: Installation, images: ImageTools): PageRoute[] {
  return [
    agency('loadSample', 'POST', '/sample', async (visit) => {
      if (!(await isSampleOffered(house))) throw tooLate();
      const { reference } = await loadSample(house, images, visit.person);
      return visit.go(`/cases/${reference}`);
    }),
  ];
}

/** While nothing real is here, and nobody leads the sample yet: it never stands beside real work. */
export async function isSampleOffered(house: Installation): Promise<boolean> {
  const { rows } = await sql<{ others: boolean; is_led: boolean }>`
    select exists (select from case_file where act_key is distinct from ${SAMPLE_KEY}) as others,
           exists (select from case_member m join case_file c on c.id = m.case_id where c.act_key = ${SAMPLE_KEY}) as is_led`.execute(
    house.db.kysely,
  );
  const [found] = rows;
  return found !== undefined && !found.others && !found.is_led;
}

function tooLate(): Refusal {
  return new Refusal('conflict.sampleTooLate');
}
