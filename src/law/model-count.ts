// What a depositary counts, codes that are no State, figures, and what a template asks for.
import type { Cited, Noted } from './model.ts';
import type { StateCode } from './states.ts';

/** A code of ISO 3166-1 that is no State: `part` is under the law and the treaties of its State, `territory` where they were extended. */
export interface Territory extends Cited {
  readonly state: StateCode;
  readonly of: StateCode;
  readonly is: 'part' | 'territory';
}

/** What a depositary publishes as the number of its Parties, signatories and so on. */
export interface PublishedCount extends Cited {
  readonly instrument: string;
  readonly figures: readonly {
    readonly what: 'parties' | 'signatures' | 'signatories' | 'ratifications';
    readonly number: number;
  }[];
}

/** A figure on how requests to providers fare. */
export interface Statistic extends Noted {
  readonly id: string;
  readonly title: string;
}

/** What a request of that kind must say, whoever receives it. */
export interface RequestTemplate extends Cited {
  readonly id: string;
  readonly title: string;
  /** The article, or whose list it is. */
  readonly basis: string;
  readonly items: readonly { readonly id: string; readonly text: string }[];
}
