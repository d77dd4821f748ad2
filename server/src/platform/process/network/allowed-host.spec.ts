import { describe, expect, it } from '@jest/globals';
import { allowsHost, isAllowedHost, namesUpstream } from './allowed-host.js';

describe('an entry of the list', () => {
  it.each([
    'example.com',
    'EXAMPLE.com.',
    '*.example.com',
    'example.com:8443',
    'bücher.example',
    '203.0.113.7',
  ])('may be %s', (entry) => expect(isAllowedHost(entry)).toBe(true));

  it.each([
    '',
    '*',
    '*.com',
    '*.*.example.com',
    'a*.example.com',
    'https://example.com',
    'example.com/path',
    'user@example.com',
    'example.com:0',
    'example.com:65536',
    'exa mple.com',
    'example..com',
    '-example.com',
    '::1',
    'a.'.repeat(128),
  ])('may not be %j', (entry) => expect(isAllowedHost(entry)).toBe(false));
});

describe('the list', () => {
  it.each([
    ['example.com', 'example.com', 443, true],
    ['example.com', 'EXAMPLE.COM.', 80, true],
    ['example.com', 'example.com', 22, false],
    ['example.com', 'www.example.com', 443, false],
    ['example.com', 'evil-example.com', 443, false],
    ['example.com', 'example.com.evil.org', 443, false],
    ['*.example.com', 'a.b.example.com', 443, true],
    ['*.example.com', 'example.com', 443, false],
    ['*.example.com', 'evilexample.com', 443, false],
    ['example.com:8443', 'example.com', 8443, true],
    ['example.com:8443', 'example.com', 443, false],
    ['not an entry', 'not an entry', 443, false],
  ])('%s and %s:%i', (entry, host, port, allowed) => {
    expect(allowsHost([entry], host, port)).toBe(allowed);
  });

  it('has an upstream by exactly its host and port', () => {
    expect(namesUpstream(['127.0.0.1:8080'], '127.0.0.1', 8080)).toBe(true);
    expect(namesUpstream(['127.0.0.1:8080'], '127.0.0.1', 8081)).toBe(false);
    expect(namesUpstream(['example.com:443'], 'www.example.com', 443)).toBe(false);
  });
});
