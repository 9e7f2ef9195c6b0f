/**
 * Writes a page into its own frame, and is the last inline script that runs there. No policy of today's browsers knows
 * of WebRTC, so it is taken out of the window; but each further document, in a frame of its own text or by a
 * `javascript:` address, has a new one. Those inherit the policy that is set here, under which no text of a page runs
 * by itself: the page's scripts run by addresses that only this origin can load, and no other document has this origin.
 *
 * Its text is taken, so it uses nothing from outside of itself.
 */
export function beginPage(source: string): void {
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
    Reflect.deleteProperty(self, name);
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "script-src blob: 'unsafe-eval'";
  document.head.append(policy);
  policy.remove();
  document.currentScript?.remove();

  const isHandler = (name: string): boolean => /^(sandbox-)?on[a-z]+$/.test(name);

  /** A script is loaded from an address of its text; what handles an event waits under another name. */
  const rewrite = (page: Document): void => {
    for (const script of page.querySelectorAll('script')) {
      const type = (script.getAttribute('type') ?? '').trim().toLowerCase();
      const isModule = type === 'module';
      if (script.hasAttribute('src') || !(isModule || /^$|(java|ecma)script$/.test(type))) continue;
      const text = new Blob([script.textContent], { type: 'text/javascript;charset=utf-8' });
      script.textContent = '';
      // They do nothing to a script that stands in the page.
      if (!isModule) for (const name of ['async', 'defer']) script.removeAttribute(name);
      const isDrawn = script.namespaceURI === 'http://www.w3.org/2000/svg';
      script.setAttribute(isDrawn ? 'href' : 'src', URL.createObjectURL(text));
    }
    for (const element of page.querySelectorAll('*'))
      for (const { name, value } of Array.from(element.attributes)) {
        if (!name.startsWith('on') || !isHandler(name)) continue;
        element.removeAttribute(name);
        element.setAttribute(`sandbox-${name}`, value);
      }
  };

  /** As the browser does it: the names of the element and of the document stand without a dot. */
  const listen = (element: Element): void => {
    for (const { name, value } of Array.from(element.attributes)) {
      const event = name.replace('sandbox-', '');
      if (!isHandler(name) || !(event in element)) continue;
      try {
        // oxlint-disable-next-line no-new-func, no-implied-eval
        const run = new Function('event', `with (document) with (this) {${value}\n}`);
        Reflect.set(element, event, run);
      } catch (error) {
        // In the console, as for any handler that is no program.
        reportError(error);
      }
    }
  };
  const attributeFilter = Object.keys(Object.getOwnPropertyDescriptors(HTMLElement.prototype));
  new MutationObserver((records) => {
    for (const { target, addedNodes, type } of records) {
      if (type === 'attributes' && target instanceof Element) listen(target);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const element of [node, ...node.querySelectorAll('*')]) listen(element);
      }
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: attributeFilter.filter(isHandler),
  });

  const tell = (): void => {
    const { documentElement: root, body } = document;
    const height = Math.min(100_000, Math.max(root.offsetHeight, body?.scrollHeight ?? 0));
    parent.postMessage({ height }, '*');
  };
  addEventListener('DOMContentLoaded', () => {
    const observer = new ResizeObserver(tell);
    observer.observe(document.documentElement);
    observer.observe(document.body);
  });
  addEventListener('load', tell);
  addEventListener('keydown', ({ key }) => key === 'Escape' && parent.postMessage('escape', '*'));
  addEventListener('click', (event) => {
    const [target] = event.composedPath();
    const link = target instanceof Element ? target.closest('a[href], area[href]') : null;
    if (link && !link.getAttribute('href')?.startsWith('#')) event.preventDefault();
  });

  const page = new DOMParser().parseFromString(source, 'text/html');
  rewrite(page);
  // oxlint-disable-next-line no-deprecated
  document.write(page.documentElement.outerHTML);
}
