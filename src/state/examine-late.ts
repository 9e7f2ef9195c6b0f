import { permissionNeeded } from '../core/doctor/address-space';
import { diagnose } from '../core/doctor/diagnose';
import { glance } from '../core/doctor/glance';
import { probe, type ProbeTarget, type ProbeTools } from '../core/doctor/probe';
import { examineChat, type ChatSuspicion } from '../core/doctor/probe-chat';
import type { ProbeStep } from '../core/doctor/steps';
import type { ProbeOutcome } from '../core/doctor/types';
import type { ServerHint } from '../core/providers/recipes';
import type { Examination, Examine, ExamineTools, OnSteps } from './examine';

type Named = Parameters<Examine>[1];

/** The part of `createExamine` that loads when a server is first asked. */
export function createLateExamine(tools: ExamineTools) {
  const { clock, page, localNetwork } = tools;

  const toolsFor = (provider: Named, signal: AbortSignal): ProbeTools => ({
    fetch: tools.fetchFor(provider),
    now: clock.now,
    signal,
    async permission(url) {
      // The demo's requests never leave the page.
      const space = provider.demo ? undefined : permissionNeeded(url, page);
      return space && localNetwork ? { space, state: await localNetwork.state(space) } : undefined;
    },
  });

  /** Runs a probe with its steps noted, and judges it. */
  async function judged(
    provider: Named,
    onSteps: OnSteps | undefined,
    look: (noted: Required<Pick<ProbeTools, 'onSteps'>>) => Promise<ProbeOutcome>,
  ): Promise<Examination> {
    let steps: readonly ProbeStep[] = [];
    const outcome = await look({
      onSteps: (now) => {
        steps = now;
        onSteps?.(now);
      },
    });
    const diagnosis = diagnose(outcome, page, hintOf(provider), steps);
    if (diagnosis.cause !== 'ok') {
      const words = [diagnosis.cause, diagnosis.serverWords].filter(Boolean).join(' · ');
      tools.onFailure(provider.label, words);
    }
    return { outcome, diagnosis, steps };
  }

  return {
    list: (
      target: ProbeTarget,
      provider: Named,
      signal: AbortSignal,
      onSteps?: OnSteps,
    ): Promise<Examination> =>
      judged(provider, onSteps, (noted) =>
        probe(target, { ...toolsFor(provider, signal), ...noted }),
      ),
    chat: (
      target: ProbeTarget,
      provider: Named,
      suspicion: ChatSuspicion,
      signal: AbortSignal,
      onSteps?: OnSteps,
    ): Promise<Examination> =>
      judged(provider, onSteps, (noted) =>
        examineChat(target, suspicion, { ...toolsFor(provider, signal), ...noted }),
      ),
    glance: (
      target: ProbeTarget,
      provider: Named,
      cause: Parameters<Examine['glance']>[2],
      signal: AbortSignal,
    ): Promise<boolean> =>
      glance(target, cause, { ...toolsFor(provider, signal), origin: page.origin }),
  };
}

/** What was recognised goes before what was chosen. */
function hintOf({ server, preset }: Named): ServerHint | undefined {
  return server && server.kind !== 'unknown' ? server.kind : preset;
}
