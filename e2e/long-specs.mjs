/** The journeys that `npm test` leaves to `npm run test:long`, by their files; Playwright looks for it in file and title. */
export const LONG =
  '(attachments|backup|chat-settings|compaction|context-window|discovery|find-servers|help|hostile-tools|kept-files|mcp|preview|reading|rendering|sandbox|sidebar|snapshot-kills|structured|tool-cards|transfer)\\.spec\\.ts';
