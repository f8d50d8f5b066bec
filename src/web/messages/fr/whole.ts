// For the type check: a message that French lacks does not compile.
import type cases from './cases.json';
import type channels from './channels.json';
import type court from './court.json';
import type evidence from './evidence.json';
import type events from './events.json';
import type exchange from './exchange.json';
import type forensics from './forensics.json';
import type law from './law.json';
import type people from './people.json';
import type portal from './portal.json';
import type refusals from './refusals.json';
import type requests from './requests.json';
import type server from './server.json';
import type verify from './verify.json';
import type web from './web.json';
import type { Whole } from '../whole.ts';

export type French = Whole<
  typeof cases &
    typeof channels &
    typeof court &
    typeof evidence &
    typeof events &
    typeof exchange &
    typeof forensics &
    typeof law &
    typeof people &
    typeof portal &
    typeof refusals &
    typeof requests &
    typeof server &
    typeof verify &
    typeof web
>;
