import { describeConformance } from './agent-conformance/conformance.js';
import { geminiHarness as harness } from './agent-conformance/gemini.js';
import { Scene } from './agent-conformance/scene.js';

describeConformance('Gemini CLI', harness);

const describeGemini = harness.missing === undefined ? describe : describe.skip;
describeGemini('the settings of Gemini CLI', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.create(harness);
  });
  afterAll(() => scene.close());

  it('are ours, whatever an earlier thread of it wrote over them', async () => {
    scene.plant({ 'settings.json': JSON.stringify({ model: { name: 'gemini-of-its-own' } }) });
    const write = harness.tools.run('cp settings.json "$HOME/.gemini/settings.json"');
    await scene.run({ script: [[write], [{ text: 'Done.' }]] });
    const before = scene.model.requests.length;
    const next = await scene.run({ script: [[{ text: 'Done again.' }]] });
    expect(next.result).toMatchObject({ ok: true });
    const asked = scene.model.requests.slice(before).map(({ path }) => path);
    expect(asked).toEqual([expect.stringContaining('/gemini-2.5-pro:')]);
  });
});
