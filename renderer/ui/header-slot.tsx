import { createContext, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The element in the app's header into which a screen puts its own title line; the shell provides it. */
export const HeaderPlace = createContext<HTMLElement | null>(null);

/** What a screen shows in the app's header: where one is, and its own few numbers or buttons. */
export function HeaderSlot(props: { readonly children: React.ReactNode }) {
  const place = useContext(HeaderPlace);
  return place === null ? null : createPortal(props.children, place);
}
