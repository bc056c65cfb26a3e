import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

type LogLevel = 'info' | 'warning' | 'error';
/** Codes, counts and flags. Never names, titles, texts, scores, paths of evidence: the log is not encrypted. */
type LogDetail = Readonly<Record<string, string | number | boolean | null>>;

/** Diagnostics for support. What must not be lost belongs to a journal; this may be deleted at any time. */
export interface Log {
  /** One line; never throws. `event` is a fixed code such as `bundle.refused`. */
  write(level: LogLevel, event: string, detail?: LogDetail): void;
}

/** The file is set aside as `.1` above this many bytes, so that two never exceed twice that. */
const LIMIT = 1024 * 1024;

/** A log of JSON lines in `file`; its folder is created. Where it cannot be written it stays silent. */
export function openLogFile(file: string, clock: () => Date): Log {
  return {
    write(level, event, detail = {}) {
      const line = `${JSON.stringify({ at: clock().toISOString(), level, event, ...detail })}\n`;
      try {
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        setAsideAbove(file, LIMIT - Buffer.byteLength(line));
        appendFileSync(file, line, { mode: 0o600 });
      } catch {
        // A full or read-only disk: the person is told by the operation that fails, not by its diagnostics.
      }
    },
  };
}

/**
 * A bug for the log: its class, code and stack without the message. Messages quote their input (JSON.parse
 * does), and the input may be confidential.
 */
export function describeBug(bug: unknown): LogDetail {
  if (!(bug instanceof Error)) return { thrown: typeof bug };
  const frames = (bug.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in bug && typeof bug.code === 'string' ? bug.code : null;
  return {
    name: bug.name,
    code,
    stack: frames
      .slice(0, 12)
      .map((each) => each.trim())
      .join(' | '),
  };
}

function setAsideAbove(file: string, limit: number): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats !== undefined && stats.size > limit) renameSync(file, `${file}.1`);
}
