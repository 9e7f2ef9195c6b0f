/** The journeys that `npm test` leaves to `npm run test:long`, by their files; Playwright looks for it in file and title. */
export const LONG =
  '(attachments|chat-settings|compaction|context-window|discovery|find-servers|help|hostile|hostile-servers|hostile-tools|mcp|preview|reading|rendering|sandbox|sidebar|structured|tool-cards|transfer)\\.spec\\.ts';
