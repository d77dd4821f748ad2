import { describe, expect, it } from '@jest/globals';
import { answerForm, byPlace, fieldsOf, filledIn, questionsIn } from './questions.js';

const form = {
  type: 'object' as const,
  properties: {
    colour: {
      type: 'string',
      title: 'Which colour?',
      oneOf: [{ const: 'red', title: 'Red', description: 'Like blood' }],
    },
    birds: {
      type: 'array',
      description: 'Which birds?',
      items: { type: 'string', enum: ['heron', 'stork'] },
    },
    note: { type: 'string', title: 'A note' },
  },
  required: ['colour', 'birds'],
};
const ask = { sessionId: 's', mode: 'form' as const, message: 'Please', requestedSchema: form };

describe('the form of an agent', () => {
  it('asks for what has to be filled in', () => {
    expect(fieldsOf(form)?.map(({ question }) => question)).toEqual([
      {
        question: 'Which colour?',
        options: [{ label: 'red', description: 'Like blood' }],
        multi_select: false,
      },
      {
        question: 'Which birds?',
        options: [
          { label: 'heron', description: '' },
          { label: 'stork', description: '' },
        ],
        multi_select: true,
      },
    ]);
  });

  it('asks for everything where nothing has to be', () => {
    expect(fieldsOf({ properties: form.properties })?.map(({ key }) => key)).toEqual([
      'colour',
      'birds',
      'note',
    ]);
  });

  it('is filled in by field', () => {
    const answers = { 'Which colour?': 'red', 'Which birds?': 'heron, stork' };
    expect(filledIn(fieldsOf(form) ?? [], answers)).toEqual({ colour: 'red', birds: ['heron', 'stork'] });
  });

  it('is declined when a person cannot fill it in here, and cancelled when nobody did', async () => {
    const nobody = () => Promise.resolve({ decision: 'deny' as const });
    const properties = { age: { type: 'integer' } };
    expect(await answerForm({ ...ask, requestedSchema: { properties } }, nobody)).toEqual({
      action: 'decline',
    });
    expect(await answerForm(ask, nobody)).toEqual({ action: 'cancel' });
  });
});

describe('questions in the place of a permission', () => {
  const option = { label: 'Red', description: 'red' };
  const questions = [{ question: 'Which colour?', options: [option], multi_select: true }];

  it('are found by their mark', () => {
    const qwenQuestions = [{ question: 'Which colour?', options: [option], multiSelect: true }];
    expect(questionsIn({ toolCallId: '1', _meta: { qwenQuestions } })).toEqual(questions);
    expect(questionsIn({ toolCallId: '1', _meta: { toolName: 'write_file' } })).toBeUndefined();
  });

  it('are answered by their place', () => {
    expect(byPlace(questions, { 'Which colour?': 'Red', other: 'x' })).toEqual({ '0': 'Red' });
  });
});
