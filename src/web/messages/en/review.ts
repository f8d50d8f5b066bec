// Versions of a request and their differences; remarks and suggested changes.

export const review = {
  review: {
    versions: {
      title: 'Versions',
      lead: 'Every state of the answers is kept. A version shows what it changed.',
      version: 'Version',
      page: 'What was answered',
      when: 'Saved',
      who: 'By',
      begun: 'Begun',
      nothing: 'Nothing differs.',
      gone: 'taken out',
      come: 'added',
      with: 'Compare with',
      compare: 'Compare',
      number: (n: number) => `Version ${n}`,
      compared: (a: number, b: number) => `From version ${a} to version ${b}`,
      by: (name: string, date: string) => `${name}, ${date}`,
    },
  },
};
