// The offer of a sample case.

export const sample = {
  sample: {
    title: 'Look round first?',
    lead: 'A sample case shows every page with something on it: an invented fraud, with an image, photographs, a message and a provider’s answer. You will lead it. It is offered only while there is no other case.',
    button: 'Load the sample case',
  },
};
