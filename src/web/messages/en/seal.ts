// Sealing what one brought.

export const seal = {
  seal: {
    act: 'Seal it',
    title: 'Is this what you brought?',
    lead: 'It was taken in for you, and the service signed. With your seal you say yourself that what is held under this digest is what you brought.',
    compare: 'Compare the digest with the one you noted, if you can.',
    button: 'Yes, seal it',
  },
};
