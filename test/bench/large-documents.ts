import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AppPage } from '../e2e/pages/app-page.ts';
import { type MadePage, madePdf } from '../support/made-pdf.ts';

/** Documents that are large in one way each, as an application lists them. */
export const largeDocuments = [
  { id: 'pages', file: '500 pages.pdf', name: '500 pages.pdf', criteria: [] },
  { id: 'bytes', file: '200 MB.pdf', name: '200 MB.pdf', criteria: [] },
] as const;

/** Writes them into an application's folder. */
export function writeLargeDocuments(folder: string): void {
  const lines = (page: number) =>
    Array.from({ length: 50 }, (_, line) => `Page ${page}, line ${line}: a long report on talents`);
  const written = Array.from({ length: 500 }, (_, page): MadePage => ({ lines: lines(page + 1) }));
  const scanned = Array.from(
    { length: 200 },
    (_, page): MadePage => ({
      lines: [`Scan ${page + 1}`],
      pictureBytes: 1_000_000,
    }),
  );
  writeFileSync(path.join(folder, largeDocuments[0].file), madePdf(written));
  writeFileSync(path.join(folder, largeDocuments[1].file), madePdf(scanned));
}

/** What opening a document and scrolling through it felt like. */
interface Seen {
  /** From the click to the first page being painted. */
  readonly opened: number;
  /** Pictures of the screen that were due while scrolling, and those that did not come. */
  readonly frames: number;
  readonly dropped: number;
  readonly longest: number;
}

/** Opens a document of the present application by its name and scrolls through it for some seconds as a wheel does. */
export async function seeDocument(app: AppPage, name: string): Promise<Seen> {
  const strip = app.page.getByRole('navigation', { name: '材料' });
  const chip = strip.getByRole('button', { name, exact: true });
  const opened = await chip.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        (element as HTMLElement).click();
        const look = () => {
          const title = document.querySelector(`section[aria-label$="${element.textContent}"]`);
          if (title?.querySelector('[data-page="1"] canvas')) {
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
          } else requestAnimationFrame(look);
        };
        look();
      }),
  );
  return { opened, ...(await scroll(app)) };
}

const scrollMs = 5_000;

/** At 120 Hz or 60 Hz, whatever the screen has: a picture that takes longer than 1.5 times the usual means dropped ones. */
function scroll(app: AppPage): Promise<Omit<Seen, 'opened'>> {
  return app.page.locator('[data-page="1"]').evaluate(
    (page, lastsMs) =>
      new Promise((resolve) => {
        const frame = page.closest('section[tabindex]')!;
        const times: number[] = [];
        const began = performance.now();
        const step = (now: number) => {
          times.push(now);
          frame.scrollBy(0, 60);
          if (now - began < lastsMs) requestAnimationFrame(step);
          else {
            const gaps = times.slice(1).map((time, place) => time - times[place]!);
            const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 4)] ?? 16.7;
            const missed = gaps.map((gap) => Math.max(0, Math.round(gap / usual) - 1));
            const dropped = missed.reduce((sum, each) => sum + each, 0);
            const longest = Math.max(...gaps);
            resolve({ frames: gaps.length + dropped, dropped, longest });
          }
        };
        requestAnimationFrame(step);
      }),
    scrollMs,
  );
}
