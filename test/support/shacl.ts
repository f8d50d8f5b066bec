// Checks a JSON-LD graph against the shapes of UCO and CASE, without a network.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonld from 'jsonld';
import { DataFactory, Parser, Store, type Quad } from 'n3';
import { Validator, type Result } from 'shacl-engine';

export interface Shapes {
  /** Violations first found; warnings and advice are counted apart, as the ontologies' own reports do. */
  check(document: unknown): Promise<{ violations: string[]; others: string[]; quads: Quad[] }>;
}

/**
 * Reads every Turtle file of the folders. Only SHACL core: the engine passes over the SPARQL constraints, so what
 * they say is checked by hand in the test. The subclass statements of the ontology are laid beside the data, because
 * only they say that a File is an ObservableObject; the rest would be checked against itself again each time.
 */
export function loadShapes(...folders: readonly string[]): Shapes {
  const files = folders.flatMap((folder) => globSync(join(folder, '**/*.ttl'))).sort();
  const ontology = files.flatMap((file, i) =>
    new Parser({ blankNodePrefix: `_:shape${i}_` }).parse(readFileSync(file, 'utf8')),
  );
  const classes = ontology.filter((quad) => quad.predicate.value === SUBCLASS);
  const factory = { ...DataFactory, dataset: (quads?: Iterable<Quad>) => new Store(quads) };
  const validator = new Validator(new Store(ontology), { factory });
  return {
    async check(document) {
      const quads = await jsonld.toRDF(document, { documentLoader: refuseNetwork });
      const { results } = await validator.validate({ dataset: new Store([...classes, ...quads]) });
      const isViolation = (result: Result): boolean => result.severity.value.endsWith('#Violation');
      return {
        violations: results.filter(isViolation).map(say),
        others: results.filter((result) => !isViolation(result)).map(say),
        quads,
      };
    },
  };
}

const SUBCLASS = 'http://www.w3.org/2000/01/rdf-schema#subClassOf';

function refuseNetwork(url: string): Promise<never> {
  return Promise.reject(new Error(`the graph asks for ${url}; a package must be readable without a network`));
}

function say(result: Result): string {
  const path = result.path?.flatMap((step) => step.predicates?.map((term) => term.value) ?? []).join('/');
  const what = result.message?.map((term) => term.value).join(' ') ?? result.constraintComponent.value;
  return `${result.focusNode?.term?.value ?? '?'} ${path ?? ''}: ${what}`;
}
