/** Under which name the texts of an application's documents are kept, sealed, for searching. */
export function textsBox(application: string): string {
  return `texts/${application}`;
}
