import { type RefObject, useEffect, useRef } from 'react';

/** Where the picture of a page stands. It is given back when the page goes. */
export function usePicturePlace<E extends HTMLElement>(): RefObject<E | null> {
  const place = useRef<E>(null);
  useEffect(() => {
    const element = place.current;
    return () => {
      if (element !== null) showPicture(element, null);
    };
  }, []);
  return place;
}

/** Shows the picture of a page instead of the one before, which is given back. */
export function showPicture(place: HTMLElement, picture: HTMLCanvasElement | null): void {
  const before = place.querySelectorAll('canvas');
  place.replaceChildren(...(picture === null ? [] : [picture]));
  for (const canvas of before) giveBack(canvas);
}

/** Frees a picture's memory: it is megabytes, and a browser that counts only objects collects it minutes later. */
export function giveBack(picture: HTMLCanvasElement): void {
  picture.width = 0;
  picture.height = 0;
}

/** A picture in a canvas of at most its own pixels. Width and height in CSS pixels. */
export function drawn(picture: ImageBitmap, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const ratio = Math.max(1, window.devicePixelRatio);
  canvas.width = Math.max(1, Math.min(picture.width, Math.round(width * ratio)));
  canvas.height = Math.max(1, Math.min(picture.height, Math.round(height * ratio)));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
