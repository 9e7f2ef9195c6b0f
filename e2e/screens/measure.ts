// What the design decides, read from the page: the values of its tokens, and what they make of an element.
import type { Locator, Page } from '@playwright/test';
import { expect } from '../chat-pages';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where an element is, in whole pixels, and what the browser makes of its style. The names of fonts are left to the tokens. */
export interface Measured {
  box: Box;
  shape: string;
  colours: string;
}

export async function measureIn(locator: Locator): Promise<Measured> {
  await expect(locator).toBeVisible();
  return locator.evaluate((element) => {
    // Where the machine is busy a colour may still fade from one theme into the other, and a dialog still come up: asking
    // for motion again, as turning to a theme does, begins that anew.
    for (const each of document.getAnimations())
      if (each.effect?.getComputedTiming().endTime !== Infinity) each.finish();
    const { left, top, width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const edge = parseFloat(style.borderTopWidth) > 0 ? style.borderTopColor : 'none';
    return {
      box: {
        left: Math.round(left),
        top: Math.round(top),
        width: Math.round(width),
        height: Math.round(height),
      },
      shape: [
        `font ${style.fontSize}/${style.lineHeight} ${style.fontWeight}`,
        `padding ${style.padding}`,
        `gap ${style.gap}`,
        `border ${style.borderWidth}`,
        `radius ${style.borderRadius}`,
        `motion ${style.transitionDuration}`,
      ].join(', '),
      colours: [
        `text ${style.color}`,
        `ground ${style.backgroundColor}`,
        `edge ${edge}`,
        `shadow ${style.boxShadow}`,
      ].join(', '),
    };
  });
}

/** Every custom property of the root, resolved as the page uses it: a colour of this theme, a length in pixels, a time. */
export function tokensOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const rulesOf = (list: CSSRuleList): CSSRule[] =>
      [...list].flatMap((rule) =>
        'cssRules' in rule ? [rule, ...rulesOf(rule.cssRules as CSSRuleList)] : [rule],
      );
    const names = [...document.styleSheets]
      .flatMap((sheet) => rulesOf(sheet.cssRules))
      .filter((rule) => rule instanceof CSSStyleRule && rule.selectorText === ':root')
      .flatMap((rule) => [...(rule as CSSStyleRule).style])
      .filter((name) => name.startsWith('--'));
    const probe = document.createElement('span');
    probe.style.display = 'block';
    probe.style.transition = 'none';
    document.body.append(probe);
    const resolve = (name: string): string => {
      const text = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      // As wide as letters are: that is the machine's to say.
      if (/\d(?:ch|ex)\b/.test(text)) return text;
      const use = ['color', 'width', 'transition-duration', 'box-shadow', 'line-height'].find(
        (property) => CSS.supports(property, text),
      );
      if (!use) return text;
      probe.style.setProperty(use, `var(${name})`);
      const value = getComputedStyle(probe).getPropertyValue(use);
      probe.style.removeProperty(use);
      return value;
    };
    const tokens = [...new Set(names)].map((name) => [name, resolve(name)] as const);
    probe.remove();
    return Object.fromEntries(tokens);
  });
}

/** Turns to a theme and waits until it is drawn; then motion is as somebody has it who did not ask for less. */
export async function turnTo(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  // Colours that stand by now do not begin to fade.
  await page.emulateMedia({ colorScheme, reducedMotion: 'no-preference' });
}
