// The way back in for somebody who lost their second step.

export const recovery = {
  recovery: {
    rail: 'Way back in',
    railHint: 'For somebody who lost their phone, recovery codes and passkeys, or forgot the password.',
    begin: 'Let them back in',
    waits: 'Waits for a second administrator',
    tooFew:
      'This takes two administrators, and neither may be the person. There are not enough: at the terminal of the machine itself, run',
    waiting: 'Ways back in, waiting for a second administrator',
    proposedWords: (who: string, by: string) => `${by} proposes to let ${who} back in.`,
    makeSure: 'Confirm only if you have made sure yourself that they ask for it.',
    aboutYou: (by: string) =>
      `${by} proposes to let you back in. If you did not ask for that, tell another administrator at once.`,
    waitsForAnother: 'Another administrator must confirm this.',
    confirm: 'Confirm and make the link',
    title: (name: string) => `Let ${name} back in?`,
    what: 'A second administrator must confirm. Then a link lets them set a new password and a new second step, once, within an hour. They are signed out everywhere, and their old password, app, recovery codes and passkeys stop working.',
    sureTitle: 'Make sure it is them.',
    sure: (name: string) =>
      `See ${name}, or call them by a number you have from elsewhere. An e-mail or a call from them is not enough: this is how others try to get in.`,
    propose: 'Propose it to another administrator',
    proposed: 'Proposed. Another administrator must confirm it; they see it on their page of people.',
    linkTitle: (name: string) => `Give this link to ${name}`,
    link: 'It works once, for an hour. Hand it over in person, or by a way that is surely theirs. It is not shown again. They have been signed out everywhere.',
    backTitle: (name: string) => `Welcome back, ${name}`,
    back: (email: string) =>
      `You sign in as ${email}. Choose a new password; then you set up a new second step. Everything old stops working: password, app, recovery codes, passkeys.`,
    backButton: 'Set the password',
    gone: 'It was used or ran out after an hour. Ask an administrator for another.',
    waitingWork: (n: number) =>
      n === 1
        ? 'One way back in needs a second administrator'
        : `${n} ways back in need a second administrator`,
    toldTitle: 'Somebody let you back in.',
    told: (when: string) =>
      `On ${when} your password and second step were set anew with a link. If that was not you, tell an administrator at once.`,
  },
};
