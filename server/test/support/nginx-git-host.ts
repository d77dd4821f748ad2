import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { findFreePort } from '../../src/platform/database/embedded/free-port.js';

/** Debian's own way to serve git over HTTP: nginx, fcgiwrap and `git http-backend`, with credentials. */
export interface NginxGitHost {
  readonly url: string;
  /** Breaks every connection; what the back end does goes on. */
  cut(): Promise<void>;
  /** Ends a cut or a hang. */
  resume(): Promise<void>;
  /** Takes connections and requests, and answers none. */
  hang(): void;
  stop(): Promise<void>;
}

/** More than the requests of git, and less than a push of something large. */
export const LARGEST_BODY_KB = 300;

/** Serves the bare repositories below `root` to whoever has the token; its own files are in `folder`. */
export async function startNginxGitHost(folder: string, root: string, token: string): Promise<NginxGitHost> {
  mkdirSync(folder, { recursive: true });
  const port = await findFreePort();
  const socket = join(folder, 'fcgi.sock');
  writeFileSync(join(folder, 'users'), `x-access-token:{PLAIN}${token}\n`);
  writeFileSync(join(folder, 'nginx.conf'), config({ folder, root, socket, port }));
  const backend = spawn(find('fcgiwrap')!, ['-c', '8', '-s', `unix:${socket}`], {
    stdio: 'ignore',
    detached: true, // its children are in its group
  });
  let nginx = await startNginx(folder, port);
  return {
    url: `http://127.0.0.1:${port}`,
    cut: () => end(nginx),
    resume: async () => {
      await end(nginx);
      nginx = await startNginx(folder, port);
    },
    hang: () => void process.kill(-nginx.pid!, 'SIGSTOP'),
    stop: async () => {
      await end(nginx);
      await end(backend);
    },
  };
}

interface Place {
  readonly folder: string;
  readonly root: string;
  readonly socket: string;
  readonly port: number;
}

const config = ({ folder, root, socket, port }: Place): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  client_max_body_size ${LARGEST_BODY_KB}k;
  server {
    listen 127.0.0.1:${port};
    location / {
      auth_basic git;
      auth_basic_user_file ${folder}/users;
      fastcgi_pass unix:${socket};
      fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
      fastcgi_param GIT_PROJECT_ROOT ${root};
      fastcgi_param GIT_HTTP_EXPORT_ALL 1;
      fastcgi_param PATH_INFO $uri;
      fastcgi_param PATH ${process.env['PATH']};
      fastcgi_param REMOTE_USER $remote_user;
      fastcgi_param REMOTE_ADDR $remote_addr;
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length;
    }
  }
}
`;

async function startNginx(folder: string, port: number): Promise<ChildProcess> {
  const nginx = spawn(find('nginx')!, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'error.log'], {
    stdio: 'ignore',
    detached: true,
  });
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
  await eventually(answers, 'nginx to answer');
  return nginx;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  process.kill(-child.pid!, 'SIGKILL');
  await exited;
}

function find(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin'];
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const canServe =
  [find('nginx'), find('fcgiwrap')].every(Boolean) && isExecutable('/usr/lib/git-core/git-http-backend');

/** Tests against nginx and fcgiwrap. */
export const describeWithNginx = (name: string, tests: () => void): void =>
  (canServe ? describe : describe.skip)(canServe ? name : `${name} (needs nginx and fcgiwrap)`, tests);
