// What is recorded of a request before it leaves, beside its answers.

export const requestChecks = {
  openSearch: {
    here: 'Search of open sources',
    lead: 'What anybody can see is not asked of another State.',
    record: 'Record what was looked for',
    change: 'Change this record',
    internal: 'Internal: it goes out with no letter and no message.',
    save: 'Record it',
    conflict:
      'Somebody else recorded this in the meantime. Yours stands in the fields; record it again to put it in its place.',
    asks: {
      search: 'Was it looked for in open sources first?',
      on: 'On which day?',
      by: 'Who looked?',
      where: 'In which sources?',
      found: 'What was found?',
      exhibit: 'Which exhibit of the case holds it?',
      reason: 'Why does a search not apply here?',
    },
    choices: { yes: 'Yes, somebody looked', no: 'No, it does not apply' },
    hints: {
      by: 'Name and unit, such as C. Example, cybercrime unit.',
      where: 'Such as registers, web archives, public profiles, domain records.',
      found: 'If nothing was found, say so.',
      exhibit: 'Its number, such as 3. Leave it empty if there is none.',
      reason: 'Such as: subscriber data of a private mailbox are in no open source.',
    },
    facts: {
      search: 'Looked for',
      on: 'On',
      by: 'By',
      where: 'Sources',
      found: 'Found',
      exhibit: 'Exhibit',
      reason: 'Why not',
    },
    wrong: {
      search: 'Choose one of the two.',
      on: 'Give a whole day up to today, such as 26 11 2026.',
      by: 'Say who looked, in at most 300 characters.',
      where: 'Name the sources, in at most 4,000 characters.',
      found: 'Say what was found, or that nothing was, in at most 4,000 characters.',
      exhibit: 'The case has no exhibit of this number. Give its number, such as 3, or leave it empty.',
      reason: 'Say why, in at most 4,000 characters.',
    },
  },
  sendingChecked: {
    means: {
      secure_email: 'secure mail',
      e_codex: 'the e-CODEX network',
      i24_7: 'the I-24/7 network of INTERPOL',
      siena: 'the SIENA network of Europol',
      diplomatic_bag: 'diplomatic bag',
      post: 'post',
      courier: 'courier',
      fax: 'fax',
      web_portal: 'web portal',
      platform_api: 'interface of a platform',
    },
    parts: {
      means: 'by which means it takes requests',
      form: 'in which form (paper or electronic, signature, seal)',
      content: 'what a request must hold',
      assurance: 'whether it asks for an assurance (reciprocity, speciality)',
    },
  },
};
