import type { JSX } from 'solid-js';
import { SettingsContext } from '../../../state/settings';
import { Select } from '../../../ui/Select';
import type { Chat } from '../create-chat';
import { SettingFrame } from './SettingFrame';

/** Whether answers of this chat are streamed; unset, the setting for all chats counts. */
export function StreamingField(props: { chat: Chat }): JSX.Element {
  const settings = SettingsContext.use();
  const stream = (): boolean | undefined => props.chat.setup().stream;
  const set = (value: boolean | undefined): void => void props.chat.change({ stream: value });
  return (
    <SettingFrame label="Streaming" isSet={stream() !== undefined} onReset={() => set(undefined)}>
      <Select
        label="Streaming"
        value={stream() === undefined ? '' : stream() ? 'on' : 'off'}
        options={[
          { value: '', label: `As in Settings (${settings.values.stream ? 'on' : 'off'})` },
          { value: 'on', label: 'On' },
          { value: 'off', label: 'Off' },
        ]}
        onChange={(value) => set(value === '' ? undefined : value === 'on')}
      />
    </SettingFrame>
  );
}
