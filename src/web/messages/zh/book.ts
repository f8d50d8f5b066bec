/** A title in the marks that Chinese sets titles in; one that has marks of its own keeps them alone. */
export function book(title: string): string {
  return title.includes('《') ? title : `《${title}》`;
}
