/**
 * What stands in the page that our own code never puts there: elements that load or run something, handlers, addresses of
 * other kinds, styles that load. Runs in the page, so it may use nothing from outside of it.
 */
export function foreignParts(): string[] {
  const NEVER =
    'base,object,embed,applet,frame,frameset,portal,marquee,form[action],meta[http-equiv="refresh" i]';
  const ADDRESSES =
    'href,src,action,formaction,data,poster,srcset,ping,background,xlink:href,cite,manifest,longdesc';
  const IMAGE = /^(?:blob:|data:image\/(?:png|jpeg|gif|webp|avif);base64,)/;
  const found: string[] = [];
  const tell = (element: Element, what: string): void => {
    found.push(`${what}: ${element.outerHTML.slice(0, 160)}`);
  };
  for (const element of document.querySelectorAll(NEVER)) tell(element, 'element');
  for (const script of document.querySelectorAll('script')) {
    if (script.textContent || !script.src.startsWith(location.origin)) tell(script, 'script');
  }
  for (const style of document.querySelectorAll('style')) tell(style, 'style');
  for (const frame of document.querySelectorAll('iframe')) {
    const isSandbox = new URL(frame.src).pathname.endsWith('/sandbox.html');
    if (
      !isSandbox ||
      frame.getAttribute('sandbox') !== 'allow-scripts' ||
      frame.hasAttribute('srcdoc')
    ) {
      tell(frame, 'frame');
    }
  }
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'is' || name === 'srcdoc') tell(element, 'attribute');
      if (name === 'style' && /url\(|image-set|expression|import|src\(/i.test(value))
        tell(element, 'style');
      if (!ADDRESSES.split(',').includes(name)) continue;
      const { protocol, origin } = new URL(value, document.baseURI);
      const isOwn = origin === location.origin && protocol !== 'blob:';
      const isLink = element.localName === 'a' && name === 'href';
      const leads = isLink && /^(?:https?|mailto):$/.test(protocol);
      if (isOwn ? false : leads) {
        const rel = element.getAttribute('rel') ?? '';
        if (!rel.includes('noopener') || !rel.includes('noreferrer'))
          tell(element, 'link with an opener');
      } else if (!isOwn && !IMAGE.test(value)) tell(element, 'address');
    }
  }
  if (Object.keys(Object.prototype).length > 0 || 'polluted' in {})
    found.push('a polluted prototype');
  return found;
}
