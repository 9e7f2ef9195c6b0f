const gap = 4;
const margin = 8;

/** Puts an open popover under its anchor, or above it where there is no room, and keeps it inside the window. */
export function placePopover(anchor: Element, panel: HTMLElement, align: 'start' | 'end'): void {
  const from = anchor.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const room = document.documentElement;
  const left = align === 'end' ? from.right - width : from.left;
  const below = from.bottom + gap;
  const fits = below + height <= room.clientHeight - margin || from.top < height + gap + margin;
  const top = fits ? below : from.top - gap - height;
  panel.style.setProperty('left', `${clamp(left, room.clientWidth - width - margin)}px`);
  panel.style.setProperty('top', `${clamp(top, room.clientHeight - height - margin)}px`);
}

function clamp(value: number, most: number): number {
  return Math.max(margin, Math.min(value, most));
}
