/** What changes stored records; it comes with the first change, and is fetched as soon as the storage is open. */
export const loadChanges = () => import('./changes');
