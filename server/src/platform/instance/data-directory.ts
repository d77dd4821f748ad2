import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';

/** Creates `DATA_DIR` when it is absent and returns its real path; throws an error that says what to do. */
export function prepareDataDirectory(path: string): string {
  try {
    if (!existsSync(path)) {
      // As root the embedded PostgreSQL runs under another account that must pass through, but need not look.
      mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    }
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `DATA_DIR ${path} cannot be used: ${reason}. Set DATA_DIR to a folder that you may write.`,
      {
        cause: error,
      },
    );
  }
}
