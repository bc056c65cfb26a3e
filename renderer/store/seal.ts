/** AES-GCM output with the nonce that was drawn for it. */
export interface Sealed {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly box: Uint8Array<ArrayBuffer>;
}

/**
 * Seals what the browser keeps. `about` names the place of the value and is bound to it: a box that was moved to
 * another place, or changed, does not open.
 */
export interface Seal {
  readonly close: (value: unknown, about: string) => Promise<Sealed>;
  /** `undefined` when the box is damaged, belongs elsewhere or was sealed with another key. */
  readonly open: (sealed: Sealed, about: string) => Promise<unknown>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Imports the 32-byte key (base64) so that nothing can read it out of the page again. */
export async function importSeal(base64: string): Promise<Seal> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return {
    close: async (value, about) => {
      const nonce = crypto.getRandomValues(new Uint8Array(12));
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: encoder.encode(about) };
      const plain = encoder.encode(JSON.stringify(value));
      return { nonce, box: new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plain)) };
    },
    open: async ({ nonce, box }, about) => {
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: encoder.encode(about) };
      const plain = await crypto.subtle.decrypt(algorithm, key, box).catch(() => null);
      return plain === null ? undefined : JSON.parse(decoder.decode(plain));
    },
  };
}
