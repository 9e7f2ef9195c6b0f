import type { Accessor, Component } from 'solid-js';
import type { Message, MessageError } from '../../core/chat/types';
import type { ModelRef } from '../../core/models/types';
import { createStateContext } from '../../state/context';

/** What `app` fills in from another feature, which this one must not import. */
export interface ModelPickerProps {
  chosen: ModelRef | undefined;
  onChoose: (model: ModelRef) => void;
}

export interface ModelDialogProps extends ModelPickerProps {
  onClose: () => void;
}

/** How full the context window is, beside the composer. */
export interface ContextRingProps {
  /** Undefined for a new chat. */
  chatId: string | undefined;
  path: readonly Message[];
  model: ModelRef;
  /** What stands in the composer. */
  draft: string;
  isRunning: boolean;
}

/** What one without a provider can begin with. */
export interface StartProps {
  /** There is a model to ask, or the demo is to be asked: the composer's turn. */
  onReady: () => void;
}

export interface MessageDoctorProps {
  providerId: string;
  /** What became of the message. */
  error: MessageError;
  onClose: () => void;
}

/** The doctor beside a message that failed; a page shows at most one. */
export interface DoctorSlot {
  doctor: Component<MessageDoctorProps>;
  /** Which failure it is open for, by identity. */
  openFor: Accessor<object | undefined>;
  open(failure: object | undefined): void;
}

/** The choice of a model, opened by whoever shows it. */
export const ModelDialogContext = createStateContext<Component<ModelDialogProps>>('ModelDialog');

export const DoctorContext = createStateContext<DoctorSlot>('Doctor');
