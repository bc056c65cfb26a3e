import { useEffect, useMemo, useState } from 'react';
import type { ApplicationDocument } from '../../../shared/domain/application.ts';
import type { Place } from '../../store/database.ts';
import { currentSeal } from '../../store/keys.ts';
import { openBox } from '../../store/outbox.ts';
import { useSession } from '../../store/session.ts';
import { textsBox } from '../../store/texts-box.ts';
import { documentText } from '../../viewers/texts/document-text.ts';
import { type SearchableText, searchable } from '../../viewers/texts/search-texts.ts';
import type { Desk } from './desk.ts';
import { openEvidence } from './evidence-source.ts';

/** What the texts of an application's documents are known to be so far. */
export interface TextIndex {
  readonly texts: readonly SearchableText[];
  /** Documents looked at, those among them that could not be read or hold no text, and all that there are. */
  readonly done: number;
  readonly unreadable: number;
  /** Scans and pictures: whatever they say, a search does not find it. */
  readonly wordless: number;
  readonly total: number;
}

/** The text of one document as the browser keeps it, sealed; of another file under the same id it is not used. */
interface KeptText {
  readonly document: string;
  readonly sha256: string;
  /** `null` for a document that could not be read. */
  readonly pages: readonly string[] | null;
}

/** How long an application is on screen before its documents are read for the index, unless somebody searches. */
const patienceMs = 10_000;

/**
 * The index of an application's texts. It is built in the background, one document after the other, by the workers that
 * show documents, and kept sealed in the browser's store, whose key is replaced by a recusal.
 */
export function useTextIndex({ round, entry, content }: Desk, wanted: boolean): TextIndex {
  const owner = useSession().identity.fingerprint ?? '';
  const [kept, setKept] = useState<readonly KeptText[]>([]);
  const documents = content?.documents;
  const begun = useBegun(entry.id, wanted);
  useEffect(() => {
    if (documents === undefined || !begun) return;
    const stop = new AbortController();
    const place: Place = { owner, journal: 'review', round: round.id };
    void buildIndex({ place, application: entry.id, documents, signal: stop.signal }, setKept);
    return () => stop.abort();
  }, [owner, round.id, entry.id, documents, begun]);
  return useMemo(() => {
    const unreadable = kept.filter(({ pages }) => pages === null).length;
    const wordless = kept.filter(isWordless).length;
    const total = documents?.length ?? 0;
    return { texts: kept.map(folded), done: kept.length, unreadable, wordless, total };
  }, [kept, documents]);
}

/** Whether the index of an application is to be built: from the first search on, at the latest after some patience. */
function useBegun(application: string, wanted: boolean): boolean {
  const [begun, setBegun] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setBegun(application), wanted ? 0 : patienceMs);
    return () => clearTimeout(timer);
  }, [application, wanted]);
  return begun === application;
}

function isWordless({ pages }: KeptText): boolean {
  return pages?.every((page) => page.trim() === '') ?? false;
}

const known = new WeakMap<KeptText, SearchableText>();

/** A text folded for searching, once. */
function folded(kept: KeptText): SearchableText {
  const text = known.get(kept) ?? searchable(kept.document, kept.pages ?? []);
  known.set(kept, text);
  return text;
}

interface Building {
  readonly place: Place;
  readonly application: string;
  readonly documents: readonly ApplicationDocument[];
  readonly signal: AbortSignal;
}

async function buildIndex(
  { place, application, documents, signal }: Building,
  tell: (kept: readonly KeptText[]) => void,
): Promise<void> {
  const seal = await currentSeal();
  if (seal === null) return;
  const box = openBox<readonly KeptText[]>(place, textsBox(application), seal);
  const before = (await box.read()) ?? [];
  const kept: KeptText[] = [];
  for (const { id, sha256 } of documents) {
    const same = before.find((each) => isOf(each, { id, sha256 }));
    const text = same ?? (await readText(place.round, application, id, sha256, signal));
    if (signal.aborted) return;
    if (text !== null) kept.push(text);
    tell([...kept]);
    if (text === null || text === same) continue;
    const later = before.filter(
      (each) => !kept.includes(each) && documents.some((document) => isOf(each, document)),
    );
    await box.write([...kept, ...later]);
  }
}

function isOf(kept: KeptText, { id, sha256 }: Pick<ApplicationDocument, 'id' | 'sha256'>): boolean {
  return kept.document === id && kept.sha256 === sha256;
}

/** `null` where the document may not be opened just now, or its bytes stopped coming: that says nothing about it. */
async function readText(
  round: string,
  application: string,
  document: string,
  sha256: string,
  signal: AbortSignal,
): Promise<KeptText | null> {
  const place = { round, application, document, purpose: 'index' } as const;
  let isLost = false;
  const opened = await openEvidence(place, () => {
    isLost = true;
  });
  if (!opened.ok) return null;
  const pages = await documentText(opened.value, signal).catch(() => null);
  return isLost ? null : { document, sha256, pages };
}
