// The kinds of assistance of UNTOC Art. 18(3), in its order, the hearing by video beside the statement, then Articles 19 to 21.
import type { KindForm } from '../../core/form.ts';
import { appearance, service, statement, video } from './persons.ts';
import { examination, expertise, records, search, tracing } from './things.ts';
import { covert, remote, surveillance } from './special.ts';
import { delivery, joint, other, proceedings } from './together.ts';

export const ASSISTANCE: readonly KindForm[] = [
  statement,
  video,
  service,
  search,
  examination,
  expertise,
  records,
  tracing,
  appearance,
  joint,
  delivery,
  proceedings,
  covert,
  surveillance,
  remote,
  other,
];
