import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { loadConfig } from './app-config.js';
import { environmentSchema } from './environment-schema.js';

/** Handed on to agents and not part of the schema; a name that begins with one of these belongs to a model provider. */
const PROVIDER = /^(ANTHROPIC|OPENAI|GEMINI)_/;

const example = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8');
const variables = new Map(
  [...example.matchAll(/^# ([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
);

describe('.env.example', () => {
  it('has every variable that the server reads, and no other', () => {
    const own = [...variables.keys()].filter((name) => !PROVIDER.test(name));
    expect(own.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it('shows the defaults', () => {
    expect(environmentSchema.parse(withoutEmpty(variables))).toEqual(environmentSchema.parse({}));
  });

  it('can be used as it is', () => {
    expect(() => loadConfig(Object.fromEntries(variables))).not.toThrow();
  });
});

const withoutEmpty = (values: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...values].filter(([, value]) => value !== ''));
