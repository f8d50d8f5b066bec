// How much of the law data was read in a source, by file: what `law check` prints. A fact is what says how sure it is; of a list of States
// each is one, for each was looked up.
import { LAW_FILES, type LawFileName, type LawFiles } from './files.ts';

export interface FileShare {
  readonly file: LawFileName;
  readonly confirmed: number;
  readonly recalled: number;
  /** Looked at by somebody besides the one who entered it. */
  readonly reviewed: number;
}

export function sharesOf(files: LawFiles): FileShare[] {
  return LAW_FILES.map((file) => {
    const counted = { file, confirmed: 0, recalled: 0, reviewed: 0 };
    for (const one of countsIn(files, file)) {
      counted.confirmed += one.confirmed;
      counted.recalled += one.recalled;
      counted.reviewed += one.reviewed;
    }
    return counted;
  });
}

export interface FieldShare extends FileShare {
  /** Lists without their numbers: `instruments.provisions`. */
  readonly field: string;
}

/** Where the recalled facts are, the most first: what to read next. */
export function fieldsToRead(files: LawFiles): FieldShare[] {
  const found = new Map<string, FieldShare>();
  for (const file of LAW_FILES)
    for (const one of countsIn(files, file)) {
      const before = found.get(`${file} ${one.field}`) ?? {
        file,
        field: one.field,
        confirmed: 0,
        recalled: 0,
        reviewed: 0,
      };
      found.set(`${file} ${one.field}`, {
        ...before,
        confirmed: before.confirmed + one.confirmed,
        recalled: before.recalled + one.recalled,
        reviewed: before.reviewed + one.reviewed,
      });
    }
  return [...found.values()].filter(({ recalled }) => recalled > 0).sort((a, b) => b.recalled - a.recalled);
}

type Counts = Omit<FieldShare, 'file'>;

function countsIn(files: LawFiles, file: LawFileName): Counts[] {
  const counts: Counts[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    const isMany = Array.isArray(value);
    if (!isMany) {
      const { confidence, states, reviewed, organisations }: Readonly<Record<string, unknown>> = { ...value };
      const many = [states, organisations].reduce<number>(
        (sum, list) => sum + (Array.isArray(list) ? list.length : 0),
        0,
      );
      const n = Math.max(1, many);
      const isConfirmed = confidence === 'confirmed' || confidence === 'state_notified';
      counts.push({
        field: path.join('.'),
        confirmed: isConfirmed ? n : 0,
        recalled: confidence === 'recalled' ? n : 0,
        reviewed: reviewed === undefined ? 0 : n,
      });
    }
    for (const [key, one] of Object.entries(value))
      if (key !== 'source_register' && key !== 'model') walk(one, isMany ? path : [...path, key]);
  };
  walk(files[file], []);
  return counts;
}

/** Whole percent, downwards: 91.9 is not 92. */
export function percentOf({ confirmed, recalled }: Pick<FileShare, 'confirmed' | 'recalled'>): number {
  return confirmed + recalled === 0 ? 100 : Math.floor((100 * confirmed) / (confirmed + recalled));
}

export function totalOf(all: readonly FileShare[]): Omit<FileShare, 'file'> {
  const sum = (key: 'confirmed' | 'recalled' | 'reviewed'): number =>
    all.reduce((total, one) => total + one[key], 0);
  return { confirmed: sum('confirmed'), recalled: sum('recalled'), reviewed: sum('reviewed') };
}
