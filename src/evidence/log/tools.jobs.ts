// What every job works with (platform/job.ts): the house by the system's own hand, and the database as the person who asked.
import type { PersonDatabase } from '../../people/as-person.store.ts';
import type { Installation } from './installation.acts.ts';

export interface JobTools {
  readonly house: Installation;
  readonly db: PersonDatabase;
}
