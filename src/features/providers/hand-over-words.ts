import { HOURS, type Received } from '../../core/hand-over/hand-over';

export interface Words {
  title: string;
  text: string;
}

type State = Received | { kind: 'reading' } | { kind: 'used' } | { kind: 'failed'; reason: string };

const again =
  'Open it again, or make a new one on the other device: Providers, Set up another device.';

/** Why there is nothing to import, and what to do; undefined while there is, or may be. */
export function lostWords(state: State): Words | undefined {
  switch (state.kind) {
    case 'used':
      return {
        title: 'The link is no longer here',
        text: `It leaves the address as soon as it is read, so that nobody finds it there. ${again}`,
      };
    case 'damaged':
      return {
        title: 'The link is damaged',
        text: `A part of it is missing or was changed on the way here. Copy all of it. ${again}`,
      };
    case 'newer':
      return {
        title: 'The link was made by a newer Patchbay',
        text: 'Reload this page for the newest version, then open the link again.',
      };
    case 'expired':
      return {
        title: 'The link has expired',
        text: `It was made on ${new Date(state.madeAt).toLocaleString()}, and a link with keys works for ${HOURS} hours. Make a new one on the other device.`,
      };
    case 'no-crypto':
      return {
        title: 'The keys cannot be unlocked on this page',
        text: 'It came over plain http, where a browser decrypts nothing. Open Patchbay over https or at http://localhost, or make a link without keys.',
      };
    case 'too-old':
      return {
        title: 'This browser cannot read the link',
        text: 'It is too old to unpack it. Use Export providers.json on the other device, and import the file here.',
      };
    case 'failed':
      return { title: 'The link could not be read', text: `${state.reason} ${again}` };
    default:
      return undefined;
  }
}
