// What `npm test` has no time for: hundreds of kills, a gigabyte, long properties, every check by hand. Each test says what it
// did and prints its seed; a value that is set already stays, and files that are named are run in place of these.
import { FILES, LONG } from './support/soak.ts';

for (const [name, value] of Object.entries(LONG)) process.env[name] ??= value;
if (process.argv.slice(2).every((one) => one.startsWith('-'))) process.argv.push(...FILES);
await import('./run.ts');
