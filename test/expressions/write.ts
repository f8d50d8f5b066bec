// `npm run expressions`: judges every expression anew and writes linear.txt. Two minutes.
import { writeFileSync } from 'node:fs';
import { EXCEPTIONS } from './exceptions.ts';
import { repeating } from './find.ts';
import { worseThanLinear } from './judge.ts';

const linear: string[] = [];
for (const { expression, files } of repeating()) {
  if (Object.hasOwn(EXCEPTIONS, expression)) continue;
  const worse = worseThanLinear(expression);
  if (worse === undefined) linear.push(expression);
  else {
    console.error(`${expression} of ${files.join(', ')}: ${worse}`);
    process.exitCode = 1;
  }
}
writeFileSync(new URL('linear.txt', import.meta.url), `${linear.join('\n')}\n`);
