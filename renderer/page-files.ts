const accepted: Readonly<Record<'bundle' | 'workbooks' | 'requests' | 'backup', string>> = {
  bundle: '.hzb',
  workbooks: '.xlsx',
  requests: '.pem',
  backup: '.hzp',
};

/** The browser's own file dialog; an empty list when the person cancels. */
export function chooseFiles(purpose: keyof typeof accepted): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accepted[purpose];
  input.multiple = purpose === 'workbooks' || purpose === 'requests';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
}

/** Lets the browser save bytes into its download folder under this name. */
export function giveToBrowser(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
