/** Has the browser ask before the page is left, until it is told that nothing would be lost any more. */
export function createHoldPage(page: EventTarget): (holds: boolean) => void {
  const ask = (event: Event): void => event.preventDefault();
  return (holds) => {
    if (holds) page.addEventListener('beforeunload', ask);
    else page.removeEventListener('beforeunload', ask);
  };
}
