// The filter of lists of exhibits.

export const evidenceFilter = {
  evidenceFilter: {
    title: 'Filter',
    text: 'What it is, or its number',
    all: 'All',
    from: 'Taken in on this day or later',
    until: 'Taken in on this day or earlier',
    show: 'Show these',
    clear: 'Show all',
    none: 'No exhibit fits.',
    across: 'Evidence of all your cases',
    states: { intact: 'Intact', failed: 'Check failed' },
    holders: { me: 'You', store: 'The evidence store' },
  },
};
