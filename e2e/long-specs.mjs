/** The journeys that `npm test` leaves to `npm run test:long`, by their files; Playwright looks for it in file and title. */
export const LONG =
  '(attachments|backup|chat-settings|compaction|context-window|discovery|find-servers|first-minute|hand-over|help|help-search|hostile|hostile-servers|hostile-tools|hosting|kept-files|keys|kills|mcp|phones|picker|preview|reading|rendering|sandbox|set-aside|sidebar|single-file|snapshot-kills|storage|stored-databases|structured|tool-cards|transfer|two-tabs|unsaved|updates)\\.spec\\.ts';
