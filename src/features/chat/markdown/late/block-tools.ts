import type { Fetch } from '../../../../lib/fetch';
import './block-tools.css';
import { addCopyTable, COPY_TABLE, csvOf } from './copy-table';
import { createImageFetcher } from './fetch-image';
import { openLarge } from './large-image';
import type { NearView } from '../near-view';
import { ALLOW_IMAGES, createImages } from './show-images';
import { addPreview, createPreviews, type PreviewTools } from './show-preview';
import { addWrap, turnWrap } from './wrap-code';

export interface BlockTools extends PreviewTools {
  near: NearView;
  /** Queues a small job for an idle moment. */
  slice: (job: () => void) => void;
  copy(text: string): Promise<boolean>;
  /** Keeps whether long lines of code are broken. */
  keepWrap(wraps: boolean): void;
  /** Asks for images; every request shows in the log. */
  fetch: Fetch;
  isAllowed(origin: string): boolean;
  /** True once it is stored that images from there are shown. */
  allow(origin: string): Promise<boolean>;
}

/** How long a button tells that it has copied, in milliseconds. */
const TOLD = 2000;

/**
 * Adds to a settled block what is pressed: Wrap and Preview on code, Copy as CSV on a table, and the images themselves.
 * Only near the view, so that a long chat has no more of them than it shows. One listener serves all.
 */
export function createBlockTools(tools: BlockTools): (block: Element) => void {
  const { page, near, slice } = tools;
  const images = createImages({ ...tools, fetchImage: createImageFetcher(tools.fetch) });

  const pressPreview = createPreviews(tools);

  const copyTable = async (button: Element): Promise<void> => {
    const table = button.closest('[data-table]');
    if (!table) return;
    button.textContent = (await tools.copy(csvOf(table))) ? 'Copied' : 'Not copied';
    setTimeout(() => {
      button.textContent = COPY_TABLE;
    }, TOLD);
  };
  const allow = async (button: Element): Promise<void> => {
    const origin = button.getAttribute('data-origin') ?? '';
    if (await tools.allow(origin)) images.allowed(page, origin);
  };
  const press = (event: MouseEvent): void => {
    const button = event.target instanceof Element ? event.target.closest('[data-tool]') : null;
    if (!button) return;
    switch (button.getAttribute('data-tool') ?? '') {
      case 'wrap':
        return tools.keepWrap(turnWrap(button));
      case 'copy-table':
        return void copyTable(button);
      case ALLOW_IMAGES:
        return void allow(button);
      case 'enlarge':
        return openLarge(button);
      case 'preview':
      case 'run-scripts':
      case 'enlarge-preview':
        return pressPreview(button);
      default:
        return undefined;
    }
  };
  page.addEventListener('click', press);

  return (block) => {
    if (block.hasAttribute('data-image')) images.show(block);
    else if (block.hasAttribute('data-code')) near(block, () => slice(() => addCodeTools(block)));
    else if (block.hasAttribute('data-table')) near(block, () => slice(() => addCopyTable(block)));
  };
}

function addCodeTools(figure: Element): void {
  addPreview(figure);
  addWrap(figure);
}
