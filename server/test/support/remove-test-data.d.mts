/** Deletes a `DATA_DIR`, and the cluster that it may have elsewhere. */
export function removeTestData(dataDir: string): Promise<void>;
