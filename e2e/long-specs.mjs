/** The journeys that `npm test` leaves to `npm run test:long`, by their files; Playwright looks for it in file and title. */
export const LONG =
  '(attachments|axe|backup|chat-settings|compaction|context-window|design|discovery|find-servers|help|hostile|hostile-servers|hostile-tools|kept-files|keyboard|keys|kills|mcp|preview|reading|rendering|sandbox|screens|set-aside|sidebar|snapshot-kills|storage|steady|stored-databases|structured|tool-cards|transfer|two-tabs|unsaved|updates)\\.spec\\.ts';
