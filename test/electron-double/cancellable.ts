/** An event of Electron that a listener may refuse. */
export interface Cancellable {
  readonly defaultPrevented: boolean;
  readonly preventDefault: () => void;
}

/** An event with these fields that nobody has refused yet. */
export function cancellable<Fields extends object>(fields: Fields): Fields & Cancellable {
  let isPrevented = false;
  return {
    ...fields,
    get defaultPrevented() {
      return isPrevented;
    },
    preventDefault: () => {
      isPrevented = true;
    },
  };
}
