import { children, type JSX, Show } from 'solid-js';
import { Icon } from './Icon';
import type { IconName } from './icon-paths';
import css from './Notice.module.css';

export interface NoticeProps {
  children: JSX.Element;
  tone?: 'plain' | 'amber' | 'red' | 'green' | undefined;
  /** `alert` interrupts a screen reader: for what just failed. Absent: plain text. */
  role?: 'alert' | 'status' | 'note' | undefined;
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
        <Show when={actions()}>
          <div class={css['actions']}>{actions()}</div>
        </Show>
      </div>
    </div>
  );
}
