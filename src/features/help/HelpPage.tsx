import { type JSX, lazy, Match, Show, Switch } from 'solid-js';
import { findArticle } from '../../core/help/articles';
import type { HelpText } from '../../core/help/search';
import { findSymptom } from '../../core/help/symptoms';
import { findGuide } from '../../core/servers/guides';
import { Empty } from '../../ui/Empty';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ArticleView } from './ArticleView';
import { GuideView } from './GuideView';
import { HelpHome } from './HelpHome';
import { InstallGuide } from './InstallGuide';
import { MovingGuide } from './MovingGuide';
import { SymptomView } from './SymptomView';

// As long as all that has ever changed.
const WhatsNew = lazy(() => import('./WhatsNew'));

export interface HelpPageProps {
  /** What of the address names the page; empty for the list. */
  topic: string;
  /** All keys that do something. */
  shortcuts: () => JSX.Element;
  /** Pages that others know the words of. */
  more: readonly HelpText[];
}

/** All that is to be known of servers, of what may fail, and of Patchbay itself, a page each. */
export default function HelpPage(props: HelpPageProps) {
  return (
    <Show when={props.topic} fallback={<HelpHome more={props.more} />} keyed>
      {(topic) => (
        <Switch fallback={<Missing />}>
          <Match when={topic === 'moving'}>
            <MovingGuide />
          </Match>
          <Match when={topic === 'new'}>
            <WhatsNew />
          </Match>
          <Match when={topic === 'install'}>
            <Page title="Install a server" lead={<a href="#/help">Help</a>}>
              <InstallGuide />
            </Page>
          </Match>
          <Match when={topic === 'shortcuts'}>
            <Page title="Keyboard shortcuts" lead={<a href="#/help">Help</a>}>
              {props.shortcuts()}
            </Page>
          </Match>
          <Match when={findSymptom(/^symptom\/(.+)$/.exec(topic)?.[1] ?? '')}>
            {(symptom) => <SymptomView symptom={symptom()} />}
          </Match>
          <Match when={findArticle(topic)}>
            {(article) => <ArticleView article={article()} />}
          </Match>
          <Match when={findGuide(topic)}>{(guide) => <GuideView guide={guide()} />}</Match>
        </Switch>
      )}
    </Show>
  );
}

function Missing() {
  return (
    <Empty
      title="There is no help for this"
      actions={<LinkButton href="#/help">All of the help</LinkButton>}
    >
      The address of this page names no server and no symptom that Patchbay knows.
    </Empty>
  );
}
