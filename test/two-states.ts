// npm run two-states: two authorities and a provider on this machine, each a server process with a data folder and a database of its own, play a
// request through and say what each of them sees (two-states-story.ts).
process.env['COMITY_TELL'] = '1';
process.argv.push('test/two-states-story.ts');
await import('./run.ts');
