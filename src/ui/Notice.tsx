import { children, type JSX, Show } from 'solid-js';
import { Icon } from './Icon';
import type { IconName } from './icon-paths';
import { LinkButton } from './LinkButton';
import css from './Notice.module.css';

export type NoticeProps = NoticeWords & NoticeRole;

/** `alert` interrupts a screen reader: for what just failed, and so it says where there is help. Absent: plain text. */
type NoticeRole =
  | { role: 'alert'; help: string }
  | { role?: 'status' | 'note' | undefined; help?: string | undefined };

interface NoticeWords {
  children: JSX.Element;
  tone?: 'plain' | 'amber' | 'red' | 'green' | undefined;
  icon?: IconName | undefined;
  actions?: JSX.Element;
}

const toneIcons: Record<NonNullable<NoticeProps['tone']>, IconName> = {
  plain: 'info',
  amber: 'warning',
  red: 'warning',
  green: 'check',
};

/** A few sentences that stand out from the page: what is so, then what to do, then the buttons for it. */
export function Notice(props: NoticeProps): JSX.Element {
  const tone = (): keyof typeof toneIcons => props.tone ?? 'plain';
  const actions = children(() => props.actions);
  return (
    <div class={css['notice']} role={props.role} data-tone={tone()}>
      <Icon name={props.icon ?? toneIcons[tone()]} />
      <div class={css['words']}>
        {props.children}
        <Show when={actions()} fallback={props.help && <a href={props.help}>Help</a>}>
          <div class={css['actions']}>
            {actions()}
            <Show when={props.help}>
              {(href) => (
                <LinkButton size="small" variant="quiet" href={href()}>
                  Help
                </LinkButton>
              )}
            </Show>
          </div>
        </Show>
      </div>
    </div>
  );
}
