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
