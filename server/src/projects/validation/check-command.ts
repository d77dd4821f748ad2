import { stat } from 'node:fs/promises';
import { isAbsolute, join, normalize } from 'node:path';
import type { GateName } from '../../contracts/attempt-status.js';
import { findProgram } from '../../platform/process/find-program.js';
import { programOf } from '../../platform/process/program-of.js';
import type { Commands } from '../project-settings.js';
import { failed, passed } from './check-source.js';
import type { ValidationCheck } from './validation.dto.js';

/** Whether the program that a command begins with is on PATH, or in the repository where that is on this disk. */
export async function checkCommand(
  gate: GateName,
  commands: Commands,
  { localPath, path }: { localPath: string | null; path: string },
): Promise<ValidationCheck> {
  const name = `command_${gate}` as const;
  const command = commands[gate];
  if (command === null) return passed(name, 'Not set.');
  const program = programOf(command.run);
  if (program === null) return passed(name, 'The command begins with the shell itself.');
  if (!program.includes('/')) {
    const file = await findProgram(program, path);
    return file === null
      ? failed(
          name,
          `${program} is not on the server's PATH.`,
          `Install ${program}, or start the server with a PATH that has it.`,
        )
      : passed(name, file);
  }
  if (isAbsolute(program)) {
    return (await exists(program))
      ? passed(name, program)
      : failed(name, `There is no ${program}.`, USE_PATH);
  }
  if (localPath === null) return passed(name, `${program} is looked for in the workspace.`);
  if (await exists(join(localPath, normalize(program)))) return passed(name, program);
  if (gate !== 'install' && commands.install !== null) {
    return passed(name, `${program} is not in the repository: the install command must make it.`);
  }
  return failed(name, `There is no ${program} in the repository.`, 'Correct the path, or commit the file.');
}

const USE_PATH = 'Correct the path, or use a program on PATH.';

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
