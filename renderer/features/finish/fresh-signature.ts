let fresh: string | null = null;

/** Remembers the workbook that was signed just now, so that its stamp lands once and never again. */
export function celebrate(workbook: string): void {
  fresh = workbook;
}

/** Whether this workbook's stamp has yet to land. */
export function isFresh(workbook: string): boolean {
  return fresh === workbook;
}
