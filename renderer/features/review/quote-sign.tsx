/** The sign of a citation. */
export function QuoteSign() {
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      <path d="M7 4.2C4.6 5 3.4 6.5 3.4 8.3a2 2 0 1 0 2-2c0-.7.6-1.3 1.9-1.8zM13 4.2c-2.4.8-3.6 2.3-3.6 4.1a2 2 0 1 0 2-2c0-.7.6-1.3 1.9-1.8z" />
    </svg>
  );
}
