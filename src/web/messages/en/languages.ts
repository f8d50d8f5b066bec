// Which language the pages speak.

export const languages = {
  languages: {
    title: 'Language',
    which: 'In which language do you read?',
    hint: 'The pages follow it wherever you sign in. What people wrote, and titles and names in the law data, stay in the language of their source.',
    draft: 'These words are a draft, not yet checked by a native speaker.',
    save: 'Use this language',
    saved: 'Saved.',
    change: 'Change the language',
  },
};
