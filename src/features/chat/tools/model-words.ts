import type { LearnedField } from '../../../core/dialect/types';
import type { Model } from '../../../core/models/types';
import { isCramped, LEAST_WINDOW } from '../../../core/tools/is-tool-on';
import { formatNumber } from '../../../lib/format';

export interface ToolsWarning {
  line: string;
  /** Nothing is offered to the model. */
  isOff: boolean;
}

/** What to know of a model before it is offered tools; undefined when it is known to take them. */
export function modelWarning(
  model: Pick<Model, 'id' | 'name' | 'tools' | 'contextWindow'>,
  learned: readonly LearnedField[] = [],
): ToolsWarning | undefined {
  const refusal = learned.find(
    ({ place, field, to, model: only }) =>
      place === 'body' && field === 'tools' && !to && (only === undefined || only === model.id),
  );
  if (refusal) {
    const line = `The server refused tools for ${model.name}, so none are offered: “${refusal.words}”`;
    return { line, isOff: true };
  }
  const { value, source } = model.tools;
  if (!value) {
    return {
      line: `${model.name} takes no tools${offBy[source]}, so none are offered.`,
      isOff: true,
    };
  }
  if (isCramped(model.contextWindow)) {
    const { tokens } = model.contextWindow;
    const line = `${model.name} has a window of ${formatNumber(tokens)} tokens. Below ${formatNumber(LEAST_WINDOW)} only those tools are offered that you switch on here.`;
    return { line, isOff: false };
  }
  if (source !== 'default') return undefined;
  const line = `It is not known whether ${model.name} takes tools. They are offered; if its server refuses them, it is asked without.`;
  return { line, isOff: false };
}

const offBy: Record<Model['tools']['source'], string> = {
  user: ', as you said in its settings',
  checked: ', as the check of it showed',
  server: ', as its server says',
  name: '',
  default: '',
};
