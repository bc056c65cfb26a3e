import type { Paint, Pen, Stop } from './drawing.ts';
import { numberIn, numbersIn } from './geometry.ts';
import { alphaOf, firstAttribute, firstChild, type Resources } from './resources.ts';
import { childOf, childrenOf, type XmlElement } from './xml-tree.ts';

/** The paint that a `FillColor` or `StrokeColor` describes; `null` for what is not painted, or not here: patterns. */
export function paintOf(colour: XmlElement | undefined, resources: Resources): Paint | null {
  if (colour === undefined) return null;
  const axial = childOf(colour, 'AxialShd');
  if (axial !== undefined) return axialPaint(axial, resources);
  const radial = childOf(colour, 'RadialShd');
  if (radial !== undefined) return radialPaint(radial, resources);
  if (childOf(colour, 'Pattern') !== undefined) return null;
  return { kind: 'solid', colour: cssColour(colour, resources) };
}

function cssColour(colour: XmlElement, resources: Resources): string {
  const values = (colour.attributes.get('Value') ?? '').trim().split(/\s+/).map(channel);
  const space = resources.colourSpaces.get(colour.attributes.get('ColorSpace') ?? '');
  const alpha = Math.round(alphaOf(colour) * 1_000) / 1_000;
  const [red, green, blue] = rgbOf(values, space);
  return `rgb(${red} ${green} ${blue} / ${alpha})`;
}

/** Channels are decimal, or hexadecimal with a `#` before. */
function channel(word: string): number {
  const value = word.startsWith('#') ? Number.parseInt(word.slice(1), 16) : numberIn(word);
  return Math.min(255, Math.max(0, Math.round(Number.isFinite(value) ? value : 0)));
}

function rgbOf(
  values: readonly number[],
  space: string | undefined,
): readonly [number, number, number] {
  const [first = 0, second = 0, third = 0, fourth = 0] = values;
  if (space === 'GRAY' || values.length < 3) return [first, first, first];
  if (space !== 'CMYK' && values.length !== 4) return [first, second, third];
  const light = 1 - fourth / 255;
  return [
    Math.round((255 - first) * light),
    Math.round((255 - second) * light),
    Math.round((255 - third) * light),
  ];
}

function axialPaint(shade: XmlElement, resources: Resources): Paint | null {
  const [x0 = 0, y0 = 0] = numbersIn(shade.attributes.get('StartPoint'));
  const [x1 = 0, y1 = 0] = numbersIn(shade.attributes.get('EndPoint'));
  const stops = stopsOf(shade, resources);
  return stops.length === 0 ? null : { kind: 'axial', from: [x0, y0], to: [x1, y1], stops };
}

function radialPaint(shade: XmlElement, resources: Resources): Paint | null {
  const [x0 = 0, y0 = 0] = numbersIn(shade.attributes.get('StartPoint'));
  const [x1 = 0, y1 = 0] = numbersIn(shade.attributes.get('EndPoint'));
  const radius = (name: string) => Math.max(0, numberIn(shade.attributes.get(name) ?? '0'));
  const stops = stopsOf(shade, resources);
  if (stops.length === 0) return null;
  const from = [x0, y0, radius('StartRadius')] as const;
  return { kind: 'radial', from, to: [x1, y1, radius('EndRadius')], stops };
}

function stopsOf(shade: XmlElement, resources: Resources): readonly Stop[] {
  const segments = childrenOf(shade, 'Segment').slice(0, 256);
  return segments.flatMap((segment, index) => {
    const colour = childOf(segment, 'Color');
    if (colour === undefined) return [];
    const even = segments.length === 1 ? 0 : index / (segments.length - 1);
    const at = numberIn(segment.attributes.get('Position') ?? String(even));
    return [{ at: Math.min(1, Math.max(0, at)), colour: cssColour(colour, resources) }];
  });
}

const usualWidth = 0.353;

/** The pen of an object, from its own attributes first, then from its draw parameters. */
export function penOf(sources: readonly XmlElement[], resources: Resources): Pen {
  const attribute = (name: string) => firstAttribute(sources, name);
  const width = numberIn(attribute('LineWidth') ?? String(usualWidth));
  const cap = attribute('Cap')?.toLowerCase();
  const join = attribute('Join')?.toLowerCase();
  const dashes = numbersIn(attribute('DashPattern')).slice(0, 32);
  return {
    paint: paintOf(firstChild(sources, 'StrokeColor'), resources) ?? black,
    width: Math.max(0, width),
    cap: cap === 'round' || cap === 'square' ? cap : 'butt',
    join: join === 'round' || join === 'bevel' ? join : 'miter',
    dashes: dashes.every((dash) => dash >= 0) ? dashes : [],
    dashOffset: numberIn(attribute('DashOffset') ?? '0'),
  };
}

export const black: Paint = { kind: 'solid', colour: 'rgb(0 0 0)' };
