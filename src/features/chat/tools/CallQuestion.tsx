import { type JSX, onCleanup, Show, untrack } from 'solid-js';
import type { ToolDecision } from '../../../core/tools/types';
import type { CallState } from '../../../state/tools';
import { Button } from '../../../ui/Button';
import { Menu } from '../../../ui/Menu';
import type { MenuItem } from '../../../ui/MenuPanel';
import { questionWords } from './question-words';
import css from './tools.module.css';

export interface CallQuestionProps {
  asked: Extract<CallState, { kind: 'asks' }>;
  onDecide: (decision: ToolDecision) => void;
  /** It is gone, and what had the focus with it. */
  onFocusLost: () => void;
}

/** Asks whether a call may run. What is asked each time can only be answered for this time. */
export function CallQuestion(props: CallQuestionProps): JSX.Element {
  // Made once: an open menu keeps the focus.
  const lasting: (MenuItem | 'separator')[] = [
    { label: 'Always in this chat', onSelect: () => props.onDecide('always-here') },
    { label: 'Always', onSelect: () => props.onDecide('always') },
    'separator',
    { label: 'Never in this chat', onSelect: () => props.onDecide('never-here') },
    { label: 'Never', onSelect: () => props.onDecide('never') },
  ];
  const onFocusLost = untrack(() => props.onFocusLost);
  let question!: HTMLDivElement;
  onCleanup(() => {
    if (!question.contains(document.activeElement)) return;
    const answer = question.closest('article');
    // Who goes through several questions meets the next one.
    queueMicrotask(() => {
      const next = answer?.querySelector<HTMLElement>('[data-question] button');
      if (next) next.focus();
      else onFocusLost();
    });
  });
  return (
    <div ref={question} class={css['question']} data-question>
      <p>{questionWords(props.asked)}</p>
      <div class={css['answers']}>
        <Button size="small" variant="primary" onClick={() => props.onDecide('once')}>
          Run once
        </Button>
        <Button size="small" onClick={() => props.onDecide('no')}>
          Don’t run
        </Button>
        <Show when={props.asked.tool.asks !== 'each-time'}>
          <Menu label="Always or never" size="small" align="start" items={lasting}>
            Always or never
          </Menu>
        </Show>
      </div>
    </div>
  );
}
