// Letters in other languages, and the translator's desk.
export const translation = {
  translation: {
    another: 'In another language, or to edit',
    letterTitle: 'In which language?',
    letterLead:
      'The fixed words and the labels follow the language. What you wrote stays as you wrote it until it is translated.',
    language: 'Language of the letter',
    beside: 'Beside it',
    nothingBeside: 'No other language',
    reserved: 'Which copy?',
    whole: 'With what only the enforcing authority may read',
    editable: 'A copy to edit (DOCX)',
  },
};
