/** Values as text on their way between the processes of the double. */
export interface Carriage {
  /** @throws as Electron does for what the structured clone refuses (functions, DOM nodes). */
  readonly pack: (value: unknown) => string;
  readonly unpack: (text: string) => unknown;
}

/**
 * Carries what the structured clone carries, as far as an app sends it: JSON, `undefined`, big and odd numbers,
 * dates and bytes. It also runs in the page, sent there as text: it refers to nothing outside itself.
 */
export function carriage(): Carriage {
  const marked = (kind: string, value?: unknown) => ({ $double: kind, value });
  const wrap = (value: unknown): unknown => {
    if (value === undefined) return marked('undefined');
    if (typeof value === 'bigint') return marked('bigint', String(value));
    if (typeof value === 'number' && !Number.isFinite(value)) return marked('number', `${value}`);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(wrap);
    if (value instanceof Date) return marked('date', value.getTime());
    if (value instanceof Uint8Array) return marked('bytes', [...value]);
    const name = Object.prototype.toString.call(value);
    if (name !== '[object Object]') throw new Error(`the double carries no ${name}`);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, wrap(each)]));
  };
  const unmarked = (kind: unknown, value: unknown): unknown => {
    if (kind === 'undefined') return undefined;
    if (kind === 'bigint') return BigInt(String(value));
    if (kind === 'number') return Number(value);
    return kind === 'date' ? new Date(Number(value)) : new Uint8Array(value as number[]);
  };
  const unwrap = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(unwrap);
    if ('$double' in value) return unmarked(value.$double, 'value' in value ? value.value : null);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unwrap(each)]));
  };
  return {
    pack: (value) => JSON.stringify(wrap(structuredClone(value))),
    unpack: (text) => unwrap(JSON.parse(text)),
  };
}
