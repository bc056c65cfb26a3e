// @vitest-environment jsdom
import type { HElement } from 'docx-preview';
import { describe, expect, it } from 'vitest';
import { nodeBuilder } from '../../../../../renderer/viewers/docx/safe-node.ts';

function built(described: HElement | string): string {
  const host = document.createElement('div');
  host.append(nodeBuilder(document).build(described));
  return host.innerHTML;
}

const svg = 'http://www.w3.org/2000/svg';

describe('what a Word file describes', () => {
  it('becomes elements with their class, style and children', () => {
    const described = {
      tagName: 'p',
      className: 'docx',
      style: { marginLeft: '12pt', color: 'red' },
      children: ['海智', { tagName: 'td', colSpan: 2, children: [] }],
    };
    expect(built(described)).toBe(
      '<p class="docx" style="margin-left: 12pt; color: red;">海智<td colspan="2"></td></p>',
    );
  });

  it.each([
    [{ tagName: 'script', children: ['alert(1)'] }, '<span>alert(1)</span>'],
    [{ tagName: 'iframe', srcdoc: '<script>1</script>' }, '<span></span>'],
    [{ tagName: 'a', href: 'javascript:alert(1)', children: ['x'] }, '<a>x</a>'],
    [{ tagName: 'img', src: 'http://evil.example/', onerror: 'alert(1)' }, '<img>'],
    [{ tagName: 'p', innerHTML: '<img src=x onerror=alert(1)>' }, '<p></p>'],
    [{ tagName: 'p', id: 'root' }, '<p></p>'],
    [
      { tagName: 'p', style: 'color: red; list-style-image: url(http://evil.example/)' },
      '<p style="color: red;"></p>',
    ],
    [{ ns: svg, tagName: 'foreignObject', children: ['x'] }, '<g>x</g>'],
    [{ ns: svg, tagName: 'script', children: ['x'] }, '<g>x</g>'],
    [{ tagName: 'p', children: ['a\u202Eb'] }, '<p>a[U+202E]b</p>'],
    [{ tagName: '#comment', children: ['x'] }, '<!---->'],
  ] as const)('%j is made harmless: %s', (described, shown) => {
    expect(built(described as unknown as HElement)).toBe(shown);
  });

  it('keeps its style sheets apart', () => {
    const builder = nodeBuilder(document);
    builder.build({ tagName: 'style', children: ['.a { color: red }'] } as unknown as HElement);
    expect(builder.sheets).toEqual(['.a { color: red }']);
  });

  it('takes nodes that are there already as they are', () => {
    const builder = nodeBuilder(document);
    const inner = builder.build({ tagName: 'b', children: ['x'] } as unknown as HElement);
    const outer = builder.build({ tagName: '#fragment', children: [inner] } as unknown as HElement);
    expect(outer.firstChild).toBe(inner);
  });
});
