import { For, Show } from 'solid-js';
import { isFromFile } from '../../core/providers/page-origin';
import type { Theme } from '../../core/settings/types';
import { NoticesContext } from '../../state/notices';
import { ServicesContext } from '../../state/services';
import { SettingsContext } from '../../state/settings';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Select } from '../../ui/Select';
import { Switch } from '../../ui/Switch';
import { ImageOrigins } from './ImageOrigins';
import { KeysSection } from './KeysSection';
import css from './SettingsPage.module.css';
import { ToolSettings } from './ToolSettings';
import { reasonOf } from '../../lib/reason';

const themes: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

// The DOM's types don't know that it may be missing.
const canStayAwake = 'wakeLock' in navigator;

/** Settings of this browser, and what this address lacks. */
export default function SettingsPage() {
  const settings = SettingsContext.use();
  const { missing, page } = ServicesContext.use();
  const notices = NoticesContext.use();

  const set: typeof settings.set = async (key, value) => {
    try {
      await settings.set(key, value);
    } catch (error) {
      notices.warn(`The setting could not be saved. ${reasonOf(error)}`, 'storage');
    }
  };

  return (
    <Page title="Settings">
      <Show when={missing.length > 0}>
        <Notice tone="amber" role="note" icon="warning">
          <ul class={css['missing']}>
            <For each={missing}>{(sentence) => <li>{sentence}</li>}</For>
          </ul>
        </Notice>
      </Show>
      <section class={css['section']} aria-label="Appearance">
        <h2 class={css['heading']}>Appearance</h2>
        <Select
          label="Theme"
          value={settings.values.theme}
          options={themes}
          onChange={(value) => {
            const theme = themes.find((row) => row.value === value)?.value;
            if (theme) void set('theme', theme);
          }}
        />
      </section>
      <section class={css['section']} aria-label="Chat">
        <h2 class={css['heading']}>Chat</h2>
        <Switch
          label="Enter sends"
          hint="Off: Ctrl or Cmd with Enter sends, and Enter breaks the line."
          checked={settings.values.enterSends}
          onChange={(value) => void set('enterSends', value)}
        />
        <Switch
          label="Stream answers"
          hint="Off: an answer appears when it is complete. For servers or proxies that cannot stream."
          checked={settings.values.stream}
          onChange={(value) => void set('stream', value)}
        />
        <Switch
          label="Titles by a model"
          hint="After the first answer, the model for summaries (else the chat’s own) is asked for a title, in the background. Off: a chat is called by its first question."
          checked={settings.values.titles}
          onChange={(value) => void set('titles', value)}
        />
        <Switch
          label="Summarise older turns before the window overflows"
          hint="The model for summaries (else the chat’s own) writes the summary, which is sent in place of the older messages. They stay in the chat. Off: it is only offered."
          checked={settings.values.compaction}
          onChange={(value) => void set('compaction', value)}
        />
        <Switch
          label="Screen stays on while an answer comes"
          hint={
            canStayAwake
              ? 'It may turn off again as soon as the last answer is complete.'
              : 'This browser has no way to keep the screen on, or not at this address.'
          }
          checked={canStayAwake && settings.values.stayAwake}
          disabled={!canStayAwake}
          onChange={(value) => void set('stayAwake', value)}
        />
      </section>
      <ToolSettings onSet={set} />
      <KeysSection />
      <ImageOrigins
        origins={settings.values.imageOrigins}
        onRemove={(origin) =>
          void set(
            'imageOrigins',
            settings.values.imageOrigins.filter((allowed) => allowed !== origin),
          )
        }
      />
      <section class={css['section']} aria-label="About">
        <h2 class={css['heading']}>About</h2>
        <p class={css['about']}>
          Patchbay {__APP_VERSION__}. No account, no telemetry. Chats, providers and keys are stored
          in this browser,{' '}
          {isFromFile(page.origin)
            ? 'where every page opened from a file can read them.'
            : `for this address (${page.origin}) only.`}{' '}
          What was asked of which server is in the <a href="#/log">log</a>.
        </p>
      </section>
    </Page>
  );
}
