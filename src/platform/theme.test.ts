import { expect, test, vi } from 'vitest';
import { mirrorTheme } from './theme';

test('the theme lies where the first paint looks for it, written only when it changes', () => {
  const items = new Map<string, string>();
  const setItem = vi.fn((key: string, value: string) => void items.set(key, value));
  const storage = { getItem: (key: string) => items.get(key) ?? null, setItem };
  mirrorTheme('dark', storage);
  mirrorTheme('dark', storage);
  expect(items.get('patchbay-theme')).toBe('dark');
  expect(setItem).toHaveBeenCalledOnce();
});

test('a full or missing localStorage changes nothing', () => {
  const setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  mirrorTheme('dark', { getItem: () => null, setItem });
  mirrorTheme('dark', undefined);
});
