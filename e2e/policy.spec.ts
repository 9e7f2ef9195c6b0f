import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from './build.mjs';
import { expect, test } from './fixtures';

const HINT =
  /<link rel="(?:module)?preload"(?: (?:crossorigin|as="\w+"))* href="\.\/[\w./-]+" \/>/g;

/** The directives of the policies in a built page; each page has one. */
function policyOf(file: string): Record<string, string> {
  const html = readFileSync(join(DIST, file), 'utf8');
  const metas = [...html.matchAll(/<meta[^>]*http-equiv="Content-Security-Policy"[^>]*>/gi)];
  expect(metas).toHaveLength(1);
  // What stands before a policy is not bound by it: at most hints to fetch a file of ours, which something below it uses.
  const before = html.slice(0, metas[0]?.index).replace(HINT, '');
  expect(before).not.toMatch(/<(?:script|link|style|img|iframe)/i);
  const [, content = ''] = /content="([^"]*)"/.exec(metas[0]?.[0] ?? '') ?? [];
  const directives = content.split(';').map((directive) => directive.trim().split(/\s+/));
  return Object.fromEntries(directives.map(([name = '', ...values]) => [name, values.join(' ')]));
}

test('the built page has its policy, and nothing else', () => {
  expect(policyOf('index.html')).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': "'self' http: https:",
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'frame-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'object-src': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'patchbay-templates patchbay-worker-url',
  });
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  for (const [, attributes = '', text] of html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)) {
    expect(attributes).toMatch(/ src="\.\/[^"]+"/);
    expect(text).toBe('');
  }
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/i);
});

test('the page of a sign-in and the sandbox have their own', () => {
  expect(policyOf('oauth.html')).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  });
  // Its code runs, and nothing of it has a network: no source but what it brings itself.
  expect(policyOf('sandbox.html')).toEqual({
    'default-src': "'none'",
    'script-src': "'unsafe-inline' 'unsafe-eval' blob:",
    'style-src': "'unsafe-inline'",
    'img-src': 'data: blob:',
    'font-src': 'data:',
    'media-src': 'data: blob:',
    'worker-src': 'blob:',
    'base-uri': "'none'",
    'form-action': "'none'",
  });
});

test('the browser keeps it: no strings as markup or code, and no policy of another name', async ({
  page,
  app,
  watch,
}) => {
  watch.expectProblems(/Content.Security.Policy|TrustedHTML|TrustedScript|Trusted Type/i);
  await page.goto(app.url);
  await expect(page.getByRole('textbox', { name: /Message/ })).toBeEditable();
  // Here and not by a string that the browser's own tools would run past the policy.
  const passed = await page.evaluate(async () => {
    const element = document.createElement('div');
    document.body.append(element);
    const types = (globalThis as unknown as { trustedTypes: TrustedTypes }).trustedTypes;
    interface TrustedTypes {
      createPolicy(name: string, rules: object): unknown;
      defaultPolicy: unknown;
    }
    const rules = { createHTML: (html: string) => html };
    const ways: Record<string, () => unknown> = {
      innerHTML: () => (element.innerHTML = '<b>x</b>'),
      outerHTML: () => (element.outerHTML = '<b>x</b>'),
      insertAdjacentHTML: () => element.insertAdjacentHTML('beforeend', '<b>x</b>'),
      fragment: () => document.createRange().createContextualFragment('<b>x</b>'),
      write: () => document.write('<b>x</b>'),
      parser: () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
      srcdoc: () => (document.createElement('iframe').srcdoc = '<b>x</b>'),
      'script text': () => (document.createElement('script').text = 'x'),
      'script address': () => (document.createElement('script').src = 'theme.js'),
      worker: () => new Worker('worker.js'),
      'default policy': () => types.createPolicy('default', rules),
      'another policy': () => types.createPolicy('x', rules),
      'one of ours again': () => types.createPolicy('patchbay-templates', rules),
    };
    const done = Object.entries(ways).filter(([, run]) => {
      try {
        run();
        return true;
      } catch {
        return false;
      }
    });
    return [...done.map(([name]) => name), ...(types.defaultPolicy ? ['a default policy'] : [])];
  });
  expect(passed).toEqual([]);
  await expect(page.getByRole('textbox', { name: /Message/ })).toBeEditable();
});
