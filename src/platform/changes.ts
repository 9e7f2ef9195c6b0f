export { replaced, savedOver } from '../core/providers/merge-stored';
export { mergeChange } from '../lib/merge-change';
export { changeChats } from './change-chats';
