import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Passage, Rectangle } from '../evidence.ts';
import { adjusted, isBox, rectangleBetween, startingBox } from './box-shape.ts';
import { inTextField } from './in-text-field.ts';
import { textWithin } from './text-within.ts';
import { turnsOf, unturned } from './turning.ts';

/** A box on a page, to be cited. */
export interface PickedBox {
  readonly page: number;
  readonly rectangle: Rectangle;
}

export interface BoxPicking {
  /** Whether dragging draws a box instead of selecting text. */
  readonly active: boolean;
  readonly picked: PickedBox | null;
  readonly toggle: () => void;
  /** Takes the box away, and the tool with it. */
  readonly release: () => void;
  /** The box as a passage, with the text inside it; `null` without one. */
  readonly passage: () => Passage | null;
}

/**
 * Draws a box on a page: by dragging, or by keyboard, where arrow keys move it and arrow keys with Shift make it
 * larger or smaller. Pages are the elements with `data-page` inside `frame`.
 */
export function useBox(frame: RefObject<HTMLElement | null>, current: number): BoxPicking {
  const [active, setActive] = useState(false);
  const [picked, setPicked] = useState<PickedBox | null>(null);
  const latest = useRef({ picked, current });
  latest.current = { picked, current };
  useEffect(() => {
    const element = frame.current;
    if (!active || element === null) return;
    return dragging(element, setPicked);
  }, [active, frame]);
  const release = useCallback(() => {
    setActive(false);
    setPicked(null);
  }, []);
  useEffect(() => {
    if (!active) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (inTextField(event.target)) return;
      if (event.key === 'Escape') {
        event.stopPropagation();
        release();
        return;
      }
      const next = movedByKey(event, latest.current.picked, frame.current, latest.current.current);
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation();
      setPicked(next);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [active, frame, release]);
  return {
    active,
    picked,
    release,
    toggle: () => (active ? release() : setActive(true)),
    passage: () => {
      if (picked === null) return null;
      const page = pageIn(frame.current, picked.page);
      const quote = page === null ? '' : textWithin(page, picked.rectangle);
      return { ...picked, ...(quote === '' ? {} : { quote }) };
    },
  };
}

function pageIn(frame: HTMLElement | null, page: number): HTMLElement | null {
  return frame?.querySelector<HTMLElement>(`[data-page="${page}"]`) ?? null;
}

/** Follows the pointer from where it goes down on a page. @returns how to stop listening. */
function dragging(frame: HTMLElement, tell: (box: PickedBox | null) => void): () => void {
  let begun: { readonly page: HTMLElement; readonly x: number; readonly y: number } | null = null;
  const shape = (event: PointerEvent) => {
    if (begun === null) return null;
    const seen = rectangleBetween(begun.page.getBoundingClientRect(), begun, {
      x: event.clientX,
      y: event.clientY,
    });
    const rectangle = unturned(seen, turnsOf(begun.page));
    return { page: Number(begun.page.dataset.page), rectangle };
  };
  const down = (event: PointerEvent) => {
    const page =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-page]') : null;
    if (page === null || event.button !== 0) return;
    event.preventDefault();
    frame.focus({ preventScroll: true });
    frame.setPointerCapture(event.pointerId);
    begun = { page, x: event.clientX, y: event.clientY };
    tell(null);
  };
  const move = (event: PointerEvent) => {
    const box = shape(event);
    if (box !== null) tell(box);
  };
  const up = (event: PointerEvent) => {
    const box = shape(event);
    begun = null;
    if (box !== null) tell(isBox(box.rectangle) ? box : null);
  };
  frame.addEventListener('pointerdown', down);
  frame.addEventListener('pointermove', move);
  frame.addEventListener('pointerup', up);
  return () => {
    frame.removeEventListener('pointerdown', down);
    frame.removeEventListener('pointermove', move);
    frame.removeEventListener('pointerup', up);
  };
}

function movedByKey(
  event: KeyboardEvent,
  picked: PickedBox | null,
  frame: HTMLElement | null,
  current: number,
): PickedBox | null {
  if (!event.key.startsWith('Arrow') || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (picked !== null) {
    return { ...picked, rectangle: adjusted(picked.rectangle, event.key, event.shiftKey) };
  }
  const page = pageIn(frame, current);
  if (frame === null || page === null) return null;
  const seen = startingBox(page.getBoundingClientRect(), frame.getBoundingClientRect());
  return { page: current, rectangle: unturned(seen, turnsOf(page)) };
}
