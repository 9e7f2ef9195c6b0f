/** The journeys that `npm test` leaves to `npm run test:long`, by their files; Playwright looks for it in file and title. */
export const LONG =
  '(attachments|axe|backup|chat-settings|compaction|context-window|design|discovery|find-servers|first-minute|hand-over|help|help-search|hostile|hostile-servers|hostile-tools|hosting|kept-files|keyboard|keys|kills|many-messages|mcp|phones|picker|preview|reading|rendering|sandbox|screens|set-aside|sidebar|single-file|snapshot-kills|steady|storage|stored-databases|structured|tool-cards|transfer|two-tabs|unsaved|updates|vault-kills)\\.spec\\.ts';
