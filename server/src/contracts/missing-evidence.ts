/** Begins an item of missing evidence that names a file with a key in it: its path follows. */
export const KEY_IN = 'secret:';
