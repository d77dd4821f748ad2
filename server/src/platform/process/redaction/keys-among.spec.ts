import { describe, expect, it } from '@jest/globals';
import { keysAmong } from './keys-among.js';

describe('keys among the values that a run is given', () => {
  const random = 'dGhpc0lzTm90QVJlYWxLZXlCdXRJdExvb2tz';

  it.each([
    ['sk-ant-api03-Zx9_Qw4-Lk7Zx9Qw4Lk7', 'sk-ant-api03-Zx9_Qw4-Lk7Zx9Qw4Lk7'],
    ['sk-test-4f9a1c7e2b8d4f60a3c5', 'sk-test-4f9a1c7e2b8d4f60a3c5'],
    ['ghp_16C7e42F292c6912E7710c838347Ae178B4a\n', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['123456789:AAF4x9Kq2mZt7Wb1Yc8Hn5Lp3Rd6Vs0Gj', 'AAF4x9Kq2mZt7Wb1Yc8Hn5Lp3Rd6Vs0Gj'],
    ['https://hooks.example.com/services/T01/B02/Xy7Kq2mZt9Wb1Yc8Hn5Lp3Rd', 'Xy7Kq2mZt9Wb1Yc8Hn5Lp3Rd'],
    [
      `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${random}==;Suffix=x`,
      `AccountKey=${random}==`,
    ],
    [`{"type":"service","private_key":"-----BEGIN KEY-----\\n${random}\\n-----END KEY-----\\n"}`, random],
    [`-----BEGIN OPENSSH PRIVATE KEY-----\n${random}\n-----END`, random],
    [`/${random}`, random],
    ['correcthorsebatterystaples', 'correcthorsebatterystaples'],
    ['Tr0ub4dor&3!correct$Horse9', 'Tr0ub4dor&3!correct$Horse9'],
    ['postgres://user:pa55%2Dw0rd@db.example/app', 'pa55-w0rd'],
  ])('of %j there is one: %s', (value, key) => {
    expect(keysAmong([value])).toContain(key);
  });

  it.each([
    'production',
    '8080',
    'true',
    'Europe/Berlin',
    '--max-old-space-size=4096 --enable-source-maps',
    'postgres://postgres:postgres@localhost:5432/app',
    'mysql://root:password@db/app',
    'redis://default:secret@localhost:6379',
    'https://my-service-name1.example:8080/v1/items?limit=20',
    'claude-sonnet-4-5-20250929',
    'gpt-4o-mini-2024-07-18',
    'my-company-frontend-v2',
    'packages/web/src/v2/index.ts',
    'postgresql-16.4-alpine3.20',
    'node:20.11.1-alpine3.19',
    'MyCompanyFrontendApplication'.slice(0, 23),
    'en_US.UTF-8',
    'arn:aws:s3:::my-bucket-2024/backups',
    '{"level":"debug","port":8080,"hosts":["one.example","two.example"]}',
    '%%%://%',
  ])('of the setting %j there is none', (value) => {
    expect(keysAmong([value])).toEqual([]);
  });

  it('misses few of random ones, and takes a password in an address that is no encoding as it is', () => {
    let seed = 7;
    const pick = (letters: string): string => letters[(seed = (seed * 48271) % 2147483647) % letters.length]!;
    const keysOf = (letters: string, length: number) =>
      Array.from({ length: 500 }, () => Array.from({ length }, () => pick(letters)).join(''));
    const small = 'abcdefghijklmnopqrstuvwxyz0123456789';
    for (const keys of [
      keysOf('0123456789abcdef', 32),
      keysOf(small, 32),
      keysOf(small + small.toUpperCase(), 24),
    ])
      expect(keysAmong(keys).length / keys.length).toBeGreaterThan(0.95);
    expect(keysAmong(['ftp://user:5-per%cent@host/'])).toContain('5-per%cent');
  });
});
