/**
 * Runs in a page: asks its service worker how many files of this version are not stored yet.
 * @returns {Promise<number>} Infinity as long as nobody answers
 */
export async function missingFiles() {
  const worker = (await navigator.serviceWorker.getRegistration())?.active;
  if (!worker) return Infinity;
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ type: 'count-files' }, [port2]);
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data.missing);
  });
}
