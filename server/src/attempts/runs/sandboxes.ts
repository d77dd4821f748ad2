import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { NetworkPolicy } from '../../contracts/attempt-status.js';
import type { Confine } from '../../git/snapshot-place.js';
import { pickEnvironment, programPath } from '../../platform/config/pick-environment.js';
import type { ProxyNetwork, SandboxPolicy } from '../../platform/process/run-protocol/run-spec.js';
import { bubblewrapOptions } from '../../platform/process/sandbox/bubblewrap-options.js';
import { Containers } from '../../platform/process/container/containers.service.js';
import { detectSandbox, type SandboxSupport } from '../../platform/process/sandbox/detect-sandbox.js';
import { findToolchains, type Toolchains } from '../../platform/process/sandbox/find-toolchains.js';
import { privateHomeEnvironment } from '../../platform/process/sandbox/private-home.js';
import { Instance } from '../../platform/instance/instance.js';
import { type KeyScope, KeysService } from '../../projects/keys/keys.service.js';
import { ProjectsService } from '../../projects/projects.service.js';
import type { AgentAtStart, AttemptIsolation } from '../attempt.entity.js';
import { StepFailed } from '../pipeline/step-failed.js';

export interface SandboxFolders {
  /** Whose objects the workspace borrows, if it does. */
  mirror: string | null;
  workspace: string;
  home: string;
  temporary: string;
}

export interface StepEnvironment {
  env: Record<string, string>;
  secrets: Record<string, string>;
}

/** Handed to every run when the server has them: language, time zone, proxies and certificates. */
const INHERITED = [
  'LANG',
  'LC_ALL',
  'TZ',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'npm_config_registry',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
];
const CERTIFICATES = ['SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS'];
/** By such a variable a profile says where its model is. */
const NAMES_AN_UPSTREAM = /_(BASE_URL|API_BASE|ENDPOINT)$/;
/** A container's PATH and tools. */
const OF_THE_IMAGE: Toolchains = { readOnly: [], path: '', env: {} };
const NETWORKS_BY_STRICTNESS: readonly NetworkPolicy[] = ['open', 'proxy', 'none'];

/** How steps are contained on this machine, and with what environment they run. */
@Injectable()
export class Sandboxes {
  private support: Promise<SandboxSupport> | undefined;
  private found: Toolchains | undefined;

  constructor(
    private readonly projects: ProjectsService,
    private readonly instance: Instance,
    private readonly keys: KeysService,
    private readonly containers: Containers,
  ) {}

  /** The strongest isolation that profile, project and machine allow; throws when it is less than required. */
  async isolationFor(
    agent: Pick<AgentAtStart, 'sandbox' | 'network'>,
    projectNetwork: NetworkPolicy,
  ): Promise<AttemptIsolation> {
    const wanted = stricter(agent.network, projectNetwork);
    if (agent.sandbox === 'off' && wanted !== 'open') {
      throw new StepFailed(
        'agent_not_ready',
        `Without a sandbox, which the agent profile switches off, the network cannot be "${wanted}".`,
      );
    }
    if (agent.sandbox === 'off') return unconfined('the agent profile switches the sandbox off');
    if (agent.sandbox === 'container') return this.inContainer(wanted);
    const refusal = refusalOf(await this.namespaces(), wanted);
    if (!refusal)
      return {
        kind: 'bubblewrap',
        network: wanted,
        degraded_reason: null,
      };
    if (agent.sandbox === 'auto' && wanted === 'open') return unconfined(refusal);
    throw new StepFailed(
      'agent_not_ready',
      `The sandbox that this agent requires does not work here: ${refusal}`,
    );
  }

  private async inContainer(network: NetworkPolicy): Promise<AttemptIsolation> {
    const support = await this.containers.support();
    if (support.available) return { kind: 'container', network, degraded_reason: null };
    throw new StepFailed(
      'agent_not_ready',
      `The container that this agent requires cannot be had here: ${support.reason}.`,
    );
  }

  /** What a run reaches through the proxy: the project's hosts, and the services that its own variables name. */
  async proxyNetwork(
    scope: KeyScope,
    allow: readonly string[],
    envAllow: readonly string[],
  ): Promise<ProxyNetwork> {
    const names = envAllow.filter((name) => NAMES_AN_UPSTREAM.test(name));
    return { allow, upstreams: Object.values(await this.values(scope, names)).flatMap(upstreamOf) };
  }

  /** Throws when the attempt began in a container and the server's settings name none any more. */
  policy(isolation: AttemptIsolation | null, folders: SandboxFolders, proxied: ProxyNetwork): SandboxPolicy {
    if (isolation === null || isolation.kind === 'process') return { mode: 'none' };
    const shared = [
      ...(folders.mirror === null ? [] : [join(folders.mirror, 'objects')]),
      ...this.certificates(),
    ];
    const view = {
      readWrite: [folders.workspace],
      home: folders.home,
      temporary: folders.temporary,
      network: isolation.network === 'proxy' ? proxied : isolation.network,
    };
    if (isolation.kind === 'bubblewrap') {
      const readOnly = [...this.toolchains().readOnly, ...shared];
      return { mode: 'bubblewrap', hidden: [this.instance.dataDir], readOnly, ...view };
    }
    const { place } = this.containers;
    if (place === null)
      throw new StepFailed(
        'agent_not_ready',
        'The attempt began in a container, and the server knows no image for one any more: set CONTAINER_IMAGE.',
      );
    return { mode: 'container', ...place, readOnly: shared, ...view };
  }

  /**
   * The complete environment of a step: an allowlist, what the profile names (a stored key wins over the server's own), and
   * the project's sealed values.
   */
  async environment(
    scope: KeyScope,
    folders: SandboxFolders,
    envAllow: readonly string[],
    isolation: AttemptIsolation | null,
  ): Promise<StepEnvironment> {
    const { projectId } = scope;
    const toolchains = isolation?.kind === 'container' ? OF_THE_IMAGE : this.toolchains();
    return {
      env: {
        ...pickEnvironment(INHERITED),
        ...toolchains.env,
        ...privateHomeEnvironment(folders.home),
        PATH: toolchains.path,
        TMPDIR: folders.temporary,
        TERM: 'dumb',
        CI: 'true',
      },
      secrets: {
        ...(await this.values(scope, envAllow)),
        ...(projectId !== null && (await this.projects.openEnv(projectId))),
      },
    };
  }

  /** Of variables: a stored key wins over the server's own environment. */
  async values(scope: KeyScope, names: readonly string[]): Promise<Record<string, string>> {
    return { ...pickEnvironment(names), ...(await this.keys.open(scope, names)) };
  }

  /** Puts git itself into a sandbox, where there is one, when it writes and reads what an agent works on. */
  async confined(
    isolation: AttemptIsolation | null,
    scratch?: string,
  ): Promise<{ confine?: Confine; scratch?: string }> {
    if (isolation === null || isolation.kind === 'process') return {};
    if (isolation.kind === 'container' && !(await this.namespaces()).available) return {};
    return { confine: this.confine(), ...(scratch !== undefined && { scratch }) };
  }

  private confine(): Confine {
    return (command, { readOnly, writable, scratch }) => {
      const policy = {
        mode: 'bubblewrap',
        hidden: [this.instance.dataDir],
        readOnly: readOnly.concat(this.toolchains().readOnly),
        readWrite: writable,
        home: scratch,
        temporary: scratch,
        network: 'none',
      } as const;
      const options = bubblewrapOptions(policy, '/', command.env);
      return {
        file: 'bwrap',
        args: [...options, '--', command.file, ...command.args],
        cwd: '/',
        env: { PATH: programPath() },
      };
    };
  }

  private namespaces(): Promise<SandboxSupport> {
    return (this.support ??= detectSandbox(programPath()));
  }

  private toolchains(): Toolchains {
    return (this.found ??= findToolchains(programPath()));
  }

  private certificates(): string[] {
    return Object.values(pickEnvironment(CERTIFICATES)).filter((path) => existsSync(path));
  }
}

const stricter = (a: NetworkPolicy, b: NetworkPolicy): NetworkPolicy =>
  NETWORKS_BY_STRICTNESS.indexOf(a) > NETWORKS_BY_STRICTNESS.indexOf(b) ? a : b;

/** `host:port` of a URL. */
function upstreamOf(text: string): string[] {
  if (!URL.canParse(text)) return [];
  const { protocol, hostname, port } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return [];
  return [`${hostname.replaceAll(/^\[|\]$/g, '')}:${port || (protocol === 'https:' ? '443' : '80')}`];
}

const unconfined = (reason: string): AttemptIsolation => ({
  kind: 'process',
  network: 'open',
  degraded_reason: reason,
});

function refusalOf(support: SandboxSupport, network: NetworkPolicy): string | undefined {
  if (!support.available) return support.reason;
  if (!support.networks.includes('none') && network !== 'open') return 'the network cannot be switched off';
  if (!support.networks.includes(network))
    return 'Node, which the proxy needs, does not start in the sandbox';
  return undefined;
}
