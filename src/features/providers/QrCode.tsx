import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { createMemo, Show, type JSX } from 'solid-js';
import css from './hand-over.module.css';

/** Of a larger one (129 modules a side) no phone reads the modules from a screen any more. */
const MOST_VERSION = 28;
/** What the standard wants to stay white around it, in modules. */
const QUIET = 4;

export interface QrCodeProps {
  text: string;
  label: string;
  /** In its place, where the text is too long for one. */
  fallback: JSX.Element;
}

/** A text for a camera: dark on white in either theme, with its margin. */
export default function QrCode(props: QrCodeProps): JSX.Element {
  const code = createMemo(() => {
    try {
      const options = { minCorrectionLevel: correction.L, maxVersion: MOST_VERSION };
      return generate(props.text, options);
    } catch {
      // It says so for a text that does not fit, and for nothing else.
      return undefined;
    }
  });
  return (
    <Show when={code()} fallback={props.fallback}>
      {(drawn) => {
        const side = () => drawn().size + 2 * QUIET;
        return (
          <svg
            class={css['qr']}
            viewBox={`${-QUIET} ${-QUIET} ${side()} ${side()}`}
            role="img"
            aria-label={props.label}
            shape-rendering="crispEdges"
          >
            <rect x={-QUIET} y={-QUIET} width={side()} height={side()} fill="#fff" />
            <path d={toSvgPath(drawn())} fill="#000" />
          </svg>
        );
      }}
    </Show>
  );
}
