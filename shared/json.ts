/** Whatever JSON can carry (RFC 8259); no `undefined`, no dates, no byte arrays. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}
