import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.js';
import { Instance } from '../platform/instance/instance.js';
import { Signals } from '../platform/signals/signals.service.js';
import { ProjectsService } from '../projects/projects.service.js';
import { mirrorPath } from './attempt-paths.js';
import { updateMirror } from './update-mirror.js';

/**
 * Fetches a local project's repository as soon as there is the project: its first attempt then fetches only what is new.
 * A remote one is not asked before somebody wants something of it, because it may not answer.
 */
@Injectable()
export class WarmMirrors implements OnModuleInit {
  private readonly warmed = new Set<string>();

  constructor(
    private readonly projects: ProjectsService,
    private readonly signals: Signals,
    private readonly config: AppConfig,
    private readonly instance: Instance,
  ) {}

  onModuleInit(): void {
    // What is in the way is said by Validate, and by the attempt.
    this.signals.on('project.changed', ({ projectId }) => void this.warm(projectId).catch(() => undefined));
  }

  private async warm(projectId: string): Promise<void> {
    if (this.warmed.has(projectId)) return;
    const project = await this.projects.get(projectId);
    if (project.localPath === null) return;
    this.warmed.add(projectId);
    const problem = await updateMirror(
      project,
      null,
      mirrorPath(this.instance.dataDir, projectId),
      this.config,
    );
    if (problem !== undefined) this.warmed.delete(projectId);
  }
}
