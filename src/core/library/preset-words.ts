import { setNames, settingLabels, textOf } from '../chat/setting-texts';
import type { Preset } from './types';

/** What a preset holds, in one line: `qwen2.5-7b · System prompt · Temperature 0.2`. */
export function presetWords({ model, settings = {}, stream }: Preset): string {
  const set = setNames(settings).map((name) => {
    const isShort = typeof settings[name] === 'number' || name === 'reasoningEffort';
    return isShort ? `${settingLabels[name]} ${textOf(settings, name)}` : settingLabels[name];
  });
  const streaming = stream === undefined ? [] : [stream ? 'Streaming on' : 'Streaming off'];
  const words = [...(model ? [model.modelName] : []), ...set, ...streaming];
  return words.length > 0 ? words.join(' · ') : 'The server’s own values';
}
