import { ConfigurationError, loadConfig } from './app-config.js';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('needs nothing', () => {
    const config = loadConfig({});
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 3000, publicUrl: null });
    expect(config.databaseUrl).toBeNull();
    expect(config.repositories).toEqual({ protocols: ['https', 'ssh'], allowPrivateHosts: [] });
    expect(config.dataDir).toMatch(/^\/.*\/data$/);
  });

  it('treats an empty variable as absent', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '' }).http.port).toBe(3000);
  });

  it('lists every fault at once with the name of its variable', () => {
    const faults = faultsOf({
      PORT: '99999',
      DATABASE_URL: 'mysql://x',
      WORKER_CONCURRENCY: 'many',
      LOG_LEVEL: 'loud',
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'WORKER_CONCURRENCY',
      'LOG_LEVEL',
    ]);
  });

  it('takes no time to answer that is longer than a timer can run', () => {
    const timerMs = 2 ** 31 - 1;
    expect(faultsOf({ ANSWER_TIMEOUT_S: String(Math.floor(timerMs / 1000)) })[0]).toMatch(
      /^ANSWER_TIMEOUT_S:/,
    );
    expect(loadConfig({ ANSWER_TIMEOUT_S: String(24 * 86_400) }).answerTimeoutMs).toBeLessThan(timerMs);
  });

  it('refuses to listen beyond loopback with a single owner', () => {
    expect(faultsOf({ HOST: '0.0.0.0' })[0]).toContain('ALLOW_LOCAL_AUTH_ON=0.0.0.0');
    expect(faultsOf({ HOST: '0.0.0.0', ALLOW_LOCAL_AUTH_ON: '0.0.0.0' })).toEqual([]);
    expect(faultsOf({ HOST: '::1' })).toEqual([]);
  });

  it('says that several users come later', () => {
    expect(faultsOf({ AUTH_MODE: 'multi' })[0]).toMatch(/^AUTH_MODE: .*later/);
  });

  it.each(['api', 'worker'])('says that processes with the role %s come later', (role) => {
    const elsewhere = { DATABASE_URL: 'postgres://host/antfarm', REDIS_URL: 'redis://host:6379' };
    expect(faultsOf({ ANTFARM_ROLE: role, ...elsewhere })[0]).toMatch(/^ANTFARM_ROLE: .*later/);
    expect(loadConfig({}).withoutWork().role).toBe('api');
  });

  it('takes the protocols that a repository can have, and no other', () => {
    expect(faultsOf({ ALLOW_REPO_PROTOCOLS: 'https,ssh,http,file' })).toEqual([]);
    expect(faultsOf({ ALLOW_REPO_PROTOCOLS: 'git' })[0]).toMatch(/^ALLOW_REPO_PROTOCOLS:/);
  });

  it('reads a list of keys for rotation', () => {
    const keys = ['a'.repeat(32), 'b'.repeat(32)];
    expect(loadConfig({ SECRET_KEY: keys.join(', ') }).auth.secretKeys).toEqual(keys);
    expect(faultsOf({ SECRET_KEY: 'short' })[0]).toMatch(/^SECRET_KEY:/);
  });
});
