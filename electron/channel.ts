/** The one IPC channel on which the page calls the privileged side. */
export const channel = 'haizhi.call';
/** On which the preload names a file that a person dropped. The page cannot send on it. */
export const dropChannel = 'haizhi.drop';
