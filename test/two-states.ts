// npm run two-states: two authorities and a provider on this machine, each with a database of its own, play a request through and say what each of
// them sees (two-states-story.ts). Beside it exchange.test.ts: two authorities whose servers are programs of their own.
process.env['COMITY_TELL'] = '1';
process.argv.push('test/two-states-story.ts', 'test/exchange.test.ts');
await import('./run.ts');
