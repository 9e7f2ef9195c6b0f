import { createSignal, onMount, Show } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { composeSetup } from '../../core/hand-over/compose';
import { readHome, type HandOver } from '../../core/hand-over/hand-over';
import { toFileModels } from '../../core/models/model-file';
import { reasonOf } from '../../lib/reason';
import { ModelsContext } from '../../state/models';
import { ProvidersContext } from '../../state/providers';
import { SafekeepingContext } from '../../state/safekeeping';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import css from './hand-over.module.css';
import { HandOverChoices, type Choices } from './HandOverChoices';
import { HandOverLink, type MadeLink } from './HandOverLink';

/** Makes a link that sets up another device; keys go along only when asked for, each time anew, and only encrypted. */
export default function HandOverDialog(props: { onClose: () => void }) {
  const providers = ProvidersContext.use();
  const models = ModelsContext.use();
  const safekeeping = SafekeepingContext.use();
  const offered = providers.list.filter((provider) => !provider.demo);
  const [choices, setChoices] = createSignal<Choices>({
    ids: new Set(offered.map(({ id }) => id)),
    includeKeys: false,
    home: '',
  });
  const [handOver, setHandOver] = createSignal<HandOver>();
  const [made, setMade] = createSignal<MadeLink>();
  const [problem, setProblem] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  onMount(() => {
    prepare().catch((error: unknown) => setProblem(reasonOf(error)));
  });

  async function prepare(): Promise<HandOver> {
    const opened = (await safekeeping()).handOver;
    setHandOver(opened);
    // What was typed meanwhile stays.
    setChoices((before) => ({ ...before, home: before.home || (readHome(opened.address) ?? '') }));
    return opened;
  }

  async function make(tools: HandOver): Promise<MadeLink> {
    const { ids, includeKeys, home } = choices();
    const address = readHome(home);
    if (ids.size === 0) throw new Error('Choose a provider.');
    if (!address) throw new Error('Type where Patchbay is on the other device.');
    const { vault } = await safekeeping();
    const setup = providers.setup();
    const text = composeSetup(includeKeys ? await vault.open(setup) : setup, ids, {
      includeKeys,
      models: (provider) => toFileModels([...models.of(provider.id)], provider.fileModels),
    });
    if (!includeKeys) return { url: address + (await tools.pack(text)) };
    const { fragment, code } = await tools.seal(text);
    return { url: address + fragment, code };
  }

  const press = async (): Promise<void> => {
    if (busy()) return;
    setProblem('');
    setBusy(true);
    try {
      setMade(await make(handOver() ?? (await prepare())));
    } catch (error) {
      setProblem(`No link was made. ${reasonOf(error)}`);
    } finally {
      setBusy(false);
    }
  };

  const footer = () => (
    <Show
      when={made()}
      fallback={
        <>
          <Button variant="quiet" onClick={() => props.onClose()}>
            Cancel
          </Button>
          <Button variant="primary" busy={busy()} onClick={() => void press()}>
            Make the link
          </Button>
        </>
      }
    >
      <Button variant="quiet" onClick={() => setMade(undefined)}>
        Back
      </Button>
      <Button variant="primary" onClick={() => props.onClose()}>
        Done
      </Button>
    </Show>
  );

  return (
    <Dialog open onClose={() => props.onClose()} title="Set up another device" footer={footer()}>
      <Show
        when={made()}
        fallback={
          <form
            class={css['body']}
            novalidate
            onSubmit={(event) => {
              event.preventDefault();
              void press();
            }}
          >
            <Show when={problem()}>
              <Notice tone="red" role="alert" help={helpOn('set-up-link')}>
                {problem()}
              </Notice>
            </Show>
            <HandOverChoices
              offered={offered}
              choices={choices()}
              canSeal={handOver()?.canSeal ?? true}
              onChange={(change) => setChoices((before) => ({ ...before, ...change }))}
            />
          </form>
        }
      >
        {(link) => <HandOverLink link={link()} />}
      </Show>
    </Dialog>
  );
}
