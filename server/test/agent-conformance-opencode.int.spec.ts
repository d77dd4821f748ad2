import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeConformance } from './agent-conformance/conformance.js';
import type { Harness } from './agent-conformance/harness.js';
import { opencodeHarness } from './agent-conformance/opencode.js';
import { Scene } from './agent-conformance/scene.js';

describeConformance('OpenCode', opencodeHarness);

const describeOpenCode = opencodeHarness.missing === undefined ? describe : describe.skip;

describeOpenCode('OpenCode, whose home is new', () => {
  const asked: string[] = [];
  const registry = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404).end();
  });
  let scene: Scene;
  beforeAll(async () => {
    await once(registry.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
    const launch: Harness['launch'] = (place) => ({
      ...opencodeHarness.launch(place),
      env: { NPM_CONFIG_REGISTRY: url },
    });
    scene = await Scene.create({ ...opencodeHarness, launch });
  });
  afterAll(async () => {
    registry.close();
    await scene.close();
  });

  it('fetches no packages into it', async () => {
    const { tools } = opencodeHarness;
    const script = [[tools.run('true')], [tools.write('a.txt', 'a\n')], [{ text: 'Done.' }]];
    expect((await scene.run({ script })).result).toMatchObject({ ok: true });
    expect(asked).toEqual([]);
  });
});
