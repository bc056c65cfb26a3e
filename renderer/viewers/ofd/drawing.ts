import type { Box, Matrix } from './geometry.ts';

/** What a page is drawn from: plain data, made in the worker, painted by the page. Lengths are millimetres. */
export type Paint =
  | { readonly kind: 'solid'; readonly colour: string }
  | {
      readonly kind: 'axial';
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
      readonly stops: readonly Stop[];
    }
  | {
      readonly kind: 'radial';
      readonly from: readonly [number, number, number];
      readonly to: readonly [number, number, number];
      readonly stops: readonly Stop[];
    };

/** A colour at a place from 0 to 1. */
export interface Stop {
  readonly at: number;
  readonly colour: string;
}

export interface Pen {
  readonly paint: Paint;
  readonly width: number;
  readonly cap: 'butt' | 'round' | 'square';
  readonly join: 'miter' | 'round' | 'bevel';
  readonly dashes: readonly number[];
  readonly dashOffset: number;
}

/** Areas outside of which nothing is drawn: SVG path data, each in its own place. */
export interface Clip {
  readonly areas: readonly { readonly matrix: Matrix; readonly path: string }[];
}

interface Placed {
  /** From the object's own coordinates to the page's. */
  readonly matrix: Matrix;
  /** From 0 to 1. */
  readonly alpha: number;
  readonly clips: readonly Clip[];
}

export interface PathDrawing extends Placed {
  readonly kind: 'path';
  readonly path: string;
  readonly fill: Paint | null;
  readonly stroke: Pen | null;
  readonly evenOdd: boolean;
}

/** Characters at their places, in a font of the system. */
export interface TextDrawing extends Placed {
  readonly kind: 'text';
  readonly family: string;
  readonly size: number;
  readonly weight: number;
  readonly italic: boolean;
  /** How wide characters are drawn; 1 as the font has them. */
  readonly stretch: number;
  /** Degrees by which every character is turned on its own. */
  readonly turn: number;
  readonly runs: readonly { readonly text: string; readonly x: number; readonly y: number }[];
  /** Where the box ends that the file gives the text, in the direction of its lines; `null` where it is turned. */
  readonly end: number | null;
  readonly fill: Paint | null;
  readonly stroke: Pen | null;
}

interface ImageDrawing extends Placed {
  readonly kind: 'image';
  /** Which of the page's pictures; it fills the unit square of its own coordinates. */
  readonly picture: number;
  /** Whether what lies below shows through its white, as under a seal. */
  readonly sheer: boolean;
}

export type Drawing = PathDrawing | TextDrawing | ImageDrawing;

/** A line of text for selecting and searching: where it begins on its base line, and how far it runs. */
export interface TextPiece {
  readonly str: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width: number;
  /** Degrees, clockwise. */
  readonly angle: number;
}

/** A picture's bytes in a format that a browser decodes, or in JBIG2 or TIFF. */
export interface Picture {
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface DrawnPage {
  readonly box: Box;
  readonly drawings: readonly Drawing[];
  readonly texts: readonly TextPiece[];
  readonly pictures: readonly Picture[];
  /** Whether something of the page is written in a way that is not drawn here. */
  readonly incomplete: boolean;
}
