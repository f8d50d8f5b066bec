// The little we use of three packages that bring no types.
declare module 'n3' {
  export interface Term {
    readonly termType: string;
    readonly value: string;
  }
  export interface Quad {
    readonly subject: Term;
    readonly predicate: Term;
    readonly object: Term & { readonly datatype?: Term };
  }
  export class Store {
    constructor(quads?: Iterable<Quad>);
    readonly size: number;
  }
  export class Parser {
    constructor(options: { readonly blankNodePrefix?: string });
    parse(text: string): Quad[];
  }
  export const DataFactory: object;
}

declare module 'jsonld' {
  const jsonld: {
    flatten(document: unknown): Promise<object[]>;
    toRDF(
      document: unknown,
      options: { readonly documentLoader: (url: string) => Promise<never> },
    ): Promise<import('n3').Quad[]>;
  };
  export default jsonld;
}

declare module 'shacl-engine' {
  export interface Result {
    readonly severity: import('n3').Term;
    readonly constraintComponent: import('n3').Term;
    readonly focusNode?: { readonly term?: import('n3').Term };
    readonly path?: readonly { readonly predicates?: readonly import('n3').Term[] }[];
    readonly message?: readonly import('n3').Term[];
  }
  export class Validator {
    constructor(shapes: import('n3').Store, options: { readonly factory: object });
    validate(data: { readonly dataset: import('n3').Store }): Promise<{ readonly results: Result[] }>;
  }
}
