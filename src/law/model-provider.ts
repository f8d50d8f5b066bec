// Service providers and the law on them, in memory.
import type { Validity } from './day.ts';
import type { Cited, DataCategory, Noted } from './model.ts';
import type { StateCode } from './states.ts';

interface ProviderEntity extends Cited, Validity {
  readonly name: string;
  readonly state: StateCode;
  readonly controls: string;
  /** Which law compels it. */
  readonly compelledBy?: string | undefined;
}

/** How a provider names an account. */
export interface AccountFormat extends Cited, Validity {
  readonly name: string;
  /** A regular expression over the whole of it. */
  readonly pattern: string;
  /** The owner may change it. */
  readonly isChangeable: boolean;
}

export interface ProviderService extends Cited, Validity {
  readonly name: string;
  readonly domains: readonly string[];
  readonly accounts: readonly AccountFormat[];
}

export interface Provider {
  readonly at: string;
  readonly id: string;
  readonly name: string;
  readonly services: readonly ProviderService[];
  readonly languages: (Cited & Validity & { readonly list: readonly string[] }) | undefined;
  readonly needs: readonly (Noted & Validity & { readonly category: DataCategory })[];
  readonly entities: readonly ProviderEntity[];
  readonly addressee: ProviderEntity | undefined;
  readonly channels: readonly (Noted &
    Validity & { readonly kind: string; readonly note: string | undefined })[];
  readonly policy: readonly (Noted & Validity & { readonly kind: string })[];
  readonly preservationDays: (Cited & Validity & { readonly days: number }) | undefined;
  /** By how many it keeps them longer when it is asked again. */
  readonly renewalDays:
    | (Cited & Validity & { readonly days: number; readonly note: string | undefined })
    | undefined;
  readonly retention: readonly (Cited &
    Validity & {
      readonly category: DataCategory;
      readonly days: number | undefined;
    })[];
}

export interface ProviderRule extends Noted, Validity {
  readonly id: string;
  readonly state: StateCode | undefined;
  readonly citation: string;
  /** What it lets a provider disclose on its own in an emergency to life, to its own government. */
  readonly emergency: { readonly categories: readonly DataCategory[] } | undefined;
  readonly note: string | undefined;
}
