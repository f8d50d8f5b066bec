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
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Array.isArray(value)) {
        const { confidence, states, reviewed, organisations }: Readonly<Record<string, unknown>> = {
          ...value,
        };
        const many = [states, organisations].reduce<number>(
          (sum, list) => sum + (Array.isArray(list) ? list.length : 0),
          0,
        );
        const n = Math.max(1, many);
        if (confidence === 'confirmed' || confidence === 'state_notified') counted.confirmed += n;
        if (confidence === 'recalled') counted.recalled += n;
        if (reviewed !== undefined) counted.reviewed += n;
      }
      for (const [key, one] of Object.entries(value))
        if (key !== 'source_register' && key !== 'model') walk(one);
    };
    walk(files[file]);
    return counted;
  });
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
