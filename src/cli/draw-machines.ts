// Writes docs/request-life.md from the tables of src/requests/life/machine/.
import { writeFileSync } from 'node:fs';
import { drawing } from '../requests/machine/machine-drawing.ts';
import { MACHINES } from '../requests/machine/machines.ts';

writeFileSync(new URL('../../docs/request-life.md', import.meta.url), drawing(MACHINES));
