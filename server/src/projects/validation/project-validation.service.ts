import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { GATES } from '../../contracts/attempt-status.js';
import { gitVersion } from '../../git/git-version.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { programPath } from '../../platform/config/pick-environment.js';
import { detectSandbox, type SandboxSupport } from '../../platform/process/sandbox/detect-sandbox.js';
import { AgentDirectoryPort } from '../agent-directory.port.js';
import { ProjectSourceService } from '../project-source.service.js';
import { ProjectsService, type Project } from '../projects.service.js';
import { checkCommand } from './check-command.js';
import { checkLocal, checkRemote, failed, passed, sourceNotChecked } from './check-source.js';
import type { CheckName, ValidationCheck, ValidationResponse } from './validation.dto.js';

const MIN_FREE_BYTES = 1024 ** 3;

/** Runs go on without these, less contained. */
const ADVISORY: readonly CheckName[] = ['sandbox'];

/** Whether the tasks of a project can run here, each obstacle with what to do about it. */
@Injectable()
export class ProjectValidationService {
  private sandbox: Promise<SandboxSupport> | undefined;

  constructor(
    private readonly projects: ProjectsService,
    private readonly sources: ProjectSourceService,
    private readonly agents: AgentDirectoryPort,
    private readonly config: AppConfig,
  ) {}

  async validate(userId: string, projectId: string): Promise<ValidationResponse> {
    const project = await this.projects.findOwned(projectId, userId);
    const place = { localPath: project.localPath, path: programPath() };
    const git = await checkGitVersion();
    const checks = [
      git,
      ...(git.ok ? await this.checkSource(project) : sourceNotChecked(git.name)),
      ...(await Promise.all(GATES.map((gate) => checkCommand(gate, project.commands, place)))),
      await this.checkAgent(project),
      await this.checkSandbox(),
      await this.checkDisk(),
      passed('github', project.githubRepo ?? 'Not connected: approving merges the change itself.'),
    ];
    return { ok: checks.every(({ ok, name }) => ok || ADVISORY.includes(name)), checks };
  }

  private async checkSource(project: Project): Promise<ValidationCheck[]> {
    const { localPath, repoUrl, defaultBranch } = project;
    if (localPath !== null) {
      return checkLocal(localPath, defaultBranch, await this.sources.inspectLocal(localPath));
    }
    if (repoUrl === null) throw new Error(`Project ${project.id} has no source`);
    const token = await this.projects.repoToken(project.id);
    return checkRemote(repoUrl, defaultBranch, await this.sources.inspectRemote(repoUrl, token));
  }

  private async checkAgent({ defaultAgentId }: Project): Promise<ValidationCheck> {
    if (defaultAgentId === null) {
      return passed('agent_ready', 'The project has no default agent.', 'Choose an agent for each task.');
    }
    const readiness = await this.agents.provider?.readiness(defaultAgentId);
    return {
      name: 'agent_ready',
      ...(readiness ?? { ok: false, detail: 'Agents are not known.', hint: null }),
    };
  }

  private async checkSandbox(): Promise<ValidationCheck> {
    const support = await (this.sandbox ??= detectSandbox(programPath()));
    return support.available
      ? passed('sandbox', 'bubblewrap works here.')
      : failed(
          'sandbox',
          `Agents cannot be contained: ${support.reason}.`,
          process.platform === 'linux'
            ? 'Install bubblewrap (apt install bubblewrap) and allow user namespaces, then start the server again.'
            : 'Agents run as processes of their own; run the server on Linux to contain them.',
        );
  }

  private async checkDisk(): Promise<ValidationCheck> {
    const { bavail, bsize } = await statfs(this.config.dataDir);
    const free = bavail * bsize;
    const text = `${(free / 1024 ** 3).toFixed(1)} GiB are free in the data folder.`;
    return free >= MIN_FREE_BYTES
      ? passed('disk', text)
      : failed('disk', text, 'Make room, or set DATA_DIR to a larger disk.');
  }
}

async function checkGitVersion(): Promise<ValidationCheck> {
  const version = await gitVersion();
  if (version === null) {
    return failed('git_version', 'git is not installed.', 'Install git 2.38 or later.');
  }
  return version.supported
    ? passed('git_version', version.text)
    : failed('git_version', `git ${version.text} is too old.`, 'Install git 2.38 or later.');
}
