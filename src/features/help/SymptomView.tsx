import type { Symptom } from '../../core/help/symptom';
import { Page } from '../../ui/Page';
import css from './HelpPage.module.css';
import { Links } from './Links';
import { Section } from './Section';
import { Steps } from './Steps';

/** One thing that does not work: why that is, and what to do. */
export function SymptomView(props: { symptom: Symptom }) {
  return (
    <Page title={props.symptom.title} lead={<a href="#/help">Help</a>}>
      <p class={css['section']}>{props.symptom.why}</p>
      <Section title="What to do">
        <Steps steps={props.symptom.steps} />
      </Section>
      <Links links={props.symptom.links ?? []} />
    </Page>
  );
}
