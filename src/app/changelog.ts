import text from '../../CHANGELOG.md?raw';
import { parseChangelog } from '../core/help/changelog';

/** What each version brought, as of this build. */
export const changelog = parseChangelog(text);
