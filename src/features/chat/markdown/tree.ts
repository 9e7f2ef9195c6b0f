/** What stands inside a line of text. Addresses are as the model wrote them: the sink judges them. */
export type Inline =
  | { type: 'text' | 'code'; text: string }
  | { type: 'break' }
  | { type: 'emphasis' | 'strong' | 'strike'; children: Inline[] }
  | { type: 'link'; address: string; children: Inline[] }
  | { type: 'image'; address: string; alt: string }
  /** With its delimiters. */
  | { type: 'math'; source: string; display: boolean };

export type Align = 'left' | 'center' | 'right' | undefined;

export type Block =
  | { type: 'paragraph' | 'quote' | 'rule' | 'table' | 'math' }
  | { type: 'heading'; level: number }
  /** Ordered if it has a start. */
  | { type: 'list'; start: number | undefined }
  /** A task if it is known whether it is done. */
  | { type: 'item'; checked: boolean | undefined }
  | { type: 'code'; language: string }
  | { type: 'row'; header: boolean }
  | { type: 'cell'; header: boolean; align: Align };

/** Where the parser writes to. What it has closed, it never touches again. */
export interface Sink {
  /** A piece of text of so many letters begins: what was written before it has been on screen. */
  begin(letters: number): void;
  /** Begins a block inside the one that is open. */
  open(block: Block): void;
  close(): void;
  /** Takes the open block away again, with all that is in it. */
  discard(): void;
  /** Adds text for good to the open block, and replaces what was shown behind it for the moment. */
  inline(settled: readonly Inline[], momentary: readonly Inline[]): void;
  /** Adds text as it is to the open code or math block. */
  verbatim(text: string): void;
  /** The piece is over: what came of it is to be seen. */
  flush(): void;
  /** The text is over, and all blocks are closed. */
  end(): void;
}
