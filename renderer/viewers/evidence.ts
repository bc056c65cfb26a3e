/** A document as a viewer gets it: what it calls itself, and its bytes on demand. */
export interface EvidenceSource {
  readonly name: string;
  /** Media type by content; `application/octet-stream` for what is not what it calls itself. */
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes from `offset` on, exactly `length` of them. Rejects when the file cannot be read any more. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
  /** Several ranges (at most 256, together at most 4 MiB) at the cost of one, in their order. */
  readonly readMany?: (ranges: readonly ByteRange[]) => Promise<readonly Uint8Array[]>;
}

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** In fractions (0 to 1) of the page, origin at the top left. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A passage of a document. Pages count from 1; sheets of a workbook are its pages. */
export interface Passage {
  readonly page: number;
  readonly quote?: string | undefined;
  readonly rectangle?: Rectangle | undefined;
  /** Words that were found there. */
  readonly find?: FoundWords | undefined;
}

/** Words, and which of the places on a page where they stand is meant. */
export interface FoundWords {
  readonly words: string;
  /** From 0, among the places on the page. */
  readonly nth: number;
  /** What stands before and after them, for viewers that read a document in another order than the search. */
  readonly before: string;
  readonly after: string;
}

/** A passage that is marked on its page. */
export interface Mark extends Passage {
  readonly id: string;
}

/** What can be asked of a viewer from outside, by a key or a button. */
export interface ViewerControls {
  /** A drawn box or the selected text, with its place; without either the page that is being read. */
  readonly passage: () => Passage;
  /** Opens the search field and puts the focus into it; nothing where a viewer cannot search. */
  readonly search: () => void;
  /** Takes a drawn box away after it was cited; nothing where a viewer draws none. */
  readonly release?: () => void;
}

/** Everything a viewer of one kind of document needs. */
export interface ViewerProps {
  readonly source: EvidenceSource;
  /** Where to go; another object means going there again. */
  readonly goal: Passage | null;
  readonly marks: readonly Mark[];
  readonly controls: React.Ref<ViewerControls>;
  /** Called with the page that is read, whenever it becomes another one. */
  readonly onPage: (page: number) => void;
  /** Called with why the document cannot be shown. */
  readonly refuse: (reason: RefusalReason) => void;
}

/** Why a document is not shown. Its words are under `viewer.refused.<reason>`. */
export type RefusalReason =
  | 'unknown-type'
  | 'damaged'
  | 'password'
  | 'too-slow'
  | 'too-large'
  | 'too-many-pixels'
  | 'empty'
  | 'unreadable';

/** Thrown inside a viewer for a reason that can be said in words. */
export class ViewerError extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, cause?: unknown) {
    super(reason, { cause });
    this.name = 'ViewerError';
    this.reason = reason;
  }
}

/** The reason of an error that a viewer or a parser threw; anything unknown means a damaged file. */
export function reasonOf(error: unknown): RefusalReason {
  return error instanceof ViewerError ? error.reason : 'damaged';
}
