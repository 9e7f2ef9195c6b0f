import type { BackupPlace } from './kept-backups';

/** `prompt`: a press of a button may ask the person. */
export type PickedPermission = 'granted' | 'prompt' | 'denied';

/** A file or a folder that a person picked. Its permission may be gone after a restart of the browser. */
export interface Picked {
  name: string;
  permission(): Promise<PickedPermission>;
  /** Only within a press of a button. */
  ask(): Promise<PickedPermission>;
}

export interface PickedFolder extends Picked {
  place: BackupPlace;
}

export interface PickedFile extends Picked {
  /** Tells a change from none without reading the file. */
  stamp(): Promise<string>;
  bytes(): Promise<number>;
  read(): Promise<string>;
  /** All of it or nothing. */
  write(text: string): Promise<void>;
}

/** The one that was picked, remembered through a restart. */
export interface PickedStore<P extends Picked, Way = void> {
  load(): Promise<P | undefined>;
  /** Opens the browser's chooser, only within a press of a button; undefined when it is dismissed. Stores nothing. */
  pick(way: Way): Promise<P | undefined>;
  /** Remembers this one, or none. */
  keep(picked: P | undefined): Promise<void>;
}

/** A value under a name of its own among the settings. */
export interface StoredValue<T> {
  load(): Promise<T>;
  save(value: T): Promise<void>;
}
