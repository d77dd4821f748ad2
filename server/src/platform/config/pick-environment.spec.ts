import { repositoryPath } from '../../../test/support/repository-path.js';
import { programPath } from './pick-environment.js';

describe('programPath', () => {
  const before = process.env['PATH'];
  afterEach(() => {
    process.env['PATH'] = before;
  });

  it('leaves out what npm puts in front, and keeps the rest in its order', () => {
    const own = repositoryPath('node_modules/.bin');
    const gyp = '/usr/lib/node_modules/npm/node_modules/@npmcli/run-script/lib/node-gyp-bin';
    process.env['PATH'] = [own, '/node_modules/.bin', gyp, '/opt/x/node_modules/.bin', '/usr/bin'].join(':');
    expect(programPath()).toBe('/opt/x/node_modules/.bin:/usr/bin');
  });
});
