/** A profile's key for tests that have no profile. */
export const profileKey = new Uint8Array(32).fill(7);
