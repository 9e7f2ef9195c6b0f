/*
 * Everything hostile in hostile/, in a real browser: nothing of it may run, be fetched, open or lead anywhere, and the page
 * goes on working. The tests stand in files by where the items come from; they run in one worker, whose last line says the
 * sum. That the items do run where nobody escapes them is what hostile/self-test.ts shows.
 */
import { test } from './hostile/pages';
import './hostile/from-servers';
import './hostile/from-files';
import './hostile/self-test';

test.describe.configure({ mode: 'default', timeout: 240_000 });
