// Writes docs/request-life.md from the tables of src/requests/life/machines/.
import { writeFileSync } from 'node:fs';
import { drawing } from '../requests/life/machine-drawing.ts';
import { MACHINES } from '../requests/life/machines/index.ts';

writeFileSync(new URL('../../docs/request-life.md', import.meta.url), drawing(MACHINES));
