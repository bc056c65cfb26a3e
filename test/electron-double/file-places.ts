/**
 * Where the files lie that come from the page into the preload's world, for `webUtils`. It is known outside the page
 * only, so it is asked for before the preload's own function runs. Runs in the page, sent there as text: it refers to
 * nothing outside itself.
 */
export function filePlaces(binding: string) {
  const post = (message: object) => Reflect.get(window, binding)(JSON.stringify(message));
  const asked = new Map<number, (place: string) => void>();
  const places = new WeakMap<object, string>();
  const files: File[] = [];
  Reflect.set(window, `${binding}Files`, files);
  Reflect.set(window, `${binding}Place`, (index: number, place: string) =>
    asked.get(index)?.(place),
  );
  return {
    find: async (value: unknown): Promise<void> => {
      if (!(value instanceof File)) return;
      const index = files.push(value) - 1;
      const place = new Promise<string>((resolve) => void asked.set(index, resolve));
      post({ kind: 'file', index });
      places.set(value, await place);
    },
    of: (file: object): string => {
      const place = places.get(file);
      if (place === undefined) throw new TypeError('getPathForFile needs a File');
      return place;
    },
  };
}
