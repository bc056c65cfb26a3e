/** A picture of one state in one look. */
export interface Shot {
  readonly state: string;
  /** Language, theme and width. */
  readonly look: string;
  /** Beside the sheet. */
  readonly file: string;
  /** Whether the window scrolls as a whole or something lies beyond its edge. */
  readonly cut: boolean;
}

/** One page with all pictures: a line per state, a column per look; a click opens a picture in full. */
export function contactSheet(shots: readonly Shot[]): string {
  const states = [...new Set(shots.map((shot) => shot.state))];
  const sections = states.map((state) => {
    const figures = shots.filter((shot) => shot.state === state).map(figure);
    return `<section><h2>${escaped(state)}</h2><div>${figures.join('')}</div></section>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title>
<style>
body { font: 14px/1.5 sans-serif; margin: 24px; background: #777; color: #fff; }
div { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 12px; }
figure { margin: 0; } img { width: 100%; display: block; } .cut img { outline: 3px solid #f60; }
</style>
<h1>${states.length} states, ${shots.length} pictures</h1>
${sections.join('\n')}
</html>`;
}

function figure({ look, file, cut }: Shot): string {
  const image = `<a href="${file}"><img loading="lazy" src="${file}" alt=""></a>`;
  const words = cut ? `${look}: cut` : look;
  return `<figure${cut ? ' class="cut"' : ''}>${image}<figcaption>${escaped(words)}</figcaption></figure>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
