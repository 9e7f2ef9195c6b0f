import { describe, expect, test } from 'vitest';
import { permissionNeeded, targetAddressSpace } from './address-space';

const hosted = { origin: 'https://chat.example.org' };
const local = { origin: 'http://localhost:7282' };

describe('what fetch is told of the address', () => {
  test.each([
    ['http://localhost:1234/v1/models', 'loopback'],
    ['http://127.0.0.1:1234', 'loopback'],
    ['http://127.9.9.9', 'loopback'],
    ['http://[::1]:1234', 'loopback'],
    ['https://localhost', 'loopback'],
    ['http://192.168.1.5:1234', 'local'],
    ['http://10.0.0.1', 'local'],
    ['http://172.16.0.1', 'local'],
    ['http://100.64.0.1', 'local'],
    ['https://192.168.1.5', 'local'],
    ['http://[fd00::1]', 'local'],
    ['http://box.local:1234', 'local'],
    ['http://api.localhost', undefined],
    ['http://0.0.0.0:1234', undefined],
    ['https://api.example.com/v1', undefined],
    ['http://8.8.8.8', undefined],
    ['nonsense', undefined],
  ])('%s is %s', (url, space) => {
    expect(targetAddressSpace(url, hosted)).toBe(space);
    expect(targetAddressSpace(url, local)).toBe(space);
  });

  test.each(['http://myserver:1234', 'http://box.lan', 'http://box.home.arpa'])(
    '%s is called local only where it would be mixed content otherwise',
    (url) => {
      expect(targetAddressSpace(url, hosted)).toBe('local');
      expect(targetAddressSpace(url, local)).toBeUndefined();
      expect(targetAddressSpace(url.replace('http:', 'https:'), hosted)).toBeUndefined();
    },
  );
});

describe('which permission a request needs', () => {
  test('none for a page that comes from this computer by http', () => {
    expect(permissionNeeded('http://localhost:1234', local)).toBeUndefined();
    expect(permissionNeeded('http://192.168.1.5', local)).toBeUndefined();
  });

  test('none for a page that was opened from a file', () => {
    expect(permissionNeeded('http://127.0.0.1:1234', { origin: 'null' })).toBeUndefined();
    expect(permissionNeeded('http://192.168.1.5:1234', { origin: 'null' })).toBeUndefined();
  });

  test('that of the target elsewhere', () => {
    expect(permissionNeeded('http://localhost:1234', hosted)).toBe('loopback');
    expect(permissionNeeded('http://0.0.0.0:1234', hosted)).toBe('loopback');
    expect(permissionNeeded('http://myserver', hosted)).toBe('local');
    expect(permissionNeeded('http://127.0.0.1', { origin: 'https://127.0.0.1:8443' })).toBe(
      'loopback',
    );
  });

  test('none for the internet', () => {
    expect(permissionNeeded('https://api.example.com', hosted)).toBeUndefined();
  });
});
