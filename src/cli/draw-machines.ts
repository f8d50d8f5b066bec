// Writes docs/request-life.md from the tables of src/requests/machine/states/.
import { writeFileSync } from 'node:fs';
import { drawing } from '../requests/machine/states/machine-drawing.ts';
import { MACHINES } from '../requests/machine/states/machines.ts';

writeFileSync(new URL('../../docs/request-life.md', import.meta.url), drawing(MACHINES));
