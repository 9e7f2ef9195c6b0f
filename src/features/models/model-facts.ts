import type { Model } from '../../core/models/types';
import type { LoadState } from './create-loading';

/** What stands quietly with an id: size, quantisation, and whether the model is in memory. Empty for none. */
export function describeCopy(
  { parameterSize, quantization, loaded }: Pick<Model, 'parameterSize' | 'quantization' | 'loaded'>,
  state?: LoadState,
): string {
  return [parameterSize, quantization, memoryWords(loaded, state)].filter(Boolean).join(' · ');
}

function memoryWords(loaded: boolean | undefined, state: LoadState | undefined): string {
  if (state?.kind === 'running') return state.order.kind === 'load' ? 'loading …' : 'unloading …';
  if (loaded === undefined) return '';
  return loaded ? 'loaded' : 'not loaded';
}
