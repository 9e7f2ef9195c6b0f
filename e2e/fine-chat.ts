// Conversations worth looking at, for what judges screens: every kind of content that an answer may hold.
import type { Page } from '@playwright/test';
import { composer, expect } from './chat-pages';
import {
  callTool,
  done,
  fail,
  finish,
  type RecordedRequest,
  type Reply,
  say,
  type ScriptedOptions,
  think,
  usage,
} from './servers/scripted';

const GLACIERS = `Alpine glaciers lost about **6 % of their volume** in 2022 alone. Three things came together: little snow in winter, Saharan dust on the ice, and a hot summer.

| Year | Loss of volume | Snow in April |
| ---- | -------------: | ------------- |
| 2020 | 1.6 % | average |
| 2021 | 1.0 % | above average |
| 2022 | 6.2 % | far below average |
| 2023 | 4.4 % | below average |

The trend is a line fit of a few lines:

\`\`\`python
import numpy as np

years = np.array([2020, 2021, 2022, 2023])
loss = np.array([1.6, 1.0, 6.2, 4.4])
slope, start = np.polyfit(years - 2020, loss, 1)
print(f"{slope:.2f} points more each year")
\`\`\`

Four years are weather, not climate: for a trend that holds, take [thirty years or more](https://www.glamos.ch/).
`;

const SLOPE = 'The loss grew by **1.36 points a year**, if four years may be called a trend.\n';

export const questions = {
  table: 'How fast are Alpine glaciers melting?',
  tool: 'Work out the slope of that line, please.',
  failure: 'And the forecast for 2100?',
} as const;

interface SentMessage {
  role: string;
  content: string;
}

function replyTo({ body }: RecordedRequest): Reply {
  const last = (body['messages'] as SentMessage[]).at(-1);
  if (last?.role === 'tool') return [say(SLOPE), finish('stop'), usage(612, 24), done()];
  if (last?.content === questions.tool)
    return [
      callTool('calculator', JSON.stringify({ expression: '(4 * 23.8 - 6 * 13.2) / 20' })),
      finish('tool_calls'),
      done(),
    ];
  if (last?.content === questions.failure) return fail(500, 'The model has run out of memory.');
  return [
    think('The person asks for a rate. The yearly reports have volumes; a table says it best.'),
    say(GLACIERS),
    finish('stop'),
    usage(38, 271),
    done(),
  ];
}

export const fineServer: ScriptedOptions = {
  models: [
    { id: 'qwen2.5-14b-instruct', max_model_len: 32_768 },
    { id: 'llama-3.3-70b-instruct', max_model_len: 131_072 },
    { id: 'mistral-small-2506', max_model_len: 131_072 },
  ],
  chat: replyTo,
};

/** Asks, and waits for what the answer must come to. */
export async function askFinely(
  page: Page,
  question: keyof typeof questions,
  status = question === 'failure' ? 'failed' : 'done',
): Promise<void> {
  await composer(page).fill(questions[question]);
  await composer(page).press('Enter');
  const turn = page.getByRole('article', { name: 'You' }).filter({ hasText: questions[question] });
  await expect(turn).toBeVisible();
  const answer = page.getByRole('article', { name: 'Assistant' }).last();
  await expect(answer).toHaveAttribute('data-status', status);
  if (question === 'table') await expect(answer.getByRole('table')).toBeVisible();
  if (question === 'tool') await expect(answer).toContainText('1.36 points');
}
