/**
 * An empty page on the way from the app to itself. Its Cross-Origin-Opener-Policy differs from that of all other files, so
 * a browser must change processes there and back; the desktop app ends the process itself instead of showing it.
 */
export const interludePath = '/interlude.html';
