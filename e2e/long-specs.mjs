/** The journeys that `npm test` leaves to `npm run test:long`, by their files; Playwright looks for it in file and title. */
export const LONG = '(attachments|compaction|help|reading|rendering|sidebar)\\.spec\\.ts';
