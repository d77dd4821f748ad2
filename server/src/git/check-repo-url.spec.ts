import { isPublicAddress } from '../platform/process/network/public-address.js';
import { checkRepoUrl, type UrlPolicy } from './check-repo-url.js';

const policy: UrlPolicy = { protocols: ['https', 'ssh'], allowPrivateHosts: [] };
const check = async (url: string, more: Partial<UrlPolicy> = {}) => {
  const result = await checkRepoUrl(url, { ...policy, ...more });
  return result.status === 'allowed' ? `${result.protocol} ${result.url}` : result.reason;
};

describe('a repository URL', () => {
  it.each([
    ['https://8.8.8.8/a/b.git', 'https https://8.8.8.8/a/b.git'],
    ['ssh://git@8.8.8.8:2222/a/b', 'ssh ssh://git@8.8.8.8:2222/a/b'],
    ['git@8.8.8.8:a/b.git', 'ssh ssh://git@8.8.8.8/a/b.git'],
    ['https://[2606:4700::1111]/a', 'https https://[2606:4700::1111]/a'],
    ['http://8.8.8.8/a', 'protocol'],
    ['file:///etc', 'protocol'],
    ['git://8.8.8.8/a', 'protocol'],
    ['ext::sh -c id', 'malformed'],
    ['ext::id', 'malformed'],
    ['/etc/passwd', 'malformed'],
    ['--upload-pack=id', 'malformed'],
    ['-oProxyCommand=id:x', 'malformed'],
    ['ssh://-oProxyCommand=id/x', 'malformed'],
    ['ssh://8.8.8.8/-x', 'malformed'],
    ['git@8.8.8.8:-x', 'malformed'],
    ['https://8.8.8.8/a b', 'malformed'],
    ['https://8.8.8.8/a\nb', 'malformed'],
    ['https://user:token@8.8.8.8/a', 'credentials_in_url'],
    ['https://token@8.8.8.8/a', 'credentials_in_url'],
    ['https://127.0.0.1/a', 'private_address'],
    ['https://0x7f.1/a', 'private_address'],
    ['https://2130706433/a', 'private_address'],
    ['https://localhost/a', 'private_address'],
    ['https://10.1.2.3/a', 'private_address'],
    ['https://169.254.169.254/latest', 'private_address'],
    ['https://[::1]/a', 'private_address'],
    ['https://[::ffff:127.0.0.1]/a', 'private_address'],
    ['https://[fd00::1]/a', 'private_address'],
    ['ssh://git@192.168.1.1/a', 'private_address'],
    ['https://nowhere.invalid/a', 'unknown_host'],
  ])('%j is %s', async (url, expected) => {
    expect(await check(url)).toBe(expected);
  });

  it('may be private, http or a file where the operator says so', async () => {
    expect(await check('https://localhost/a', { allowPrivateHosts: ['localhost'] })).toMatch(/^https/);
    expect(await check('https://127.0.0.1/a', { allowPrivateHosts: ['localhost'] })).toBe('private_address');
    expect(await check('http://127.0.0.1/a', { protocols: ['http'], allowPrivateHosts: ['*'] })).toMatch(
      /^http/,
    );
    expect(await check('file:///srv/a', { protocols: ['file'] })).toMatch(/^file/);
  });

  it('knows public addresses', () => {
    expect(['1.1.1.1', '100.64.0.1', '0.0.0.0', '224.0.0.1', '64:ff9b::7f00:1'].map(isPublicAddress)).toEqual(
      [true, false, false, false, false],
    );
  });
});
