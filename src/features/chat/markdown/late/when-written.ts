/** Runs a job now, or as soon as the answer around an element is written to its end. */
export function whenWritten(element: Element, job: () => unknown): void {
  const message = element.closest('[data-status]');
  const isWritten = (): boolean => message?.getAttribute('data-status') !== 'streaming';
  if (!message || isWritten()) {
    job();
    return;
  }
  const observer = new MutationObserver(() => {
    if (!isWritten()) return;
    observer.disconnect();
    job();
  });
  observer.observe(message, { attributeFilter: ['data-status'] });
}
