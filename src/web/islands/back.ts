// A question whose answer was refused came by POST: going back to it later, the browser would ask whether to send the form once more.
// When the page is left its place in the history becomes one to be asked for: the question stands there, with what was saved.
addEventListener('pagehide', () => history.replaceState(history.state, '', location.href));
