import type { Engine, Os, PageFacts } from './types';

/** The engine behind a user agent; what it decides has no feature to detect. Every browser on iOS is WebKit. */
export function engineOf({ userAgent = '' }: Pick<PageFacts, 'userAgent'>): Engine {
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Chrom(?:e|ium)\//.test(userAgent)) return 'chromium';
  return /AppleWebKit\//.test(userAgent) ? 'webkit' : 'other';
}

/** The desktop system behind a user agent, to show its own commands first. */
export function osOf({ userAgent = '' }: Pick<PageFacts, 'userAgent'>): Os {
  if (/Windows/.test(userAgent)) return 'windows';
  if (/Mac OS X/.test(userAgent) && !/like Mac/.test(userAgent)) return 'macos';
  return /Linux/.test(userAgent) && !/Android/.test(userAgent) ? 'linux' : 'other';
}
