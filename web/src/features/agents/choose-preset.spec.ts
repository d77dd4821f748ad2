import type { DetectedAgent } from '@/lib/api/types';
import { emptyAgent } from './agent-form';
import { withAdapter, withPreset } from './choose-preset';

test('what a known program filled in goes with it, and what somebody wrote stays', () => {
  const gemini: DetectedAgent = {
    preset: 'gemini',
    adapter: 'acp',
    status: 'ready',
    version: null,
    command: 'gemini --acp',
    install: null,
    env_allow: ['GEMINI_API_KEY'],
    detail: '',
    hint: null,
  };
  const filled = withPreset(gemini, [gemini], { ...emptyAgent, instructions: 'Be brief.' });
  expect(filled).toMatchObject({ name: 'Gemini CLI', preset: 'gemini', command: 'gemini --acp' });
  expect(withAdapter('command', [gemini], { ...filled, command: './mine.sh' })).toMatchObject({
    name: '',
    preset: '',
    command: './mine.sh',
    envAllow: '',
    instructions: 'Be brief.',
  });
});
