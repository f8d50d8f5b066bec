// What administrators set.

export const settings = {
  settings: {
    title: 'Settings',
    lead: 'What this installation is, and how it runs. Each change is recorded under your name and shown to the other administrators.',
    provider: 'Identity provider',
    providerHint: 'Sign-in with the account that your agency already gave its people.',
  },
};
