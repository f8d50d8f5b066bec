// Which requests go to a provider itself, so that an authority of its State is sent a copy.
import type { Authority, Knowledge } from '../../law/model.ts';
import type { StateCode } from '../../law/states.ts';
import type { LegalForm } from '../form.ts';

export function goesToProvider({ form, record }: LegalForm): boolean {
  // The Regulation has its own notice to the enforcing authority: Regulation (EU) 2023/1543, Art. 8.
  return form.goesBySystem !== true && /provider/i.test(record.addressee);
}

/** Those of the directory that take requests of other States there, whatever the treaty. */
export function copyTakers(
  { authorities }: Pick<Knowledge, 'authorities'>,
  to: StateCode | undefined,
): readonly Authority[] {
  return authorities.filter(
    ({ state, functions, roles }) =>
      state === to && functions.includes('receive') && roles.some((role) => role !== 'extradition'),
  );
}
