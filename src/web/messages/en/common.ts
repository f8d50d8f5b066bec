// What every page says: frame, navigation, forms, refusals.

export const common = {
  language: { code: 'en', dir: 'ltr', locale: 'en-GB', name: 'English', comma: ', ', isDraft: false },
  frame: {
    name: 'Comity',
    skip: 'Skip to the main content',
    navigation: 'Main',
    menu: 'Menu',
    crumbs: 'Where you are',
    rail: 'Beside this',
    error: 'Error',
    check: 'Check a package',
    foot: 'Comity keeps electronic evidence with proof. Looking at an exhibit is recorded.',
  },
  nav: {
    work: 'My work',
    cases: 'Cases',
    law: 'Law and ways',
    people: 'People',
    audit: 'Audit',
    settings: 'Settings',
    account: 'Your account',
    signOut: 'Sign out',
  },
  form: {
    problem: 'There is a problem',
    next: 'Continue',
    needed: (what: string) => `Enter ${what}`,
    tooLong: (what: string, max: number) => `${what} must be ${max} characters or fewer`,
    choose: 'Choose one',
    emailForm: 'Enter an e-mail address in the form name@agency.example',
    nameForm: 'Enter the name in up to 100 characters',
  },
  refused: {
    notFoundTitle: 'Page not found',
    notFound:
      'There is no such page, or it is not open to you. Both look the same, so that nobody learns what exists.',
    notFoundNext: 'If somebody sent you here, ask the lead of the case to add you.',
    refusedTitle: 'Your role does not allow this',
    refusedCase: (role: string) => `In this case you are: ${role}. The lead of the case can change that.`,
    refusedAgency: 'Ask an administrator whether you should have a role that allows it.',
    wentWrongTitle: 'This did not work',
    wentWrong:
      'Something failed on our side. Nothing was lost. Try again; if it goes on, tell the administrator the time.',
    busyTitle: 'Too many tries',
    busy: 'There were too many requests from your address. Wait a minute, then try again.',
    tooLargeTitle: 'Too much was sent',
    tooLarge: 'What you sent is larger than this page takes. Shorten it and try again.',
    originTitle: 'This came from somewhere else',
    origin: (url: string) =>
      `For your safety a form is taken only from its own page. Open ${url} and try again.`,
    whatWas: 'What we expected',
    home: 'Go to your work',
  },
};
