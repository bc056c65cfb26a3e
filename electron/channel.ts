/** The one IPC channel between the page and the privileged side. */
export const channel = 'haizhi.call';
