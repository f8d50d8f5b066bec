// The checks of the loader without lines: for a change that is not a file yet. Faults name the field.
import type * as z from 'zod';
import { LAW_SCHEMAS, type LawFileName, type LawFiles } from './files.ts';
import { checkReferences } from './references.ts';
import { checkTotals } from './totals.ts';
import { isList, isObject, textOf, valueAt, type LawValues } from './values.ts';
import type { Path } from './yaml-file.ts';

export interface FieldFault {
  /** `instruments, coe-ets-185, provisions, 3, gives`. */
  readonly field: string;
  readonly message: string;
}

/** Of values that were right before `changed` was changed. */
export function faultsOf(values: LawValues, changed: LawFileName): FieldFault[] {
  const faults: FieldFault[] = [];
  const result = LAW_SCHEMAS[changed].safeParse(values[changed]);
  if (!result.success)
    return result.error.issues
      .flatMap(issueFaults)
      .map(({ path, message }) => ({ field: fieldOf(values, changed, path), message }));
  const files = values as unknown as LawFiles; // each passed its schema, now or before
  const fault = (file: LawFileName, path: Path, message: string): void =>
    void faults.push({ field: fieldOf(values, file, path), message });
  checkReferences(files, fault);
  checkTotals(files['parties.yaml'], fault);
  return faults;
}

/** What a schema says, place by place; an unknown key is its own place. */
export function issueFaults(issue: z.core.$ZodIssue): { readonly path: Path; readonly message: string }[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: `unknown key '${key}'` }));
  return [{ path, message: issue.message }];
}

/** Records by their ids and not by their number in a list. */
function fieldOf(values: LawValues, file: LawFileName, path: Path): string {
  const words = path.map((step, i) => {
    const at = typeof step === 'number' ? valueAt(values[file], path.slice(0, i)) : undefined;
    const item = isList(at) ? at[Number(step)] : undefined;
    const id = isObject(item) ? textOf(item['id'] ?? item['instrument']) : '';
    return id === '' ? String(step) : id;
  });
  return words.join(', ');
}
