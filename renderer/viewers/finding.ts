/** A search as its bar shows it, whatever is searched. */
export interface Finding {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  /** Places where the words stand. */
  readonly hits: readonly unknown[];
  /** Which hit the reader is at, from 0; -1 without hits. */
  readonly current: number;
  /** Whether everything has been looked at. */
  readonly complete: boolean;
  readonly move: (by: 1 | -1) => void;
}
