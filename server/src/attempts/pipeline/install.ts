import { agentFolders } from './agent-folders.js';
import { NO_INPUT } from '../../platform/process/run-protocol/run-spec.js';
import { keyScopeOf } from '../../projects/keys/keys.service.js';
import type { PipelineStep } from './pipeline-step.js';

/** Runs the install command in the workspace, for the agent's comfort: it is no evidence, so its failure ends nothing. */
export const install: PipelineStep = async ({ attempt, project, paths, lease }, tools) => {
  const command = project.commands.install;
  if (!command) return { event: 'INSTALLED' };
  const folders = agentFolders(paths);
  const scope = keyScopeOf(project);
  const run = await tools.runs.complete({
    lease,
    paths,
    purpose: 'install',
    role: null,
    steps: async () => [
      {
        name: 'install',
        command: command.run,
        cwd: paths.workspace,
        ...(await tools.sandboxes.environment(scope, folders, [], attempt.isolation)),
        input: NO_INPUT,
        sandbox: tools.sandboxes.policy(
          attempt.isolation,
          folders,
          await tools.sandboxes.proxyNetwork(scope, project.networkAllow, []),
        ),
        timeoutMs: command.timeout_s * 1000,
        onFailure: 'stop',
      },
    ],
  });
  if (run.state !== 'succeeded') {
    const message = 'The install command failed; the agent goes on without it.';
    await tools.events.append(
      attempt.id,
      [{ kind: 'LOG', payload: { level: 'WARN', message, stream: null, run_id: run.id } }],
      lease.fence,
    );
  }
  return { event: 'INSTALLED' };
};
