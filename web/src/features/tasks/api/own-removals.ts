/** Cards that this page takes off the board itself; the push about one mostly comes before the answer. */
const removals = new Set<string>();

export const beginRemoval = (taskId: string): void => void removals.add(taskId);
/** It was refused, or undone. */
export const endRemoval = (taskId: string): void => void removals.delete(taskId);
export const isOwnRemoval = (taskId: string): boolean => removals.has(taskId);
