/** What a person is asked to choose. */
export type FilePurpose =
  | 'bundle'
  | 'workbooks'
  | 'requests'
  | 'round-folder'
  | 'backup'
  | 'backup-folder';

/** The system's own dialogs, where a door has them; `null` is a person who closed the dialog. */
export interface Dialogs {
  /** Absolute paths, at least one. */
  readonly pick: (purpose: FilePurpose) => Promise<readonly string[] | null>;
  /** Where to save a file of this name, an absolute path. */
  readonly save: (name: string) => Promise<string | null>;
}
