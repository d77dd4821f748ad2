import { expect, it } from '@jest/globals';
import { toMcpServers } from './mcp-servers.js';

it('takes servers in the common form, and names those that the agent cannot reach', () => {
  const configured = {
    local: { command: 'server', args: ['--stdio'], env: { TOKEN: 't' } },
    bare: { command: 'server' },
    near: { type: 'http', url: 'http://near', headers: { Authorization: 'Bearer t' } },
    old: { type: 'sse', url: 'http://old' },
    broken: 'nonsense',
  };
  expect(toMcpServers(configured, { http: true, sse: false })).toEqual({
    servers: [
      { name: 'local', command: 'server', args: ['--stdio'], env: [{ name: 'TOKEN', value: 't' }] },
      { name: 'bare', command: 'server', args: [], env: [] },
      {
        type: 'http',
        name: 'near',
        url: 'http://near',
        headers: [{ name: 'Authorization', value: 'Bearer t' }],
      },
    ],
    leftOut: ['old', 'broken'],
  });
});
