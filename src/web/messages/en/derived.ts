// What was made from an exhibit.

export const derived = {
  derived: { title: 'Derived items' },
};
