// The one command that is started as one file too (image-files.start.ts): how it is used, and what does it.
import type { Command } from './run-command.ts';

export const IMAGE_FILES: Omit<Command, 'name'> = {
  usage:
    'image files PATH [--format names|body|jsonl|csv] [--volume N] [--path PATTERN] [--deleted] [--unallocated] [--slack] [--key-file FILE] [--compare]',
  summary: 'Lists the volumes and files of a forensic image, with all their times.',
  load: async () => (await import('./image-files.ts')).runFiles,
};
