/** What opens the app with files, https://wicg.github.io/web-app-launch/; Chromium on desktops. */
interface LaunchQueue {
  setConsumer(
    take: (params: { files?: readonly Pick<FileSystemFileHandle, 'getFile'>[] }) => void,
  ): void;
}

type LaunchPage = Window & { launchQueue?: LaunchQueue };

/** Hands over each file that the system opens with the app, the one that started it included. Does nothing elsewhere. */
export function onLaunchedFile(
  page: LaunchPage,
  take: (file: File) => void,
  failed: (error: unknown) => void,
): void {
  page.launchQueue?.setConsumer(({ files = [] }) => {
    // Each asks in a dialog of its own: more than one at a time would be none.
    void files[0]?.getFile().then(take, failed);
  });
}
