import type { JSX } from 'solid-js';
import type { HelpText } from '../core/help/search';
import HelpPage from '../features/help/HelpPage';
import { ShortcutList } from '../features/palette/ShortcutList';
import { SettingsContext } from '../state/settings';
import { shortcutGroups } from './command-table';

/** The help with the keys, which it cannot know itself. */
export default function Help(props: { topic: string }): JSX.Element {
  const settings = SettingsContext.use();
  const groups = () => shortcutGroups(settings.values.enterSends);
  const texts = (): HelpText[] => [
    {
      href: '#/help/shortcuts',
      title: 'Keyboard shortcuts',
      text: groups()
        .flatMap(({ shortcuts }) =>
          shortcuts.map(({ label, keys }) => `${label}: ${keys.join(', ')}`),
        )
        .join('\n'),
      also: 'keys hotkeys keyboard',
    },
  ];
  return (
    <HelpPage
      topic={props.topic}
      shortcuts={() => <ShortcutList groups={groups()} />}
      more={texts()}
    />
  );
}
