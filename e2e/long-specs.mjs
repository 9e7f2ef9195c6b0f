/** The journeys that `npm test` leaves to `npm run test:long`, by their files; Playwright looks for it in file and title. */
export const LONG =
  '(attachments|backup|chat-settings|compaction|context-window|discovery|find-servers|help|hostile|hostile-servers|hostile-tools|kept-files|keys|kills|many-messages|mcp|preview|reading|rendering|sandbox|set-aside|sidebar|snapshot-kills|storage|stored-databases|structured|tool-cards|transfer|two-tabs|unsaved|updates|vault-kills)\\.spec\\.ts';
